"""What the card tells of a gap, a recommendation, a capability or an agreement, and what can be done to it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eocdesk.models import Agreement, Capability, Gap, Recommendation
from eocdesk.models.clock import Moment
from eocdesk.store.queries.gap_board import AgreementRow, CapabilityRow
from eocdesk.store.queries.gaps import GapRow, RecommendationRow, Serving, Shown
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.gaps import looks
from eocdesk.ui.panes.gaps.looks import Looks

_WEIGHTS = {"high": "bad", "medium": "warn"}
_MOVES = {
    "proposed": ("accept", "take_up", "reject"),
    "accepted": ("take_up", "finish", "reject"),
    "in work": ("finish", "progress", "reject"),
    "done": ("take_up",),
    "rejected": ("accept",),
}


class Known(NamedTuple):
    """What belongs to a gap; `committee`: the name of the one that owns it."""

    advised: Sequence[RecommendationRow] = ()
    shown: Sequence[Shown] = ()
    committee: str = ""


def tell_gap(row: GapRow, whole: Gap, known: Known, told: Looks, now: Moment) -> Told:
    """What is missing, what is recommended about it, what shows it, whose it is, what came of it."""
    over = looks.is_over(row)
    badges = (
        Badge(looks.STATES.get(row.state, row.state), "ok" if over else "accent"),
        Badge(f"{looks.WEIGHT.get(row.weight, row.weight)} weight", _WEIGHTS.get(row.weight, "muted")),
    )
    facts = (
        ("Found", " by ".join(part for part in (told.moment(whole.found), whole.found_by) if part)),
        ("Capability", row.capability),
        ("Goal of the strategy", whole.goal or ""),
        ("Carried from", row.carried_from),
        ("Closed", told.moment(whole.closed)),
    )
    parts = (
        Part("Outcome", text=(whole.outcome or "") if over else ""),
        Part("What is missing", text=whole.text or ""),
        Part("Recommended", tuple(_advice(one, told, now) for one in known.advised), empty="Nothing yet."),
        Part("Evidence", (*_found_in(whole), *(_shown(one) for one in known.shown)), empty="None yet."),
        Part("Committee", _owner(whole, known.committee), empty="No committee owns it. O gives it to one."),
    )
    return Told(
        "gap",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        badges,
        tuple(fact for fact in facts if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        ("reopen", "evidence", "carry") if over else ("recommend", "close", "evidence", "give", "risk", "carry"),
        f"A recommendation is {told.due(row)}." if row.is_late(now) else "",
    )


def tell_recommendation(
    row: RecommendationRow,
    whole: Recommendation,
    serving: Sequence[tuple[bytes, str]],
    could: Sequence[Serving],
    shown: Sequence[Shown],
    told: Looks,
    now: Moment,
) -> Told:
    """What is to be done about which gap, by whom, until when; which resources serve it or could."""
    badges = (Badge(looks.ADVISED.get(row.state, row.state), "accent"), Badge(f"{row.progress} % done"))
    facts = (("Owner", row.owner or "nobody"), ("Due", told.moment(row.due)), ("Done", told.moment(whole.done)))
    gap = Line(
        f"{row.gap_number} {row.gap_title}".strip() or "A gap that is not on this desk", "", "gap", row.gap or b""
    )
    served = {record for record, _ in serving}
    offered = () if looks.is_over(row) else tuple(_could(one) for one in could if one.id not in served)
    parts = (
        Part("For the gap", (gap,)),
        Part("In full", text=whole.text or ""),
        Part("Resources that serve", tuple(Line(name, "", "resource", record, part="ok") for record, name in serving)),
        Part("Could serve", offered),
        Part("Evidence", tuple(_shown(one) for one in shown), empty="None yet."),
        Part("Note", text=whole.note or ""),
    )
    return Told(
        "recommendation",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        badges,
        tuple(fact for fact in facts if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        (*_MOVES.get(row.state, ()), "evidence"),
        f"It is {told.due(row)}." if row.is_late(now) else "",
    )


def tell_capability(row: CapabilityRow, whole: Capability, gaps: Sequence[tuple[bytes, str, str, str]]) -> Told:
    """How able we are and should be, and which gaps stand between."""
    part = "bad" if row.short > 1 else "warn" if row.short else "ok" if row.present is not None else "muted"
    facts = (
        ("Mission area", looks.AREAS.get(row.area, row.area)),
        ("Goal of the strategy", row.goal),
        ("Owner", row.owner),
    )
    lines = tuple(
        Line(f"{number} {title}".strip(), looks.STATES.get(state, state), "gap", record)
        for record, number, title, state in gaps
    )
    parts = (Part("Gaps", lines, empty="No gap names it."), Part("Note", text=whole.note or ""))
    return Told(
        "capability",
        row.id,
        row.name,
        "",
        row.marking,
        whole.audience or "",
        (Badge(f"Level {looks.levels(row)}" if row.present is not None else "Not rated", part),),
        tuple(fact for fact in facts if fact[1]),
        tuple(one for one in parts if one.lines or one.text or one.empty),
        ("rate", "gap_of"),
    )


def tell_agreement(row: AgreementRow, whole: Agreement, partners: Mapping[bytes, str], told: Looks) -> Told:
    """Who promised what, and until when."""
    left = told.left(row)
    ends = told.expires(row)
    is_soon = left is not None and left <= looks.NEAR
    facts = (("Kind", looks.KINDS.get(row.kind, row.kind)), ("Signed", row.signed), ("Expires", row.expires))
    lines = tuple(Line(name, "", "agency", record) for record, name in partners.items())
    parts = (
        Part("Partners", lines, empty="None named."),
        Part("Scope", text=whole.scope_words or "", empty="Not said."),
        Part("Note", text=whole.note or ""),
    )
    warning = "" if not is_soon else f"It {ends}." if ends.startswith(("expired", "ends")) else f"It ends {ends}."
    return Told(
        "agreement",
        row.id,
        row.name,
        "",
        row.marking,
        whole.audience or "",
        (Badge(ends[:1].upper() + ends[1:], "bad" if left is not None and left <= looks.SOON else "muted"),),
        tuple(fact for fact in facts if fact[1]),
        tuple(one for one in parts if one.lines or one.text or one.empty),
        ("renew",),
        warning,
    )


def _owner(whole: Gap, name: str) -> tuple[Line, ...]:
    if whole.committee is None:
        return ()
    return (Line(name or "A committee that is not on this desk", "", "committee", whole.committee),)


def _advice(row: RecommendationRow, told: Looks, now: Moment) -> Line:
    state = looks.ADVISED.get(row.state, row.state)
    detail = " · ".join(part for part in (state, told.due(row), row.owner or "nobody owns it") if part)
    part = "bad" if row.is_late(now) else ""
    return Line(
        f"{row.number} {row.title}".strip(), detail, "recommendation", row.id, done=row.state == "done", part=part
    )


def _could(one: Serving) -> Line:
    detail = f"shares: {', '.join(one.words)}"
    return Line(f"{one.number} {one.name}".strip(), detail, "resource", one.id, deed="serve")


def _found_in(whole: Gap) -> tuple[Line, ...]:
    found = (
        ("incident", "The incident it was found in", whole.incident),
        ("entry", "The entry it was found in", whole.entry),
        ("engagement", "The exercise or meeting it was found in", whole.engagement),
    )
    return tuple(Line(words, "", kind, record) for kind, words, record in found if record is not None)


def _shown(one: Shown) -> Line:
    return Line(one.text, "", one.kind, one.id)
