"""What an author may take as a highlight: grave incidents and log entries since the last report, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models import Severity, Status
from eocdesk.models.clock import Moment, at
from eocdesk.models.incident import SEVERITIES, STATUSES
from eocdesk.models.sitrep import LONGEST_HIGHLIGHT
from eocdesk.store.queries import threads
from eocdesk.store.queries.situation_told import last_paper

MOST = 24
_FIRST = 12 * 3_600_000
"""How far back the first report of an event looks."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may stand among the highlights. Whoever takes it marks the block at least as it is marked."""

    when: Moment
    text: str
    number: str
    kind: str
    record: bytes
    marking: str
    severity: int


def candidates(
    connection: Connection, event: bytes, zone: str, now: Moment, audience: str = ""
) -> tuple[Candidate, ...]:
    """Up to 24, newest first; what is for an audience stands only where the report is for the same one."""
    last = last_paper(connection, event, None)
    since = now - _FIRST if last is None else last.as_of
    found = [
        *_incidents(connection, event, zone, since, audience),
        *_entries(connection, event, zone, (since, now), audience),
    ]
    return tuple(sorted(found, key=lambda one: (-one.when, -one.severity, one.number))[:MOST])


def _incidents(connection: Connection, event: bytes, zone: str, since: Moment, audience: str) -> list[Candidate]:
    """Those from Major on that were opened or closed since; an older one that changed is told by its entries."""
    rows = connection.exec_driver_sql(
        "SELECT i.id, i.number, i.title, i.severity, i.status, coalesce(v.name, i.place, ''), "
        "coalesce(i.opened, i.made_at), i.closed, i.marking, coalesce(v.marking, 'CLEAR'), "
        "coalesce(v.audience, '') FROM incident i LEFT JOIN venue v ON v.id = i.venue "
        "WHERE i.event = ? AND i.struck IS NOT 1 AND i.severity >= ? AND coalesce(i.audience, '') IN ('', ?) "
        "AND (coalesce(i.opened, i.made_at) > ? OR i.closed > ?)",
        (event, int(Severity.MAJOR), audience, since, since),
    )
    made = []
    for record, number, title, severity, status, place, opened, closed, marking, lent, theirs in rows:
        plain = place if not theirs and lent in {"CLEAR", marking} else ""  # a venue's name may be marked more strictly
        where = f" at {plain}" if plain else ""
        over = closed is not None and closed > since and status not in {str(Status.OPEN), str(Status.MONITORING)}
        said = f"closed {_clock(closed, zone)}" if over else f"{_word(status)}, opened {_clock(opened, zone)}"
        text = f"{dict(SEVERITIES)[severity]}, {number}: {title}{where}; {said}."
        made.append(Candidate(closed if over else opened, _short(text), number, "incident", record, marking, severity))
    return made


def _entries(
    connection: Connection, event: bytes, zone: str, span: tuple[Moment, Moment], audience: str
) -> list[Candidate]:
    """From Major on, or flash, as they read now."""
    rows = connection.exec_driver_sql(
        "SELECT e.id, e.number, e.happened, e.marking, e.severity FROM entry e WHERE e.event = ? AND e.kind = 'entry' "
        "AND e.happened > ? AND e.happened <= ? AND (e.severity >= ? OR e.priority = 'flash') "
        "AND e.struck IS NOT 1 AND coalesce(e.audience, '') IN ('', ?) AND NOT EXISTS "
        "(SELECT 1 FROM entry s WHERE s.amends = e.id AND s.kind = 'strike') ORDER BY e.happened DESC LIMIT ?",
        (event, *span, int(Severity.MAJOR), audience, MOST),
    )
    return [
        Candidate(
            when,
            _short(f"{_clock(when, zone)} {threads.reads_now(connection, record)} ({number})"),
            number,
            "entry",
            record,
            marking,
            severity,
        )
        for record, number, when, marking, severity in rows
    ]


def _word(status: str) -> str:
    return dict(STATUSES).get(status, status).lower()


def _clock(when: Moment | None, zone: str) -> str:
    return "" if when is None else f"{at(when, zone):%H:%M}"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= LONGEST_HIGHLIGHT else [*words[: LONGEST_HIGHLIGHT - 1], "…"])
