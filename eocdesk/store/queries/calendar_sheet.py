"""The sessions of a span for a sheet: a day, a week, a period, or one venue's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import Event, Period
from eocdesk.models.clock import Moment, at, moment, zone_named
from eocdesk.store.queries import events
from eocdesk.store.queries.handover import strictest, whole
from eocdesk.store.queries.referred import Referred
from eocdesk.store.queries.situation import Labels

WEEK = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One session. Moments in ms UTC; `day` is its local date where its time is open."""

    title: str
    kind: str
    sport: str
    stage: str
    venue: str
    venue_zone: str
    starts: Moment | None
    ends: Moment | None
    actual_start: Moment | None
    actual_end: Moment | None
    status: str
    reason: str
    crowd: int | None
    dignitaries: str
    risk: int | None
    note: str
    day: str


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """The sessions of a span, in order of time, those without a time first on their day."""

    event: Event
    period: Period | None
    starts: Moment
    ends: Moment
    lines: tuple[Line, ...]
    marking: str
    audience: str


def days(event: Event, now: Moment, many: int) -> tuple[Moment, Moment]:
    """So many local days from today's midnight on."""
    zone = zone_named(event.zone)
    today = at(now, event.zone).date()
    first, last = (datetime.combine(today + timedelta(days=one), time(), zone) for one in (0, many))
    return moment(first), moment(last)


def period_of(connection: Connection, event: bytes, now: Moment, period: bytes | None) -> Period | None:
    """The operational period asked for, else the one that runs; None where it has no beginning or no end."""
    found = events.record(connection, Period, period) if period else events.period_at(connection, event, now)
    return found if found is not None and found.starts is not None and found.ends is not None else None


def calendar_sheet(
    connection: Connection, event: bytes, starts: Moment, ends: Moment, venue: str = "", period: Period | None = None
) -> CalendarSheet:
    """What is on from `starts` until `ends`; of one venue where its name or short name is given."""
    known = whole(connection, event)
    labels = Labels([known.marking], {known.audience} - {""})
    if period is not None:
        labels.take([(period.marking, period.audience)])
    rows = _rows(connection, known, (starts, ends), venue.strip().casefold())
    named = Referred(connection, labels)
    lines = tuple(_line(row, named) for row in labels.take(rows))
    return CalendarSheet(known, period, starts, ends, lines, *strictest(labels))


def _rows(connection: Connection, event: Event, span: tuple[Moment, Moment], venue: str) -> list[Any]:
    first, last = (at(one, event.zone).date().isoformat() for one in (span[0], span[1] - 1))
    rows = connection.exec_driver_sql(
        "SELECT s.title, s.kind, s.sport, s.stage, s.venue, s.venue_words, coalesce(v.zone, ''), s.starts, s.ends, "
        "s.actual_start, s.actual_end, s.status, s.reason, s.crowd, s.dignitaries, s.risk, s.note, s.day, "
        "coalesce(v.name, ''), coalesce(v.short, ''), s.marking, s.audience FROM session s "
        "LEFT JOIN venue v ON v.id = s.venue WHERE s.event = ? AND s.struck IS NOT 1 AND ("
        "(s.starts < ? AND max(coalesce(s.actual_end, s.ends, s.starts), s.starts) >= ?) "
        "OR (s.starts IS NULL AND s.day BETWEEN ? AND ?)) ORDER BY s.starts, s.ends, s.title, s.row",
        (event.id, span[1], span[0], first, last),
    )
    return [row for row in rows if not venue or venue in {one.casefold() for one in (row[5] or "", row[18], row[19])}]


def _line(row: Any, named: Referred) -> Line:
    title, kind, sport, stage, venue, words, zone, *rest = row[:18]
    starts, ends, actual_start, actual_end, status, reason, crowd, dignitaries, risk, note, day = rest
    where = named.name("venue", venue) or words or ""
    return Line(
        title or "",
        kind or "",
        sport or "",
        stage or "",
        where,
        zone,
        starts,
        ends,
        actual_start,
        actual_end,
        status or "",
        reason or "",
        crowd,
        dignitaries or "",
        risk,
        note or "",
        day or "",
    )
