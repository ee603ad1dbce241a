"""A database of an older version comes up to date with a proven backup before; a newer one is refused."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from eocdesk.commands.records import Add
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Alert, Base, Entry, Summary, Unavailable, Venue
from eocdesk.store import kept, keys, migrate, search
from eocdesk.store import open as opening
from eocdesk.store.queries import events
from eocdesk.store.tables import SCHEMA
from tests.kit.desks import make_desk, sound

KINDS_OF_3 = frozenset(
    "event period posture session venue feature incident entry task acknowledgement agency contact seat duty "  # noqa: SIM905  as one reads them
    "document summary person device".split()
)
SUMMARY_OF_5 = ("code", "title", "stage", "form", "changed", "digest", "content")
SAMPLES = Path(__file__).parent / "samples"


def shape(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Each table's columns, as (name, type, not null, primary key)."""
    names = [n for (n,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: sorted((r[1], r[2], r[3], r[5]) for r in connection.exec_driver_sql(f"PRAGMA table_info({name})"))
        for name in names
        if "_search" not in name
    }


def objects(connection: Connection) -> set[tuple[str, str]]:
    asked = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    return {(kind, name) for kind, name in connection.exec_driver_sql(asked)}


def test_the_steps_make_the_same_tables_as_the_records_declare(desk: Desk, tmp_path: Path) -> None:
    declared = opening.engine(tmp_path / "declared.db", desk.store.key)
    with declared.begin() as connection:
        Base.metadata.create_all(connection)
        for kind in search.SEARCHED:
            for statement in search.ddl(kind):
                connection.exec_driver_sql(statement)
    with declared.connect() as connection:
        wanted, names = shape(connection), objects(connection)
    declared.dispose()
    assert desk.read_now(shape) == wanted
    assert desk.read_now(objects) == names
    assert desk.read_now(opening.schema_of) == SCHEMA


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_kept_sample_of_each_version_comes_up_and_holds_what_it_held(version: int, tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(SAMPLES / f"schema-{version:04}", folder)
    desk = Desk(folder)
    try:
        assert desk.event is not None
        assert desk.event.code == "SAMPLE"
        entries = desk.read_now(events.of_event, Entry, desk.event.id)
        assert entries[0].text == "Gate 4 opened"
        assert any(venue.name == "SoFi Stadium" for venue in desk.read_now(events.of_event, Venue, desk.event.id))
        assert desk.read_now(search.rows, "entry", "gate")
        assert len(desk.read_now(lambda c: c.exec_driver_sql("SELECT * FROM departed").fetchall())) == 2
        assert sound(desk)
    finally:
        desk.close()
    backups = list((folder / "backups").glob("before-schema-*")) if version < SCHEMA else []
    assert bool(backups) == (version < SCHEMA)


def test_what_a_newer_desk_wrote_becomes_a_record_once_this_one_knows_the_kind(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(SAMPLES / f"schema-{SCHEMA:04}", folder)
    desk = Desk(folder)
    assert desk.event is not None
    alert = desk.do_now(Add("alert", desk.event.id, {"title": "Heat advisory"})).value
    issue = IssueSummary(desk.event.id, 4, 1, 0, "", "AMBER")
    summary = desk.do_now(issue).value

    def forget(connection: Connection) -> None:
        """As a desk of the third schema holds it: the change alone, and no table of its kind."""
        made = [kind for kind in KINDS if kind not in KINDS_OF_3]
        for kind in made:
            connection.exec_driver_sql(f"DROP TABLE {kind}")
            if search.searched(kind):
                connection.exec_driver_sql(f"DROP TABLE {kind}_search")
        for verb in ("add", "drop", "set"):
            connection.exec_driver_sql(f"DROP TRIGGER summary_search_{verb}")
        connection.exec_driver_sql("DROP TABLE summary_search")
        for name in SUMMARY_OF_5:
            connection.exec_driver_sql(f"ALTER TABLE summary DROP COLUMN {name}")
        connection.exec_driver_sql("PRAGMA user_version = 3")

    desk.store.writer.local(forget).result()
    desk.close()
    desk = Desk(folder)
    try:
        assert [one.id for one in desk.read_now(events.of_event, Alert, desk.event.id)] == [alert]
        assert desk.read_now(search.rows, "alert", "advisory")
        kept = [(one.id, one.code, one.stage) for one in desk.read_now(events.of_event, Summary, desk.event.id)]
        assert kept == [(summary, "situation", "update")]
        assert sound(desk)
    finally:
        desk.close()


def test_a_database_that_is_too_new_is_refused_with_the_version_it_needs(desk: Desk) -> None:
    folder = desk.folder
    desk.store.writer.local(lambda c: c.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 7}")).result()
    desk.close()
    with pytest.raises(Unavailable, match=f"schema {SCHEMA + 7}"):
        Desk(folder)


def test_a_step_runs_after_a_backup_and_not_without_one(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    key = keys.find(tmp_path / "desk")
    engine = opening.engine(tmp_path / "desk" / opening.FILE, key)
    called: list[str] = []

    def no_backup() -> None:
        called.append("backup")
        raise RuntimeError("no room")

    with engine.begin() as connection, pytest.raises(RuntimeError, match="no room"):
        migrate.up(connection, no_backup, target=SCHEMA + 1)
    assert called == ["backup"]
    with engine.connect() as connection:
        assert opening.schema_of(connection) == SCHEMA
    engine.dispose()


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable):
        kept.start(tmp_path / "file")


def test_a_file_that_is_no_database_is_said_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    plain = sqlite3.connect(folder / opening.FILE)
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    with pytest.raises(Unavailable, match="key"):
        Desk(folder)
