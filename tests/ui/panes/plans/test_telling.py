"""A draft can be changed and rehearsed, an approved plan activated; what is told of an activation says how it went."""

from __future__ import annotations

from eocdesk.models import Activation, Plan
from eocdesk.store.queries.plan_versions import VersionRow
from eocdesk.ui.panes.plans.telling import Known, tell_activation, tell_plan
from tests.ui.panes.plans.test_looks import DONE, NOW, PLAN, TOLD, TRIGGER


def test_deeds_follow_the_state_of_the_plan() -> None:
    def deeds(state: str, *, exercise: bool = False) -> tuple[str, ...]:
        row = PLAN._replace(state=state)
        return tell_plan(row, Plan(summary="Shade"), Known((TRIGGER,)), (), TOLD, exercise=exercise).deeds

    assert deeds("approved") == ("activate", "new_version", "withdraw")
    assert "activate" not in deeds("draft")
    assert "rehearse" in deeds("draft", exercise=True)
    assert "rehearse" not in deeds("approved")
    assert deeds("withdrawn") == ("new_version",)
    at_work = tell_plan(PLAN._replace(active=NOW), Plan(), Known(), (), TOLD, exercise=True)
    assert at_work.deeds == ("new_version", "withdraw")
    assert at_work.badges[0].words.startswith("At work since")


def test_an_activation_tells_why_and_how_it_went() -> None:
    row = DONE._replace(state="stood down", outcome="Nobody hurt", ended=NOW, ended_by="Mori", rehearsal=True)
    told = tell_activation(row, Activation(), (), TOLD)
    assert told.deeds == ("show_plan",)
    assert [badge.words for badge in told.badges] == ["Stood down", "Rehearsal"]
    assert {part.title: part.text for part in told.parts}["Outcome"] == "Nobody hurt"
    assert tell_activation(DONE, Activation(), (), TOLD).deeds == ("stand_down", "show_plan")


def test_versions_say_who_approved_them() -> None:
    held = (
        VersionRow(b"q", "3", "draft", None, ""),
        VersionRow(b"p", "2", "approved", NOW, "Dana Reyes"),
        VersionRow(b"o", "1", "withdrawn", NOW, "by command line"),
    )
    told = tell_plan(PLAN, Plan(), Known(versions=held), (), TOLD, exercise=False)
    lines = next(part.lines for part in told.parts if part.title == "Versions")
    assert lines[0].detail == "Draft · never approved"
    assert lines[1].detail == f"Approved {TOLD.moment(NOW)} by Dana Reyes"
    assert lines[2].detail == f"Withdrawn · approved {TOLD.moment(NOW)} by command line"
