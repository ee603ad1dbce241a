"""How feeds stand: as they are set, with what they last said; asked now, in an exercise only where it is said so."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eocdesk.desk import exercise, feed_rules, feed_standing, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_standing import FeedStanding
from eocdesk.desk.feeding import Took
from eocdesk.desk.settings import FEEDS_ALWAYS
from eocdesk.feeds.feed import Feed
from eocdesk.models import Refused
from tests.desk.test_feeding import quakes
from tests.kit.desks import make_desk
from tests.kit.feed_server import Play, Source, source

EVERY = feeding.known()


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    """A source that the feed of quakes asks."""
    with source() as made:
        usgs = replace(feeding.feed_of("usgs"), addresses=lambda _: [f"{made.url}/q"])
        others: tuple[Feed, ...] = tuple(one for one in EVERY if one.name != "usgs")
        monkeypatch.setattr(feeding, "known", lambda: (usgs, *others))
        made.plays["/q"] = Play(quakes("ci1"))
        yield made


def of(desk: Desk, name: str) -> FeedStanding:
    return next(one for one in feed_standing.standing(desk) if one.name == name)


def test_each_feed_stands_there_as_it_is_set(desk: Desk) -> None:
    found = feed_standing.standing(desk)
    assert {one.name for one in found} == {feed.name for feed in EVERY}
    assert [one.title for one in found] == sorted((one.title for one in found), key=str.casefold)
    calendar = feeding.feed_of("calendar")
    feed_rules.switch(desk, calendar, on=False)
    feed_rules.pace(desk, calendar, 45)
    for address in ("https://a.example.org/1", "https://a.example.org/2"):
        feed_rules.add_address(desk, calendar, address, "GREEN")
    one = of(desk, "calendar")
    assert (one.on, one.every, one.floor, one.own) == (False, 45, 5, True)
    assert one.places == (("https://a.example.org/1", "GREEN"), ("https://a.example.org/2", "GREEN"))
    assert one.hosts == ("a.example.org",)
    assert feed_standing.age(one) is None


def test_one_is_asked_now_and_its_age_is_known(desk: Desk, there: Source) -> None:
    took = asyncio.run(feed_standing.ask(desk, "usgs"))
    assert feed_standing.said(took).endswith("1 record changed.")
    assert len(there.asked) == 1
    age = feed_standing.age(of(desk, "usgs"))
    assert age is not None
    assert "Asked a moment ago" in feed_standing.said(asyncio.run(feed_standing.ask(desk, "usgs")))


def test_an_exercise_asks_no_real_feed_unless_it_is_told(tmp_path: Path, there: Source) -> None:
    (tmp_path / "x").mkdir()
    exercise.mark(tmp_path / "x")
    desk = make_desk(tmp_path / "x")
    with pytest.raises(Refused, match="exercise"):
        asyncio.run(feed_standing.ask(desk, "usgs"))
    assert there.asked == []
    desk.settings.set("feeds", FEEDS_ALWAYS)
    assert asyncio.run(feed_standing.ask(desk, "usgs")).ok
    desk.close()


def test_without_an_event_it_is_said_what_to_do_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new")
    assert feed_standing.standing(desk)
    with pytest.raises(Refused, match="Open an event"):
        asyncio.run(feed_standing.ask(desk, "usgs"))
    desk.close()


def test_what_was_refused_is_told_in_part() -> None:
    took = Took("x", "9 read.", read=9, changed=2, refused=[(f"row {n}", "No.") for n in range(7)])
    assert feed_standing.said(took).splitlines()[0] == "9 read. 2 records changed."
    assert feed_standing.said(took).splitlines()[-1] == "And 2 more refused."
