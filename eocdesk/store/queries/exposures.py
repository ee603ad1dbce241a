"""What exposure is reckoned from: venues, sessions, routes, alerts in force, what is measured, thresholds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from eocdesk.models import clock
from eocdesk.models.clock import Moment

KINDS = frozenset({"venue", "session", "feature", "alert", "observation", "threshold", "event"})
"""A change of one of these may change what is exposed."""
_HOUR = 3_600_000
_OVER = ("cancelled", "postponed", "finished")
_LAST = {"fire": 14 * 24 * _HOUR, "magnitude": 24 * _HOUR}
"""How long a measure without an end counts: a fire until its source says it is out, at most this long."""
_ELSE = 3 * _HOUR
_LENGTH = 3 * _HOUR
"""A session whose end nobody set."""


class Place(NamedTuple):
    """A venue: degrees, or a GeoJSON footprint."""

    id: bytes
    name: str
    lat: float | None
    lon: float | None
    geometry: str


class Run(NamedTuple):
    """A session that is not over, at a venue; actual times before planned ones. ms UTC."""

    id: bytes
    title: str
    venue: bytes
    begins: Moment
    ends: Moment


class Ground(NamedTuple):
    """A route, gate, zone or the like with a shape."""

    id: bytes
    name: str
    kind: str
    venue: bytes | None
    geometry: str


class Warned(NamedTuple):
    """An alert in force, now or later. `ends` None: until it is taken back."""

    id: bytes
    title: str
    severity: str
    begins: Moment
    ends: Moment | None
    geometry: str
    codes: tuple[str, ...]


class Measured(NamedTuple):
    """An observation or forecast that still counts; `series` are pairs of moment and value."""

    id: bytes
    title: str
    measure: str
    value: float | None
    series: tuple[tuple[Moment, float], ...]
    begins: Moment
    ends: Moment
    venue: bytes | None
    lat: float | None
    lon: float | None
    geometry: str


class Line(NamedTuple):
    """A threshold; without a venue it holds for the whole event."""

    venue: bytes | None
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class World:
    """All of it, read in one transaction."""

    venues: tuple[Place, ...] = ()
    sessions: tuple[Run, ...] = ()
    grounds: tuple[Ground, ...] = ()
    alerts: tuple[Warned, ...] = ()
    observations: tuple[Measured, ...] = ()
    thresholds: tuple[Line, ...] = ()


def world(connection: Connection, event: bytes, now: Moment) -> World:
    """What stands at `now` (ms UTC) and what is to come."""
    asked = "SELECT {} FROM {} WHERE event = ? AND struck IS NOT 1{}"

    def rows(columns: str, table: str, more: str = "", *values: Any) -> Any:
        return connection.exec_driver_sql(asked.format(columns, table, more), (event, *values))

    return World(
        venues=tuple(
            Place(*row)
            for row in rows("id, coalesce(nullif(short, ''), name, ''), lat, lon, coalesce(geometry, '')", "venue")
        ),
        sessions=_sessions(connection, event, now),
        grounds=tuple(
            Ground(*row)
            for row in rows("id, coalesce(name, ''), kind, venue, geometry", "feature", " AND geometry <> ''")
        ),
        alerts=tuple(
            Warned(record, title, severity, begins, ends, shape, tuple(json.loads(codes or "null") or ()))
            for record, title, severity, begins, ends, shape, codes in rows(
                "id, coalesce(nullif(title, ''), headline, ''), severity, coalesce(onset, sent, made_at), "
                "coalesce(ends, expires), coalesce(geometry, ''), codes",
                "alert",
                " AND state = 'in force' AND message NOT IN ('cancel', 'ack', 'error') AND status IN ('actual', "
                "'exercise') AND (coalesce(ends, expires) IS NULL OR coalesce(ends, expires) > ?) ORDER BY row",
                now,
            )
        ),
        observations=_observations(rows, now),
        thresholds=tuple(
            Line(*row) for row in rows("venue, measure, value", "threshold", " AND value IS NOT NULL ORDER BY row")
        ),
    )


def _sessions(connection: Connection, event: bytes, now: Moment) -> tuple[Run, ...]:
    zone = connection.exec_driver_sql("SELECT zone FROM event WHERE id = ?", (event,)).scalar() or "UTC"
    found = connection.exec_driver_sql(
        "SELECT id, coalesce(title, ''), venue, coalesce(actual_start, starts), coalesce(actual_end, ends), day "
        "FROM session WHERE event = ? AND struck IS NOT 1 AND venue IS NOT NULL AND status NOT IN (?, ?, ?)",
        (event, *_OVER),
    )
    runs: list[Run] = []
    days: dict[str, tuple[Moment, Moment]] = {}
    for record, title, venue, planned, last, day in found:
        begins, ends = planned, last
        if begins is None:
            if not day:
                continue
            if day not in days:
                days[day] = _day(day, zone)
            begins, ends = days[day]  # the time is open: the whole day may be it
        elif ends is None or ends <= begins:
            ends = begins + _LENGTH
        if ends > now:
            runs.append(Run(record, title, venue, begins, ends))
    return tuple(runs)


def _day(day: str, zone: str) -> tuple[Moment, Moment]:
    first, named = date.fromisoformat(day), clock.zone_named(zone)
    begins, ends = (datetime.combine(first + timedelta(days=step), time(), named) for step in (0, 1))
    return clock.moment(begins), clock.moment(ends)


def _observations(rows: Any, now: Moment) -> tuple[Measured, ...]:
    found = rows(
        "id, coalesce(title, ''), measure, value, series, coalesce(starts, observed, made_at), ends, "
        "coalesce(observed, starts, made_at), venue, lat, lon, coalesce(geometry, ''), lower(coalesce(status, '')), "
        "contained",
        "observation",
        " ORDER BY row",
    )
    made: list[Measured] = []
    for record, title, measure, value, series, begins, said, seen, venue, lat, lon, shape, status, contained in found:
        course = tuple((int(at), float(high)) for at, high in json.loads(series or "null") or ())
        ends = said
        if ends is None:
            ends = course[-1][0] + _HOUR if course else seen + _LAST.get(measure, _ELSE)
        if ends <= now or status == "out" or (measure == "fire" and contained is not None and contained >= 100):  # noqa: PLR2004  per cent
            continue
        made.append(Measured(record, title, measure, value, course, begins, ends, venue, lat, lon, shape))
    return tuple(made)
