"""The example plans are written once, as drafts, with the venues and partners that are here."""

from __future__ import annotations

import pytest

from eocdesk.commands.plan_examples import LoadPlans, examples
from eocdesk.commands.plans import AmendPlan, ApprovePlan
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Plan
from eocdesk.models.fields import ids_of
from eocdesk.store.queries import events, plans
from tests.kit.desks import EVENT


def all_plans(desk: Desk) -> dict[str, Plan]:
    return {plan.name: plan for plan in desk.read_now(events.of_event, Plan, EVENT)}


def test_five_examples_come_as_drafts_and_loading_again_changes_nothing(desk: Desk) -> None:
    assert desk.do_now(LoadPlans(EVENT, examples())).value == 5
    found = all_plans(desk)
    assert len(found) == 5
    assert {plan.state for plan in found.values()} == {"draft"}
    heat = found["Heat at outdoor venues"]
    desk.do_now(AmendPlan(heat.id, {"summary": "Ours"}))
    assert desk.do_now(LoadPlans(EVENT, examples())).value == 0
    assert all_plans(desk)["Heat at outdoor venues"].summary == "Ours"


def test_each_example_can_be_approved_and_says_who_is_told(desk: Desk) -> None:
    desk.do_now(LoadPlans(EVENT, examples()))
    for plan in all_plans(desk).values():
        desk.do_now(ApprovePlan(plan.id))
        rows = desk.read_now(plans.actions, plan.id)
        assert {row.phase for row in rows} == {"activate", "stand down"}
        assert all(row.whose for row in rows if row.kind in {"do", "notify", "calendar"})
        assert desk.read_now(plans.triggers, plan.id)


def test_names_become_the_records_they_mean_where_these_are_here(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl Stadium", "short": "Rose Bowl"})).value
    agency = desk.do_now(Add("agency", EVENT, {"name": "Public Health", "short": "LACDPH"})).value
    desk.do_now(LoadPlans(EVENT, examples(), approved=True))
    found = all_plans(desk)
    heat = found["Heat at outdoor venues"]
    assert (heat.state, ids_of(heat.venues)) == ("approved", [venue])
    assert found["Crowd surge"].venues is None
    told = [row for row in desk.read_now(plans.actions, heat.id) if row.kind == "notify"]
    assert (told[0].partner, told[0].partner_name) == (agency, "LACDPH")
    assert (told[1].partner, told[1].position) == (None, "LACoFD")


@pytest.mark.parametrize("plan", examples(), ids=lambda plan: plan["key"])
def test_the_words_of_an_example_are_fields_of_the_records(desk: Desk, plan: dict[str, object]) -> None:
    assert desk.do_now(LoadPlans(EVENT, [plan])).value == 1
