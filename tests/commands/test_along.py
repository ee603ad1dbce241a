"""What was said of an incident is never marked less strictly than it, whichever way its marking was raised."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.commands.records import Amend
from eocdesk.commands.tasks import AddTask
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import conflicts, incidents
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
