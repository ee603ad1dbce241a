"""One start of the program, from the display to the last thread's end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused, Unavailable
from eocdesk.store import keys
from eocdesk.ui import app, loop
from eocdesk.ui.instance import Instance
from eocdesk.ui.kit import theme
from eocdesk.ui.signin import SignIn
from eocdesk.ui.unlock import Unlock
from eocdesk.ui.window import Window
from tests.kit.desks import make_desk
from tests.kit.windows import PLAIN, dialogs

PHRASE = "eleven harbour lights"


class Hand(QObject):
    """Does something to the running program as soon as it can be done: a person at the desk."""

    def __init__(self, *steps: Callable[[], bool]) -> None:
        super().__init__()
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._try)
        self._timer.start(10)

    @property
    def is_done(self) -> bool:
        return not self._steps

    @Slot()
    def _try(self) -> None:
        if self._steps and self._steps[0]():
            self._steps.pop(0)


def window() -> Window | None:
    return next((one for one in dialogs(Window) if one.isVisible()), None)


def close() -> bool:
    found = window()
    return found is not None and found.is_ready and found.close()


def no_first_start() -> bool:
    return window() is not None and not [one for one in dialogs(SignIn) if one.isVisible()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a desk with an officer in the chair; its window has plain panes."""
    monkeypatch.setattr(app, "PANES", PLAIN)
    make_desk(tmp_path / "desk").close()
    return tmp_path / "desk"


@pytest.fixture(autouse=True)
def left_in_order(qapp: QApplication) -> Iterator[None]:
    """Whatever happened: no thread, no task, no handler, no window is left."""
    before = sys.excepthook, signal.getsignal(signal.SIGTERM), set(threading.enumerate())
    yield
    assert (sys.excepthook, signal.getsignal(signal.SIGTERM), set(threading.enumerate())) == before
    assert loop.running() == frozenset()
    assert dialogs(Window) == dialogs(Unlock) == []


def test_the_window_opens_and_its_closing_ends_the_program(folder: Path) -> None:
    hand = Hand(no_first_start, close)
    assert app.run(folder) == 0
    assert hand.is_done


def test_what_draws_paper_is_loaded_in_another_thread_once_the_window_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(app, "_AT_REST_S", 0.0)
    monkeypatch.setattr(app.ahead, "load_paper", lambda: loaded.append(threading.current_thread().name))
    hand = Hand(no_first_start, lambda: bool(loaded), close)
    assert app.run(folder) == 0
    assert hand.is_done
    assert loaded[0].startswith("reader")


def test_a_second_start_raises_the_first_and_ends(folder: Path) -> None:
    second: list[int] = []

    def start_again() -> bool:
        if window() is None:
            return False
        second.append(int(Instance(folder).is_first()))
        return True

    def raised() -> bool:
        found = window()
        return found is not None and not found.isMinimized()

    def minimize() -> bool:
        found = window()
        if found is not None:
            found.showMinimized()
        return found is not None

    hand = Hand(minimize, start_again, raised, close)
    assert app.run(folder) == 0
    assert second == [0]
    assert hand.is_done


def test_a_start_where_a_window_is_open_is_done_at_once(folder: Path, qapp: QApplication) -> None:
    first = Instance(folder)
    assert first.is_first()
    assert app.run(folder) == 0
    first.stop()


@pytest.mark.parametrize(("chosen", "asked", "seen"), [("dark", None, "dark"), ("dark", "contrast", "contrast")])
def test_it_opens_in_the_theme_that_was_kept_or_asked_for(
    folder: Path, tmp_path: Path, chosen: str, asked: str | None, seen: str
) -> None:
    desk = make_desk(folder)
    desk.settings.set("theme", chosen)
    desk.close()
    app.run(folder, tmp_path / "desk.png", (1366, 768), theme=asked)
    assert theme.now().name == seen


def test_a_picture_has_the_size_and_the_pane_that_were_asked_for(folder: Path, tmp_path: Path) -> None:
    whole, alone = tmp_path / "whole.png", tmp_path / "alone.png"
    assert app.run(folder, whole, (1366, 768)) == 0
    assert app.run(folder, alone, (1366, 768), pane="reports") == 0
    images = [QImage(str(file)) for file in (whole, alone)]
    assert [(image.width(), image.height()) for image in images] == [(1366, 768)] * 2
    assert images[0] != images[1]


def test_a_pane_that_is_not_there_is_refused_with_those_there_are(folder: Path) -> None:
    with pytest.raises(Refused, match="overview, calendar, venues, incidents"):
        app.run(folder, pane="kitchen")


@pytest.fixture
def locked(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk locked with a passphrase that nobody has set for this program."""
    monkeypatch.setenv(keys.VARIABLE, PHRASE)
    make_desk(tmp_path / "locked").close()
    monkeypatch.delenv(keys.VARIABLE)
    return tmp_path / "locked"


def unlock(phrase: str) -> Callable[[], bool]:
    def give() -> bool:
        asking = next((one for one in dialogs(Unlock) if one.isVisible()), None)
        if asking is None or asking._waiting is None or asking._waiting.done():
            return False
        asking.line.setText(phrase)
        asking.give()
        return True

    return give


def refused_beside() -> bool:
    return [one.error for one in dialogs(Unlock)] == ["This passphrase does not open the desk. Try again."]


def test_a_locked_desk_asks_until_the_passphrase_is_right(locked: Path) -> None:
    hand = Hand(unlock("wrong"), refused_beside, unlock(PHRASE), close)
    assert app.run(locked) == 0
    assert hand.is_done


def test_whoever_does_not_know_the_passphrase_may_leave(locked: Path) -> None:
    def leave() -> bool:
        return any(one.close() for one in dialogs(Unlock) if one.isVisible())

    hand = Hand(leave)
    assert app.run(locked) == 0
    assert hand.is_done


def test_a_passphrase_that_is_set_is_not_asked_for(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.VARIABLE, PHRASE)
    assert not keys.asks(locked)
    hand = Hand(close)
    assert app.run(locked) == 0
    assert hand.is_done


def test_a_picture_of_a_locked_desk_asks_nobody(locked: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="locked with a passphrase"):
        app.run(locked, tmp_path / "desk.png")


def test_a_desk_that_is_damaged_is_said_in_a_sentence(folder: Path) -> None:
    (folder / "eocdesk.db").write_bytes(b"no database at all" * 400)
    with pytest.raises(Unavailable, match="does not open with this desk's key"):
        app.run(folder)


def test_a_logout_closes_the_window_in_order(folder: Path) -> None:
    def log_out() -> bool:
        if window() is None:
            return False
        os.kill(os.getpid(), signal.SIGTERM)
        return True

    hand = Hand(log_out)
    assert app.run(folder) == 0
    assert hand.is_done


def test_without_a_display_qt_is_not_asked_at_all() -> None:
    with pytest.raises(Unavailable, match=r"no display here .* --picture FILE\.png"):
        app._find_display({}, "linux", drawn=False)
    app._find_display({"DISPLAY": "elsewhere:0"}, "linux", drawn=False)
    app._find_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux", drawn=False)
    app._find_display({"QT_QPA_PLATFORM": "offscreen"}, "linux", drawn=False)
    app._find_display({}, "win32", drawn=False)


def test_a_display_that_does_not_answer_is_said_too() -> None:
    with pytest.raises(Unavailable, match=r"The display :997 does not answer\."):
        app._find_display({"DISPLAY": ":997"}, "linux", drawn=False)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X998")
        server.listen()
        app._find_display({"DISPLAY": ":998.0"}, "linux", drawn=False)


def test_two_starts_of_the_command_share_one_window_that_ends_in_order(folder: Path, qtbot: QtBot) -> None:
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "eocdesk", "--data", str(folder)]
    first = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    qtbot.waitUntil(Instance(folder)._call, timeout=60_000)
    second = subprocess.run(command, env=variables, check=False, capture_output=True, text=True)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert first.poll() is None
    first.terminate()
    said = first.communicate()[0]
    assert (first.returncode, said) == (0, "")


def test_a_picture_is_drawn_offscreen_whatever_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    app._find_display({"DISPLAY": ":0"}, "linux", drawn=True)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_the_command_draws_a_real_exercise_desk(tmp_path: Path) -> None:
    data, picture = tmp_path / "exercise", tmp_path / "desk.png"
    ours = ("QT_QPA_PLATFORM", "DISPLAY", "QTWEBENGINE_CHROMIUM_FLAGS")
    variables = {name: value for name, value in os.environ.items() if name not in ours}
    command = [sys.executable, "-m", "eocdesk", "--data", str(data)]
    subprocess.run([*command, "exercise"], check=True, capture_output=True)
    drawn = subprocess.run(
        [*command, "open", "--picture", str(picture), "--size", "1366x768"],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (drawn.returncode, drawn.stdout, drawn.stderr) == (0, "", "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    shades = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
    assert len(shades) > 50, "an empty window has a handful of colours"
