"""The second copy keeps up with every commit, and says once when its disk is gone and once when it is back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.desk.mirroring import FOLDER, MISTAKE, Mirroring
from eocdesk.store import mirror, withdraw
from eocdesk.store.readers import THREADS
from tests.kit.desks import EVENT, bodies
from tests.kit.joined import HUB_ID, joined

SOON = 20.0


class Told:
    """What was said, and a way to wait for it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._news = threading.Semaphore(0)

    def fails(self, sentence: str) -> None:
        self.said.append(sentence)
        self._news.release()

    def works(self) -> None:
        self.fails("works")

    def wait(self) -> str:
        """The next thing said."""
        assert self._news.acquire(timeout=SOON)
        return self.said[-1]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def target(tmp_path: Path, desk: Desk) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    desk.settings.set(FOLDER, str(made))
    return made


@pytest.fixture
def keeping(desk: Desk, told: Told) -> Iterator[Mirroring]:
    made = Mirroring(desk, told.fails, told.works)
    stop = made.start()
    yield made
    stop()


def settled(desk: Desk) -> None:
    """All that was asked of the reading pool is done: its threads meet once, each with its hands free."""
    meeting = threading.Barrier(THREADS)
    for asked in [desk.store.readers.run(meeting.wait, SOON) for _ in range(THREADS)]:
        asked.result(SOON)


def held(desk: Desk, target: Path) -> list[object]:
    _, pages = mirror.read(mirror.folder_of(target, desk.device), desk.store.key)
    return [piece for page in pages for piece in page]


def test_it_begins_with_what_is_there_and_keeps_up(target: Path, desk: Desk, told: Told) -> None:
    stop = Mirroring(desk, told.fails, told.works).start()
    for n in range(20):
        desk.do_now(LogEntry(EVENT, f"Entry {n}"))
    stop()
    desk.close()
    copy = mirror.folder_of(target, desk.device)
    again = Desk(desk.folder)
    try:
        _, pages = mirror.read(copy, again.store.key)
        assert [piece for page in pages for piece in page] == bodies(again)
    finally:
        again.close()


def test_at_the_end_the_copy_has_the_last_entry_though_the_pool_was_busy(target: Path, desk: Desk, told: Told) -> None:
    stop = Mirroring(desk, told.fails, told.works).start()
    settled(desk)
    free = threading.Event()
    taken = [desk.store.readers.run(free.wait, SOON) for _ in range(THREADS)]
    asked = desk.store.writer.do(LogEntry(EVENT, "The last words before the desk is closed"), desk.who())
    stop()
    assert asked.done()
    assert held(desk, target) == bodies(desk)
    free.set()
    assert all(one.result(SOON) for one in taken)


def test_a_desk_that_is_closed_already_ends_it_without_a_word(target: Path, desk: Desk, told: Told) -> None:
    stop = Mirroring(desk, told.fails, told.works).start()
    settled(desk)
    desk.close()
    stop()
    assert told.said == []


def test_without_a_folder_nothing_is_kept(desk: Desk, keeping: Mirroring, told: Told) -> None:
    desk.do_now(LogEntry(EVENT, "Gate 4 is closed"))
    settled(desk)
    assert told.said == []


def test_a_disk_pulled_out_is_said_once_and_once_when_it_is_back(
    target: Path, desk: Desk, keeping: Mirroring, told: Told
) -> None:
    settled(desk)
    away = target.rename(target.with_name("pulled out"))
    desk.do_now(LogEntry(EVENT, "Gate 4 is closed"))
    assert "is not there" in told.wait()
    desk.do_now(LogEntry(EVENT, "Gate 4 is open"))
    settled(desk)
    assert len(told.said) == 1
    away.rename(target)
    keeping.look()
    assert told.wait() == "works"
    settled(desk)
    assert held(desk, target) == bodies(desk)


def test_after_a_revocation_the_old_copy_is_erased_as_soon_as_it_can_be_reached(
    target: Path, desk: Desk, keeping: Mirroring, told: Told
) -> None:
    settled(desk)
    old = mirror.folder_of(target, desk.device)
    assert old.exists()
    joined(desk)
    away = target.rename(target.with_name("pulled out"))
    desk.store.writer.receive(lambda c: withdraw.purge_all(c, HUB_ID, "lost"), "received").result()
    keeping.look()
    assert "connect it once, and it is erased" in told.wait()
    away.rename(target)
    keeping.look()
    assert told.wait() == "works"
    assert not old.exists()


def test_a_mistake_is_said_once_kept_in_the_log_and_tried_again(
    target: Path, desk: Desk, told: Told, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = mirror.bring_up

    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(mirror, "bring_up", broken)
    keeping = Mirroring(desk, told.fails, told.works)
    stop = keeping.start()
    assert told.wait() == MISTAKE
    settled(desk)
    desk.do_now(LogEntry(EVENT, "Gate 4 is closed"))
    settled(desk)
    assert told.said == [MISTAKE]
    monkeypatch.setattr(mirror, "bring_up", whole)
    keeping.look()
    assert told.wait() == "works"
    settled(desk)
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()
    stop()
    assert held(desk, target) == bodies(desk)
