"""What the card tells of an engagement, a lesson or a document, and what can be done to it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eocdesk.models import Engagement, Lesson, Product
from eocdesk.models.clock import Moment
from eocdesk.store.queries.exchange_board import EngagementRow, LessonRow
from eocdesk.store.queries.threat_board import ProductRow
from eocdesk.store.queries.threats import SentRow
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.exchange import looks
from eocdesk.ui.panes.exchange.looks import Looks

_PARTS = {"considered": "warn", "adopted": "ok", "adapted": "ok", "rejected": "muted"}
_DEEDS = {"draft": ("approve",), "approved": ("share",), "sent": ("acknowledge", "share")}


def tell_engagement(
    row: EngagementRow,
    whole: Engagement,
    names: Mapping[str, Mapping[bytes, str]],
    shared: Sequence[tuple[bytes, str, str, str]],
    lessons: Sequence[LessonRow],
    told: Looks,
) -> Told:
    """Who met when, what was shared under which marking, what was learned. `names`: by kind, by id."""
    documents = tuple(
        Line(f"{number} {title}".strip(), looks.marking(marking), "product", record)
        for record, number, title, marking in shared
    )
    learned = tuple(
        Line(f"{one.number} {one.title}".strip(), looks.ADOPTED.get(one.adoption, ""), "lesson", one.id)
        for one in lessons
    )
    parts = (
        Part("Meeting of", _doors("committee", names)),
        Part("Partners", _doors("agency", names), empty="None named."),
        Part("Who took part", _doors("contact", names)),
        Part("What was shared", text=whole.shared or "", empty="" if documents else "Nothing is written down."),
        Part("Documents shared", documents),
        Part("Lessons", learned, empty="None yet."),
        Part("Minutes", text=whole.minutes or ""),
    )
    return Told(
        "engagement",
        row.id,
        row.title,
        "",
        row.marking,
        whole.audience or "",
        (Badge(looks.MET.get(row.kind, row.kind), "accent"),),
        tuple(fact for fact in (("When", told.when(row)), ("Place", row.place)) if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        ("learn", "minutes", "gap_at"),
    )


def tell_lesson(row: LessonRow, whole: Lesson, told: Looks) -> Told:
    """What was seen where, what we take, what became of it here and why."""
    facts = (("Seen at", row.observed_at), ("Learned from", row.agency), ("Decided", told.decided(row)))
    lines: list[Line] = []
    if row.engagement is not None:
        lines.append(Line(row.engagement_title or "A meeting that is not here", "", "engagement", row.engagement))
    if row.gap is not None:
        gap = f"{row.gap_number} {row.gap_title}".strip() or "A gap that is not on this desk"
        lines.append(Line(gap, "The gap it shows", "gap", row.gap))
    parts = (
        Part("Why", text=row.reason),
        Part("What was observed", text=whole.observed or ""),
        Part("What we take", text=whole.taken or ""),
        Part("Belongs to", tuple(lines)),
    )
    every = ("adopt", "adapt", "reject")
    is_now = {"adopted": "adopt", "adapted": "adapt", "rejected": "reject"}.get(row.adoption, "")
    deeds = (*(deed for deed in every if deed != is_now), *(("gap_of",) if row.gap is None else ()), "carry")
    return Told(
        "lesson",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        (Badge(looks.ADOPTED.get(row.adoption, row.adoption), _PARTS.get(row.adoption, "muted")),),
        tuple(fact for fact in (*facts, ("Owner", row.owner)) if fact[1]),
        tuple(part for part in parts if part.lines or part.text),
        deeds,
    )


def tell_document(
    row: ProductRow,
    whole: Product,
    went: Sequence[SentRow],
    told: Looks,
    now: Moment,
) -> Told:
    """Which version it is, whom it went to, who has acknowledged it."""
    lines = tuple(_went(one, told) for one in went)
    facts = (
        ("Version", str(row.version)),
        ("Sent", told.moment(row.sent)),
        ("To be acknowledged", told.moment(row.due)),
    )
    parts = (Part("Who was told", lines, empty="Nobody yet."), Part("Text", text=whole.text or ""))
    silent = row.told - row.acknowledged
    return Told(
        "product",
        row.id,
        row.title,
        row.number,
        row.marking,
        whole.audience or "",
        (
            Badge(looks.WRITTEN.get(row.kind, row.kind)),
            Badge(looks.STATES.get(row.state, row.state), "accent"),
            Badge(
                f"{looks.acknowledged(row)} acknowledged" if row.told else "Told nobody", "warn" if silent else "muted"
            ),
        ),
        tuple(fact for fact in facts if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        (*_DEEDS.get(row.state, ()), "at_products"),
        f"{silent} should have acknowledged it by {told.moment(row.due)}." if row.is_late(now) else "",
    )


def _went(one: SentRow, told: Looks) -> Line:
    is_read = one.acknowledged is not None
    detail = f"acknowledged {told.moment(one.acknowledged)}" if is_read else "has not acknowledged"
    name = one.agency_name or "A partner that is not on this desk"
    return Line(name, detail, "agency", one.agency, done=is_read)


def _doors(kind: str, names: Mapping[str, Mapping[bytes, str]]) -> tuple[Line, ...]:
    return tuple(Line(name, "", kind, record) for record, name in names.get(kind, {}).items())
