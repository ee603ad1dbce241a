"""What a desk has on board for an event: sessions ahead, people to call, attachments named, how old it all is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models import ids
from eocdesk.models.clock import Moment

AHEAD = 3 * 24 * 3_600_000
"""How far ahead sessions are counted: three days."""
_OVER = "('cancelled', 'postponed', 'finished')"


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment that a record names; `size` in bytes as its record says."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Aboard:
    """Counts of what is here; `newest` is when this copy last received or wrote anything, None of an empty log."""

    sessions: int
    contacts: int
    reachable: int
    venues: int
    newest: Moment | None
    attached: tuple[Attached, ...]


def aboard(connection: Connection, event: bytes, now: Moment) -> Aboard:
    """What is here of an event, struck records left out."""

    def count(sql: str, *values: object) -> int:
        return int(connection.exec_driver_sql(sql, (event, *values)).scalar_one())

    kept = "event = ? AND struck IS NOT 1"
    called = "coalesce(phones, '[]') NOT IN ('', '[]', 'null') OR radio != ''"
    ahead = f"coalesce(ends, starts) > ? AND starts <= ? AND status NOT IN {_OVER}"
    return Aboard(
        sessions=count(f"SELECT count(*) FROM session WHERE {kept} AND {ahead}", now, now + AHEAD),
        contacts=count(f"SELECT count(*) FROM contact WHERE {kept}"),
        reachable=count(f"SELECT count(*) FROM contact WHERE {kept} AND ({called})"),
        venues=count(f"SELECT count(*) FROM venue WHERE {kept}"),
        newest=connection.exec_driver_sql("SELECT at FROM change ORDER BY seq DESC LIMIT 1").scalar(),
        attached=_attached(connection, event),
    )


def _attached(connection: Connection, event: bytes) -> tuple[Attached, ...]:
    asked = (
        "SELECT DISTINCT name, sha256, coalesce(size, 0) FROM document "
        "WHERE event IN (?, ?) AND struck IS NOT 1 AND sha256 != '' ORDER BY name"
    )
    return tuple(Attached(*row) for row in connection.exec_driver_sql(asked, (event, ids.NIL)))
