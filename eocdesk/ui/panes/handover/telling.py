"""The brief as the screen shows it: the notes of the last shift, then each section with its lines."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.models import Form
from eocdesk.models.clock import Moment
from eocdesk.models.incident import SEVERITIES
from eocdesk.store.queries.handover import ORDER, Brief, Noted
from eocdesk.store.queries.handover import Part as Section
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.kit import moments

SHOWN = 20
"""So many lines of a section stand on the screen; the others are on the pages."""
_TONES = {"overdue": "bad", "waiting": "bad", "conflicts": "warn", "changed": "accent", "new": "accent"}
_COUNTED = ("overdue", "waiting", "conflicts", "new", "changed", "closed")
_LETTERS = 140
_GRADES = dict(SEVERITIES)


@dataclass(frozen=True, slots=True)
class Before:
    """The handover that was taken last, with its notes."""

    form: Form
    notes: str


def tell(brief: Brief, before: Before | None, now: Moment) -> Told:
    """All of it. The card is told of the event, so that another event is another card."""
    zone = brief.event.zone
    since = moments.short(brief.span.since, zone, now)
    counted = [(brief.part(key), _TONES.get(key, "muted")) for key in _COUNTED]
    badges = tuple(Badge(f"{part.count} {_word(part)}", tone) for part, tone in counted if part.count)
    facts = [("From", f"{since}, {brief.span.why}")]
    parts = [_section(brief.part(key), zone, now) for key in ORDER]
    if before is not None:
        facts.append(("Last taken over", _taken(before.form, zone, now)))
        parts.insert(0, Part("Notes of the last shift", text=before.notes.strip(), empty="No notes were left."))
    return Told(
        "event",
        brief.event.id,
        f"Since {since}",
        marking=brief.marking,
        audience=brief.audience,
        badges=badges or (Badge("nothing waits", "ok"),),
        facts=tuple(facts),
        parts=tuple(parts),
    )


def _word(part: Section) -> str:
    return {
        "overdue": "overdue",
        "waiting": "not acknowledged",
        "conflicts": "to settle",
        "new": "new",
        "changed": "changed",
        "closed": "closed",
    }[part.key]


def _taken(form: Form, zone: str, now: Moment) -> str:
    giver = f" from {form.prepared_by}" if form.prepared_by else ""
    return f"{form.taken_by}{giver}, {moments.short(form.taken_at, zone, now)}"


def _section(part: Section, zone: str, now: Moment) -> Part:
    lines = [_line(one, zone, now) for one in part.lines[:SHOWN]]
    left = part.count - len(lines)
    if left:
        lines.append(Line(f"{left} more stand on the printed brief."))
    title = f"{part.title} · {part.count}" if part.count else part.title
    return Part(title, tuple(lines), empty=part.empty)


def _line(one: Noted, zone: str, now: Moment) -> Line:
    name = " ".join(part for part in (one.number, one.title) if part) or "–"
    grade = _GRADES.get(one.severity, "") if one.severity else ""
    when = moments.short(one.when, zone, now)
    detail = " · ".join(part for part in (when, grade, one.where, " ".join(one.detail.split())) if part)
    said = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
    part = one.part or ("bad" if (one.severity or 0) > 3 else "")  # noqa: PLR2004  Critical
    return Line(said, detail, one.kind if one.id else "", one.id, part=part)
