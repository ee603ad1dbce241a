"""The call-down as it stands: order, the latest outcome of each, since it was begun; struck ticks do not count."""

from __future__ import annotations

import pytest

from eocdesk.commands.calldown import BeginCallDown, MoveInCallDown, TickOff
from eocdesk.commands.entries import LogEntry, StrikeEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import AddContact
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import calldown
from eocdesk.store.queries.calldown import CallDown, Tick
from tests.kit.desks import EVENT, make_desk, meet

A, B = b"a" * 16, b"b" * 16


@pytest.fixture
def people(desk: Desk) -> dict[str, bytes]:
    """Three on the list, one not."""
    orders = {"Ruiz": 2, "Kim": 1, "Baker": 3, "Alone": None}
    return {
        name: desk.do_now(AddContact(EVENT, {"name": name, "call_order": place})).value
        for name, place in orders.items()
    }


def state(desk: Desk) -> CallDown:
    return desk.read_now(calldown.call_down, EVENT)


def test_the_list_stands_in_its_order_without_those_struck_or_not_on_it(desk: Desk, people: dict[str, bytes]) -> None:
    assert state(desk).order == (people["Kim"], people["Ruiz"], people["Baker"])
    desk.do_now(Strike("contact", people["Ruiz"]))
    assert state(desk).order == (people["Kim"], people["Baker"])


def test_people_of_the_same_place_stand_by_name(desk: Desk) -> None:
    for name in ("Zoe", "Ada", "Mia"):
        desk.do_now(AddContact(EVENT, {"name": name, "call_order": 1}))
    order = desk.read_now(calldown.order, EVENT)
    desk.do_now(MoveInCallDown(order[2], 1))
    assert desk.read_now(calldown.order, EVENT) == [order[2], order[0], order[1]]


def test_a_tick_says_what_by_whom_and_in_which_entry(desk: Desk, people: dict[str, bytes]) -> None:
    entry, number = desk.do_now(TickOff(people["Kim"], EVENT, "reached")).value
    tick = state(desk).ticks[people["Kim"]]
    assert (tick.outcome, tick.by, tick.entry, tick.number) == ("reached", "L. Chen", entry, number)
    assert state(desk).reached == 1


def test_the_latest_tick_counts_until_it_is_struck(desk: Desk, people: dict[str, bytes]) -> None:
    desk.do_now(TickOff(people["Kim"], EVENT, "no answer"))
    entry, _ = desk.do_now(TickOff(people["Kim"], EVENT, "reached")).value
    assert state(desk).reached == 1
    desk.do_now(StrikeEntry(entry, "Wrong person"))
    assert state(desk).ticks[people["Kim"]].outcome == "no answer"
    assert state(desk).reached == 0


def test_beginning_anew_forgets_the_ticks_before_and_a_struck_beginning_brings_them_back(
    desk: Desk, people: dict[str, bytes]
) -> None:
    desk.do_now(TickOff(people["Kim"], EVENT, "reached"))
    begun, _ = desk.do_now(BeginCallDown(EVENT, "Quake")).value
    assert state(desk).ticks == {}
    assert state(desk).begun is not None
    desk.do_now(StrikeEntry(begun, "False alarm"))
    assert state(desk).begun is None
    assert state(desk).reached == 1


def test_somebody_taken_off_the_list_is_not_counted_as_reached(desk: Desk, people: dict[str, bytes]) -> None:
    desk.do_now(TickOff(people["Kim"], EVENT, "reached"))
    desk.do_now(MoveInCallDown(people["Kim"], None))
    assert state(desk).reached == 0
    assert people["Kim"] in state(desk).ticks


def test_an_entry_that_only_reads_like_a_tick_is_none(desk: Desk, people: dict[str, bytes]) -> None:
    desk.do_now(LogEntry(EVENT, "Call-down: Kim: reached."))
    assert state(desk).ticks == {}


def test_the_call_down_of_another_event_is_its_own(desk: Desk, people: dict[str, bytes]) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC")).value
    zoe = desk.do_now(AddContact(other, {"name": "Zoe", "call_order": 1})).value
    desk.do_now(TickOff(zoe, other, "busy"))
    assert state(desk).ticks == {}
    assert desk.read_now(calldown.call_down, other).order == (zoe,)


def test_ticks_made_at_two_desks_meet(
    desk: Desk, people: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    second = make_desk(tmp_path_factory.mktemp("second"), "A. Diaz")
    meet(desk, second)
    desk.do_now(TickOff(people["Kim"], EVENT, "reached"))
    second.do_now(TickOff(people["Ruiz"], EVENT, "busy"))
    meet(desk, second)
    assert {tick.by for tick in state(desk).ticks.values()} == {"L. Chen", "A. Diaz"}
    assert state(second).ticks == state(desk).ticks
    second.close()


def test_reached_counts_each_person_once() -> None:
    ticks = {A: Tick("reached", 0, "", b"", ""), B: Tick("busy", 0, "", b"", "")}
    assert CallDown((A, B), ticks).reached == 1
    assert calldown.key_of(A, "left message") == f"{A.hex()}/left message"
