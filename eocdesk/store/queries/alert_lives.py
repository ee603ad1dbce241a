"""The lives of the alerts one source issued: which message replaces which."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection


class Life(NamedTuple):
    """One alert as others refer to it. `sent` in ms UTC, 0 where unknown; `replaces` are identifiers."""

    id: bytes
    identifier: str
    sender: str
    status: str
    message: str
    sent: int
    state: str
    retired_by: str
    replaces: tuple[str, ...]


def lives(connection: Connection, event: bytes, source: str) -> list[Life]:
    """Every alert of the source in the event that is not struck."""
    rows = connection.exec_driver_sql(
        "SELECT id, coalesce(identifier, ''), coalesce(sender, ''), status, message, coalesce(sent, 0), state, "
        "coalesce(retired_by, ''), replaces FROM alert "
        "WHERE event = ? AND source = ? AND struck = 0",
        (event, source),
    )
    return [
        Life(record, identifier, sender, status, message, sent, state, retired_by, _members(replaces))
        for record, identifier, sender, status, message, sent, state, retired_by, replaces in rows
    ]


def _members(text: str | None) -> tuple[str, ...]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(str(member) for member in found) if isinstance(found, list) else ()
