"""A plan is put to work by a person in one act, stood down in one, and undone in one."""

from __future__ import annotations

import asyncio

import pytest

from eocdesk.commands.activations import Activate, Decline, StandDown
from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.plans import AddAction, AddPlan, ApprovePlan
from eocdesk.commands.records import Add
from eocdesk.commands.tasks import CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.models import Activation, Entry, Refused, Request, Task, clock
from eocdesk.store.queries import events, plans
from tests.kit.desks import EVENT


def ready(desk: Desk, event: bytes = EVENT, name: str = "Heat", *, approve: bool = True) -> bytes:
    """A plan with one action of each kind."""
    made = bytes(desk.do_now(AddPlan(event, {"name": name, "marking": "GREEN"})).value)
    for values in (
        {"text": "Water at each queue", "position": "Public health", "minutes": 30, "points": ["Carts", "Ice"]},
        {"text": "Heat plan in force", "kind": "notify", "position": "LACDPH"},
        {"text": "Heat teams", "kind": "request", "resource": "Heat", "quantity": 4, "minutes": 90},
        {"text": "Evening sessions 60 minutes later", "kind": "calendar", "position": "Games operations"},
        {"text": "Thank the teams", "phase": "stand down", "position": "Liaison"},
    ):
        desk.do_now(AddAction(made, values))
    if approve:
        desk.do_now(ApprovePlan(made))
    return made


def all_of(desk: Desk, cls: type, event: bytes = EVENT) -> list:  # type: ignore[type-arg]
    return [one for one in desk.read_now(events.of_event, cls, event) if not one.struck]


def test_everything_the_plan_asks_for_follows_from_one_act(desk: Desk) -> None:
    made = ready(desk)
    venue = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    before = len(all_of(desk, Entry))
    record = desk.do_now(Activate(made, "Heat index 108 from 15:00", venues=(venue,))).value
    tasks = {task.title: task for task in all_of(desk, Task)}
    assert set(tasks) == {"Water at each queue", "Calendar: Evening sessions 60 minutes later"}
    water = tasks["Water at each queue"]
    assert (water.owner, water.venue, water.marking) == ("Public health", venue, "GREEN")
    assert water.checklist == [["Carts", False], ["Ice", False]]
    assert water.due is not None
    (request,) = all_of(desk, Request)
    assert (request.title, request.quantity, request.state, request.priority) == ("Heat teams", 4, "draft", "urgent")
    assert request.activation == record
    wrote = all_of(desk, Entry)[before:] if before else all_of(desk, Entry)
    said = {entry.text for entry in all_of(desk, Entry)}
    assert "Plan activated: Heat, version 1. Heat index 108 from 15:00" in said
    told = [entry for entry in all_of(desk, Entry) if entry.addressees]
    assert [entry.addressees for entry in told] == [["LACDPH"]]
    assert wrote
    row = desk.read_now(plans.activation, record)
    assert row is not None
    assert (row.tasks, row.done, row.requests, row.waiting) == (2, 0, 1, 1)


def test_one_undo_takes_it_all_back(desk: Desk) -> None:
    made = ready(desk)
    record = desk.do_now(Activate(made, "Heat")).value
    asyncio.run(desk.undo())
    assert all_of(desk, Task) == []
    assert all_of(desk, Request) == []
    assert all(one.struck for one in desk.read_now(events.of_event, Activation, EVENT) if one.id == record)
    desk.do_now(Activate(made, "Again"))


def test_a_plan_is_at_work_once(desk: Desk) -> None:
    made = ready(desk)
    desk.do_now(Activate(made, "Heat"))
    with pytest.raises(Refused, match="at work since"):
        desk.do_now(Activate(made, "Heat"))


def test_a_draft_is_not_put_to_work_and_a_reason_is_asked(desk: Desk) -> None:
    draft = ready(desk, approve=False)
    with pytest.raises(Refused, match="draft"):
        desk.do_now(Activate(draft, "Heat"))
    with pytest.raises(Refused, match="Say why"):
        desk.do_now(Activate(ready(desk, name="Other"), "  "))
    assert all_of(desk, Task) == []


def test_standing_down_says_what_is_left_and_gives_its_own_tasks(desk: Desk) -> None:
    record = desk.do_now(Activate(ready(desk), "Heat")).value
    desk.do_now(CompleteTask(all_of(desk, Task)[0].id))
    with pytest.raises(Refused, match="how it went"):
        desk.do_now(StandDown(record, ""))
    desk.do_now(StandDown(record, "Nobody fell ill."))
    (over,) = all_of(desk, Activation)
    assert (over.state, over.outcome) == ("stood down", "Nobody fell ill.")
    said = next(entry.text for entry in all_of(desk, Entry) if entry.text.startswith("Plan stood down"))
    assert "1 of 2 tasks are not done and 1 request is still open" in said
    assert "Thank the teams" in {task.title for task in all_of(desk, Task)}
    with pytest.raises(Refused, match="not at work"):
        desk.do_now(StandDown(record, "Twice"))


def test_not_now_is_written_with_its_reason_and_when_it_is_asked_again(desk: Desk) -> None:
    made = ready(desk)
    with pytest.raises(Refused, match="still to come"):
        desk.do_now(Decline(made, "Shade is enough", clock.now() - 1))
    desk.do_now(Decline(made, "Shade is enough", clock.now() + 3_600_000, ("heat index/rose bowl",)))
    (left,) = all_of(desk, Activation)
    assert (left.state, left.crossed) == ("declined", ["heat index/rose bowl"])
    assert any("not activated for now" in entry.text for entry in all_of(desk, Entry))
    assert all_of(desk, Task) == []


def test_what_follows_takes_the_stricter_marking_of_plan_and_incident(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Heat casualties", marking="RED")).value
    desk.do_now(Activate(ready(desk), "Heat", incident=incident))
    assert {task.marking for task in all_of(desk, Task)} == {"RED"}
    assert {request.marking for request in all_of(desk, Request)} == {"RED"}
    assert {task.incident for task in all_of(desk, Task)} == {incident}


def test_a_rehearsal_is_for_exercises_and_marked_everywhere(desk: Desk) -> None:
    with pytest.raises(Refused, match="for exercises"):
        desk.do_now(Activate(ready(desk), "Drill", rehearsal=True))
    drill = desk.do_now(AddEvent("DRILL", "Drill", "UTC", "2028-01-01", "2028-01-02", exercise=True)).value
    desk.do_now(Activate(ready(desk, drill, approve=False), "Drill", rehearsal=True))
    said = [task.title for task in all_of(desk, Task, drill)] + [one.title for one in all_of(desk, Request, drill)]
    assert said
    assert all(words.startswith("REHEARSAL. ") for words in said)
