"""How far each device's writing about an event was known here: what says which versions a paper was drawn from."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import Connection

from eocdesk.models.clock import Moment

Versions: TypeAlias = dict[str, dict[str, int]]
"""By scope, then by device, both in hexadecimal: the number of its last change."""


def versions(connection: Connection, event: bytes, as_of: Moment | None = None, rule: str = "1") -> Versions:
    """The last change of each chain of the event that this copy holds, or had received by a moment (ms UTC).

    `rule`: SQL of which scopes (s.marking, s.audience) may be told of (store/seeing).
    """
    if as_of is None:
        asked = (
            "SELECT h.scope, h.dev, h.n FROM main.chain h JOIN main.scope s ON s.id = h.scope "
            f"WHERE s.event = ? AND {rule}"
        )
        rows = connection.exec_driver_sql(asked, (event,))
    else:
        asked = (
            "SELECT h.scope, h.dev, max(c.n) FROM main.change c JOIN main.chain h ON h.id = c.chain "
            f"JOIN main.scope s ON s.id = h.scope WHERE s.event = ? AND c.at <= ? AND {rule} GROUP BY h.id"
        )
        rows = connection.exec_driver_sql(asked, (event, as_of))
    found: Versions = {}
    for scope, device, n in rows:
        found.setdefault(scope.hex(), {})[device.hex()] = n
    return found
