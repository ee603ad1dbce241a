"""The floor is what it says: rows that are really written, encrypted like the rest, and nothing of the record."""

from __future__ import annotations

from pathlib import Path

from eocdesk.desk.desk import Desk
from eocdesk.store import floor
from eocdesk.store import open as opening
from tests.kit.desks import sound


def count(folder: Path, desk: Desk) -> int:
    engine = opening.engine(folder / "floor.db", desk.store.key, reading=True)
    try:
        with engine.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM bare").scalar_one())
    finally:
        engine.dispose()


def test_bare_rows_are_on_disk_and_encrypted(desk: Desk, tmp_path: Path) -> None:
    assert len(floor.durable(tmp_path, desk.store.key, ["one", "two"])) == 2
    assert floor.bulk(tmp_path, desk.store.key, [(bytes(16), at, "three", "Chen") for at in range(5)]) > 0
    assert count(tmp_path, desk) == 7
    assert not (tmp_path / "floor.db").read_bytes().startswith(b"SQLite format 3")


def test_the_floor_leaves_the_record_alone(desk: Desk) -> None:
    rows = desk.read_now(floor.keys, "event")
    floor.bulk(desk.folder, desk.store.key, [(bytes(16), 1, "x", "y")])
    desk.read_now(floor.copied, "event")
    assert desk.read_now(floor.keys, "event") == rows
    assert desk.read_now(floor.keys, "event", 0) == []
    assert sound(desk)
