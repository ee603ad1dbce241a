"""A right that ends while the hub is away: its words leave the desk and its files, what was unsent is not lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add, Amend
from eocdesk.desk import lease
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable, Venue, clock
from eocdesk.store import lease as leases
from eocdesk.store import local, peers
from eocdesk.store.hub import people, quarantine
from eocdesk.store.hub.hub import Hub
from eocdesk.store.queries import events
from tests.kit.chains import fetch
from tests.kit.desks import EVENT, OpenTheGames, make_desk, sound
from tests.kit.leases import CANARY, HOUR, OTHERS, Watch, leased, staying, texts
from tests.kit.ways import HubWay


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The clock of the desk, and of the hub when it is met."""
    made = Watch()
    monkeypatch.setattr(clock, "now", made.now)
    return made


@pytest.fixture
def way(file_hub: Hub) -> HubWay:
    """To a hub in this process."""
    return HubWay(file_hub)


@pytest.fixture
def pair(way: HubWay, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """A liaison's desk in `laptop`, leased, with words of its own, unsent ones and another's; opened anew each call."""
    other, made = make_desk(tmp_path / "other", "K. Mori"), [make_desk(tmp_path / "laptop")]
    way.join(other)
    leased(way, made[0])
    other.do_now(LogEntry(EVENT, OTHERS))
    made[0].do_now(LogEntry(EVENT, "Gate 3 is open"))
    way.meet(other, made[0])
    made[0].do_now(LogEntry(EVENT, CANARY))
    other.close()

    def again() -> Desk:
        made[-1].close()
        made.append(Desk(tmp_path / "laptop"))
        return made[-1]

    yield again
    made[-1].close()


def everywhere(folder: Path, desk: Desk) -> str:
    """All that the database holds, in every table and index, beside the bytes of what lies about unsealed."""

    def dump(connection: object) -> str:
        run = connection.exec_driver_sql  # type: ignore[attr-defined]
        tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        found = []
        for table in tables:
            for row in run(f'SELECT * FROM "{table}"').fetchall():  # noqa: S608
                found += [value if isinstance(value, bytes) else str(value).encode() for value in row]
        return b"\n".join(found).decode("utf-8", "replace")

    loose = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return desk.read_now(dump) + loose.decode("utf-8", "replace")


def test_before_the_end_everything_is_there_and_the_last_day_is_told(pair: Callable[[], Desk], watch: Watch) -> None:
    watch.at = 20 * HOUR
    assert not pair().link.standing().ending
    watch.at = 40 * HOUR
    desk = pair()
    assert {CANARY, OTHERS} <= texts(desk)
    assert "Your right to LA28" in desk.link.standing().ending
    assert "Meet The hub before then" in desk.link.standing().ending


def test_after_the_end_no_word_is_left_in_any_table_index_or_file(
    pair: Callable[[], Desk], watch: Watch, tmp_path: Path
) -> None:
    pair().store.backup(tmp_path / "laptop" / "backups" / "auto-20280714T000000Z.eocdesk")
    watch.at = 50 * HOUR
    desk = pair()
    assert texts(desk) == set()
    found = everywhere(tmp_path / "laptop", desk)
    assert CANARY not in found
    assert OTHERS not in found
    assert desk.read_now(leases.waiting, desk.read_now(peers.every)[0].id)
    assert "has ended" in desk.link.standing().sentence
    names = [path.name for path in (tmp_path / "laptop" / "backups").iterdir()]
    assert "auto-20280714T000000Z.eocdesk" not in names
    assert sound(desk)


def test_a_clock_turned_back_gives_nothing_back_nor_more_time(pair: Callable[[], Desk], watch: Watch) -> None:
    watch.at = 45 * HOUR
    desk = pair()
    watch.at = -100 * HOUR
    assert texts(desk)
    assert not lease.look(desk.store, 3 * HOUR)
    assert texts(desk), "48 hours and the rest of the first are not over"
    assert lease.look(desk.store, 2 * HOUR), "the time it runs counts, whatever the clock says"
    assert texts(desk) == set()
    watch.at = 0
    assert texts(pair()) == set()


def test_a_clock_that_ran_ahead_is_put_right_by_the_hub(pair: Callable[[], Desk], watch: Watch, way: HubWay) -> None:
    watch.at = 30 * HOUR
    desk = pair()
    watch.at = 0
    assert way.meet(desk)[0].ok
    watch.at = 47 * HOUR
    assert not lease.look(desk.store, HOUR // 2)
    assert {CANARY, OTHERS} <= texts(desk)


def test_what_was_unsent_arrives_and_everything_comes_back_where_the_right_still_holds(
    pair: Callable[[], Desk], watch: Watch, way: HubWay, tmp_path: Path
) -> None:
    watch.at = 50 * HOUR
    desk = pair()
    met = way.meet(desk)[0]
    assert met.ok, met.sentence
    assert texts(desk) == {CANARY, OTHERS, "Gate 3 is open"}
    assert not desk.read_now(leases.waiting, way.hub.id)
    assert desk.link.standing().unsent == 0
    third = make_desk(tmp_path / "third")
    way.join(third)
    way.meet(third)
    assert CANARY in texts(third)
    assert sound(desk)
    third.close()


def test_what_came_over_the_room_and_what_answers_it_arrive_though_its_author_is_lost(
    way: HubWay, tmp_path: Path, watch: Watch
) -> None:
    lost, desk, third = (make_desk(tmp_path / name, name) for name in ("lost", "laptop", "third"))
    way.join(lost)
    leased(way, desk)
    venue = lost.do_now(Add("venue", EVENT, {"name": "Gate 3"})).value
    assert all(met.ok for met in way.meet(lost, desk))
    lost.do_now(Amend("venue", venue, {"name": "Gate 3, closed"}))
    lost.do_now(LogEntry(EVENT, OTHERS))
    fetch(desk, lost)
    lost.close()
    desk.do_now(Amend("venue", venue, {"name": "Gate 3, open again"}))
    desk.do_now(LogEntry(EVENT, CANARY))
    watch.at = 50 * HOUR
    assert lease.look(desk.store)
    assert texts(desk) == set()
    assert all(met.ok for met in way.meet(desk, desk))
    way.join(third)
    way.meet(third)
    for one in (desk, third):
        assert texts(one) == {CANARY, OTHERS}
        found = one.read_now(events.record, Venue, venue)
        assert found is not None
        assert found.name == "Gate 3, open again"
        assert sound(one)
        one.close()
    with way.hub.reading() as c:
        assert not quarantine.waiting(c)


def test_what_was_unsent_waits_for_a_person_where_the_right_is_over(
    pair: Callable[[], Desk], watch: Watch, way: HubWay
) -> None:
    watch.at = 50 * HOUR
    desk = pair()
    with way.hub.writing() as c:
        held = people.device(c, desk.device)
        assert held is not None
        people.withdraw_right(c, desk.device, held.rights[0], why="back in the office", by="K. Mori")
    met = way.meet(desk)[0]
    assert met.ok, met.sentence
    assert texts(desk) == set()
    with way.hub.reading() as c:
        kept_back = quarantine.waiting(c)
    assert kept_back
    assert not desk.read_now(leases.waiting, way.hub.id)


def test_a_right_with_an_end_of_its_own_ends_offline_too(way: HubWay, tmp_path: Path, watch: Watch) -> None:
    desk = make_desk(tmp_path / "desk")
    leased(way, desk, 0, until=clock.now() + 3 * HOUR)
    desk.do_now(LogEntry(EVENT, CANARY))
    assert not lease.look(desk.store)
    watch.at = 4 * HOUR
    assert lease.look(desk.store)
    assert texts(desk) == set()
    desk.close()


def test_a_right_without_a_lease_never_ends(way: HubWay, tmp_path: Path, watch: Watch) -> None:
    desk = make_desk(tmp_path / "desk")
    way.join(desk)
    way.meet(desk)
    desk.do_now(LogEntry(EVENT, CANARY))
    watch.at = 60 * 24 * HOUR
    assert not lease.look(desk.store)
    assert texts(desk) == {CANARY}
    desk.close()


@pytest.mark.parametrize("statement", [0, 9, 30, 60, 84])
def test_a_crash_in_the_middle_leaves_all_of_it_or_none(
    pair: Callable[[], Desk], watch: Watch, way: HubWay, statement: int
) -> None:
    desk = pair()
    watch.at = 50 * HOUR
    left = statement

    class PulledOutError(RuntimeError):
        """The plug."""

    def cut(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise PulledOutError

    engine = desk.store.writer._engine
    event.listen(engine, "before_cursor_execute", cut)
    try:
        lease.look(desk.store)
    except PulledOutError:
        assert bool(texts(desk)) != bool(desk.read_now(leases.waiting, way.hub.id))
    event.remove(engine, "before_cursor_execute", cut)
    lease.look(desk.store)
    assert texts(desk) == set()
    assert way.meet(desk)[0].ok
    assert CANARY in texts(desk)


def test_words_written_after_the_end_go_the_same_way(pair: Callable[[], Desk], watch: Watch, way: HubWay) -> None:
    watch.at = 50 * HOUR
    desk = pair()
    desk.do_now(OpenTheGames())
    desk.do_now(LogEntry(EVENT, "LATER-WORDS", marking="RED"))
    assert lease.look(desk.store)
    assert texts(desk) == set()
    assert way.meet(desk)[0].ok
    assert {CANARY, "LATER-WORDS"} <= texts(desk)


def test_it_is_looked_at_while_the_desk_is_open(pair: Callable[[], Desk], watch: Watch) -> None:
    desk = pair()
    watch.at = 50 * HOUR
    gone: list[bool] = []

    async def until() -> None:
        told = asyncio.Event()
        loop = asyncio.get_running_loop()
        staying = asyncio.ensure_future(
            lease.stay(desk.store, partial(loop.call_soon_threadsafe, told.set), every=0.01)
        )
        await asyncio.wait_for(told.wait(), 30)
        gone.append(True)
        staying.cancel()

    asyncio.run(until())
    assert gone
    assert texts(desk) == set()


def test_whatever_goes_wrong_the_desk_opens_and_it_is_looked_at_again(
    pair: Callable[[], Desk], watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watch.at = 50 * HOUR
    real, wrong = leases.look, [KeyError("a mistake"), Unavailable("The disk is full."), KeyError("another")]

    def look(*args: Any, **more: Any) -> Any:
        if wrong:
            raise wrong.pop(0)
        return real(*args, **more)

    monkeypatch.setattr(leases, "look", look)
    desk = pair()
    assert texts(desk), "what could not be given up"

    asyncio.run(staying(desk, lambda: not texts(desk), every=0.01))
    assert not wrong
    assert caplog.text.count("could not be looked at") == 2
    caplog.clear()


def test_a_desk_that_is_closed_again_and_again_gains_no_time(pair: Callable[[], Desk], watch: Watch) -> None:
    desk = pair()
    before = desk.read_now(local.get, "lease clock", [None, 0])[1]
    watch.at = -100 * HOUR

    asked = iter([False] * 5 + [True])
    asyncio.run(staying(desk, partial(next, asked)))
    assert desk.read_now(local.get, "lease clock")[1] > before


def test_each_meeting_puts_the_end_off(pair: Callable[[], Desk], watch: Watch, way: HubWay) -> None:
    desk = pair()
    for hours in (40, 80):
        watch.at = hours * HOUR
        assert not lease.look(desk.store)
        assert way.meet(desk)[0].ok
    watch.at = 120 * HOUR
    assert not lease.look(desk.store)
    assert {CANARY, OTHERS} <= texts(desk)
    watch.at = 130 * HOUR
    assert lease.look(desk.store)
