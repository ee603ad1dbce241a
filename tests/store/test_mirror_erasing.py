"""After a hub put the desk out, the second copy of what it had to give up is erased, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.store import mirror, mirror_erasing, withdraw
from eocdesk.store.keys import Kept, Key
from tests.kit.desks import EVENT
from tests.kit.joined import HUB_ID, holds_all, joined


@pytest.fixture
def target(desk: Desk, tmp_path: Path) -> Path:
    """The other disk, with the mirror of a desk that is put out afterwards."""
    made = tmp_path / "stick"
    made.mkdir()
    joined(desk)
    desk.do_now(LogEntry(EVENT, "The motorcade leaves by gate 4"))
    holds_all(desk)
    desk.read_now(mirror.bring_up, mirror.Source(desk.folder, desk.store.key, desk.store.attachments), made)
    return made


def put_out(desk: Desk) -> None:
    desk.store.writer.receive(lambda c: withdraw.purge_all(c, HUB_ID, "lost"), "received").result()


def test_nothing_is_due_on_a_desk_that_was_not_put_out(desk: Desk, target: Path) -> None:
    assert not desk.read_now(mirror_erasing.due).devices


def test_the_mirror_of_what_was_given_up_is_erased_once(desk: Desk, target: Path) -> None:
    old = mirror.folder_of(target, desk.device)
    put_out(desk)
    due = desk.read_now(mirror_erasing.due)
    assert due.devices
    assert mirror_erasing.erase(target, due.devices, desk.store.key, due.before) == 1
    assert not old.exists()
    desk.store.writer.local(mirror_erasing.erased).result()
    assert not desk.read_now(mirror_erasing.due).devices


def test_a_mirror_made_since_or_of_another_key_stays(desk: Desk, target: Path) -> None:
    old = desk.device
    put_out(desk)
    due = desk.read_now(mirror_erasing.due)
    assert mirror_erasing.erase(target, due.devices, Key(bytes(32), Kept.FILE), due.before) == 0
    assert mirror_erasing.erase(target, due.devices, desk.store.key, 0) == 0
    assert mirror.folder_of(target, old).exists()


def test_one_that_cannot_be_erased_is_said(desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_: Path) -> None:
        raise PermissionError("in use")

    put_out(desk)
    due = desk.read_now(mirror_erasing.due)
    monkeypatch.setattr(mirror_erasing.shutil, "rmtree", locked)
    with pytest.raises(Unavailable, match="is to be erased"):
        mirror_erasing.erase(target, due.devices, desk.store.key, due.before)
