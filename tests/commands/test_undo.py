"""Undo takes an act back as an act of its own, unless somebody has built on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import CloseIncident, ReportIncident
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Incident, Refused, Venue
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, meet, sound


def venue(desk: Desk, record: bytes) -> Venue:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found


def test_an_amended_field_is_as_before_and_again_as_amended(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi", "capacity": 1})).value
    desk.do_now(Amend("venue", record, {"capacity": 2}))
    asyncio.run(desk.undo())
    assert venue(desk, record).capacity == 1
    asyncio.run(desk.redo())
    assert venue(desk, record).capacity == 2
    assert sound(desk)


def test_a_new_record_is_struck_and_brought_back(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    asyncio.run(desk.undo())
    assert venue(desk, record).struck is True
    asyncio.run(desk.redo())
    assert venue(desk, record).struck is False


def test_acts_are_taken_back_in_order_and_then_there_is_nothing(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "one"})).value
    for name in ("two", "three"):
        desk.do_now(Amend("venue", record, {"name": name}))
    names = []
    for _ in range(2):
        asyncio.run(desk.undo())
        names.append(venue(desk, record).name)
    assert names == ["two", "one"]


def test_what_somebody_has_built_on_is_not_taken_back(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    one.do_now(Amend("venue", record, {"capacity": 5}))
    meet(one, two)
    two.do_now(Amend("venue", record, {"capacity": 6}))
    meet(one, two)
    with pytest.raises(Refused, match="Capacity has been changed since"):
        asyncio.run(one.undo())
    assert venue(one, record).capacity == 6


def test_a_new_act_ends_what_could_be_done_again(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"capacity": 2}))
    asyncio.run(desk.undo())
    desk.do_now(Amend("venue", record, {"city": "Inglewood"}))
    with pytest.raises(Refused, match="nothing to redo"):
        asyncio.run(desk.redo())


def test_a_new_marking_is_taken_back(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"marking": "RED"}))
    asyncio.run(desk.undo())
    assert venue(desk, record).marking == "AMBER"
    assert sound(desk)


def test_what_was_raised_since_is_not_lowered_by_taking_an_earlier_marking_back(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi", "marking": "GREEN"})).value
    one.do_now(Amend("venue", record, {"marking": "AMBER"}))
    meet(one, two)
    two.do_now(Amend("venue", record, {"marking": "RED"}))
    meet(one, two)
    with pytest.raises(Refused, match=r"Marking has been changed since\."):
        asyncio.run(one.undo())
    assert venue(one, record).marking == "RED"


def test_an_audience_given_since_stays_when_the_marking_is_taken_back(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi", "marking": "GREEN"})).value
    one.do_now(Amend("venue", record, {"marking": "AMBER"}))
    meet(one, two)
    two.do_now(Amend("venue", record, {"audience": "LAPD"}))
    meet(one, two)
    asyncio.run(one.undo())
    assert (venue(one, record).marking, venue(one, record).audience) == ("GREEN", "LAPD")


def test_a_strike_is_taken_back(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Strike("venue", record))
    asyncio.run(desk.undo())
    assert venue(desk, record).struck is False


def test_a_change_of_an_incident_is_taken_back_and_the_log_says_so(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Smoke at gate 4", severity=3)).value
    desk.do_now(CloseIncident(incident, "False alarm"))
    asyncio.run(desk.undo())
    stands = desk.read_now(events.record, Incident, incident)
    assert stands is not None
    assert (stands.status, stands.closed) == ("open", None)
    assert desk.read_now(events.of_event, Entry, EVENT)[-1].text.startswith("Undone: ")
    assert sound(desk)


def test_an_entry_stays_in_the_log_and_is_struck_by_another(desk: Desk) -> None:
    record, _ = desk.do_now(LogEntry(EVENT, "Gate 4 opened")).value
    asyncio.run(desk.undo())
    kept = desk.read_now(events.of_event, Entry, EVENT)
    assert [(entry.kind, entry.amends) for entry in kept] == [("entry", None), ("strike", record)]
    asyncio.run(desk.redo())
    kept = desk.read_now(events.of_event, Entry, EVENT)
    assert (kept[-1].kind, kept[-1].text) == ("entry", "Gate 4 opened")
    assert kept[-1].number != kept[0].number
