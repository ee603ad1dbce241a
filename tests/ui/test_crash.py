"""What nobody caught is told, kept in the log, and the desk goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from eocdesk.ui import crash
from eocdesk.ui.crash import Crash
from eocdesk.ui.messages import Messages


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "eocdesk.log"


@pytest.fixture
def caught(messages: Messages, log: Path) -> Iterator[Crash]:
    made = Crash(messages, log)
    yield made
    made.stop()


def broken() -> KeyError:
    """A bug as Python hands it over."""
    try:
        {}["venue"]
    except KeyError as error:
        return error


def test_a_bug_in_a_slot_is_told_and_kept(
    caught: Crash, messages: Messages, log: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    error = broken()
    with qtbot.waitSignal(messages.broken) as told:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "KeyError: 'venue'" in told.args[0].text
    assert "KeyError: 'venue'" in log.read_text("utf-8")
    caplog.clear()


def test_a_bug_in_a_thread_too(
    caught: Crash, messages: Messages, log: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("in a reader")

    thread = threading.Thread(target=fail)
    with qtbot.waitSignal(messages.broken) as told:
        thread.start()
    thread.join()
    assert "in a reader" in told.args[0].text
    assert log.read_text("utf-8").count("ValueError: in a reader") == 1
    caplog.clear()


def test_a_task_that_broke_is_kept_as_well(
    caught: Crash, messages: Messages, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    messages.tell(broken())
    assert "KeyError: 'venue'" in log.read_text("utf-8")
    caplog.clear()


def test_warnings_and_what_qt_complains_of_are_kept(caught: Crash, log: Path, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("eocdesk.ui.panes.venues").warning("the map's renderer ended")
    qWarning("a pixmap is null")
    written = log.read_text("utf-8")
    assert "the map's renderer ended" in written
    assert "a pixmap is null" in written
    caplog.clear()


def test_an_interrupt_is_no_bug(caught: Crash, messages: Messages, qtbot: QtBot) -> None:
    passed: list[type[BaseException]] = []
    caught._before = lambda kind, _error, _trace: passed.append(kind)
    with qtbot.assertNotEmitted(messages.broken):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]


def test_afterwards_all_is_as_before(messages: Messages, log: Path) -> None:
    before = sys.excepthook, threading.excepthook, tuple(logging.getLogger().handlers)
    Crash(messages, log).stop()
    assert (sys.excepthook, threading.excepthook, tuple(logging.getLogger().handlers)) == before


def test_a_log_that_grew_large_is_put_aside(messages: Messages, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "MOST", 10)
    log.parent.mkdir()
    log.write_text("what was written long ago")
    Crash(messages, log).stop()
    assert log.read_text() == ""
    assert log.with_suffix(".log.old").read_text() == "what was written long ago"


def test_a_folder_that_cannot_be_written_does_not_keep_the_desk_from_starting(
    messages: Messages, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    Crash(messages, tmp_path / "file" / "eocdesk.log").stop()
    assert "cannot be written" in caplog.text
    caplog.clear()


def test_a_late_word_of_qt_finds_somebody_to_tell(messages: Messages, log: Path) -> None:
    """PySide calls whoever is installed when the teller gets its turn; with nobody there it calls nothing and dies."""
    before = qInstallMessageHandler(None)
    try:
        Crash(messages, log).stop()
        left = qInstallMessageHandler(None)
        assert left is not None
    finally:
        qInstallMessageHandler(before)
