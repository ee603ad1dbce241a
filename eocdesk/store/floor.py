"""The least a measure can cost: bare statements on the same engine, for the bench to stand beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection

from eocdesk.store import open as opening
from eocdesk.store.keys import Key

_TABLE = "CREATE TABLE IF NOT EXISTS bare (row INTEGER PRIMARY KEY, id BLOB, moment INTEGER, text TEXT, author TEXT)"
_INSERT = "INSERT INTO bare (id, moment, text, author) VALUES (?, ?, ?, ?)"


def durable(folder: Path, key: Key, texts: Iterable[str]) -> list[float]:
    """Seconds of each one-row transaction into a table without index, log or search, encrypted and synced alike."""
    engine = opening.engine(folder / "floor.db", key)
    took = []
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(_TABLE)
        for text in texts:
            begun = perf_counter()
            with engine.begin() as connection:
                connection.exec_driver_sql(_INSERT, (bytes(16), 0, text, "Chen"))
            took.append(perf_counter() - begun)
    finally:
        engine.dispose()
    return took


def bulk(folder: Path, key: Key, rows: Sequence[tuple[Any, ...]]) -> float:
    """Seconds of one `executemany` of (id, moment, text, author) into the same table, in one transaction."""
    engine = opening.engine(folder / "floor.db", key)
    try:
        begun = perf_counter()
        with engine.begin() as connection:
            connection.exec_driver_sql(_TABLE)
            connection.exec_driver_sql(_INSERT, list(rows))
        return perf_counter() - begun
    finally:
        engine.dispose()


def keys(connection: Connection, kind: str, limit: int = -1) -> list[int]:
    """Row numbers of a table in the order they lie, without event, order or filter."""
    found = connection.exec_driver_sql(f"SELECT row FROM {kind} LIMIT ?", (limit,))
    return [row for (row,) in found]


def copied(connection: Connection, kind: str) -> None:
    """A whole table copied into memory once, without an index, and thrown away."""
    run = connection.exec_driver_sql
    run("PRAGMA query_only = OFF")
    try:
        run(f"CREATE TEMP TABLE bare_copy AS SELECT * FROM main.{kind}")
        run("DROP TABLE temp.bare_copy")
    finally:
        run("PRAGMA query_only = ON")
