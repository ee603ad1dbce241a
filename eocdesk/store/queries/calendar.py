"""What the calendar shows: sessions with their venue's name and the open incidents tied to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from eocdesk.models import Incident, Session, Status, Venue
from eocdesk.models.clock import wall_of
from eocdesk.store import changelog

_HOP = 1000
"""Rows taken at once: a reading thread that holds the interpreter for longer stalls the screen."""
_KEYS = 500
"""Ids in one question; SQLite takes 32,766 parameters at most."""
_OPEN = (str(Status.OPEN), str(Status.MONITORING))


class Trouble(NamedTuple):
    """The open or monitored incidents tied to something: how many, and the worst severity (-1: none)."""

    open: int = 0
    worst: int = -1


NO_TROUBLE = Trouble()


class Touch(NamedTuple):
    """The hazards that touch a session in its hours: the worst one, why, its rank (-1: none), how many there are."""

    title: str = ""
    reason: str = ""
    severity: int = -1
    many: int = 0


NO_TOUCH = Touch()


class VenueTrouble(NamedTuple):
    """A venue with open incidents."""

    name: str
    city: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One row of the calendar as it is drawn. Moments in ms UTC; `day` is the local date.

    `venue` is None where no venue of the event matched: `venue_name` then holds the source's words.
    """

    row: int
    id: bytes
    title: str
    kind: str = "competition"
    sport: str = ""
    stage: str = ""
    venue: bytes | None = None
    venue_name: str = ""
    venue_city: str = ""
    starts: int | None = None
    ends: int | None = None
    actual_start: int | None = None
    actual_end: int | None = None
    status: str = "scheduled"
    crowd: int | None = None
    dignitaries: str = ""
    risk: int | None = None
    day: str | None = None
    source: str = ""
    reason: str = ""
    incidents: Trouble = NO_TROUBLE
    hazard: Touch = NO_TOUCH
    """Reckoned from shapes, so not read here: whoever shows the sessions puts it in."""


@dataclass(frozen=True, slots=True)
class TiedIncident:
    """An incident tied to a session, open or not."""

    id: bytes
    number: str
    title: str
    severity: int
    status: str
    opened: int | None


class Step(NamedTuple):
    """One change of a session: what the act was called, who did it when, what it wrote (the reason among it)."""

    at: int
    title: str
    person: str
    position: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SessionCard:
    """Everything the session's card says that its row does not."""

    row: SessionRow
    note: str
    source_key: str
    venue_zone: str
    capacity: int | None
    marking: str
    incidents: tuple[TiedIncident, ...]
    history: tuple[Step, ...]


def sessions(connection: Connection, event: bytes) -> tuple[SessionRow, ...]:
    """All sessions of an event that are not struck, in order of planned start, those without a time last."""
    asked = (
        _rows()
        .where(Session.event == event, Session.struck.is_not(True))
        .order_by(Session.starts.is_(None), Session.starts, Session.day, Session.row)
    )
    return tuple(_read(connection, asked, _troubles(connection, event, Incident.session)))


def sessions_of(connection: Connection, event: bytes, ids: Iterable[bytes]) -> tuple[SessionRow, ...]:
    """These sessions as they are now; one that is struck or of another event is not among them."""
    wanted = list(ids)
    troubles = _troubles(connection, event, Incident.session)
    found: list[SessionRow] = []
    for at in range(0, len(wanted), _KEYS):
        asked = _rows().where(
            Session.id.in_(wanted[at : at + _KEYS]), Session.event == event, Session.struck.is_not(True)
        )
        found.extend(_read(connection, asked, troubles))
    return tuple(found)


def session_troubles(connection: Connection, event: bytes) -> dict[bytes, Trouble]:
    """The sessions with open incidents tied to them."""
    return _troubles(connection, event, Incident.session)


def venue_troubles(connection: Connection, event: bytes) -> dict[bytes, VenueTrouble]:
    """The venues with open incidents, whether tied to a session or not."""
    troubles = _troubles(connection, event, Incident.venue)
    found = connection.execute(select(Venue.id, Venue.name, Venue.city).where(Venue.event == event))
    return {venue: VenueTrouble(name, city or "", troubles[venue]) for venue, name, city in found if venue in troubles}


def card(connection: Connection, session: bytes) -> SessionCard | None:
    """One session in full, its incidents and history newest first; None where there is no such session."""
    first = connection.execute(
        _rows()
        .add_columns(Session.event, Session.note, Session.source_key, Session.marking, Venue.zone, Venue.capacity)
        .where(Session.id == session)
    ).one_or_none()
    if first is None:
        return None
    columns = len(_COLUMNS)
    event, note, source_key, marking, zone, capacity = first[columns:]
    trouble = _troubles(connection, event, Incident.session).get(session, NO_TROUBLE)
    tied = connection.execute(
        select(Incident.id, Incident.number, Incident.title, Incident.severity, Incident.status, Incident.opened)
        .where(Incident.session == session, Incident.struck.is_not(True))
        .order_by(Incident.opened.desc())
    )
    return SessionCard(
        _row(first[:columns], trouble),
        note or "",
        source_key or "",
        zone or "",
        capacity,
        marking or "",
        tuple(TiedIncident(*values) for values in tied),
        tuple(_story(connection, session)),
    )


_COLUMNS: tuple[Any, ...] = (
    Session.row,
    Session.id,
    Session.title,
    Session.kind,
    Session.sport,
    Session.stage,
    Venue.id,
    Session.venue_words,
    Venue.name,
    Venue.city,
    Session.starts,
    Session.ends,
    Session.actual_start,
    Session.actual_end,
    Session.status,
    Session.crowd,
    Session.dignitaries,
    Session.risk,
    Session.day,
    Session.source,
    Session.reason,
)


def _story(connection: Connection, session: bytes) -> Iterator[Step]:
    """What was written of it after it was made, newest first."""
    changes = changelog.of_record(connection, session)[1:]
    for change, _ in reversed(changes):
        yield Step(wall_of(change.hlc), change.act.title, change.act.person, change.act.position, change.fields)


def _rows() -> Select[Any]:
    # A venue that is struck keeps its name here; one this desk does not hold leaves the source's words.
    return select(*_COLUMNS).select_from(Session).outerjoin(Venue, Venue.id == Session.venue)


def _row(values: Any, trouble: Trouble) -> SessionRow:
    row, known, title, kind, sport, stage, venue, words, name, city = values[:10]
    starts, ends, began, ended, status, crowd, dignitaries, risk, day, source, reason = values[10:]
    return SessionRow(
        row,
        known,
        title or "",
        kind or "competition",
        sport or "",
        stage or "",
        venue,
        (name if venue is not None else words) or "",
        city or "",
        starts,
        ends,
        began,
        ended,
        status or "scheduled",
        crowd,
        dignitaries or "",
        risk,
        day,
        source or "",
        reason or "",
        trouble,
    )


def _read(connection: Connection, asked: Select[Any], troubles: dict[bytes, Trouble]) -> Iterator[SessionRow]:
    for hop in connection.execute(asked).partitions(_HOP):
        for values in hop:
            yield _row(values, troubles.get(values[1], NO_TROUBLE))


def _troubles(connection: Connection, event: bytes, by: Any) -> dict[bytes, Trouble]:
    found = connection.execute(
        select(by, func.count(), func.max(Incident.severity))
        .where(Incident.event == event, Incident.status.in_(_OPEN), Incident.struck.is_not(True), by.is_not(None))
        .group_by(by)
    )
    return {record: Trouble(count, -1 if worst is None else worst) for record, count, worst in found}
