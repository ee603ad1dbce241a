"""A desk whose disk is gone starts again from its second copy: everything acknowledged is there, as a new device."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store import mirror, rekey, salvage
from eocdesk.store.mirror import LOG, Source
from tests.kit.desks import EVENT, bodies, make_desk, sound


@pytest.fixture
def lost(tmp_path: Path) -> tuple[Path, list[bytes], str]:
    """The second copy of a desk that is gone, what it held, and an attachment's name."""
    desk = make_desk(tmp_path / "desk")
    desk.do_now(LogEntry(EVENT, "Gate 4 is closed"))
    name = desk.store.keep_bytes(b"photo").result().sha256
    target = tmp_path / "stick"
    target.mkdir()
    desk.read_now(mirror.bring_up, Source(desk.folder, desk.store.key, desk.store.attachments), target)
    held, device = bodies(desk), desk.device
    desk.close()
    shutil.rmtree(desk.folder)
    return mirror.folder_of(target, device), held, name


def test_everything_is_there_again_on_a_new_device(lost: tuple[Path, list[bytes], str], tmp_path: Path) -> None:
    copy, held, name = lost
    whose, count = salvage.salvage(copy, tmp_path / "again")
    assert count == len(held)
    desk = Desk(tmp_path / "again")
    try:
        assert bodies(desk) == held
        assert sound(desk)
        assert desk.device != whose.device
        assert desk.store.attachment(name) == b"photo"
        desk.do_now(LogEntry(EVENT, "We are back"))
        assert sound(desk)
    finally:
        desk.close()


def test_a_desk_that_is_there_is_not_written_over(lost: tuple[Path, list[bytes], str], tmp_path: Path) -> None:
    make_desk(tmp_path / "other").close()
    with pytest.raises(Refused, match="There is a desk"):
        salvage.salvage(lost[0], tmp_path / "other")


def test_a_copy_that_does_not_read_leaves_nothing_behind(lost: tuple[Path, list[bytes], str], tmp_path: Path) -> None:
    (lost[0] / LOG).write_bytes(b"rubbish")
    with pytest.raises(Refused):
        salvage.salvage(lost[0], tmp_path / "again")
    assert list((tmp_path / "again").iterdir()) == []


def test_a_copy_cut_short_gives_what_is_whole(lost: tuple[Path, list[bytes], str], tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "second")
    target = tmp_path / "disk"
    target.mkdir()
    source = Source(desk.folder, desk.store.key, desk.store.attachments)
    desk.read_now(mirror.bring_up, source, target)
    before = bodies(desk)
    desk.do_now(LogEntry(EVENT, "The last words"))
    desk.read_now(mirror.bring_up, source, target)
    copy = mirror.folder_of(target, desk.device)
    desk.close()
    (copy / LOG).write_bytes((copy / LOG).read_bytes()[:-5])
    _, count = salvage.salvage(copy, tmp_path / "again")
    assert count == len(before)


def test_a_locked_desk_s_copy_opens_with_its_passphrase(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk").close()
    target = tmp_path / "stick"
    target.mkdir()
    closed = Desk(tmp_path / "desk")
    key = closed.store.key
    closed.close()
    rekey.lock(tmp_path / "desk", key, "correct horse")
    desk = Desk(tmp_path / "desk", lambda: "correct horse")
    desk.read_now(mirror.bring_up, Source(desk.folder, desk.store.key, desk.store.attachments), target)
    copy = mirror.folder_of(target, desk.device)
    desk.close()
    _, count = salvage.salvage(copy, tmp_path / "again", lambda: "correct horse")
    assert count
