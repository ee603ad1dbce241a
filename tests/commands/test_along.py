"""What was said of a record is never marked less strictly than it, whichever way its marking was raised."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.commands.records import Amend
from eocdesk.commands.tasks import AddTask
from eocdesk.commands.threats import AmendReport, AssessReport, AssessThreat, RaiseThreat, TakeReport, TaskPartner
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry
from eocdesk.store.queries import conflicts, events, incidents, naming
from tests.kit.desks import EVENT, meet, sound


def reported(desk: Desk, marking: str = "GREEN") -> bytes:
    record: bytes = desk.do_now(ReportIncident(EVENT, "Smoke at gate 4", marking=marking)).value[0]
    desk.do_now(LogEntry(EVENT, "grey smoke", incident=record, marking=marking))
    desk.do_now(AddTask(EVENT, "Fetch water", incident=record))
    return record


def markings(desk: Desk, record: bytes) -> set[str]:
    return {marking for _, _, marking, _ in desk.read_now(incidents.belongings, record)}


def amend(desk: Desk, record: bytes) -> None:
    desk.do_now(Amend("incident", record, {"marking": "RED"}))


def set_(desk: Desk, record: bytes) -> None:
    desk.do_now(SetIncident(record, {"marking": "RED"}))


def undo(desk: Desk, record: bytes) -> None:
    """A lowering is taken back after more was written below."""
    desk.do_now(SetIncident(record, {"marking": "RED"}))
    desk.do_now(SetIncident(record, {"marking": "GREEN"}))
    lowered = desk._done[-1]
    desk.do_now(LogEntry(EVENT, "white smoke", incident=record, marking="GREEN"))
    desk._done.append(lowered)
    asyncio.run(desk.undo())


@pytest.mark.parametrize("way", [amend, set_, undo])
def test_all_that_belongs_to_it_is_raised_with_it(desk: Desk, way: Callable[[Desk, bytes], None]) -> None:
    record = reported(desk)
    way(desk, record)
    assert markings(desk, record) == {"RED"}
    assert sound(desk)


def test_a_marking_that_is_settled_takes_along_what_either_desk_wrote(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = reported(one)
    meet(one, two)
    one.do_now(Amend("incident", record, {"marking": "RED"}))
    two.do_now(LogEntry(EVENT, "white smoke", incident=record, marking="GREEN"))
    two.do_now(Amend("incident", record, {"marking": "AMBER"}))
    meet(one, two)
    found = next(one for one in two.read_now(conflicts.conflicts) if one.id == record)
    two.do_now(Settle("incident", record, found.name, "RED"))
    assert markings(two, record) == {"RED"}
    meet(one, two)
    assert markings(one, record) == {"RED"}
    assert sound(one)


def test_what_is_no_incident_takes_nothing_along(desk: Desk) -> None:
    record = reported(desk)
    (task,) = (id_ for kind, id_, *_ in desk.read_now(incidents.belongings, record) if kind == "task")
    desk.do_now(Amend("task", task, {"marking": "RED"}))
    assert "GREEN" in markings(desk, record)


GREEN = {"title": "Man films the gate", "marking": "GREEN"}


def of_entries(desk: Desk) -> dict[str, str]:
    """The marking of each entry by its words, without numbers."""
    rows = desk.read_now(lambda c: c.exec_driver_sql("SELECT text, marking FROM entry").fetchall())
    return {" ".join(word for word in text.split() if "-" not in word): marking for text, marking in rows}


def test_what_the_log_says_of_a_report_is_raised_with_it_and_put_back_by_undo(desk: Desk) -> None:
    record, number = desk.do_now(TakeReport(EVENT, GREEN)).value
    desk.do_now(AssessReport(record, reason="A tourist"))
    desk.do_now(LogEntry(EVENT, f"Police were told of {number}", marking="AMBER"))
    desk.do_now(LogEntry(EVENT, "The gate is closed", marking="GREEN"))
    before = of_entries(desk)
    desk.do_now(AmendReport(record, {"marking": "AMBER"}))
    raised = dict.fromkeys(before, "AMBER") | {"The gate is closed": "GREEN"}
    assert of_entries(desk) == raised
    asyncio.run(desk.undo())
    assert of_entries(desk) == before
    asyncio.run(desk.redo())
    assert of_entries(desk) == raised
    assert sound(desk)


def test_a_report_that_is_changed_otherwise_raises_nothing_and_none_is_lowered(desk: Desk) -> None:
    record, _ = desk.do_now(TakeReport(EVENT, GREEN)).value
    before = of_entries(desk)
    desk.do_now(AmendReport(record, {"title": "Woman films the gate"}))
    desk.do_now(AmendReport(record, {"marking": "CLEAR"}))
    assert of_entries(desk) == before


def test_what_is_said_and_asked_of_a_threat_is_raised_with_it(desk: Desk) -> None:
    record, _ = desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "marking": "GREEN"})).value
    desk.do_now(TaskPartner(record, {"title": "Close the airspace", "owner": "FAA"}))
    desk.do_now(AssessThreat(record, {"marking": "RED"}))
    found = desk.read_now(naming.saying, "threat", record)
    assert {(kind, marking) for kind, _, marking, _ in found} == {("entry", "RED"), ("task", "RED")}
    asyncio.run(desk.undo())
    found = desk.read_now(naming.saying, "threat", record)
    assert {marking for kind, _, marking, _ in found if kind == "task"} == {"GREEN"}


def test_a_report_whose_marking_is_settled_raises_what_either_desk_wrote(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record, number = one.do_now(TakeReport(EVENT, GREEN)).value
    meet(one, two)
    one.do_now(AmendReport(record, {"marking": "RED"}))
    two.do_now(LogEntry(EVENT, f"Asked the guard about {number}", marking="GREEN"))
    two.do_now(AmendReport(record, {"marking": "AMBER"}))
    meet(one, two)
    found = next(one for one in two.read_now(conflicts.conflicts) if one.id == record)
    two.do_now(Settle("report", record, found.name, "RED"))
    assert set(of_entries(two).values()) == {"RED"}


def test_an_entry_taken_along_keeps_its_words_when_that_is_undone(desk: Desk) -> None:
    record = reported(desk)
    before = of_entries(desk)
    desk.do_now(SetIncident(record, {"marking": "RED"}))
    asyncio.run(desk.undo())
    after = of_entries(desk)
    assert {text: marking for text, marking in after.items() if text in before} == before
    assert not any("struck" in text for text in after)
    asyncio.run(desk.redo())
    assert markings(desk, record) == {"RED"}
    entry = desk.read_now(lambda c: c.exec_driver_sql("SELECT id FROM entry WHERE text = 'grey smoke'").scalar_one())
    found = desk.read_now(events.record, Entry, entry)
    assert found is not None
    assert found.marking == "RED"
