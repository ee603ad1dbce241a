"""A task is given, ticked off, done, and taken up again."""

from __future__ import annotations

import pytest

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.tasks import AddTask, AmendTask, CompleteTask, ReopenTask, TickTask
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Task
from eocdesk.store.queries import events
from tests.kit.desks import EVENT


def task(desk: Desk, record: bytes) -> Task:
    found = desk.read_now(events.record, Task, record)
    assert found is not None
    return found


def test_a_task_belongs_to_its_incident_and_is_marked_as_it(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Tip", marking="RED")).value
    record, number = desk.do_now(AddTask(EVENT, "Call the FBI", incident=incident, owner="Ops", due=5)).value
    found = task(desk, record)
    assert number == found.number == f"{desk.code}-T1"
    assert (found.title, found.owner, found.due, found.marking) == ("Call the FBI", "Ops", 5, "RED")


def test_a_task_without_words_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="Task is empty"):
        desk.do_now(AddTask(EVENT, " "))
    with pytest.raises(Refused, match="no words"):
        desk.do_now(AddTask(EVENT, "x", checklist=((" ", False),)))


def test_done_says_who_and_when_and_can_be_taken_back(desk: Desk) -> None:
    record, _ = desk.do_now(AddTask(EVENT, "Call")).value
    with pytest.raises(Refused, match="not done yet"):
        desk.do_now(ReopenTask(record))
    desk.do_now(CompleteTask(record))
    assert task(desk, record).done_by == "L. Chen"
    with pytest.raises(Refused, match="done already"):
        desk.do_now(CompleteTask(record))
    desk.do_now(ReopenTask(record))
    assert (task(desk, record).done, task(desk, record).done_by) == (None, "")


def test_points_are_ticked_one_by_one(desk: Desk) -> None:
    record, _ = desk.do_now(AddTask(EVENT, "Close the gate", checklist=(("radio", False), ("barrier", False)))).value
    desk.do_now(TickTask(record, 1))
    assert task(desk, record).checklist == [["radio", False], ["barrier", True]]
    desk.do_now(TickTask(record, 1, done=False))
    assert task(desk, record).checklist == [["radio", False], ["barrier", False]]
    with pytest.raises(Refused, match="no such point"):
        desk.do_now(TickTask(record, 2))


def test_a_task_is_amended(desk: Desk) -> None:
    record, _ = desk.do_now(AddTask(EVENT, "Call")).value
    desk.do_now(AmendTask(record, {"owner": "Med", "due": 7, "checklist": [["a", 1]]}))
    found = task(desk, record)
    assert (found.owner, found.due, found.checklist) == ("Med", 7, [["a", True]])
    for values in ({"title": ""}, {"incident": bytes(16)}):
        with pytest.raises(Refused):
            desk.do_now(AmendTask(record, values))
