"""Open a hub's database, a file or PostgreSQL: made at the first start, brought up to date, refused if too new."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from eocdesk.models import Unavailable
from eocdesk.store import kept, keys, place, signing
from eocdesk.store import open as files
from eocdesk.store.hub import files_tables, people_tables, tables
from eocdesk.store.hub.base import HUB, SCHEMA

FILE = "hub.db"
POSTGRESQL = "postgresql"
_READERS = 8
_WRITERS = 4
_TRIES = 5
_BEYOND = 1_000_000
"""More decisions than a hub takes about one device between a backup and the day it is put back."""
_MADE_OF = (tables, people_tables, files_tables)
"""Loaded so that every table of theirs is known to HUB."""
_EPOCH = text("SELECT value FROM hub_local WHERE key = 'epoch'")


def _second(connection: Connection) -> None:
    """Who a device was before, what waits for what, files, and how often it was decided on a device."""
    HUB.create_all(connection)
    for statement in (
        "ALTER TABLE hub_device ADD COLUMN serial BIGINT NOT NULL DEFAULT 0",
        "INSERT INTO hub_line (dev, heir) SELECT dev, heir FROM hub_device WHERE heir IS NOT NULL",
        "DROP INDEX hub_change_rec",
        "CREATE INDEX hub_change_rec ON hub_change (rec, scope)",
    ):
        connection.execute(text(statement))


STEPS: Mapping[int, Callable[[Connection], None]] = {2: _second}
"""What brings a database to each schema from the one before. A new database is made whole and takes no step."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A hub's database: an engine for reading, one for writing; on a file they are different connections."""

    reading: Engine
    writing: Engine
    place: Callable[[Connection], str]
    """Where the database stands, in a word that changes when an older state is put in its place elsewhere."""

    def close(self) -> None:
        """Let go of every connection."""
        self.reading.dispose()
        self.writing.dispose()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a hub is."""

    id: bytes  # 16 bytes
    name: str
    key: signing.PrivateKey


def connect(folder: Path, address: str | None) -> Opened:
    """The engines of the database: `hub.db` in the folder, or the PostgreSQL at the address. Unavailable, Damaged."""
    if address:
        return _postgresql(address)
    kept.room(folder)
    path = folder / FILE
    if path.exists() and not (folder / keys.FILE).exists():
        raise Unavailable(
            f"The hub's database is here but its key is not: {keys.FILE} is missing from {folder}. "
            "Put it back, or restore a backup into another folder."
        )
    key = keys.find(folder)
    return Opened(
        files.engine(path, key, reading=True, size=_READERS),
        files.engine(path, key),
        lambda _: place.place_of(folder),
    )


def _postgresql(address: str) -> Opened:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise Unavailable(f"“{address}” is not an address of a database.") from error
    if url.get_backend_name() != POSTGRESQL:
        raise Unavailable("A hub keeps its log in PostgreSQL (postgresql://…), or in a file where no address is given.")
    url = url.set(drivername="postgresql+psycopg")
    # A server that falls silent is noticed: a hub that waits for it for ever would let nobody know.
    alive: dict[str, Any] = {"connect_timeout": 5, "keepalives_idle": 10, "tcp_user_timeout": 15_000}
    alive["application_name"] = "eocdesk hub"
    # What is told as durable is on the disk, whatever the server's own settings say.
    alive["options"] = "-c synchronous_commit=on"
    level = "REPEATABLE READ"  # a stretch and the scope it is of are read as of one moment
    reading = create_engine(
        url, connect_args=alive, pool_pre_ping=True, pool_size=_READERS, max_overflow=_READERS, isolation_level=level
    )
    writing = create_engine(
        url, connect_args=alive, pool_pre_ping=True, pool_size=_WRITERS, isolation_level="READ COMMITTED"
    )
    event.listen(reading, "connect", _read_only)
    return Opened(reading, writing, _cluster)


def _read_only(connection: Any, _record: object) -> None:
    connection.read_only = True


def _cluster(connection: Connection) -> str:
    """The server and its timeline: both differ after a restore, the second after a standby took over."""
    asked = (
        "SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || timeline_id FROM pg_control_checkpoint()"
    )
    try:
        with connection.begin_nested():
            server = str(connection.exec_driver_sql(asked).scalar_one())
    except DBAPIError:
        server = ""  # a server that tells this to its administrators alone
    return f"{server}/{connection.exec_driver_sql('SELECT current_database()').scalar_one()}"


def start(opened: Opened, name: str) -> Identity:
    """Make the tables where there are none, run the steps that are missing; who the hub is. Unavailable if too new."""
    for left in reversed(range(_TRIES)):
        try:
            with opened.writing.begin() as connection:
                _bring_up(connection)
                return _identity(connection, opened.place(connection), name)
        except files.DATABASE_ERRORS as error:
            # Another process of the hub may be making the same tables just now.
            if not left or not isinstance(error, DBAPIError) or error.connection_invalidated:
                raise unavailable(error) from error
    raise AssertionError


def _bring_up(connection: Connection) -> None:
    if not inspect(connection).has_table(tables.LOCAL.name):
        HUB.create_all(connection)
        put(connection, "schema", SCHEMA)
        return
    found = int(get(connection, "schema", 0))
    if found > SCHEMA:
        raise Unavailable(
            f"This hub's database was written by a newer eocdesk (schema {found}; this one knows {SCHEMA}). "
            f"Update eocdesk to a version with hub schema {found} or later."
        )
    for version in range(found + 1, SCHEMA + 1):
        STEPS[version](connection)
        put(connection, "schema", version)


def _identity(connection: Connection, stands: str, name: str) -> Identity:
    if get(connection, "id") is None:
        put(connection, "id", secrets.token_bytes(16))
        put(connection, "name", name)
        put(connection, "key", signing.new_key())
    if get(connection, "place") != stands:
        put(connection, "place", stands)
        renew_epoch(connection)
    known = {key: get(connection, key) for key in ("id", "name", "key")}
    return Identity(known["id"], str(known["name"]), known["key"])


def epoch(connection: Connection) -> bytes:
    """16 bytes; others once the database was put back to an older state.

    Read whenever it is told, never kept: another process of the hub may have been the one to hear of it.
    """
    return msgspec.msgpack.decode(connection.execute(_EPOCH).scalar_one(), type=bytes)


def renew_epoch(connection: Connection) -> None:
    """Note that the database may be older than what desks were told: they compare, and bring back what it lacks."""
    put(connection, "epoch", secrets.token_bytes(16))
    # What was decided about devices since is not known here: what is decided from now on must count for more.
    connection.execute(text("UPDATE hub_device SET serial = serial + :more"), {"more": _BEYOND})


def get(connection: Connection, key: str, default: Any = None) -> Any:
    """A value of the hub's own, or the default."""
    found = connection.execute(text("SELECT value FROM hub_local WHERE key = :key"), {"key": key}).scalar()
    return default if found is None else msgspec.msgpack.decode(found)


def put(connection: Connection, key: str, value: object) -> None:
    """Keep a value of the hub's own."""
    connection.execute(
        text(
            "INSERT INTO hub_local (key, value) VALUES (:key, :value) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        ),
        {"key": key, "value": msgspec.msgpack.encode(value)},
    )


def unavailable(error: BaseException) -> Unavailable:
    """What went wrong with the hub's database, in the words an administrator needs."""
    if is_postgresql(error):
        return Unavailable(f"The hub's database does not answer now ({_first_line(error)}).")
    return files.unavailable(error)


def is_postgresql(error: BaseException) -> bool:
    """Whether the error came from PostgreSQL."""
    return type(getattr(error, "orig", None)).__module__.startswith("psycopg")


def _first_line(error: BaseException) -> str:
    return (str(getattr(error, "orig", None) or error).strip().splitlines() or [""])[0].rstrip(".")
