"""What the card of a session says, in words."""

from __future__ import annotations

from eocdesk.models import Session, fields_of
from eocdesk.models.fields import Holds
from eocdesk.models.session import RISKS
from eocdesk.store.queries.calendar import SessionCard, SessionRow, Step
from eocdesk.ui.panes.calendar.hours import MINUTE, day_middle, day_of, from_to, hm, parse_day, zone_label
from eocdesk.ui.panes.calendar.state import KIND_WORDS, STATUS_WORDS

_RISK = dict(RISKS)
_SAID_ELSEWHERE = frozenset({"day", "reason", "source", "source_key", "sequence"})


def headline(row: SessionRow) -> str:
    """`Competition · Swimming · Heats`."""
    return "  ·  ".join(part for part in (KIND_WORDS.get(row.kind, row.kind), row.sport, row.stage) if part)


def planned(row: SessionRow, zone: str) -> str:
    """`Wed, Jul 19  09:00–11:36 PDT`."""
    if row.starts is None:
        day = parse_day(row.day)
        return f"{day_middle(day) if day is not None else 'No day yet'}, time to be decided"
    name = zone_label(row.starts, zone).split(" ")[0]
    return f"{day_middle(day_of(row.starts, zone))}  {from_to(row.starts, row.ends, zone)} {name}"


def actual(row: SessionRow, zone: str) -> str:
    """`09:06–, 6 min late`."""
    if row.actual_start is None and row.actual_end is None:
        return ""
    start = "" if row.actual_start is None else hm(row.actual_start, zone)
    end = "" if row.actual_end is None else hm(row.actual_end, zone)
    late = ""
    if row.actual_start is not None and row.starts is not None:
        minutes = round((row.actual_start - row.starts) / MINUTE)
        late = f", {abs(minutes)} min {'late' if minutes > 0 else 'early'}" if minutes else ", on time"
    return f"{start}–{end}{late}"


def facts(card: SessionCard, zone: str) -> list[tuple[str, str]]:
    """Label and words, in the order they are asked for; what is not known is empty."""
    row = card.row
    there = ""
    if card.venue_zone and card.venue_zone != zone and row.starts is not None:
        there = f"{from_to(row.starts, row.ends, card.venue_zone)} {zone_label(row.starts, card.venue_zone)}"
    where = ", ".join(part for part in (row.venue_name, row.venue_city) if part)
    unmatched = row.venue is None and row.venue_name
    crowd = "" if row.crowd is None else f"{row.crowd:,}"
    if crowd and card.capacity:
        crowd += f" of {card.capacity:,}"
    source = f"{row.source} {card.source_key}".strip() if row.source else "written by hand"
    return [
        ("Planned", planned(row, zone)),
        ("Time there", there),
        ("Actual", actual(row, zone)),
        ("Last slip", row.reason),
        ("Hazard", row.hazard.reason),
        ("Where", f"{where} (not matched to a venue)" if unmatched else where),
        ("Crowd", crowd),
        ("Dignitaries", row.dignitaries),
        ("Risk", _RISK.get(row.risk, "") if row.risk is not None else ""),
        ("Note", card.note),
        ("Source", source),
        ("Marking", f"TLP:{card.marking}" if card.marking else ""),
    ]


def told(step: Step, zone: str) -> tuple[str, str]:
    """One change: (`Jul 19 14:02, K. Lopez`, `Planned start 13:30, planned end 15:30. Late transport`)."""
    declared = fields_of(Session)
    parts: list[str] = []
    for name, value in step.fields.items():
        if name in _SAID_ELSEWHERE or name not in declared:
            continue
        known = declared[name]
        if known.holds is Holds.MOMENT and isinstance(value, int):
            words = f"{day_middle(day_of(value, zone))} {hm(value, zone)}"
        elif known.holds is Holds.RECORD:
            words = "changed"
        else:
            words = known.word(value) or "none"
        parts.append(f"{known.label.lower()} {words}")
    said = ", ".join(parts)
    said = said[:1].upper() + said[1:] if said else step.title
    reason = step.fields.get("reason")
    day = day_middle(day_of(step.at, zone)).split(", ")[1]
    who = ", ".join(part for part in (f"{day} {hm(step.at, zone)}", step.person or step.position) if part)
    return who, f"{said}. {reason}" if reason else said


def shift(starts: int, ends: int | None, row: SessionRow, zone: str) -> str:
    """`13:00–15:00 → 13:05–15:05 (+5 min)`: what a move would change."""
    was = "time to be decided" if row.starts is None else from_to(row.starts, row.ends, zone)
    now = from_to(starts, ends, zone)
    if row.starts is None:
        return f"{was} → {now}"
    if day_of(starts, zone) != day_of(row.starts, zone):
        now = f"{day_middle(day_of(starts, zone))} {now}"
    minutes = round((starts - row.starts) / MINUTE) or round(((ends or 0) - (row.ends or 0)) / MINUTE)
    hours, rest = divmod(abs(minutes), 60)
    long = (f"{hours} h {rest:02d}" if rest else f"{hours} h") if hours else f"{rest} min"
    return f"{was} → {now} ({'+' if minutes > 0 else '−'}{long})"


def status_word(row: SessionRow) -> str:
    """The word of its status."""
    return STATUS_WORDS.get(row.status, row.status)
