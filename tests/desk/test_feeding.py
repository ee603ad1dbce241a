"""A day of a feed: nothing twice, nothing grows, failures in words, and the source is left alone between."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from eocdesk.desk import feed_asking, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feeding import Took
from eocdesk.feeds import FEEDS
from eocdesk.feeds.feed import Feed
from eocdesk.models import Event, Refused, clock
from tests.kit.desks import bodies, make_desk
from tests.kit.feed_server import Play, Source, source

MINUTE = 60_000


@dataclass
class Watch:
    """A desk, a source, and a feed that asks it."""

    desk: Desk
    there: Source
    feed: Feed

    @property
    def event(self) -> Event:
        assert self.desk.event is not None
        return self.desk.event

    def poll(self) -> Took:
        return asyncio.run(feed_asking.poll(self.desk, self.event, self.feed))


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    desk = make_desk(tmp_path)
    with source() as there:
        usgs = feeding.feed_of("usgs")
        yield Watch(desk, there, replace(usgs, addresses=lambda _: [f"{there.url}/q"]))
    desk.close()


def quakes(*names: str, size: float = 4.0) -> bytes:
    rows = [
        {
            "type": "Feature",
            "id": name,
            "properties": {"mag": size, "place": "10 km N of Ojai", "time": 1_700_000_000_000, "ids": f",{name},"},
            "geometry": {"type": "Point", "coordinates": [-119.2, 34.5, 8.0]},
        }
        for name in names
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows}).encode()


def test_a_day_of_a_feed_makes_each_record_once(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    began = clock.now()
    moment = [began]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    sizes = []
    for turn in range(288):
        watch.there.plays["/q"] = Play(quakes("ci1", "ci2") if turn < 200 else quakes("ci1", "ci2", "ci3"))
        took = watch.poll()
        assert took.ok
        assert took.changed == {0: 2, 200: 1}.get(turn, 0)
        sizes.append(len(bodies(watch.desk)))
        moment[0] += 5 * MINUTE
    assert len(watch.there.asked) == 288
    assert sizes[1] == sizes[199]
    assert sizes[200] == sizes[-1]


def test_a_source_is_left_alone_below_its_floor_and_as_long_as_it_asks(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    watch.there.plays["/q"] = Play(status=503, headers={"retry-after": "600"})
    assert not watch.poll().ok
    for minutes in (0, 1, 9):
        moment[0] += minutes * MINUTE - 1
        assert not watch.poll().asked
    moment[0] += MINUTE
    watch.there.plays["/q"] = Play(quakes("ci1"))
    assert watch.poll().changed == 1
    assert not watch.poll().asked
    assert len(watch.there.asked) == 2


def test_a_failure_is_in_the_age_until_it_is_back(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    headers = {"content-type": "application/json", "etag": '"1"'}
    watch.there.plays["/q"] = Play(quakes("ci1"), headers=headers)
    assert age(watch) == (None, None, "")
    watch.poll()
    first = moment[0]
    moment[0] += 5 * MINUTE
    watch.there.plays["/q"] = Play(b"<html>", headers={"content-type": "text/html"})
    watch.poll()
    good, tried, sentence = age(watch)
    assert (good, tried) == (first, moment[0])
    assert "sign-in page" in sentence
    moment[0] += 5 * MINUTE
    watch.there.plays["/q"] = Play(quakes("ci1"), headers=headers)
    assert watch.poll().sentence == "Nothing new since it was last asked."
    assert watch.there.asked[-1][1]["if-none-match"] == '"1"'
    assert age(watch) == (moment[0], moment[0], "")


def age(watch: Watch) -> tuple[int | None, int | None, str]:
    found = next(one for one in feeding.ages(watch.desk, watch.event.id) if one.name == "usgs")
    return found.last_good, found.last_try, found.sentence


def test_an_answer_none_of_which_could_be_read_is_not_kept_as_good(watch: Watch) -> None:
    watch.there.plays["/q"] = Play(b"[1", headers={"content-type": "application/json", "etag": '"1"'})
    took = watch.poll()
    assert not took.ok
    assert "not JSON" in took.sentence
    assert age(watch)[0] is None


def test_what_a_feed_brought_is_signed_as_the_feeds(watch: Watch) -> None:
    feeding.take(watch.desk, watch.event, watch.feed, quakes("ci1"))
    assert b"feed:usgs" in bodies(watch.desk)[-1]


def test_a_feed_with_no_address_says_so_and_an_unknown_one_names_the_known(watch: Watch) -> None:
    watch.feed = replace(watch.feed, addresses=lambda _: [])
    assert "a setting it needs is empty" in watch.poll().sentence
    with pytest.raises(Refused, match=FEEDS[0].name):
        feeding.feed_of("weather")


def test_a_file_read_by_hand_has_an_age_that_is_never_late(watch: Watch) -> None:
    feeding.take(watch.desk, watch.event, watch.feed, b"[1")
    assert watch.desk.read_now(feeding.kept_ages, watch.event.id) == []
    feeding.take(watch.desk, watch.event, watch.feed, quakes("ci1"))
    (age,) = watch.desk.read_now(feeding.kept_ages, watch.event.id)
    assert age.last_good is not None
    assert not age.is_late(age.last_good + 10 * 86_400_000)
