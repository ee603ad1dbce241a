"""A day of every feed in minutes: asked in rhythm, seldom while it fails, nothing twice, nothing left behind."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.records import Add
from eocdesk.desk import exercise, feed_keys, feed_rules, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_loop import FeedLoop, wait_s
from eocdesk.desk.feeding import FeedAge
from eocdesk.desk.settings import FEEDS_ALWAYS, FEEDS_ON
from eocdesk.feeds import FEEDS
from eocdesk.feeds.feed import Feed, Where
from eocdesk.models import Alert, Entry, Feature, Indicator, Observation, Session, clock
from eocdesk.models.right import Right
from eocdesk.store import local
from eocdesk.store.queries import events
from eocdesk.store.queries.linked import FEEDS_OF_HUB
from tests.desk.test_feeding import quakes
from tests.kit import feed_answers
from tests.kit.desks import EVENT, bodies, make_desk, sound
from tests.kit.feed_server import Play, Source, source
from tests.kit.pairs import RoomHub

SECOND = 1000
HOUR = 3_600_000
JSON = {"content-type": "application/json"}


class Day:
    """A desk, a source that every feed asks, and a clock that is moved."""

    def __init__(self, desk: Desk, there: Source, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.there = desk, there
        self.now = clock.now()
        self.loop = FeedLoop(desk, lambda: 0.5)
        self.feeds: tuple[Feed, ...] = ()
        monkeypatch.setattr(clock, "now", lambda: self.now)
        monkeypatch.setattr(feeding, "known", lambda: self.feeds)

    def takes(self, *feeds: Feed) -> None:
        self.feeds = tuple(replace(one, addresses=self._at(one.name)) for one in feeds)

    def _at(self, name: str) -> Callable[[Where], list[str]]:
        return lambda _where: [f"{self.there.url}/{name}"]

    def go(self, hours: float) -> None:
        """Let so much time pass, all its rounds with it."""
        until = self.now + round(hours * HOUR)

        async def rounds() -> None:
            while self.now < until:
                self.now += round(await self.loop.turn() * SECOND)

        asyncio.run(rounds())

    def asked(self, name: str) -> int:
        return sum(path == f"/{name}" for path, _ in self.there.asked)


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    desk = make_desk(tmp_path / "desk")
    desk.settings.set("feeds", FEEDS_ON)
    with source() as there:
        yield Day(desk, there, monkeypatch)
    desk.close()


EVERY = feeding.known()


def held(desk: Desk) -> dict[tuple[str, str], int]:
    """How many records there are by the kind and the source, what was struck left out; a source's key stands once."""
    found: dict[tuple[str, str], list[str]] = {}
    for cls in (Alert, Observation, Feature, Session, Indicator):
        for one in desk.read_now(events.of_event, cls, EVENT):
            found.setdefault((cls.__name__, one.source), []).append(one.source_key)
    assert all(len(set(keys)) == len(keys) for keys in found.values())
    return {key: len(keys) for key, keys in found.items()}


def plays(day: Day, answers: dict[str, bytes]) -> None:
    """Each source answers so; every third says what its answer is marked with, and then that it is still the same."""
    for count, one in enumerate(EVERY):
        marked = {"etag": f'"{hash(answers[one.name])}"'} if count % 3 == 0 else {}
        day.there.plays[f"/{one.name}"] = Play(answers[one.name], headers={"content-type": one.kinds[0], **marked})


def test_twenty_four_hours_of_all_feeds_grow_nothing_and_leave_nothing(day: Day) -> None:
    began, first = day.now, feed_answers.first(day.now)
    for kind, values in (("venue", feed_answers.STADIUM), ("system", feed_answers.SYSTEM)):
        day.desk.do_now(Add(kind, EVENT, values))
    day.takes(*EVERY)
    plays(day, first)
    for one in EVERY:
        feed_rules.pace(day.desk, one, 60)
        if one.needs_key:
            feed_keys.keep(day.desk, one, "a key")
    threads = set(threading.enumerate())
    day.go(1)
    assert {one.name: one.sentence for one in day.loop.ages()} == dict.fromkeys((one.name for one in EVERY), "")
    before, size = held(day.desk), len(bodies(day.desk))
    assert sum(before.values()) == sum(count for count, _ in feed_answers.RECORDS.values())
    day.go(6)
    assert len(bodies(day.desk)) == size

    plays(day, feed_answers.then(began))
    day.go(1.1)
    after, size = held(day.desk), len(bodies(day.desk))
    assert sum(after.values()) == sum(count for _, count in feed_answers.RECORDS.values())
    states = {(one.source, one.source_key): one.state for one in day.desk.read_now(events.of_event, Alert, EVENT)}
    assert states["nws", "b"] == "superseded"
    assert sorted(state for (source, _), state in states.items() if source != "nws") == ["cancelled", "cancelled"]

    for count, one in enumerate(EVERY):
        day.there.plays[f"/{one.name}"] = feed_answers.FAILURES[count % len(feed_answers.FAILURES)]
    day.go(5)
    assert all(one.sentence for one in day.loop.ages())
    assert len(bodies(day.desk)) == size

    plays(day, feed_answers.then(began))
    day.go(11)
    assert {one.name: one.sentence for one in day.loop.ages()} == dict.fromkeys((one.name for one in EVERY), "")
    assert (held(day.desk), len(bodies(day.desk))) == (after, size)
    assert {one.name for one in EVERY if not 18 <= day.asked(one.name) <= 36} == set()
    assert {one for one in threading.enumerate() if one.name.startswith("link")} <= threads
    assert day.desk.read_now(events.of_event, Entry, EVENT) == []
    assert sound(day.desk)


def test_a_feed_that_fails_is_asked_ever_more_seldom_and_at_once_in_rhythm_when_it_is_back(day: Day) -> None:
    day.takes(replace(usgs(), floor_s=60, every_s=300))
    day.there.plays["/usgs"] = Play(status=500)
    day.go(6)
    assert 9 <= day.asked("usgs") <= 13
    assert [one.sentence for one in day.loop.ages()] == ["127.0.0.1 answers 500."]
    assert day.loop.ages()[0].is_late(day.now)
    day.there.plays["/usgs"] = Play(quakes("ci1"), headers=JSON)
    day.go(1.2)
    before = day.asked("usgs")
    day.go(1)
    assert 11 <= day.asked("usgs") - before <= 13
    assert not day.loop.ages()[0].is_late(day.now)


def usgs() -> Feed:
    return next(one for one in FEEDS if one.name == "usgs")


def test_feeds_that_are_off_or_left_out_are_not_asked_nor_shown(day: Day) -> None:
    day.takes(usgs())
    day.there.plays["/usgs"] = Play(quakes("ci1"), headers=JSON)
    day.desk.settings.set("feeds", "off")
    day.go(0.1)
    assert (day.there.asked, day.loop.ages()) == ([], [])
    day.desk.settings.set("feeds", FEEDS_ON)
    feed_rules.switch(day.desk, day.feeds[0], on=False)
    day.go(0.1)
    assert day.there.asked == []
    feed_rules.switch(day.desk, day.feeds[0], on=True)
    day.go(0.01)
    assert day.asked("usgs") == 1
    assert [one.name for one in day.loop.ages()] == ["usgs"]


def test_an_exercise_desk_asks_no_real_feed_unless_it_is_told(
    tmp_path: Path, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "exercise"
    folder.mkdir()
    exercise.mark(folder)
    desk = make_desk(folder)
    rehearsed = Day(desk, day.there, monkeypatch)
    rehearsed.takes(usgs())
    day.there.plays["/usgs"] = Play(quakes("ci1"), headers=JSON)
    desk.settings.set("feeds", FEEDS_ON)
    rehearsed.go(0.1)
    assert day.there.asked == []
    desk.settings.set("feeds", FEEDS_ALWAYS)
    rehearsed.go(0.01)
    assert rehearsed.asked("usgs") == 1
    desk.close()


def test_without_an_event_nothing_is_asked(tmp_path: Path, day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path / "new")
    desk.settings.set("feeds", FEEDS_ON)
    empty = Day(desk, day.there, monkeypatch)
    empty.takes(usgs())
    empty.go(0.1)
    assert day.there.asked == []
    desk.close()


def test_a_source_that_asks_to_be_left_alone_is(day: Day) -> None:
    day.takes(replace(usgs(), floor_s=60, every_s=60))
    day.there.plays["/usgs"] = Play(status=429, headers={"retry-after": "7200"})
    day.go(1.9)
    assert day.asked("usgs") == 1


def test_it_starts_and_stops_with_the_desk_and_leaves_no_task(day: Day) -> None:
    day.takes(usgs())
    day.there.plays["/usgs"] = Play(quakes("ci1"), headers=JSON)
    heard: list[list[FeedAge]] = []
    told = threading.Event()

    def hear(ages: list[FeedAge]) -> None:
        heard.append(ages)
        told.set()

    day.loop.start(0.0, hear)
    assert told.wait(20)
    day.loop.stop()
    day.loop.stop()

    async def left() -> set[str]:
        return {task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()}

    assert day.desk.link.run(left()).result() == set()
    assert [one.name for one in heard[0]] == ["usgs"]


def test_one_that_is_silent_does_not_keep_the_desk_from_closing(day: Day) -> None:
    day.takes(usgs())
    day.there.plays["/usgs"] = Play(silent=True)
    day.loop.start()
    while not day.there.asked:
        threading.Event().wait(0.01)
    day.loop.stop()
    assert feeding.state_of(day.desk, day.feeds[0], day.desk.event.id if day.desk.event else b"") == {}


@given(st.integers(0, 40), st.floats(0, 1), st.integers(60, 90_000), st.integers(60, 4_000))
def test_no_feed_is_asked_faster_than_its_floor_nor_seldom_for_good(
    failures: int, chance: float, every: int, floor: int
) -> None:
    feed = replace(usgs(), floor_s=floor, every_s=max(every, floor))
    wait = wait_s(feed, feed.every_s, failures, chance)
    assert floor <= wait <= max(floor, 1.1 * (feed.every_s if not failures else 3_600))


def test_what_a_hub_asks_its_desks_do_not_ask_until_it_is_gone_for_three_rhythms(day: Day) -> None:
    day.takes(usgs())
    day.there.plays["/usgs"] = Play(quakes("ci1"), headers=JSON)
    told = [(EVENT, "usgs", "Earthquakes (USGS)", day.now, day.now, 300, "")]
    day.desk.store.writer.local(lambda c: local.put(c, FEEDS_OF_HUB, told)).result()
    assert [one.last_good for one in day.loop.ages()] == [day.now]
    day.go(0.24)
    assert day.there.asked == []
    day.go(0.1)
    assert day.asked("usgs") >= 1
    (age,) = day.loop.ages()
    assert age.last_good is not None
    assert age.last_good > told[0][3]


def test_once_one_is_back_the_others_are_tried_at_once(day: Day) -> None:
    one, other = replace(usgs(), floor_s=60, every_s=300), replace(usgs(), name="other", floor_s=60, every_s=300)
    day.takes(one, other)
    day.there.plays |= {"/usgs": Play(status=500), "/other": Play(status=500)}
    day.go(5)
    state = {"tried": day.now, "failures": 1, "title": "Quakes", "every": 300}
    feeding.keep_state(day.desk, day.feeds[0], EVENT, state)
    day.there.plays |= {"/usgs": Play(quakes("ci1"), headers=JSON), "/other": Play(quakes("ci2"), headers=JSON)}
    day.go(0.05)
    assert [age.sentence for age in day.loop.ages()] == ["", ""]


def test_a_person_who_asks_waits_for_no_failure_but_for_the_source(day: Day) -> None:
    day.takes(replace(usgs(), floor_s=60, every_s=300))
    day.there.plays["/usgs"] = Play(status=500)
    day.go(5)
    before = day.asked("usgs")
    day.loop._eager = True
    asyncio.run(day.loop.turn())
    assert day.asked("usgs") - before == 1
    day.loop._eager = True
    asyncio.run(day.loop.turn())
    assert day.asked("usgs") - before == 1


def test_pressing_wakes_the_loop_and_says_where_feeds_are_off(day: Day) -> None:
    day.takes(usgs())
    day.there.plays["/usgs"] = Play(quakes("ci1"), headers=JSON)
    told = threading.Event()
    day.loop.start(3_000.0, lambda _: told.set())
    assert day.loop.press()
    assert told.wait(20)
    day.desk.settings.set("feeds", "off")
    assert not day.loop.press()
    day.loop.stop()


def test_a_partners_desk_that_reads_only_asks_nothing(day: Day) -> None:
    day.takes(usgs())
    hub = RoomHub()
    hub.join(day.desk, Right("partner"))
    day.go(0.1)
    assert day.there.asked == []
    hub.tell(day.desk, hub.vouch(day.desk, Right("partner"), Right("watch officer")))
    day.go(0.1)
    assert day.asked("usgs") >= 1


def test_one_that_is_stopped_as_soon_as_it_is_started_is_over(day: Day) -> None:
    for _ in range(20):
        day.loop.start()
        day.loop.stop()
        assert day.loop._over.is_set()
    day.loop.start()
    day.desk.link.stop()
    day.loop.stop()
    assert [one for one in threading.enumerate() if one.name == "link"] == []
