"""The second copy holds what the desk acknowledged, is only added to, and tells a finder nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.store import mirror, sealed_file, withdraw
from eocdesk.store.keys import Kept, Key
from eocdesk.store.mirror import LOG, Memory, Source
from tests.kit.desks import EVENT, bodies


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """The other disk."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def source(desk: Desk) -> Source:
    return Source(desk.folder, desk.store.key, desk.store.attachments)


def brought_up(desk: Desk, target: Path, memory: Memory | None = None) -> int:
    """How many changes were added."""
    return desk.read_now(mirror.bring_up, source(desk), target, memory)


def held(desk: Desk, target: Path) -> list[object]:
    """Every change the mirror holds."""
    _, pages = mirror.read(mirror.folder_of(target, desk.device), desk.store.key)
    return [piece for page in pages for piece in page]


def test_each_commit_is_added_to_what_is_there(desk: Desk, target: Path) -> None:
    assert brought_up(desk, target) == len(bodies(desk))
    file = mirror.folder_of(target, desk.device) / LOG
    before = file.read_bytes()
    assert brought_up(desk, target) == 0
    desk.do_now(LogEntry(EVENT, "Gate 4 is closed"))
    assert brought_up(desk, target) > 0
    assert file.read_bytes().startswith(before)
    assert held(desk, target) == bodies(desk)


def test_the_copy_tells_a_finder_nothing(desk: Desk, target: Path) -> None:
    desk.do_now(LogEntry(EVENT, "The motorcade leaves by gate 4"))
    brought_up(desk, target)
    folder = mirror.folder_of(target, desk.device)
    assert b"motorcade" not in (folder / LOG).read_bytes()
    with pytest.raises(Refused, match="does not open with this key"):
        mirror.read(folder, Key(bytes(32), Kept.FILE))


def test_attachments_go_along(desk: Desk, target: Path) -> None:
    blob = desk.store.keep_bytes(b"photo").result()
    brought_up(desk, target)
    path = desk.store.attachments.path_of(blob.sha256)
    copy = mirror.folder_of(target, desk.device) / path.relative_to(desk.folder)
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("cut", [1, 40, 300])
def test_what_was_being_written_when_the_power_went_is_written_again(desk: Desk, target: Path, cut: int) -> None:
    brought_up(desk, target)
    desk.do_now(LogEntry(EVENT, "Gate 4 is closed"))
    brought_up(desk, target)
    file = mirror.folder_of(target, desk.device) / LOG
    file.write_bytes(file.read_bytes()[:-cut])
    brought_up(desk, target)
    assert held(desk, target) == bodies(desk)


def test_a_change_longer_than_a_cell_goes_through(desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirror, "CHUNK", 100)
    desk.do_now(LogEntry(EVENT, "word " * 400))
    brought_up(desk, target)
    assert held(desk, target) == bodies(desk)
    file = mirror.folder_of(target, desk.device) / LOG
    file.write_bytes(file.read_bytes()[:-700])  # in the middle of a message of several cells
    brought_up(desk, target)
    assert held(desk, target) == bodies(desk)


def test_what_the_desk_had_to_give_up_is_not_kept_in_the_copy(desk: Desk, target: Path) -> None:
    desk.do_now(LogEntry(EVENT, "The motorcade leaves by gate 4", marking="RED"))
    brought_up(desk, target)
    (scope,) = desk.read_now(
        lambda connection: connection.exec_driver_sql("SELECT id FROM scope WHERE marking = 'RED'").one()
    )
    desk.store.writer.receive(lambda connection: withdraw.purge(connection, {scope}), "received").result()
    brought_up(desk, target)
    kept = [piece for piece in held(desk, target) if isinstance(piece, bytes)]
    assert kept
    assert not any(b"motorcade" in piece for piece in kept)
    assert len(kept) < len(held(desk, target)), "the empty places go along"


def test_a_missing_disk_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="is not there"):
        brought_up(desk, tmp_path / "pulled out")


def test_a_folder_that_is_no_copy_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no second copy"):
        mirror.read(tmp_path, desk.store.key)


def test_a_batch_reads_nothing_of_what_is_there_and_goes_on_at_its_end(
    desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    brought_up(desk, target, memory)
    with monkeypatch.context() as blind:
        blind.setattr(sealed_file, "go_on", None)
        for n in range(3):
            desk.do_now(LogEntry(EVENT, f"Gate {n} is closed"))
            assert brought_up(desk, target, memory) > 0
            assert brought_up(desk, target, memory) == 0
    assert held(desk, target) == bodies(desk)
    desk.do_now(LogEntry(EVENT, "Gate 4 is closed"))
    assert brought_up(desk, target) > 0, "another program"
    desk.do_now(LogEntry(EVENT, "Gate 5 is closed"))
    assert brought_up(desk, target, memory) > 0
    assert held(desk, target) == bodies(desk)


def test_a_mirror_that_was_cut_off_or_put_away_meanwhile_is_read_anew(desk: Desk, target: Path) -> None:
    memory = Memory()
    brought_up(desk, target, memory)
    file = mirror.folder_of(target, desk.device) / LOG
    file.write_bytes(file.read_bytes()[:-40])
    brought_up(desk, target, memory)
    assert held(desk, target) == bodies(desk)
    file.rename(file.with_name("away"))
    brought_up(desk, target, memory)
    assert held(desk, target) == bodies(desk)


def test_words_given_up_leave_it_though_its_end_was_remembered(desk: Desk, target: Path) -> None:
    memory = Memory()
    desk.do_now(LogEntry(EVENT, "The motorcade leaves by gate 4", marking="RED"))
    brought_up(desk, target, memory)
    (scope,) = desk.read_now(
        lambda connection: connection.exec_driver_sql("SELECT id FROM scope WHERE marking = 'RED'").one()
    )
    desk.store.writer.receive(lambda connection: withdraw.purge(connection, {scope}), "received").result()
    brought_up(desk, target, memory)
    assert not any(b"motorcade" in piece for piece in held(desk, target) if isinstance(piece, bytes))


def test_an_attachment_added_between_two_batches_goes_along_and_one_given_up_goes(desk: Desk, target: Path) -> None:
    memory = Memory()
    kept_ = [desk.store.keep_bytes(b"one").result()]
    brought_up(desk, target, memory)
    kept_.append(desk.store.keep_bytes(b"two").result())
    brought_up(desk, target, memory)
    copies = mirror.folder_of(target, desk.device) / "attachments"
    names = [desk.store.attachments.path_of(blob.sha256).name for blob in kept_]
    assert sorted(path.name for path in copies.glob("??/*")) == sorted(names)
    desk.store.attachments.remove(kept_[0].sha256)
    brought_up(desk, target, memory)
    assert [path.name for path in copies.glob("??/*")] == [names[1]]
