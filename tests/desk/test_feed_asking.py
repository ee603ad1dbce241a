"""One feed asked: page by page, with its key hidden, one host after the other, whatever goes wrong in words."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from eocdesk.commands.records import Add
from eocdesk.desk import feed_asking, feed_keys, feed_rules, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feeding import Took
from eocdesk.feeds.feed import Feed, Given, Reading
from eocdesk.models import Observation, Refused, Venue
from eocdesk.store import local
from eocdesk.store.queries import events
from tests.desk.test_feeding import Watch, quakes
from tests.kit.desks import EVENT, bodies, make_desk
from tests.kit.feed_server import Play, source

SECRET = "canary-5f1c"  # noqa: S105  a test's own


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    desk = make_desk(tmp_path)
    with source() as there:
        usgs = feeding.feed_of("usgs")
        yield Watch(desk, there, replace(usgs, addresses=lambda _: [f"{there.url}/q"]))
    desk.close()


def observed(desk: Desk) -> list[Observation]:
    return list(desk.read_now(events.of_event, Observation, EVENT))


def test_what_a_feed_brought_is_nobodys_to_undo(watch: Watch) -> None:
    watch.desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    watch.there.plays["/q"] = Play(quakes("ci1"))
    assert watch.poll().changed == 1
    feeding.take(watch.desk, watch.event, watch.feed, quakes("ci2"))
    asyncio.run(watch.desk.undo())
    assert len(observed(watch.desk)) == 2
    assert [one.name for one in watch.desk.read_now(events.of_event, Venue, EVENT)] == []
    asyncio.run(watch.desk.redo())


def test_nobody_signs_what_came_by_itself(watch: Watch) -> None:
    watch.there.plays["/q"] = Play(quakes("ci1"))
    watch.poll()
    assert b"feed:usgs" in bodies(watch.desk)[-1]
    assert b"L. Chen" not in bodies(watch.desk)[-1]


def paged(watch: Watch, following: dict[str, str]) -> Feed:
    return replace(watch.feed, more=lambda _, address: following.get(urlsplit(address).path, ""))


def test_pages_are_followed_to_their_end_and_never_elsewhere(watch: Watch) -> None:
    watch.feed = paged(watch, {"/q": f"{watch.there.url}/r"})
    watch.there.plays |= {"/q": Play(quakes("ci1")), "/r": Play(quakes("ci2"))}
    assert watch.poll().changed == 2
    other = make_desk(watch.desk.folder / "other")
    watch.feed = paged(watch, {"/q": "https://elsewhere.example/r"})
    took = asyncio.run(feed_asking.poll(other, watch.event, watch.feed))
    other.close()
    assert not took.ok
    assert "another place" in took.sentence
    assert took.changed == 1


def test_a_first_page_that_stands_as_it_was_hides_no_next_one_that_is_new(watch: Watch) -> None:
    watch.feed = replace(paged(watch, {"/q": f"{watch.there.url}/r"}), floor_s=0)
    marked = {"content-type": "application/json", "etag": '"1"'}
    watch.there.plays |= {"/q": Play(quakes("ci1"), headers=marked), "/r": Play(quakes("ci2"))}
    watch.poll()
    watch.there.plays["/r"] = Play(quakes("ci3"))
    watch.poll()
    assert len(observed(watch.desk)) == 3
    assert ["if-none-match" in headers for _, headers in watch.there.asked] == [False] * 4


def test_pages_without_end_are_bounded(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_asking, "PAGES", 4)
    watch.feed = paged(watch, {"/q": f"{watch.there.url}/q"})
    watch.there.plays["/q"] = Play(quakes("ci1"))
    watch.poll()
    assert len(watch.there.asked) == 4


def test_a_key_is_asked_for_used_and_shown_nowhere(watch: Watch) -> None:
    seen: list[str] = []

    def read(data: bytes, given: Given) -> Reading:
        seen.append(given.address)
        return feeding.feed_of("usgs").read(data, given)

    there = watch.there
    watch.feed = replace(watch.feed, needs_key="X", addresses=lambda where: [f"{there.url}/q?k={where.key}"], read=read)
    assert "It needs a key" in watch.poll().sentence
    assert there.asked == []
    feed_keys.keep(watch.desk, watch.feed, SECRET)
    there.plays[f"/q?k={SECRET}"] = Play(quakes("ci1"), headers={"content-type": "application/json", "etag": '"1"'})
    assert watch.poll().changed == 1
    assert seen == [f"{there.url}/q?k=…"]
    assert SECRET not in str(watch.desk.read_now(local.noted, "feed/"))


def test_own_addresses_are_asked_with_their_marking_and_the_key_of_their_host(watch: Watch) -> None:
    there = watch.there
    own = replace(watch.feed, own=True, addresses=lambda w: list(w.own), headers=lambda k: {"authorization": k})
    watch.feed = own
    assert "no address" in watch.poll().sentence
    feed_rules.add_address(watch.desk, own, f"{there.url}/q", "GREEN")
    feed_keys.keep(watch.desk, own, SECRET, "127.0.0.1")
    there.plays["/q"] = Play(quakes("ci1"))
    assert watch.poll().ok
    assert there.asked[-1][1]["authorization"] == SECRET
    assert [one.marking for one in observed(watch.desk)] == ["GREEN"]


def test_a_question_with_a_key_follows_to_no_other_place(watch: Watch) -> None:
    there = watch.there
    watch.feed = replace(watch.feed, needs_key="X", headers=lambda key: {"x-key": key})
    feed_keys.keep(watch.desk, watch.feed, SECRET)
    there.plays |= {"/q": Play(status=302, headers={"location": f"{there.url}/r"}), "/r": Play(quakes("ci1"))}
    assert not watch.poll().ok
    assert [path for path, _ in there.asked] == ["/q"]


def test_a_host_that_fails_is_not_asked_a_second_time(watch: Watch) -> None:
    there = watch.there
    watch.feed = replace(watch.feed, addresses=lambda _: [f"{there.url}/q", f"{there.url}/r"])
    there.plays["/q"] = Play(status=500)
    assert not watch.poll().ok
    assert [path for path, _ in there.asked] == ["/q"]
    assert feeding.state_of(watch.desk, watch.feed, EVENT)["failures"] == 1


def test_a_mistake_in_a_reader_is_in_the_log_and_in_words(watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    def read(_data: bytes, _given: Given) -> Reading:
        raise ZeroDivisionError

    watch.feed = replace(watch.feed, read=read)
    watch.there.plays["/q"] = Play(quakes("ci1"))
    with caplog.at_level(logging.ERROR):
        took: Took = watch.poll()
    assert "mistake in eocdesk" in took.sentence
    assert "the feed usgs failed" in caplog.text
    caplog.clear()


def test_what_no_feed_may_write_is_refused_in_words(watch: Watch) -> None:
    def read(_data: bytes, given: Given) -> Reading:
        return Reading([Add("agency", given.event, {"name": "Somebody"})], 1)

    watch.feed = replace(watch.feed, read=read)
    watch.there.plays["/q"] = Play(b"{}")
    before = len(bodies(watch.desk))
    assert "may not write agency" in watch.poll().sentence
    assert len(bodies(watch.desk)) == before
    with pytest.raises(Refused):
        feeding.take(watch.desk, watch.event, watch.feed, b"{}")
