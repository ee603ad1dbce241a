"""Events, their periods and the centre's posture."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Connection, select

from eocdesk.models import Event, Period, Posture, Record
from eocdesk.store import rows

R = TypeVar("R", bound=Record)


def record(connection: Connection, cls: type[R], key: bytes) -> R | None:
    """One record of any class, by its id."""
    found = rows.load(connection, str(cls.__tablename__), [key]).get(key)
    return None if found is None else rows.as_record(cls, found)


def records(connection: Connection, cls: type[R], *where: Any, order: Any = None, limit: int = 100_000) -> list[R]:
    """Records of a class that stand (not struck), by conditions on its columns."""
    table = cls.__table__
    asked = select(table.c.id).where(table.c.struck.is_not(True), *where).limit(limit)
    if order is not None:
        asked = asked.order_by(order)
    ids = [key for (key,) in connection.execute(asked)]
    found = rows.load(connection, str(cls.__tablename__), ids)
    return [rows.as_record(cls, found[key]) for key in ids if key in found]


def of_event(connection: Connection, cls: type[R], event: bytes) -> list[R]:
    """Every record of a class that stands in an event, as made."""
    table = cls.__table__
    return records(connection, cls, table.c.event == event, order=table.c.row)


def one(connection: Connection, key: bytes) -> Event | None:
    """The event of an id."""
    return record(connection, Event, key)


def all_events(connection: Connection) -> list[Event]:
    """Every event that stands, by code."""
    return records(connection, Event, order=Event.__table__.c.code)


def periods(connection: Connection, event: bytes) -> list[Period]:
    """The operational periods of an event, in time."""
    table = Period.__table__
    return records(connection, Period, table.c.event == event, order=table.c.starts)


def period_at(connection: Connection, event: bytes, now: int) -> Period | None:
    """The period that runs at a moment."""
    return next((p for p in periods(connection, event) if (p.starts or 0) <= now < (p.ends or now + 1)), None)


def posture(connection: Connection, event: bytes, now: int) -> Posture | None:
    """The posture in force at a moment."""
    table = Posture.__table__
    found = records(
        connection, Posture, table.c.event == event, table.c.since <= now, order=table.c.since.desc(), limit=1
    )
    return found[0] if found else None
