"""Automatic backups come when they are due, are proven, and only the oldest of our own go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eocdesk.commands.records import Add
from eocdesk.desk import backups
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable, clock
from eocdesk.store import backup, withdraw
from eocdesk.store import open as opening
from tests.kit.desks import EVENT

MINUTE = 60_000


def test_one_is_due_when_there_is_none_and_again_after_the_interval(desk: Desk) -> None:
    assert backups.due(desk.folder, desk.settings, clock.now())
    backups.make(desk.store, desk.settings)
    made = backups.kept(desk.folder, desk.settings)[0].made
    for minutes, due in ((0, False), (59, False), (60, True), (600, True)):
        assert backups.due(desk.folder, desk.settings, made + minutes * MINUTE) is due


def test_a_clock_set_back_makes_one_due_and_never_puts_it_off_for_days(desk: Desk) -> None:
    backups.make(desk.store, desk.settings)
    made = backups.kept(desk.folder, desk.settings)[0].made
    assert backups.due(desk.folder, desk.settings, made - 86_400_000)


def test_never_is_never(desk: Desk) -> None:
    desk.settings.set("backup_minutes", 0)
    assert not backups.due(desk.folder, desk.settings, clock.now())


def test_the_oldest_go_beyond_the_number_kept_and_nothing_else_does(desk: Desk) -> None:
    desk.settings.set("backup_keep", 2)
    folder = backups.folder_of(desk.folder, desk.settings)
    folder.mkdir()
    for age in range(3):
        path = folder / f"auto-2028010{age}T000000Z.eocdesk"
        path.write_bytes(b"old")
        os.utime(path, (1000 + age, 1000 + age))
    for name in ("before-schema-2.eocdesk", "mine.eocdesk", "auto-notes.txt"):
        (folder / name).write_bytes(b"by hand")
    backups.make(desk.store, desk.settings)
    left = [one.path.name for one in backups.kept(desk.folder, desk.settings)]
    assert len(left) == 2
    assert left[1] == "auto-20280102T000000Z.eocdesk"
    assert {"before-schema-2.eocdesk", "mine.eocdesk", "auto-notes.txt"} <= {path.name for path in folder.iterdir()}


def test_what_was_made_opens_as_the_desk_it_was(desk: Desk, tmp_path: Path) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    note = backups.make(desk.store, desk.settings)
    found = backups.kept(desk.folder, desk.settings)[0].path
    assert backup.describe(found) == note
    backup.restore(found, tmp_path / "other")
    assert (tmp_path / "other" / opening.FILE).exists()


def test_a_folder_of_ones_own_is_used_and_one_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.settings.set("backup_folder", str(tmp_path / "stick"))
    backups.make(desk.store, desk.settings)
    assert len(list((tmp_path / "stick").glob("auto-*.eocdesk"))) == 1
    (tmp_path / "file").write_text("in the way")
    desk.settings.set("backup_folder", str(tmp_path / "file" / "stick"))
    with pytest.raises(Unavailable):
        backups.make(desk.store, desk.settings)
    assert backups.kept(desk.folder, desk.settings) == []


def test_a_desk_that_does_not_verify_is_not_backed_up_as_if_it_did_and_the_good_ones_stay(desk: Desk) -> None:
    desk.settings.set("backup_keep", 1)
    backups.make(desk.store, desk.settings)
    before = backups.kept(desk.folder, desk.settings)
    desk.store.writer.local(lambda c: c.exec_driver_sql("UPDATE event SET name = 'Someone else'")).result()
    with pytest.raises(Unavailable, match="does not verify"):
        backups.make(desk.store, desk.settings)
    assert backups.kept(desk.folder, desk.settings) == before
    assert [path.name for path in before[0].path.parent.iterdir()] == [before[0].path.name], (
        "nothing half-done lies about"
    )


def test_after_a_withdrawal_only_one_made_after_it_and_what_a_person_made_are_left(desk: Desk) -> None:
    folder = backups.folder_of(desk.folder, desk.settings)
    backups.renew(desk.store, desk.settings)
    assert not folder.exists(), "where none was there none is made"
    assert backups.make(desk.store, desk.settings).changes == 1
    for name in ("auto-20280102T000000Z.eocdesk", "before-repair-1.eocdesk", "before-schema-2.eocdesk", "mine.eocdesk"):
        (folder / name).write_bytes(b"old")
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    backups.renew(desk.store, desk.settings)
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == 2
    assert left[1] == "mine.eocdesk"
    assert backup.describe(folder / left[0]).changes == 2, "made after what was there"


def test_where_no_other_can_be_made_what_had_to_be_given_up_is_in_none(desk: Desk) -> None:
    backups.make(desk.store, desk.settings)
    desk.store.writer.local(lambda c: c.exec_driver_sql("UPDATE event SET name = 'Someone else'")).result()
    backups.renew(desk.store, desk.settings)
    assert backups.kept(desk.folder, desk.settings) == []
    assert backups.due(desk.folder, desk.settings, clock.now())


def test_what_was_given_up_just_before_the_desk_closed_leaves_its_backups_at_the_next_start(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    old = backups.make(desk.store, desk.settings)
    assert old
    before = {one.path: one.path.stat().st_mtime_ns for one in backups.kept(desk.folder, desk.settings)}
    (scope,) = desk.read_now(lambda c: c.exec_driver_sql("SELECT id FROM scope LIMIT 1").one())
    desk.store.writer.receive(lambda c: withdraw.purge(c, {scope}), "received").result()
    assert desk.read_now(backups.stale)
    desk.close()
    again = Desk(desk.folder)
    try:
        after = {one.path: one.path.stat().st_mtime_ns for one in backups.kept(desk.folder, desk.settings)}
        assert after
        assert after.items().isdisjoint(before.items())
        assert not again.read_now(backups.stale)
    finally:
        again.close()
    third = Desk(desk.folder)
    assert {one.path for one in backups.kept(desk.folder, desk.settings)} == set(after), "only once"
    third.close()


def test_a_refusal_takes_no_backup_away(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    places = "SELECT h.scope, h.dev, c.n FROM change c JOIN chain h ON h.id = c.chain"
    found = desk.read_now(lambda c: [(*row, "no right") for row in c.exec_driver_sql(places)])
    desk.store.writer.receive(lambda c: withdraw.refuse(c, found), "received").result()
    assert not desk.read_now(backups.stale)
