"""What the lists say of plans: those that count first, what is at work before what is over."""

from __future__ import annotations

from eocdesk.commands.activations import Activate, Decline, StandDown
from eocdesk.commands.plans import AddAction, AddPlan, ApprovePlan
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import plans
from tests.kit.desks import EVENT


def plan(desk: Desk, name: str, *, approve: bool = True) -> bytes:
    made = bytes(desk.do_now(AddPlan(EVENT, {"name": name})).value)
    desk.do_now(AddAction(made, {"text": "Water", "position": "Health", "points": ["Carts"]}))
    if approve:
        desk.do_now(ApprovePlan(made))
    return made


def test_plans_that_count_stand_first_and_words_narrow_them(desk: Desk) -> None:
    plan(desk, "Wildfire", approve=False)
    heat = plan(desk, "heat")
    plan(desk, "Crowd")
    keys = desk.read_now(plans.plan_keys, EVENT, "", 0)
    rows = desk.read_now(plans.plan_rows, keys)
    assert [(rows[key].name, rows[key].state) for key in keys] == [
        ("Crowd", "approved"),
        ("heat", "approved"),
        ("Wildfire", "draft"),
    ]
    (key,) = desk.read_now(plans.plan_keys, EVENT, "hea", 0)
    assert rows[key].id == heat
    assert (rows[key].actions, rows[key].active) == (1, None)


def test_what_is_at_work_and_what_is_over_are_lists_of_their_own(desk: Desk) -> None:
    first, second, third = plan(desk, "First"), plan(desk, "Second"), plan(desk, "Third")
    over = desk.do_now(Activate(first, "Heat")).value
    desk.do_now(StandDown(over, "Fine"))
    desk.do_now(Decline(second, "Not yet", clock.now() + 60_000))
    running = desk.do_now(Activate(third, "Fire")).value
    (key,) = desk.read_now(plans.working_keys, EVENT, "", 0)
    past = desk.read_now(plans.over_keys, EVENT, "", 0)
    rows = desk.read_now(plans.activation_rows, (key, *past))
    assert rows[key].id == running
    assert [rows[one].state for one in past] == ["declined", "stood down"]
    assert [row.id for row in desk.read_now(plans.active, EVENT)] == [running]
    assert desk.read_now(plans.at_work, EVENT, first) is None
    assert [rows[one].name for one in desk.read_now(plans.working_keys, EVENT, "FIRE third", 0)] == ["Third"]
    assert not desk.read_now(plans.over_keys, EVENT, "FIRE third", 0)
    row = desk.read_now(plans.one, third)
    assert row is not None
    assert row.active is not None


def test_a_plan_is_found_by_the_beginning_of_its_name_and_an_equal_name_wins(desk: Desk) -> None:
    plan(desk, "Heat at outdoor venues")
    plan(desk, "Heat")
    assert [row.name for row in desk.read_now(plans.named, EVENT, " heat ")] == ["Heat"]
    assert [row.name for row in desk.read_now(plans.named, EVENT, "heat at")] == ["Heat at outdoor venues"]
    assert desk.read_now(plans.actions, desk.read_now(plans.named, EVENT, "heat")[0].id)[0].points == ("Carts",)
