"""A plan for hot afternoons, approved: what the tests of plans stand on."""

from __future__ import annotations

from eocdesk.commands.plans import AddAction, AddPlan, AddTrigger, ApprovePlan
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from tests.kit.desks import EVENT

NAME = "Heat at outdoor venues"


def heat_plan(desk: Desk, *venues: bytes, approved: bool = True, marking: str = "GREEN") -> bytes:
    """The plan: two tasks, one for the calendar, one to be told, one request; one task at stand-down."""
    health = desk.do_now(Add("agency", EVENT, {"name": "Department of Public Health", "short": "DPH"})).value
    values = {"name": NAME, "hazard": "heat", "venues": [one.hex() for one in venues] or None, "marking": marking}
    plan: bytes = desk.do_now(AddPlan(EVENT, values)).value
    desk.do_now(AddTrigger(plan, {"kind": "threshold", "measure": "heat index", "value": 103.0}))
    for action in (
        {"text": "Open the cooling posts", "position": "Medical", "minutes": 30, "points": ["water", "shade"]},
        {"text": "Move the start to the evening", "kind": "calendar", "position": "Sport"},
        {"text": "Expect heat casualties", "kind": "notify", "partner": health},
        {
            "text": "Water tenders",
            "kind": "request",
            "resource": "water tender",
            "quantity": 3,
            "minutes": 90,
            "partner": health,
        },
        {"text": "Take the posts down", "position": "Medical", "phase": "stand down"},
    ):
        desk.do_now(AddAction(plan, dict(action)))
    if approved:
        desk.do_now(ApprovePlan(plan))
    return plan
