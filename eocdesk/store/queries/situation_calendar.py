"""The calendar and the venues of a situation summary: this period, the next one, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from eocdesk.models import Status
from eocdesk.models.change import decode
from eocdesk.models.clock import Moment, at
from eocdesk.store import changelog
from eocdesk.store.queries.facts import WITHHELD, SessionLine, Span, VenueLine

_KEYS = 500
_OPEN = (str(Status.OPEN), str(Status.MONITORING))
_OVER = frozenset({"cancelled", "postponed", "finished"})
_TIMES = frozenset({"starts", "ends", "day", "actual_start", "actual_end"})
_FAR = 36 * 3_600_000
"""A session longer than this has no end that anybody set."""


@dataclass(frozen=True, slots=True)
class Board:
    """The calendar of two periods, the venues, and (marking, audience) of all that is shown."""

    sessions: tuple[SessionLine, ...]
    following: tuple[SessionLine, ...]
    venues: tuple[VenueLine, ...]
    quiet: int
    labels: tuple[tuple[str, str], ...]


class _Row(NamedTuple):
    id: bytes
    title: str
    kind: str
    venue: bytes | None
    venue_name: str
    day: str | None
    starts: int | None
    ends: int | None
    actual_start: int | None
    actual_end: int | None
    status: str
    reason: str
    crowd: int | None
    dignitaries: str
    risk: int | None
    made: int
    marking: str
    audience: str

    @property
    def begins(self) -> int | None:
        return self.starts if self.actual_start is None else self.actual_start

    @property
    def over(self) -> int | None:
        return self.ends if self.actual_end is None else self.actual_end


def board(
    connection: Connection, event: bytes, now: Moment, spans: tuple[Span, Span], last: Moment | None, zone: str
) -> Board:
    """Sessions that touch this period, sessions that begin in the next one, and each venue's now and next."""
    rows = _rows(connection, event, spans, zone)
    this = [row for row in rows if _touches(row, spans[0], zone)]
    shown = {row.id for row in this}
    following = [row for row in rows if row.id not in shown and _begins_in(row, spans[1], zone)]
    changes = {} if last is None else _changes(connection, [*this, *following], last)
    venues, quiet, labels = _venues(connection, event, now, rows)
    said = {(row.marking, row.audience or "") for row in (*this, *following)} | labels
    return Board(
        tuple(_line(row, changes.get(row.id, "")) for row in this),
        tuple(_line(row, changes.get(row.id, "")) for row in following),
        venues,
        quiet,
        tuple(sorted(said)),
    )


def _rows(connection: Connection, event: bytes, spans: tuple[Span, Span], zone: str) -> list[_Row]:
    first, last = spans[0].starts, max(spans[0].ends, spans[1].ends)
    days = (at(first, zone).date().isoformat(), at(last, zone).date().isoformat())
    found = connection.exec_driver_sql(
        "SELECT s.id, s.title, s.kind, s.venue, coalesce(v.name, nullif(s.venue_words, ''), "
        f"CASE WHEN s.venue IS NULL THEN '' ELSE '{WITHHELD}' END), s.day, s.starts, s.ends, "
        "s.actual_start, s.actual_end, s.status, s.reason, s.crowd, s.dignitaries, s.risk, s.made_at, s.marking, "
        "s.audience FROM session s LEFT JOIN venue v ON v.id = s.venue WHERE s.event = ? AND s.struck IS NOT 1 "
        "AND ((s.starts >= ? AND s.starts < ?) OR s.actual_end >= ? OR (s.starts IS NULL AND s.day BETWEEN ? AND ?)) "
        "ORDER BY s.starts, s.title",
        (event, first - _FAR, last, first, *days),
    )
    return [_Row(*row) for row in found]


def _touches(row: _Row, span: Span, zone: str) -> bool:
    if row.begins is None:
        return row.day == at(span.starts, zone).date().isoformat()
    return row.begins < span.ends and (row.over or row.begins + 1) > span.starts


def _begins_in(row: _Row, span: Span, zone: str) -> bool:
    if row.begins is None:
        days = {at(span.starts, zone).date(), (at(span.ends, zone) - timedelta(milliseconds=1)).date()}
        return row.day in {day.isoformat() for day in days}
    return span.starts <= row.begins < span.ends


def _line(row: _Row, change: str) -> SessionLine:
    return SessionLine(
        row.title,
        row.kind,
        row.venue_name,
        row.begins,
        row.over,
        row.status,
        row.reason or "",
        row.crowd,
        row.dignitaries or "",
        row.risk,
        change,
    )


def _changes(connection: Connection, rows: Sequence[_Row], last: Moment) -> dict[bytes, str]:
    """What changed since the last summary, as this desk came to know it: new, time, venue, status."""
    found = {row.id: "new" for row in rows if row.made > last}
    old = [row.id for row in rows if row.made <= last]
    for start in range(0, len(old), _KEYS):
        for record, bodies in changelog.bodies_of(connection, old[start : start + _KEYS]).items():
            fields = {name for body, received in bodies if received > last for name in decode(body).fields}
            if fields & _TIMES:
                found[record] = "time"
            elif "venue" in fields:
                found[record] = "venue"
            elif "status" in fields:
                found[record] = "status"
    return found


def _venues(
    connection: Connection, event: bytes, now: Moment, rows: Sequence[_Row]
) -> tuple[tuple[VenueLine, ...], int, set[tuple[str, str]]]:
    """The venues with something on, next or open, the worst first; how many have nothing."""
    open_at = {
        venue: (many, worst)
        for venue, many, worst in connection.exec_driver_sql(
            "SELECT venue, count(*), max(severity) FROM incident WHERE event = ? AND venue IS NOT NULL "
            "AND status IN (?, ?) AND struck IS NOT 1 GROUP BY venue",
            (event, *_OPEN),
        )
    }
    known: list[Any] = list(
        connection.exec_driver_sql(
            "SELECT id, name, marking, audience FROM venue WHERE event = ? AND struck IS NOT 1 ORDER BY name", (event,)
        )
    )
    lines, labels = [], set()
    for venue, name, marking, audience in known:
        line = _venue(name, [row for row in rows if row.venue == venue], now, open_at.get(venue))
        if line is not None:
            lines.append(line)
            labels.add((marking, audience or ""))
    lines.sort(key=lambda line: -1 if line.worst is None else line.worst, reverse=True)
    return tuple(lines), len(known) - len(lines), labels


def _venue(name: str, rows: Sequence[_Row], now: Moment, trouble: tuple[int, int] | None) -> VenueLine | None:
    on = [row for row in rows if row.status not in _OVER and _runs(row, now)]
    ahead = [row for row in rows if row.status not in _OVER and row.begins is not None and row.begins > now]
    if not on and not ahead and trouble is None:
        return None
    # What stands still is what a reader must see first.
    row = min(on, key=lambda row: (row.status != "suspended", row.begins or 0), default=None)
    coming = min(ahead, key=lambda row: row.begins or 0, default=None)
    many, worst = trouble or (0, None)
    return VenueLine(
        name,
        now="" if row is None else "; ".join([row.title, *(each.title for each in on if each is not row)]),
        now_status="" if row is None else row.status,
        next="" if coming is None else coming.title,
        next_at=None if coming is None else coming.begins,
        open=many,
        worst=worst,
    )


def _runs(row: _Row, now: Moment) -> bool:
    if row.begins is None or row.begins > now:
        return row.status == "running"
    return row.status == "running" or row.over is None or now < row.over
