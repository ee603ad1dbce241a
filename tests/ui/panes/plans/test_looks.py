"""What sets a plan off is said in words; how far an activation is, and what is late."""

from __future__ import annotations

from eocdesk.store.queries.plans import ActionRow, ActivationRow, PlanRow, TriggerRow
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.plans import looks
from eocdesk.ui.panes.plans.looks import Looks

NOW = 1_847_000_000_000
MINUTE = 60_000
TOLD = Looks(lambda: NOW, lambda: "UTC")
TRIGGER = TriggerRow(b"t", b"p", "hand", "heat index", 103.0, 5.0, "heat", "severe", "high", "")
PLAN = PlanRow(1, b"p", "Heat", "2", "approved", "heat", "Medical", None, "GREEN", 1, 4, None)
DONE = ActivationRow(
    1, b"a", b"p", "Heat", "2", "active", bool(0), "Hot", NOW - 80 * MINUTE, "Chen", None, "", "", None, None, "GREEN",
    "", None, 8, 3, NOW + MINUTE, 2, 1,
)  # fmt: skip


def test_each_kind_of_trigger_is_a_sentence() -> None:
    said = {
        kind: looks.trigger(TRIGGER._replace(kind=kind)) for kind in ("threshold", "fire", "alert", "threat", "hand")
    }
    assert said == {
        "threshold": "Heat index from 103 °F at a venue in the hours of a session",
        "fire": "A fire within 5 km of a venue",
        "alert": "A warning of heat, severe or worse",
        "threat": "A threat at High or above",
        "hand": "By hand",
    }
    assert looks.trigger(TRIGGER._replace(words="Three gates shut")) == "Three gates shut"


def test_at_work_goes_before_what_the_plan_says_of_itself() -> None:
    assert looks.state(PLAN) == "Approved"
    assert looks.state(PLAN._replace(active=NOW)) == "At work"
    assert looks.look_plan(PLAN._replace(state="withdrawn"), NOW, LIGHT).muted
    assert looks.look_plan(PLAN._replace(active=NOW), NOW, LIGHT).bold
    assert TOLD.reviewed(PLAN) == "never"


def test_how_far_it_is_and_what_is_late() -> None:
    assert (looks.progress(DONE), TOLD.elapsed(DONE), looks.requested(DONE)) == (
        "3 of 8 done",
        "1 h 20 min",
        "1 open of 2",
    )
    assert "late" not in TOLD.due(DONE)
    late = DONE._replace(due=NOW - 5 * MINUTE)
    assert TOLD.due(late).endswith(", 5 min late")
    assert looks.look_activation(late, NOW, LIGHT).edge == LIGHT.bad
    assert looks.look_activation(DONE, NOW, LIGHT).edge == LIGHT.ok
    over = late._replace(state="stood down", ended=NOW)
    assert TOLD.due(over) == ""
    assert looks.look_activation(over, NOW, LIGHT).muted
    assert looks.called(DONE._replace(rehearsal=True)) == "REHEARSAL: Heat"
    left = DONE._replace(state="declined", until=NOW + MINUTE)
    assert (looks.ended(left), "quiet until" in TOLD.over(left)) == ("Not now", True)


def test_what_an_activation_writes_is_counted() -> None:
    def action(kind: str, phase: str = "activate") -> ActionRow:
        return ActionRow(b"a", phase, 1, kind, "Do", "", None, "", 30, None, "", None)

    rows = (action("do"), action("calendar"), action("notify"), action("request"), action("do", "stand down"))
    assert looks.follows(rows) == "1 entry, 2 tasks, 1 request, 1 notice"
    assert looks.follows(()) == "1 entry"
    assert looks.after(action("do")) == "within 30 min"
