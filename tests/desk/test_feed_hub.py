"""A hub asks the outside for all: its own desk joins, writes what feeds bring, and says how old that is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_hub import NAME, HubFeeds
from eocdesk.models import Observation, Refused, enrolment
from eocdesk.models.right import Right, Role
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.store.queries import events
from tests.desk.test_feeding import quakes
from tests.kit.desks import CODE, EVENT, make_desk
from tests.kit.feed_server import Play, source
from tests.kit.ways import enrol, served

SOON = 30.0


@pytest.fixture
def nobody_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "known", tuple)


def code_of(hub: Hub) -> Callable[[], str]:
    def make() -> str:
        with hub.writing() as c:
            secret = people.make_code(c, Right(Role.FEEDS.value), people.HOUR, by="test")
        return enrolment.Code(secret, "").text

    return make


def waited(until: Callable[[], bool]) -> bool:
    """Whether it came true in time."""
    pause = threading.Event()
    return any(until() or pause.wait(0.05) for _ in range(round(SOON / 0.05)))


def test_what_the_hubs_feeds_bring_reaches_its_desks(
    file_hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path / "desk")
    with source() as there, served(file_hub) as url:
        usgs = replace(feeding.feed_of("usgs"), addresses=lambda _: [f"{there.url}/q"])
        monkeypatch.setattr(feeding, "known", lambda: (usgs,))
        there.plays["/q"] = Play(quakes("ci1"))
        enrol(file_hub, desk, url=url)
        desk.link.meet_now()
        feeds = HubFeeds(tmp_path / "feeds", code_of(file_hub), CODE)
        feeds.start(url)
        assert waited(lambda: bool(feeds.ages()))
        ((event, age),) = feeds.ages()
        assert (event, age.name, age.sentence) == (EVENT, "usgs", "")

        def arrived() -> bool:
            desk.link.meet_now()
            return bool(desk.read_now(events.of_event, Observation, EVENT))

        assert waited(arrived)
        feeds.stop()
        assert feeds.ages() == []
        with file_hub.reading() as c:
            found = people.named(c, NAME)
        assert [right.role for right in found.rights] == ["feeds"]
    desk.close()
    assert {one for one in threading.enumerate() if one.name in {"link", "feeds of the hub"}} == set()


@pytest.mark.usefixtures("nobody_outside")
def test_its_desk_may_write_nothing_else(file_hub: Hub, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    with served(file_hub) as url:
        enrol(file_hub, desk, url=url)
        desk.link.meet_now()
        feeds = HubFeeds(tmp_path / "feeds", code_of(file_hub))
        feeds.start(url)
        assert waited(lambda: _enrolled(file_hub))
        feeds.stop()
        other = Desk(tmp_path / "feeds")
        other.link.meet_now()
        assert other.event is not None
        other.do_now(LogEntry(EVENT, "Not a feed's"))
        assert other.link.meet_now().refused == 1
        other.close()
    desk.close()


def _enrolled(hub: Hub) -> bool:
    with hub.reading() as c:
        try:
            return people.named(c, NAME) is not None
        except Refused:
            return False


@pytest.mark.usefixtures("nobody_outside")
def test_a_hub_at_another_port_than_before_is_met_there(file_hub: Hub, tmp_path: Path) -> None:
    urls = []
    for _ in range(2):
        with served(file_hub) as url:
            urls.append(url)
            feeds = HubFeeds(tmp_path / "feeds", code_of(file_hub))
            feeds.start(url)
            assert waited(lambda: _enrolled(file_hub))
            feeds.stop()
    desk = Desk(tmp_path / "feeds")
    assert desk.link.standing().url == urls[-1]
    desk.close()
