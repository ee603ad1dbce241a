"""A desk's folder opens as what it is: the same copy in its place, another one elsewhere, real or an exercise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.models.errors import Damaged
from eocdesk.store import backup, kept
from eocdesk.store import open as opening
from eocdesk.store.open import MARK
from tests.kit.desks import EVENT, bodies, make_desk, meet, sound


def test_a_desk_is_the_same_device_at_every_start(tmp_path: Path) -> None:
    made = make_desk(tmp_path / "desk")
    made.close()
    again = Desk(tmp_path / "desk")
    assert (again.device, again.code) == (made.device, made.code)
    again.close()


def test_a_copied_folder_writes_as_a_new_device_and_meets_the_first_without_harm(tmp_path: Path) -> None:
    one = make_desk(tmp_path / "one")
    one.do_now(Add("venue", EVENT, {"name": "Before the copy"}))
    one.close()
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    one, two = Desk(tmp_path / "one"), Desk(tmp_path / "two")
    try:
        assert one.device != two.device
        one.do_now(Add("venue", EVENT, {"name": "Here"}))
        two.do_now(Add("venue", EVENT, {"name": "There"}))
        meet(one, two)
        assert set(bodies(one)) == set(bodies(two))
        assert sound(one)
        assert sound(two)
    finally:
        one.close()
        two.close()


def test_an_exercise_stays_one_though_its_mark_was_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "exercise"
    folder.mkdir()
    kept.mark(folder)
    kept.start(folder).close()
    (folder / MARK).unlink()
    kept.start(folder).close()
    assert (folder / MARK).exists()


def test_a_real_desk_does_not_become_an_exercise_by_a_mark_put_into_its_folder(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    kept.mark(tmp_path / "desk")
    with pytest.raises(Unavailable, match="holds a real desk"):
        kept.start(tmp_path / "desk")
    (tmp_path / "desk" / MARK).unlink()
    kept.start(tmp_path / "desk").close()


def test_closing_lets_go_of_the_database(tmp_path: Path) -> None:
    store = kept.start(tmp_path / "desk")
    engine = opening.engine(tmp_path / "desk" / opening.FILE, store.key)

    def alone() -> None:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA busy_timeout = 0")
            raw.cursor().execute("PRAGMA journal_mode = DELETE")  # granted to the only one who has it open
        finally:
            raw.close()

    with pytest.raises(opening.DATABASE_ERRORS, match="locked"):
        alone()
    store.keep_bytes(b"photo").result()
    store.close()
    alone()
    engine.dispose()


@pytest.mark.parametrize("under", ["", "deeper"])
def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path, under: str) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Unavailable, match=r"notes\.txt.* cannot be a data folder"):
        kept.start(tmp_path / "notes.txt" / under)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("gone", [True, False])
def test_where_the_database_was_lost_no_empty_desk_takes_its_place_and_a_backup_brings_it_back(
    tmp_path: Path, *, gone: bool
) -> None:
    desk = make_desk(tmp_path / "desk")
    desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"}))
    held, saved = bodies(desk), desk.folder / "backups" / "auto-20280714T000000Z.eocdesk"
    desk.store.backup(saved)
    desk.close()
    lost = desk.folder / opening.FILE
    if gone:
        lost.unlink()
    else:
        lost.write_bytes(b"")
    for _ in range(2):  # and looking made none either
        with pytest.raises(Damaged, match="Restore a backup"):
            kept.start(desk.folder)
    backup.restore(saved, desk.folder)
    again = Desk(desk.folder)
    try:
        assert bodies(again) == held
    finally:
        again.close()
