"""The figures of the strip: each counted from records, or None where no record could say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from eocdesk.models import Status, clock
from eocdesk.models.event import LEVELS
from eocdesk.models.incident import SEVERITIES

_OPEN = (str(Status.OPEN), str(Status.MONITORING))
_OVER = ("cancelled", "postponed", "finished")
_FAR = 36 * 3_600_000
"""A session that runs for longer than this has no end that anybody set; it is not counted as live."""


@dataclass(frozen=True, slots=True)
class Level:
    """The centre's posture: number and words, since when this level holds (ms UTC)."""

    level: int
    word: str
    since: int
    reason: str


@dataclass(frozen=True, slots=True)
class Next:
    """The next session that begins."""

    id: bytes
    title: str
    venue: str
    starts: int


@dataclass(frozen=True, slots=True)
class Venues:
    """Places where something runs now, has something today, has something suspended."""

    live: int
    today: int
    suspended: int


@dataclass(frozen=True, slots=True)
class Hazards:
    """How many hold now, and what they touch: venues, sessions in their hours; how many more sessions they will."""

    active: int
    """Alerts in force, and measures over their line at a venue."""
    venues: int
    sessions: int
    later: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What the strip can say of one event at one moment. None: there is no record of the kind at all."""

    level: Level | None = None
    incidents: tuple[int, ...] | None = None
    """Open and monitored incidents by severity, Info first."""
    venues: Venues | None = None
    next: Next | None = None
    tasks_overdue: int | None = None
    tasks_open: int | None = None
    seats_activated: int | None = None
    seats: int | None = None
    on_duty: int | None = None
    hazards: Hazards | None = None
    """Reckoned from shapes, so not read here: whoever reads the figures puts it in."""

    @property
    def open_incidents(self) -> int | None:
        """All of them."""
        return None if self.incidents is None else sum(self.incidents)


def figures(connection: Connection, event: bytes, now: int) -> Figures:
    """The figures of an event at a moment (ms UTC)."""
    overdue, undone = _tasks(connection, event, now)
    activated, seats = _seats(connection, event)
    return Figures(
        level=_level(connection, event, now),
        incidents=_incidents(connection, event),
        venues=_venues(connection, event, now),
        next=_next(connection, event, now),
        tasks_overdue=overdue,
        tasks_open=undone,
        seats_activated=activated,
        seats=seats,
        on_duty=_on_duty(connection, event, now),
    )


def _level(connection: Connection, event: bytes, now: int) -> Level | None:
    found = connection.exec_driver_sql(
        "SELECT level, since, reason FROM posture WHERE event = ? AND since <= ? AND level IS NOT NULL "
        "AND struck IS NOT 1 ORDER BY since DESC, row DESC",
        (event, now),
    )
    level: Level | None = None
    for number, since, reason in found:  # back to where this level began: later records may only add words to it
        if level is not None and number != level.level:
            break
        words = dict(LEVELS).get(number, f"Level {number}")
        level = Level(number, words, since, (reason if level is None else level.reason) or "")
    return level


def _incidents(connection: Connection, event: bytes) -> tuple[int, ...] | None:
    if not _any(connection, "incident", event):
        return None
    counts = [0] * len(SEVERITIES)
    found = connection.exec_driver_sql(
        "SELECT severity, count(*) FROM incident WHERE event = ? AND status IN (?, ?) AND struck IS NOT 1 "
        "GROUP BY severity",
        (event, *_OPEN),
    )
    for severity, count in found:
        counts[min(max(severity or 0, 0), len(counts) - 1)] += count
    return tuple(counts)


def _venues(connection: Connection, event: bytes, now: int) -> Venues | None:
    if not _any(connection, "session", event):
        return None
    first, last, day = _today(connection, event, now)
    where = "event = ? AND struck IS NOT 1 AND (venue IS NOT NULL OR venue_words != '')"
    place, began, ended = "coalesce(hex(venue), venue_words)", "coalesce(actual_start, {})", "coalesce(actual_end, {})"
    found = connection.exec_driver_sql(
        f"SELECT {place}, starts, {began.format('starts')}, {ended.format('ends')}, status FROM session "
        f"WHERE {where} AND starts >= ? AND starts < ? "
        f"UNION ALL SELECT {place}, NULL, actual_start, actual_end, status FROM session "
        f"WHERE {where} AND starts IS NULL AND day = ?",
        (event, first - _FAR, last, event, day),
    )
    live: set[str] = set()
    today: set[str] = set()
    suspended: set[str] = set()
    for venue, planned, begins, ends, status in found:
        runs = status == "running" or (begins is not None and ends is not None and begins <= now < ends)
        if status in _OVER:
            continue
        if planned is None or planned >= first or (ends or 0) > first:
            today.add(venue)
        if status == "suspended":
            suspended.add(venue)
        elif runs:
            live.add(venue)
    return Venues(len(live), len(today), len(suspended))


def _today(connection: Connection, event: bytes, now: int) -> tuple[int, int, str]:
    """The local day: its first moment, the first of the next, its date."""
    zone = connection.exec_driver_sql("SELECT zone FROM event WHERE id = ?", (event,)).scalar() or "UTC"
    day = clock.at(now, zone).date()
    named = clock.zone_named(zone)
    first, last = (datetime.combine(day + timedelta(days=step), time(), named) for step in (0, 1))
    return clock.moment(first), clock.moment(last), day.isoformat()


def _next(connection: Connection, event: bytes, now: int) -> Next | None:
    found = connection.exec_driver_sql(
        "SELECT s.id, s.title, coalesce(nullif(v.short, ''), v.name, s.venue_words), s.starts FROM session s "
        "LEFT JOIN venue v ON v.id = s.venue WHERE s.event = ? AND s.starts > ? AND s.struck IS NOT 1 "
        "AND s.status NOT IN (?, ?, ?) ORDER BY s.starts LIMIT 1",
        (event, now, *_OVER),
    ).first()
    return None if found is None else Next(found[0], found[1] or "", found[2] or "", found[3])


def _tasks(connection: Connection, event: bytes, now: int) -> tuple[int | None, int | None]:
    if not _any(connection, "task", event):
        return None, None
    overdue, undone = connection.exec_driver_sql(
        "SELECT coalesce(sum(due < ?), 0), count(*) FROM task WHERE event = ? AND done IS NULL AND struck IS NOT 1",
        (now, event),
    ).one()
    return overdue, undone


def _seats(connection: Connection, event: bytes) -> tuple[int | None, int | None]:
    activated, seats = connection.exec_driver_sql(
        "SELECT coalesce(sum(status = 'activated'), 0), count(*) FROM seat WHERE event = ? AND struck IS NOT 1",
        (event,),
    ).one()
    return (activated, seats) if seats else (None, None)


def _on_duty(connection: Connection, event: bytes, now: int) -> int | None:
    if not _any(connection, "duty", event):
        return None
    found = connection.exec_driver_sql(
        "SELECT count(DISTINCT d.contact) FROM duty d WHERE d.event = ? AND d.starts <= ? "
        "AND (d.ends IS NULL OR d.ends > ?) AND d.struck IS NOT 1",
        (event, now, now),
    )
    return int(found.scalar_one())


def _any(connection: Connection, kind: str, event: bytes) -> bool:
    asked = f"SELECT 1 FROM {kind} WHERE event = ? AND struck IS NOT 1 LIMIT 1"
    return connection.exec_driver_sql(asked, (event,)).first() is not None
