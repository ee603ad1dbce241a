"""A plan that proposes itself stands in the brief with its reasons, and lends it the marking of what it is for."""

from __future__ import annotations

from typing import Any, NamedTuple

from eocdesk.commands.plans import AddPlan
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries.handover_brief import brief
from tests.kit.desks import EVENT


class Crossing(NamedTuple):
    """A reason."""

    reason: str
    kind: str
    record: bytes
    venue: bytes | None = None


class Proposal(NamedTuple):
    """What is reckoned elsewhere."""

    plan: bytes
    marking: str
    begins: int
    crossings: tuple[Crossing, ...]


def test_it_stands_with_its_reasons_and_is_marked_as_what_it_is_proposed_for(desk: Desk) -> None:
    alert = desk.do_now(Add("alert", EVENT, {"title": "Heat", "marking": "RED", "state": "superseded"})).value
    plan = desk.do_now(AddPlan(EVENT, {"name": "Heat plan"})).value
    every = tuple(Crossing(f"reason {number}", "alert", alert) for number in range(5))

    def proposing(_connection: Any, event: bytes, _now: int) -> list[Proposal]:
        assert event == EVENT
        return [Proposal(plan, "AMBER", 7, every)]

    told = desk.read_now(brief, EVENT, clock.now() + 1, proposing=proposing)
    line = told.part("plans").lines[0]
    assert (line.title, line.id, line.when) == ("Heat plan", plan, 7)
    assert line.detail == "proposes itself: reason 0; reason 1; reason 2; and 2 more"
    assert told.marking == "RED"


def test_where_nobody_reckons_it_nothing_is_proposed(desk: Desk) -> None:
    told = desk.read_now(brief, EVENT, clock.now() + 1)
    assert not told.part("plans").lines
    assert "No plan proposes itself" in told.part("plans").empty
