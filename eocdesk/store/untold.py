"""Leavings that end a stay this copy has not heard of: only who knows that stay can say where the record is now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from eocdesk.models import Change, Op
from eocdesk.models.change import NO_KIND, decode
from eocdesk.store.merge import PLACE, Key, parents_of

UNTOLD = b"?"
"""Instead of where a record went (table departed): a stay that its leaving ended was not here when that came."""


def note(connection: Connection, changes: Iterable[Change]) -> None:
    """Remember which of these leave after a stay that is not held here, by its words, by now."""
    rows = [(one.rec, one.scope, UNTOLD) for one in changes if one.op == Op.LEAVE and _lacks(connection, one)]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO departed (rec, scope, to_scope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows
        )


def records(connection: Connection) -> set[bytes]:
    """The records of which such a leaving still is not explained: where they are by this copy's own view is a guess."""
    asked = "SELECT DISTINCT rec FROM departed WHERE to_scope = ?"
    noted = [record for (record,) in connection.exec_driver_sql(asked, (UNTOLD,)).fetchall()]
    return {record for record in noted if any(_lacks(connection, one) for one in _leavings(connection, record))}


def _leavings(connection: Connection, record: bytes) -> list[Change]:
    held = connection.exec_driver_sql("SELECT CAST(body AS BLOB) FROM change WHERE rec = ?", (record,)).fetchall()
    return [change for (body,) in held if (change := decode(body)).op == Op.LEAVE]


def _lacks(connection: Connection, leaving: Change) -> bool:
    return any(not _is_held(connection, stay) for stay in parents_of(leaving, PLACE))


def _is_held(connection: Connection, stay: Key) -> bool:
    asked = (
        "SELECT 1 FROM change c JOIN chain h ON h.id = c.chain WHERE h.scope = ? AND h.dev = ? AND c.n = ? "
        "AND c.kind <> ?"
    )
    return connection.exec_driver_sql(asked, (*stay, NO_KIND)).first() is not None
