"""A backup opens, holds everything, and a desk restored from it never uses a dot twice."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from eocdesk.commands.records import Add
from eocdesk.desk import backups
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable, Venue, clock
from eocdesk.store import backup, keys
from eocdesk.store import open as opening
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, make_desk, sound


def test_a_restored_desk_holds_what_was_saved_and_writes_as_a_new_device(desk: Desk, tmp_path: Path) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    blob = desk.store.keep_bytes(b"photo").result()
    note = desk.store.backup(tmp_path / "saved.eocdesk")
    desk.do_now(Add("venue", EVENT, {"name": "After the backup"}))
    before = bodies(desk)
    assert (note.changes, note.attachments) == (len(before) - 1, 1)
    backup.restore(tmp_path / "saved.eocdesk", tmp_path / "other")
    other = Desk(tmp_path / "other")
    try:
        kept = other.read_now(events.record, Venue, record)
        assert kept is not None
        assert kept.name == "SoFi Stadium"
        assert other.store.attachment(blob.sha256) == b"photo"
        assert other.device != desk.device
        other.do_now(Add("venue", EVENT, {"name": "Written after"}))
        assert bodies(other)[: len(before) - 1] == before[:-1]
        assert sound(other)
        desk.store.writer.apply(bodies(other)).result()
        assert sound(desk)
    finally:
        other.close()


def test_restoring_keeps_what_the_folder_held_beside_it(desk: Desk, tmp_path: Path) -> None:
    desk.store.backup(tmp_path / "saved.eocdesk")
    mine = make_desk(tmp_path / "mine")
    mine.do_now(Add("venue", EVENT, {"name": "Only here"}))
    mine.close()
    backup.restore(tmp_path / "saved.eocdesk", tmp_path / "mine")
    aside = list((tmp_path / "mine").glob("before-restore-*"))
    assert len(aside) == 1
    assert (aside[0] / opening.FILE).exists()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 half"])
def test_what_is_no_backup_is_refused_and_nothing_is_touched(desk: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd").write_bytes(content)
    held = sorted(path.name for path in desk.folder.iterdir())
    with pytest.raises(Refused):
        backup.restore(tmp_path / "odd", desk.folder)
    assert sorted(path.name for path in desk.folder.iterdir()) == held


def test_a_backup_whose_bytes_were_changed_does_not_restore(desk: Desk, tmp_path: Path) -> None:
    for n in range(100):
        desk.do_now(Add("venue", EVENT, {"name": f"Venue {n}"}))
    target = tmp_path / "saved.eocdesk"
    desk.store.backup(target)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damaged = bytearray(parts[opening.FILE])
    damaged[len(damaged) // 2] ^= 0xFF
    parts[opening.FILE] = bytes(damaged)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises((Refused, Unavailable)):
        backup.restore(target, tmp_path / "other")
    assert not (tmp_path / "other" / opening.FILE).exists()


def test_a_backup_with_one_byte_fallen_over_is_said_to_be_damaged(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "saved.eocdesk"
    desk.store.backup(target)
    whole = bytearray(target.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    target.write_bytes(whole)
    with pytest.raises(Refused, match="damaged"):
        backup.restore(target, tmp_path / "other")
    assert not (tmp_path / "other" / opening.FILE).exists()


def test_automatic_backups_come_when_due_and_the_oldest_go(desk: Desk) -> None:
    desk.settings.set("backup_keep", 2)
    assert backups.due(desk.folder, desk.settings, clock.now())
    backups.make(desk.store, desk.settings)
    newest = backups.kept(desk.folder, desk.settings)[0]
    assert not backups.due(desk.folder, desk.settings, newest.made + 59 * 60_000)
    assert backups.due(desk.folder, desk.settings, newest.made + 61 * 60_000)
    for age in ("20280101T000000Z", "20280102T000000Z"):
        (newest.path.parent / f"auto-{age}.eocdesk").write_bytes(b"old")
    backups.make(desk.store, desk.settings)
    assert len(backups.kept(desk.folder, desk.settings)) == 2


def test_the_key_file_is_readable_by_its_owner_alone(desk: Desk) -> None:
    assert (desk.folder / keys.FILE).stat().st_mode & 0o077 == 0


def test_a_backup_that_carries_the_key_is_readable_by_its_owner_alone(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "saved.eocdesk"
    target.write_bytes(b"an older one, open to all")
    target.chmod(0o644)
    desk.store.backup(target)
    assert keys.FILE in zipfile.ZipFile(target).namelist()
    assert target.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", [opening.FILE, f"{opening.FILE}-wal", keys.FILE, "settings.json", "."])
def test_a_backup_never_takes_the_place_of_the_desk_itself(desk: Desk, tmp_path: Path, name: str) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    (tmp_path / "by another way").symlink_to(desk.folder)
    for folder in (desk.folder, tmp_path / "by another way"):
        with pytest.raises(Refused, match=r"another name|a folder"):
            desk.store.backup(folder / name)
    again = Desk(desk.folder)
    try:
        assert again.read_now(events.record, Venue, record) is not None
    finally:
        again.close()


def test_a_passphrase_locks_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.VARIABLE, "correct horse")
    make_desk(tmp_path / "locked").close()
    monkeypatch.delenv(keys.VARIABLE)
    with pytest.raises(Unavailable, match="passphrase"):
        Desk(tmp_path / "locked")
    with pytest.raises(Unavailable, match="does not open the desk"):
        Desk(tmp_path / "locked", lambda: "wrong")
    Desk(tmp_path / "locked", lambda: "correct horse").close()
