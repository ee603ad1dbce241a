"""A database opens encrypted and durable, or says in words why not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.models.errors import Damaged
from eocdesk.store import keys
from eocdesk.store import open as opening
from eocdesk.store.keys import Kept, Key
from eocdesk.store.tables import SCHEMA
from tests.kit.desks import make_desk


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_what_is_saved_is_on_disk_when_the_power_goes(desk: Desk) -> None:
    """WAL with synchronous FULL: anything less loses the last entries that were acknowledged."""
    engine = desk.store.writer._engine
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "synchronous") == 2
    assert pragma(engine, "cipher_version"), "the file is encrypted"
    assert pragma(engine, "temp_store") == 2, "nothing readable is written aside"


def test_a_reading_connection_cannot_write(desk: Desk) -> None:
    with pytest.raises(Unavailable, match="cannot be written"):
        desk.read_now(lambda connection: connection.exec_driver_sql("DELETE FROM change"))


def test_writers_wait_for_each_other_from_the_first_statement_on(desk: Desk) -> None:
    engine = opening.engine(desk.folder / opening.FILE, desk.store.key)
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        future = desk.store.writer.local(lambda c: c.exec_driver_sql("SELECT 1").scalar())
        assert not future.done()
    assert future.result(10) == 1
    engine.dispose()


def test_the_schema_of_an_empty_database_is_none_and_of_a_newer_one_is_named(tmp_path: Path) -> None:
    engine = opening.engine(tmp_path / opening.FILE, keys.find(tmp_path))
    with engine.begin() as connection:
        assert opening.schema_of(connection) == 0
        assert opening.check(connection) == 0
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 1}")
    with engine.begin() as connection, pytest.raises(Unavailable, match=f"schema {SCHEMA + 1} or later"):
        opening.check(connection)
    engine.dispose()


@pytest.mark.parametrize(
    ("said", "sentence", "kind"),
    [
        ("database or disk is full", "The disk is full", Unavailable),
        ("database is locked", "busy with another program", Unavailable),
        ("file is not a database", "does not open with this desk's key", Damaged),
        ("database disk image is malformed", "is damaged", Damaged),
        ("attempt to write a readonly database", "cannot be written", Unavailable),
        ("unable to open database file", "cannot be written", Unavailable),
        ("disk I/O error", "did not take the write", Unavailable),
        ("something new", "did not answer (something new)", Unavailable),
    ],
)
def test_what_the_database_says_becomes_a_sentence(said: str, sentence: str, kind: type[Unavailable]) -> None:
    made = opening.unavailable(DBAPIError("statement", None, Exception(said)))
    assert sentence in made.sentence
    assert type(made) is kind


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EFBIG, "did not take the write"),
        (errno.EROFS, "cannot be written"),
        (errno.EACCES, "cannot be written"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(code: int, sentence: str) -> None:
    assert sentence in opening.unavailable(OSError(code, os.strerror(code))).sentence


def test_a_wrong_key_is_said_by_us_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The encryption's own lines on standard error would stand beside the one sentence scripts read."""
    make_desk(tmp_path / "desk").close()
    engine = opening.engine(tmp_path / "desk" / opening.FILE, Key(b"wrong key" + bytes(23), Kept.FILE))
    with pytest.raises(opening.DATABASE_ERRORS):
        engine.connect().close()
    engine.dispose()
    assert capfd.readouterr() == ("", "")
