"""Plans are written as drafts, approved whole, and changed only by a new version."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.plans import (
    AddAction,
    AddPlan,
    AddTrigger,
    AmendAction,
    AmendPlan,
    AmendTrigger,
    ApprovePlan,
    MoveAction,
    NewVersion,
    StrikePart,
    WithdrawPlan,
    next_version,
)
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Action, Entry, Plan, Refused
from eocdesk.store.queries import events, plans
from tests.kit.desks import EVENT


def plan(desk: Desk, *texts: str, **values: Any) -> bytes:
    made = bytes(
        desk.do_now(AddPlan(EVENT, {"name": "Heat at outdoor venues", "owner": "EOC supervisor", **values})).value
    )
    for text in texts:
        desk.do_now(AddAction(made, {"text": text, "position": "Public health", "minutes": 30}))
    return made


def of(desk: Desk, record: bytes) -> Plan:
    found = desk.read_now(events.record, Plan, record)
    assert found is not None
    return found


def texts(desk: Desk, record: bytes) -> list[str]:
    return [row.text for row in desk.read_now(plans.actions, record)]


def test_a_plan_that_asks_for_nothing_is_not_approved(desk: Desk) -> None:
    made = plan(desk)
    with pytest.raises(Refused, match="asks for nothing"):
        desk.do_now(ApprovePlan(made))
    desk.do_now(AddAction(made, {"text": "Water at each queue"}))
    desk.do_now(ApprovePlan(made))
    assert of(desk, made).state == "approved"
    assert "Plan approved" in desk.read_now(events.of_event, Entry, EVENT)[0].text


def test_an_approved_version_is_changed_by_a_new_one_alone(desk: Desk) -> None:
    made = plan(desk, "Water")
    desk.do_now(ApprovePlan(made))
    for command in (AmendPlan(made, {"summary": "Else"}), AddAction(made, {"text": "Shade"}), AddTrigger(made)):
        with pytest.raises(Refused, match="Begin a new version"):
            desk.do_now(command)
    desk.do_now(AmendPlan(made, {"owner": "Logistics"}))
    assert of(desk, made).owner == "Logistics"


def test_a_new_version_takes_everything_along_and_withdraws_the_old_one_when_it_is_approved(desk: Desk) -> None:
    made = plan(desk, "Water", "Shade")
    desk.do_now(AddTrigger(made, {"kind": "threshold", "measure": "heat index", "value": 103}))
    desk.do_now(ApprovePlan(made))
    following = desk.do_now(NewVersion(made)).value
    assert (of(desk, following).version, of(desk, following).state) == ("2", "draft")
    assert texts(desk, following) == ["Water", "Shade"]
    assert desk.read_now(plans.triggers, following)[0].value == 103
    with pytest.raises(Refused, match="being written already"):
        desk.do_now(NewVersion(made))
    assert of(desk, made).state == "approved"
    desk.do_now(ApprovePlan(following))
    assert of(desk, made).state == "withdrawn"


def test_actions_keep_their_order_and_are_moved_within_it(desk: Desk) -> None:
    made = plan(desk, "First", "Second", "Third")
    last = desk.read_now(plans.actions, made)[2].id
    desk.do_now(MoveAction(last, -2))
    assert texts(desk, made) == ["Third", "First", "Second"]
    desk.do_now(MoveAction(last, -5))
    assert texts(desk, made) == ["Third", "First", "Second"]
    desk.do_now(StrikePart("action", last))
    assert texts(desk, made) == ["First", "Second"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"kind": "threshold"}, "value"), ({"kind": "fire"}, "distance"), ({"kind": "fire", "distance": 0}, "distance")],
)
def test_a_trigger_says_from_where_it_counts(desk: Desk, values: dict[str, Any], field: str) -> None:
    made = plan(desk)
    with pytest.raises(Refused) as refused:
        desk.do_now(AddTrigger(made, values))
    assert refused.value.field == field
    trigger = desk.do_now(AddTrigger(made, {"kind": "hand"})).value
    with pytest.raises(Refused):
        desk.do_now(AmendTrigger(trigger, values))


def test_somebody_to_be_told_is_named(desk: Desk) -> None:
    made = plan(desk, "Water")
    with pytest.raises(Refused, match="who is to be told"):
        desk.do_now(AddAction(made, {"text": "Tell", "kind": "notify"}))
    action = desk.read_now(plans.actions, made)[0].id
    desk.do_now(AmendAction(action, {"minutes": 15}))
    with pytest.raises(Refused, match="below 0"):
        desk.do_now(AmendAction(action, {"minutes": -1}))
    found = desk.read_now(events.record, Action, action)
    assert found is not None
    assert found.minutes == 15


def test_the_parts_of_a_plan_go_where_its_marking_goes(desk: Desk) -> None:
    made = plan(desk, "Water")
    desk.do_now(AmendPlan(made, {"marking": "RED"}))
    found = desk.read_now(events.record, Action, desk.read_now(plans.actions, made)[0].id)
    assert found is not None
    assert found.marking == "RED"


def test_a_plan_is_withdrawn_once_and_never_becomes_a_draft_again(desk: Desk) -> None:
    made = plan(desk, "Water")
    desk.do_now(WithdrawPlan(made))
    with pytest.raises(Refused, match="already"):
        desk.do_now(WithdrawPlan(made))
    with pytest.raises(Refused, match="does not become a draft"):
        desk.do_now(AmendPlan(made, {"state": "draft"}))


def test_a_venue_of_another_event_is_refused(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", b"x" * 16, {"name": "Elsewhere"})).value
    with pytest.raises(Refused, match="another event"):
        desk.do_now(AddPlan(EVENT, {"name": "Plan", "venues": [venue.hex()]}))


@pytest.mark.parametrize(("now", "following"), [("1", "2"), ("2.9", "2.10"), ("spring", "spring 2"), ("", "2")])
def test_the_next_version_follows_from_this_one(now: str, following: str) -> None:
    assert next_version(now) == following
