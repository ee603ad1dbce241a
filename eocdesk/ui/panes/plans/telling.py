"""What the card tells of a plan, of one that proposes itself, of one at work; what can be done to it now."""

from __future__ import annotations

from typing import NamedTuple

from eocdesk.desk.proposing import Proposal
from eocdesk.models import Activation, Plan
from eocdesk.store.queries.plan_versions import VersionRow
from eocdesk.store.queries.plans import ACTIVE, ActionRow, ActivationRow, PlanRow, TriggerRow
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.plans import looks
from eocdesk.ui.panes.plans.looks import Looks

_PARTS = {"approved": "ok", "draft": "warn"}
_KINDS = {"notify": "Tell: ", "request": "Request: ", "calendar": "Calendar: "}
REHEARSAL = Badge("Rehearsal", "warn")


class Known(NamedTuple):
    """What belongs to a plan: triggers, actions, when it was put to work, its versions."""

    triggers: tuple[TriggerRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    past: tuple[ActivationRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()


def tell_plan(
    row: PlanRow,
    whole: Plan,
    known: Known,
    venues: tuple[tuple[bytes, str], ...],
    told: Looks,
    *,
    exercise: bool,
) -> Told:
    """Triggers in words, actions in their order with whose and when, where it holds, how often it was at work."""
    facts = (
        ("Hazard", looks.HAZARD_WORDS.get(row.hazard, row.hazard)),
        ("Version", row.version),
        ("Owner", row.owner),
        ("Last reviewed", told.reviewed(row)),
        ("When activated", looks.follows(known.actions)),
    )
    badges: tuple[Badge, ...] = (Badge(looks.STATES.get(row.state, row.state), _PARTS.get(row.state, "muted")),)
    if row.active is not None:
        badges = (Badge(f"At work since {told.moment(row.active)}", "accent"), *badges)
    return Told(
        "plan",
        row.id,
        row.name,
        f"Version {row.version}",
        row.marking,
        whole.audience or "",
        badges,
        tuple(fact for fact in facts if fact[1]),
        _parts(whole, known, venues, told),
        _deeds(row, exercise=exercise),
    )


def _parts(whole: Plan, known: Known, venues: tuple[tuple[bytes, str], ...], told: Looks) -> tuple[Part, ...]:
    draft = whole.state == "draft"
    return (
        *((Part("What it is for", text=whole.summary),) if whole.summary else ()),
        Part(
            "Set off by",
            tuple(Line(looks.trigger(one), kind="trigger", id=one.id) for one in known.triggers),
            empty="Nothing sets it off: it is activated by hand.",
        ),
        _course("At activation", known.actions, "activate", open_=draft),
        _course("At stand-down", known.actions, "stand down", open_=draft),
        Part("Venues", tuple(Line(name, kind="venue", id=venue) for venue, name in venues), empty="Every venue."),
        Part("Put to work", tuple(_before(one, told) for one in known.past), empty="It was never put to work."),
        Part("Versions", tuple(_version(one, whole, told) for one in known.versions)),
    )


def tell_proposal(one: Proposal, actions: tuple[ActionRow, ...], told: Looks) -> Told:
    """What crossed, with value, source and age; what follows if it is activated."""
    reasons = {cross.record: (cross.kind, cross.record) for cross in one.crossings}
    doors = tuple(reasons.values())
    lines = tuple(Line(text, kind=kind, id=record) for text, (kind, record) in zip(one.reasons, doors, strict=True))
    return Told(
        "proposal",
        one.plan,
        one.name,
        f"Version {one.version}",
        one.marking,
        badges=(Badge("Proposes itself", "warn"),),
        facts=(("From", told.moment(one.begins)), ("When activated", looks.follows(actions))),
        parts=(Part("Why", lines), _course("What follows", actions, "activate", open_=False)),
        deeds=("activate", "decline", "show_plan"),
    )


def tell_activation(
    row: ActivationRow, whole: Activation, tasks: tuple[tuple[bytes, str, bool], ...], told: Looks
) -> Told:
    """How long, how far, why, by whom; each task with its tick; how it ended."""
    at_work = row.state == ACTIVE
    facts = (
        ("Reason", row.reason),
        ("Started" if row.state in (ACTIVE, "stood down") else "Left", f"{told.moment(row.started)} {row.started_by}"),
        ("At work", told.elapsed(row) if at_work else ""),
        ("Tasks", looks.progress(row) if row.tasks else ""),
        ("Next due", told.due(row)),
        ("Requests", looks.requested(row)),
        ("Stood down", f"{told.moment(row.ended)} {row.ended_by}" if row.ended is not None else ""),
        ("Asked again after", told.moment(row.until)),
    )
    lines = tuple(Line(title, kind="task", id=task, done=done) for task, title, done in tasks)
    parts = [Part("Outcome", text=row.outcome)] if row.outcome else []
    if row.tasks or at_work:
        parts.append(Part("Tasks", lines, empty="It gave no tasks."))
    badge = Badge("At work", "ok") if at_work else Badge(looks.ended(row))
    return Told(
        "activation",
        row.id,
        looks.called(row),
        f"Version {row.version}",
        row.marking,
        whole.audience or "",
        (badge, REHEARSAL) if row.rehearsal else (badge,),
        tuple((label, words.strip()) for label, words in facts if words.strip()),
        tuple(parts),
        ("stand_down", "show_plan") if at_work else ("show_plan",),
    )


def _deeds(row: PlanRow, *, exercise: bool) -> tuple[str, ...]:
    rehearse = ("rehearse",) if exercise and row.active is None and row.state != "withdrawn" else ()
    if row.state == "draft":
        return ("approve", "add_action", "add_trigger", *rehearse, "withdraw")
    if row.state == "withdrawn":
        return ("new_version",)
    return (*(("activate",) if row.active is None else ()), *rehearse, "new_version", "withdraw")


def _course(title: str, actions: tuple[ActionRow, ...], phase: str, *, open_: bool) -> Part:
    mine = [one for one in actions if one.phase == phase]
    lines = tuple(
        Line(
            f"{place}. {_KINDS.get(one.kind, '')}{one.text}",
            looks.after(one),
            "action",
            one.id,
            deed=_moves(place, len(mine)) if open_ else "",
        )
        for place, one in enumerate(mine, 1)
    )
    return Part(title, lines, empty="Nothing is asked for.")


def _moves(place: int, of: int) -> str:
    """The first can only go later; every other one goes up."""
    return "earlier" if place > 1 else "later" if of > 1 else ""


def _version(one: VersionRow, whole: Plan, told: Looks) -> Line:
    state = looks.STATES.get(one.state, one.state)
    by = f"by {one.approved_by.removeprefix('by ')}" if one.approved_by else ""  # the command line says by itself
    approved = f"approved {told.moment(one.approved)} {by}".strip() if one.approved is not None else "never approved"
    said = approved[:1].upper() + approved[1:] if state.casefold() == "approved" and one.approved is not None else ""
    here = " · this one" if one.id == whole.id else ""
    return Line(f"Version {one.version}{here}", said or f"{state} · {approved}", "plan", one.id)


def _before(row: ActivationRow, told: Looks) -> Line:
    how = "At work" if row.state == ACTIVE else looks.ended(row)
    rehearsal = "Rehearsal. " if row.rehearsal else ""
    return Line(f"{rehearsal}{row.reason}", f"{how}, {told.moment(row.started)}", "activation", row.id)
