"""What calls for somebody now: flash entries just in, those nobody acknowledged in time, tasks that fell due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store.queries.terms import LATE_MS, STRUCK, WAITING

DAY_MS = 24 * 3_600_000
"""What lies further back calls nobody any more."""
MOST = 200
"""So many of each are told; nobody hears more."""


class FlashRow(NamedTuple):
    """A flash entry. Moments in ms UTC; `addressed` says whether it names who must acknowledge it."""

    id: bytes
    number: str
    text: str
    author: str
    position: str
    made_on: bytes
    received: int
    addressed: bool


class DueRow(NamedTuple):
    """A task that is not done; `due` in ms UTC."""

    id: bytes
    number: str
    title: str
    owner: str
    due: int


@dataclass(frozen=True, slots=True)
class Calling:
    """At one moment. `next` is when the next thing will call by the passing of time alone, None if nothing will."""

    flashes: tuple[FlashRow, ...] = ()
    waiting: tuple[FlashRow, ...] = ()
    due: tuple[DueRow, ...] = ()
    next: int | None = None


_FLASH = (
    "SELECT e.id, coalesce(e.number, ''), coalesce(e.text, ''), coalesce(e.author, ''), coalesce(e.position, ''), "
    "e.made_on, e.received, json_array_length(coalesce(e.addressees, '[]')) > 0 FROM entry e INDEXED BY entry_priority "
    "WHERE e.event = :event AND e.priority = 'flash' AND e.happened > :day AND e.kind = 'entry' AND e.struck IS NOT 1"
)
_TODO = "FROM task WHERE event = :event AND done IS NULL AND struck IS NOT 1"


def calling(connection: Connection, event: bytes, since: int, now: int) -> Calling:
    """What calls in an event: flash entries received after `since`, and what is late at `now` (ms UTC)."""
    values = {"event": event, "day": now - DAY_MS, "since": since, "now": now, "late": now - LATE_MS}

    def flashes(test: str) -> tuple[FlashRow, ...]:
        found = connection.exec_driver_sql(f"{_FLASH} AND {test} ORDER BY e.happened DESC LIMIT {MOST}", values)
        return tuple(FlashRow._make((*row[:-1], bool(row[-1]))) for row in found)

    due = connection.exec_driver_sql(
        "SELECT id, coalesce(number, ''), coalesce(title, ''), coalesce(owner, ''), due "
        f"{_TODO} AND due <= :now ORDER BY due LIMIT {MOST}",
        values,
    )
    return Calling(
        flashes(f"e.received > :since AND NOT {STRUCK}"),
        flashes(f"e.written < :late AND {WAITING}"),
        tuple(DueRow(*row) for row in due),
        _next(connection, values),
    )


def _next(connection: Connection, values: dict[str, object]) -> int | None:
    task = connection.exec_driver_sql(f"SELECT min(due) {_TODO} AND due > :now", values).scalar()
    written = connection.exec_driver_sql(
        f"SELECT min(written) FROM ({_FLASH.replace('SELECT e.id', 'SELECT e.written AS written, e.id')} "
        f"AND e.written >= :late AND {WAITING})",
        values,
    ).scalar()
    found = [when for when in (task, None if written is None else written + LATE_MS + 1) if when is not None]
    return min(found, default=None)
