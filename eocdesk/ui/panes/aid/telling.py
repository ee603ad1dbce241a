"""What the card tells of a request, an offer, a resource or an arrival, and what can be done to it now."""

from __future__ import annotations

import json
from collections.abc import Sequence

from eocdesk.commands.aid import LEVELS, MOVES
from eocdesk.models import Fill, Offer, Request, Resource
from eocdesk.models.clock import Moment
from eocdesk.store.queries.aid import FillRow, OfferRow, RequestRow, ResourceRow
from eocdesk.store.queries.aid_matches import Candidate
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.aid import looks
from eocdesk.ui.panes.aid.looks import Looks

MOVE = {
    "approved": "approve",
    "received": "receive",
    "sourced": "source",
    "ordered": "order",
    "en route": "sent",
    "arrived": "arrive",
    "assigned": "put_to_work",
    "released": "release",
    "declined": "decline",
    "cancelled": "cancel",
    "draft": "redraft",
}
"""The deed that moves a request to a state."""
_SHOWN = 6
_PRIORITY_PARTS = {"urgent": "bad", "routine": "muted", "low": "muted"}
_FILL_PARTS = {"committed": "muted", "en route": "info", "arrived": "ok", "assigned": "ok", "fell through": "bad"}
_NEXT = {"committed": "check_in", "en route": "check_in", "arrived": "assign", "assigned": "demobilise"}


def tell_request(
    row: RequestRow, whole: Request, fills: Sequence[FillRow], found: Sequence[Candidate], told: Looks, now: Moment
) -> Told:
    """The blocks of ICS 213RR, who approved it, what answers it and what could."""
    late = row.is_late(now)
    badges = [
        Badge(looks.state(row), "accent"),
        Badge(looks.PRIORITIES.get(row.priority, row.priority), _PRIORITY_PARTS.get(row.priority, "muted")),
        Badge(looks.progress(row), "ok" if row.filled >= row.quantity else "warn"),
    ]
    could = () if row.is_over else tuple(_could(one, row) for one in found[:_SHOWN])
    parts = (
        Part("Filled by", tuple(_fill(one, told) for one in fills), empty="Nobody yet."),
        Part("Could answer", could, empty="" if row.is_over else "No offer or resource is of this category."),
        Part("Detailed description", text=whole.detail or ""),
        Part("Substitutes and sources", text=whole.substitutes or ""),
        Part("Approvals", tuple(_approvals(whole, told)), empty="Nobody has approved it yet."),
        Part("Note", text=whole.note or ""),
    )
    return Told(
        "request",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        tuple(badges),
        _request_facts(row, whole, told),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        _request_deeds(row),
        f"{told.expected(row)[:1].upper()}{told.expected(row)[1:]}." if late else "",
    )


def tell_offer(row: OfferRow, whole: Offer, fills: Sequence[FillRow], told: Looks) -> Told:
    """Who offers what under which conditions, and to whom it went."""
    badges = [Badge(looks.OFFERED.get(row.state, row.state), "accent"), Badge(looks.left(row), _left_part(row))]
    facts = (
        ("From", row.by),
        ("Category", row.category),
        ("Kind", looks.KINDS.get(row.kind, row.kind)),
        ("Type", row.type),
        ("Languages", row.languages),
        ("From when", told.moment(row.starts)),
        ("Until", told.moment(row.ends)),
        ("Offered", told.moment(row.offered)),
    )
    parts = (
        Part("Conditions", text=row.conditions, empty="None said."),
        Part("What it can do", text=whole.capacity or ""),
        Part("Given to", tuple(_given(one, told) for one in fills), empty="No request yet."),
        Part("Note", text=whole.note or ""),
    )
    deeds = {"open": ("accept", "accept_part", "decline_offer", "withdraw"), "accepted": ("withdraw", "decline_offer")}
    warning = "Two desks gave the same: more is promised than is offered." if row.left < 0 else ""
    return Told(
        "offer",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        tuple(badges),
        tuple(fact for fact in facts if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        deeds.get(row.state, ()),
        warning,
    )


def tell_resource(row: ResourceRow, whole: Resource, fills: Sequence[FillRow], told: Looks) -> Told:
    """What it can do, whose it is, whether its credentials are valid, where it is."""
    facts = (
        ("Owner", ", ".join(dict.fromkeys(part for part in (row.nation, row.agency_name) if part))),
        ("Category", row.category),
        ("Kind", looks.KINDS.get(row.kind, row.kind)),
        ("Type", row.type),
        ("How many", str(row.quantity)),
        ("Where", row.where),
        ("Assigned to", row.assigned_to),
        ("Languages", row.languages),
        ("Credentials", row.credentials),
        ("Valid until", told.valid(row)),
        ("Liaison", _liaison(row)),
    )
    parts = (
        Part("What it can do", text=whole.capacity or ""),
        Part("Given to", tuple(_given(one, told) for one in fills), empty="No request yet."),
        Part("Note", text=whole.note or ""),
    )
    part = {"available": "ok", "en route": "info", "out of service": "bad"}.get(row.status, "muted")
    return Told(
        "resource",
        row.id,
        row.name,
        row.number,
        row.marking,
        whole.audience or "",
        (Badge(looks.STATUSES.get(row.status, row.status), part),),
        tuple(fact for fact in facts if fact[1]),
        tuple(one for one in parts if one.lines or one.text or one.empty),
        _statuses(row.status),
        f"Its credentials expired on {row.valid_until}." if told.is_expired(row) else "",
    )


def tell_fill(row: FillRow, whole: Fill, told: Looks, now: Moment) -> Told:
    """What comes, for whom, from whom; where it checked in and when it went home."""
    facts = (
        ("How many", str(row.quantity)),
        ("Expected", told.moment(row.eta)),
        ("Checked in", told.moment(row.arrived)),
        ("Checked in at", row.checked_in_at),
        ("Assigned to", row.assigned_to if row.state == "assigned" else ""),
        ("Released", told.moment(row.released)),
    )
    lines = [Line(f"{row.request_number} {row.request_title}".strip(), "Request", "request", row.request)]
    if row.offer is not None:
        lines.append(Line(f"{row.offer_number} {row.offer_title}".strip(), "Offer", "offer", row.offer))
    if row.resource is not None:
        lines.append(Line(row.resource_name or "A resource", "Resource", "resource", row.resource))
    deeds = {
        "committed": ("check_in", "set_out", "falls_through"),
        "en route": ("check_in", "falls_through"),
        "arrived": ("assign", "demobilise", "free"),
        "assigned": ("demobilise", "free", "assign"),
    }
    overdue = row.state in ("committed", "en route") and row.eta is not None and row.eta < now
    return Told(
        "fill",
        row.id,
        row.what,
        "",
        row.marking,
        whole.audience or "",
        (Badge(looks.FILLED.get(row.state, row.state), _FILL_PARTS.get(row.state, "muted")),),
        tuple(fact for fact in facts if fact[1]),
        (Part("Belongs to", tuple(lines)), *((Part("Note", text=row.note),) if row.note else ())),
        deeds.get(row.state, ()),
        f"It should be here: {told.due(row)}." if overdue else "",
    )


def _request_facts(row: RequestRow, whole: Request, told: Looks) -> tuple[tuple[str, str], ...]:
    cost = f"USD {whole.cost:,.2f}" if whole.cost is not None else ""
    asked = ", ".join(part for part in (whole.asked_by, whole.asked_as) if part)
    facts = (
        ("How many", str(row.quantity)),
        ("Category", row.category),
        ("Kind", looks.KINDS.get(row.kind, row.kind)),
        ("Type", row.type),
        ("Languages", row.languages),
        ("Needed by", told.moment(row.needed)),
        ("Expected", told.moment(row.eta)),
        ("Deliver to", ", ".join(part for part in (row.venue_name, whole.place) if part)),
        ("Incident", row.incident_number),
        ("Level", looks.level(row)),
        ("Supplier", whole.supplier or ""),
        ("Cost", cost),
        ("Asked", f"{told.moment(row.asked)} {asked}".strip()),
    )
    return tuple(fact for fact in facts if fact[1])


def _request_deeds(row: RequestRow) -> tuple[str, ...]:
    """What is likely next first: the move on, filling it, forwarding it; the other moves after."""
    moves = [MOVE[state] for state in MOVES.get(row.state, ())]
    if row.state == "draft" or row.is_over:
        return tuple(moves)
    fill = ["fill"]
    up = ["forward"] if row.level != LEVELS[-1] else []
    first = moves[:1] if row.state == "approved" or not row.left else []
    return (*first, *fill, *up, *(move for move in moves if move not in first))


def _fill(row: FillRow, told: Looks) -> Line:
    state = looks.FILLED.get(row.state, row.state)
    offer = f"offer {row.offer_number}" if row.offer_number else ""
    detail = " · ".join(part for part in (state, told.due(row), offer) if part)
    part, deed = _FILL_PARTS.get(row.state, "muted"), _NEXT.get(row.state, "")
    return Line(f"{row.quantity} × {row.what}", detail, "fill", row.id, part=part, deed=deed)


def _given(row: FillRow, told: Looks) -> Line:
    state = looks.FILLED.get(row.state, row.state)
    detail = " · ".join(part for part in (f"{row.quantity} ×", state, told.due(row)) if part)
    text = f"{row.request_number} {row.request_title}".strip() or "A request that is not on this desk"
    return Line(text, detail, "request", row.request, part=_FILL_PARTS.get(row.state, "muted"))


def _could(one: Candidate, row: RequestRow) -> Line:
    text = f"{one.number} {one.title}".strip()
    may = one.quantity > 0 and row.state != "draft"
    part = "warn" if one.warned else "ok"
    return Line(text, one.told, one.kind, one.id, part=part, deed="fill_from" if may else "")


def _approvals(whole: Request, told: Looks) -> list[Line]:
    lines = []
    for stamp in whole.approvals or []:
        state, person, position, when = (*stamp, "", "", "", None)[:4]
        word = looks.STATES.get(str(state), str(state))
        who = ", ".join(str(part) for part in (person, position) if part)
        at = told.moment(when) if isinstance(when, int) else ""
        lines.append(
            (when if isinstance(when, int) else 0, Line(word, " · ".join(p for p in (who, at) if p), done=True))
        )
    return [line for _, line in sorted(lines, key=_first)]


def _first(pair: tuple[int, Line]) -> int:
    return pair[0]


def _statuses(status: str) -> tuple[str, ...]:
    every = ("make_available", "assign", "out_of_service")
    is_now = {"available": "make_available", "out of service": "out_of_service"}.get(status, "")
    return tuple(deed for deed in every if deed != is_now)


def _left_part(row: OfferRow) -> str:
    return "bad" if row.left < 0 else "ok" if row.left else "muted"


def _liaison(row: ResourceRow) -> str:
    phones = [str(pair[-1]) for pair in json.loads(row.liaison_phones or "[]") if pair]
    return ", ".join(part for part in (row.liaison_name, *phones[:1]) if part)
