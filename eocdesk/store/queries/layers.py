"""The features that one layer of the map brought."""

from __future__ import annotations

from sqlalchemy import Connection


def of_layer(connection: Connection, event: bytes, source: str, layer: str) -> list[bytes]:
    """The features of the layer that are not struck."""
    start = f"{layer}/"
    rows = connection.exec_driver_sql(
        "SELECT id FROM feature WHERE event = ? AND source = ? AND struck = 0 "
        "AND substr(source_key, 1, ?) = ? ORDER BY id",
        (event, source, len(start), start),
    )
    return [record for (record,) in rows]
