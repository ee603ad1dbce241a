"""Lists of a kind in pages: which rows of an order hold the words, and rows read some keys at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from eocdesk.store import search

_KEYS = 500


def found(connection: Connection, kind: str, ordered: str, event: bytes, words: str, now: int = 0) -> list[int]:
    """The row numbers an ordered question gives (`:event`, `:now`), those alone that hold every word where any is."""
    rows = [row for (row,) in connection.exec_driver_sql(ordered, {"event": event, "now": now})]
    if not words:
        return rows
    fits = set(search.rows(connection, kind, words, event, -1))
    return [row for row in rows if row in fits]


def paged(connection: Connection, asked: str, rows: Sequence[int] | Sequence[bytes]) -> Mapping[int, Any]:
    """The rows of these numbers or ids, of a question that ends before `IN`; by number, which is its first column."""
    held: dict[int, Any] = {}
    for at in range(0, len(rows), _KEYS):
        some = tuple(rows[at : at + _KEYS])
        marks = ", ".join("?" * len(some))
        held |= {values[0]: values for values in connection.exec_driver_sql(f"{asked} IN ({marks})", some)}
    return held
