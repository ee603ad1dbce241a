"""What comes in the next shift, in one order: sessions, meetings, what falls due, periods and people that change."""

from __future__ import annotations

from typing import Any

from eocdesk.models.aid import OVER
from eocdesk.store.queries.handover import MOST, SHIFT, Noted, Part, Reader

_SPAN = "event = ? AND struck IS NOT 1 AND {0} > ? AND {0} <= ?"
_MET = ", ".join(f"'{state}'" for state in sorted({*OVER, "arrived", "assigned"}))

_DUE = {
    "task": (
        (
            f"SELECT id, number, title, owner, due, marking, audience FROM task WHERE {_SPAN.format('due')} "
            "AND done IS NULL"
        ),
        "Task due",
    ),
    "request": (
        (
            "SELECT id, number, title, asked_by, needed, marking, audience FROM request WHERE "
            f"{_SPAN.format('needed')} AND state NOT IN ({_MET})"
        ),
        "Request needed",
    ),
    "product": (
        (
            f"SELECT id, number, title, sent_by, due, marking, audience FROM product WHERE {_SPAN.format('due')} "
            "AND state = 'sent'"
        ),
        "Product to be acknowledged",
    ),
    "recommendation": (
        (
            "SELECT id, number, title, owner, due, marking, audience FROM recommendation WHERE "
            f"{_SPAN.format('due')} AND state NOT IN ('done', 'rejected')"
        ),
        "Recommendation due",
    ),
}


def ahead(reader: Reader) -> Part:
    """The next twelve hours."""
    lines = [line for read in (_sessions, _meetings, _due, _periods, _duties) for line in read(reader)]
    lines.sort(key=lambda one: (one.when or 0, one.kind, one.title))
    return Part(
        "ahead",
        "What comes",
        tuple(lines[:MOST]),
        "Nothing is planned for the next 12 hours.",
        "the next 12 hours",
        max(len(lines) - MOST, 0),
    )


def _rows(reader: Reader, words: str) -> list[Any]:
    span = (reader.event.id, reader.span.until, reader.span.until + SHIFT)
    return reader.labels.take(reader.connection.exec_driver_sql(words, span))


def _sessions(reader: Reader) -> list[Noted]:
    rows = _rows(
        reader,
        "SELECT id, title, status, starts, venue, venue_words, dignitaries, marking, audience FROM session WHERE "
        f"{_SPAN.format('starts')} AND status NOT IN ('cancelled', 'postponed', 'finished') ORDER BY starts, row",
    )
    made = []
    for record, title, status, starts, venue, words, dignitaries, *_ in rows:
        state = "" if status == "scheduled" else str(status)
        detail = " · ".join(one for one in ("Session", state, dignitaries or "") if one)
        where = reader.named.name("venue", venue) or words or ""
        part = "warn" if status in ("delayed", "suspended") else ""
        made.append(Noted("session", record, "", title or "", detail, where, starts, None, part))
    return made


def _meetings(reader: Reader) -> list[Noted]:
    rows = _rows(
        reader,
        "SELECT id, title, place, starts, committee, marking, audience FROM engagement WHERE "
        f"{_SPAN.format('starts')} ORDER BY starts, row",
    )
    made = []
    for record, title, place, starts, committee, *_ in rows:
        detail = " · ".join(filter(None, ("Meeting", reader.named.name("committee", committee))))
        made.append(Noted("engagement", record, "", title or "", detail, place or "", starts))
    return made


def _due(reader: Reader) -> list[Noted]:
    return [
        Noted(kind, row[0], row[1] or "", row[2] or "", called, row[3] or "", row[4])
        for kind, (words, called) in _DUE.items()
        for row in _rows(reader, words)
    ]


def _periods(reader: Reader) -> list[Noted]:
    rows = _rows(
        reader,
        "SELECT id, number, name, starts, marking, audience FROM period WHERE "
        f"{_SPAN.format('starts')} ORDER BY starts",
    )
    made = []
    for record, number, name, starts, *_ in rows:
        title = f"Operational period {number} begins" if number is not None else "An operational period begins"
        made.append(Noted("period", record, "", title, name or "", "", starts))
    return made


def _duties(reader: Reader) -> list[Noted]:
    rows = _rows(
        reader,
        "SELECT id, contact, position, venue, starts, marking, audience FROM duty WHERE "
        f"{_SPAN.format('starts')} ORDER BY starts, row",
    )
    return [
        Noted(
            "duty",
            row[0],
            "",
            reader.named.name("contact", row[1]) or "Somebody",
            f"On duty{f' as {row[2]}' if row[2] else ''}",
            reader.named.name("venue", row[3]),
            row[4],
        )
        for row in rows
    ]
