"""Open a desk's database: encrypted, durable at every commit, refused where it is too new."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as cipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from eocdesk.models import KINDS, Unavailable, fields_of
from eocdesk.models.errors import Damaged
from eocdesk.store.keys import DATABASE, Key
from eocdesk.store.tables import SCHEMA

FILE = DATABASE
MARK = "EXERCISE"
"""The file that marks a folder as an exercise desk's; its database notes the same."""
BUSY_MS = 10_000
_CACHE_KB = 32_000


def _connect(path: Path, key: Key, *, reading: bool) -> Any:
    connection = cipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")  # what goes wrong is said by us, once, and not by the library on stderr
    run(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
    run("PRAGMA cipher_memory_security = OFF")  # locking every page costs half the speed and needs privileges
    run(f"PRAGMA cache_size = -{_CACHE_KB}")
    run("PRAGMA temp_store = MEMORY")  # nothing readable in temporary files
    if reading:
        run("PRAGMA query_only = ON")
    else:
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA secure_delete = ON")  # what is given up, and what stood there before, is written over
        run("PRAGMA synchronous = FULL")  # saved means saved, also when the power goes
        run("PRAGMA wal_autocheckpoint = 2000")
    return connection


def engine(path: Path, key: Key, *, reading: bool = False, size: int = 1) -> Engine:
    """An engine on the database file; the writing one begins every transaction as IMMEDIATE."""
    made = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path, key, reading=reading),
        module=cipher,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=4,
    )
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"

    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(made, "begin", _begin)
    return made


def settle(folder: Path) -> None:
    """Make a renaming in a folder outlast a loss of power, where the system can."""
    if os.name == "nt":
        return  # Windows opens no folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def schema_of(connection: Connection) -> int:
    """The database's schema version; 0 of an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def kinds_in(connection: Connection) -> tuple[str, ...]:
    """The kinds of records that this database has room for: one of an older version has fewer."""
    if schema_of(connection) >= SCHEMA:
        return tuple(KINDS)
    held = _tables(connection)
    return tuple(kind for kind in KINDS if kind in held)


def searched_in(connection: Connection) -> tuple[str, ...]:
    """The kinds that this database keeps a full-text index of."""
    held = _tables(connection)
    return tuple(kind for kind in KINDS if f"{kind}_search" in held)


def absent_in(connection: Connection, kind: str) -> frozenset[str]:
    """The declared fields of a kind for which this database, being of an older version, has no column.

    With them `extra`, where an older version keeps what a newer one wrote in such a field.
    """
    if schema_of(connection) >= SCHEMA:
        return frozenset()
    held = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({kind})")}
    absent = frozenset(fields_of(KINDS[kind])) - held
    return absent | {"extra"} if absent else absent


def _tables(connection: Connection) -> set[str]:
    return {name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}


def check(connection: Connection) -> int:
    """The schema version of a database that opens with this key and is not too new; else Unavailable."""
    try:
        version = schema_of(connection)
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except DBAPIError as error:
        raise unavailable(error) from error
    if version > SCHEMA:
        raise Unavailable(
            f"This database was written by a newer eocdesk (schema {version}; this one knows {SCHEMA}). "
            f"Update eocdesk to a version with schema {version} or later."
        )
    return version


WRONG_KEY = "The database does not open with this desk's key, or it is damaged."
_SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("full", "no space", "quota"), "The disk is full. Nothing of this was saved; what was saved before is safe."),
    (("locked", "busy"), "The database is busy with another program. Try again in a moment."),
    (("readonly", "read-only", "unable to open", "permission"), "The data folder cannot be written."),
    (
        ("disk i/o", "too big", "too large"),
        "The disk did not take the write. Nothing of this was saved; what was saved before is safe.",
    ),
)


_DAMAGE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("not a database", "encrypted", "hmac"), WRONG_KEY),
    (("malformed", "corrupt"), "The database is damaged. Run “eocdesk verify”, or restore a backup."),
)


def unavailable(error: BaseException) -> Unavailable:
    """What went wrong in the words a person needs; for errors of the database and the disk."""
    cause = getattr(error, "orig", None) or error
    text = "no space" if getattr(cause, "errno", None) == errno.ENOSPC else str(cause).lower()
    for kind, sentences in ((Damaged, _DAMAGE), (Unavailable, _SENTENCES)):
        for marks, sentence in sentences:
            if any(mark in text for mark in marks):
                return kind(sentence)
    return Unavailable(f"The database did not answer ({cause}).")


DATABASE_ERRORS: tuple[type[Exception], ...] = (DBAPIError, cipher.Error, sqlite3.Error, OSError)
