"""The pages of plans: what proposes itself, all plans, what is at work, what is over."""

from __future__ import annotations

from eocdesk.desk.proposing import Proposal
from eocdesk.models.clock import Moment
from eocdesk.store.queries import plans
from eocdesk.store.queries.plans import ActivationRow, PlanRow
from eocdesk.ui.board import Blank, Page
from eocdesk.ui.kit.columns import Column, Look
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.plans import looks
from eocdesk.ui.panes.plans.looks import Looks

PROPOSED, PLANS, AT_WORK, PAST = "proposed", "plans", "at work", "past"
TAKE_IN = "Take in the five example plans"


def pages(told: Looks) -> tuple[Page, ...]:
    """All four."""
    return (_proposed(told), _plans(told), _at_work(told), _past(told))


def _proposed(told: Looks) -> Page:
    def begins(row: Proposal) -> str:
        return told.moment(row.begins)

    columns = (
        Column("Plan", _name, width=210, key=True),
        Column("Why", _why, stretch=True, tip=_all_reasons, narrow=420),
        Column("From", begins, width=110),
    )
    blank = Blank(
        "mdi6.bell-outline",
        "No plan proposes itself.",
        "An approved plan stands here when one of its triggers is crossed: with the value, the source and its age. "
        "It never acts by itself.",
        "Show the plans",
    )
    icon = "mdi6.bell-ring-outline"
    return Page(
        PROPOSED, "Proposed", "proposal", columns, blank, look=_look_proposed, hint="Find proposals…", icon=icon
    )


def _plans(told: Looks) -> Page:
    columns = (
        Column("Plan", _plan_name, stretch=True, key=True),
        Column("Version", _version, width=70, narrow=420),
        Column("State", looks.state, width=100),
        Column("Hazard", _hazard, width=120, quiet=True, narrow=700),
        Column("Owner", _owner, width=160, narrow=560),
        Column("Reviewed", told.reviewed, width=110, quiet=True, narrow=640),
    )
    blank = Blank(
        "mdi6.clipboard-list-outline",
        "No plan is written yet.",
        "The examples come as drafts: read them, change them, approve them. Only an approved plan proposes itself.",
        TAKE_IN,
    )
    return Page(
        PLANS,
        "Plans",
        "plan",
        columns,
        blank,
        plans.plan_keys,
        plans.plan_rows,
        looks.look_plan,
        add="New plan",
        hint="Find plans…",
        icon="mdi6.clipboard-list-outline",
    )


def _at_work(told: Looks) -> Page:
    columns = (
        Column("Plan", looks.called, stretch=True, key=True, tip=_reason),
        Column("At work", told.elapsed, width=100),
        Column("Tasks", looks.progress, width=100),
        Column("Next due", told.due, width=150, narrow=520),
        Column("Requests", looks.requested, width=100, narrow=640),
    )
    blank = Blank(
        "mdi6.run-fast",
        "No plan is at work.",
        "A plan is activated from its card or from what proposes itself: entry, tasks, requests and notices follow "
        "in one act.",
        "Show the plans",
    )
    return Page(
        AT_WORK,
        "At work",
        "activation",
        columns,
        blank,
        plans.working_keys,
        plans.activation_rows,
        looks.look_activation,
        hint="Find what is at work…",
        icon="mdi6.run-fast",
    )


def _past(told: Looks) -> Page:
    columns = (
        Column("Plan", looks.called, stretch=True, key=True, tip=_reason),
        Column("How", looks.ended, width=100),
        Column("When", told.over, width=230),
        Column("Tasks", looks.progress, width=100, narrow=560),
    )
    blank = Blank("mdi6.history", "No plan was stood down or left for now.", "What was answered stays here.")
    return Page(
        PAST,
        "Past",
        "activation",
        columns,
        blank,
        plans.over_keys,
        plans.activation_rows,
        looks.look_activation,
        hint="Find in the past…",
        icon="mdi6.history",
    )


def _look_proposed(_row: Proposal, _now: Moment, tokens: Tokens) -> Look:
    return Look(bold=True, edge=tokens.warn, tint=tokens.warn)


def _name(row: Proposal) -> str:
    return row.name


def _why(row: Proposal) -> str:
    return row.reason


def _all_reasons(row: Proposal) -> str:
    return "\n".join(row.reasons)


def _plan_name(row: PlanRow) -> str:
    return row.name


def _version(row: PlanRow) -> str:
    return row.version


def _hazard(row: PlanRow) -> str:
    return looks.HAZARD_WORDS.get(row.hazard, row.hazard)


def _owner(row: PlanRow) -> str:
    return row.owner


def _reason(row: ActivationRow) -> str:
    return row.reason
