"""A file that cannot be written to its end leaves the older one whole, and nothing of itself; the trail is told."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path

import pytest

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import outfile, papers
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access
from tests.kit.desks import EVENT
from tests.kit.disks import full_disk

OLDER, NEW = b"the older paper", b"a new paper" * 900


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has room for the beginning alone."""

    def fsync(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("eocdesk.desk.outfile.os.fsync", fsync)


def test_the_file_is_there_whole_and_alone(tmp_path: Path) -> None:
    for data in (OLDER, NEW):
        outfile.put(tmp_path / "out.pdf", data)
        assert (tmp_path / "out.pdf").read_bytes() == data
    assert [one.name for one in tmp_path.iterdir()] == ["out.pdf"]
    outfile.put(tmp_path / ("n" * 250), NEW)  # as long as a name may be
    assert (tmp_path / ("n" * 250)).read_bytes() == NEW


@pytest.mark.usefixtures("full")
def test_on_a_full_disk_the_older_file_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_bytes(OLDER)
    for name in ("out.pdf", "other.pdf"):
        with pytest.raises(OSError, match="No space"):
            outfile.put(tmp_path / name, NEW)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"out.pdf": OLDER}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limits")
@pytest.mark.parametrize("room", [0, 1_000, len(NEW) - 1])
def test_a_file_the_system_lets_grow_no_further_leaves_the_older_one_and_nothing_of_itself(
    tmp_path: Path, room: int
) -> None:
    (tmp_path / "out.pdf").write_bytes(OLDER)
    for name in ("out.pdf", "other.pdf"):
        with full_disk(room), pytest.raises(OSError, match="too large"):
            outfile.put(tmp_path / name, NEW)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"out.pdf": OLDER}


def test_through_a_link_its_file_is_replaced_and_who_may_read_it_stays(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(OLDER)
    (tmp_path / "real.pdf").chmod(0o640)
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    outfile.put(tmp_path / "link.pdf", NEW)
    assert (tmp_path / "link.pdf").is_symlink()
    assert ((tmp_path / "real.pdf").read_bytes(), (tmp_path / "real.pdf").stat().st_mode & 0o777) == (NEW, 0o640)


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    outfile.put(tmp_path / "pipe", NEW)
    reader.join()
    assert read == [NEW]
    assert [one.name for one in tmp_path.iterdir()] == ["pipe"]


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out.pdf").write_bytes(OLDER)
    monkeypatch.setattr("eocdesk.desk.outfile.os.access", lambda *_: False)  # root may write all of them
    with pytest.raises(PermissionError):
        outfile.put(tmp_path / "out.pdf", NEW)
    assert (tmp_path / "out.pdf").read_bytes() == OLDER


def test_the_trail_says_that_it_came_to_nothing(desk: Desk, tmp_path: Path) -> None:
    entry = NoteAccess(EVENT, papers.EXPORTED, "Shift handover", "GREEN", sent_to="file out.pdf")
    outfile.put_or_note(desk, tmp_path / "out.pdf", NEW, entry)
    assert desk.read_now(access.trail, EVENT) == ()
    with pytest.raises(FileNotFoundError):
        outfile.put_or_note(desk, tmp_path / "none" / "out.pdf", NEW, entry)
    (told,) = desk.read_now(access.trail, EVENT)
    assert (told.what, told.sent_to) == ("Shift handover", "file out.pdf, not written")
