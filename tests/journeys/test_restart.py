"""The window killed without warning, and the desk written to from a shell: nothing is lost, all of it is shown."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from eocdesk.models import Entry
from eocdesk.store.queries import events
from eocdesk.ui import loop
from eocdesk.ui.panes.incidents import LogPane
from tests.journeys.conftest import Watch, sit
from tests.kit.desks import EVENT, make_desk, sound

KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from eocdesk.ui import loop
from eocdesk.ui.app import application
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes import incidents
from eocdesk.ui.window import Window
from tests.kit.desks import make_desk

WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
app = application()
desk = make_desk(Path(sys.argv[1]))
with loop.beside(app):
    window = Window(desk, Bridge(), Messages(), (incidents.SPEC,))
    window.show()
    composer = window.overview.panes["incidents"].composer
    told = []
    composer.logged.connect(told.append)
    for at in range(3):
        window.new_entry({})
        QTest.keyClicks(composer.form.text, f"Entry {at} before the power went")
        QTest.keyClick(composer.form.text, Qt.Key.Key_Return)
        while len(told) <= at:
            app.processEvents(WAIT)
        print("logged", flush=True)
    composer.draft_kept.connect(lambda: print("kept", flush=True))
    QTest.keyClicks(composer.form.text, "Half a sentence")
    while True:
        app.processEvents(WAIT)
"""


def log_of(watch: Watch) -> LogPane:
    pane = watch.window.overview.panes["incidents"]
    assert isinstance(pane, LogPane)
    return pane


def test_a_killed_window_comes_back_with_every_entry_and_the_half_typed_one(
    tmp_path: Path, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    del turning
    folder = tmp_path / "desk"
    words = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = [child.stdout.readline().strip() for _ in range(4)]
        child.kill()
    assert said == ["logged", "logged", "logged", "kept"]
    desk = make_desk(folder)
    for watch in sit(desk, qtbot):
        composer = log_of(watch).composer
        watch.until(composer.isVisible)
        assert composer.form.text.toPlainText() == "Half a sentence"
        table = log_of(watch).tables["entries"].table
        watch.until(lambda table=table: table.rowCount() == 3)
    assert sound(desk)
    desk.close()


def test_what_a_script_logs_while_the_window_is_open_is_shown(watch: Watch) -> None:
    shell = [sys.executable, "-m", "eocdesk", "--data", str(watch.desk.folder)]
    subprocess.run([*shell, "log", "From the shell", "--event", "LA28"], check=True, capture_output=True)
    table = log_of(watch).tables["entries"].table
    watch.until(lambda: table.rowCount() == 1)
    row = table.row_at(0)
    assert getattr(row, "text", "") == "From the shell"
    (entry,) = watch.desk.read_now(events.of_event, Entry, EVENT)
    assert entry.position == "by command line" or entry.author == "L. Chen"


def test_a_new_entry_of_others_neither_takes_the_keyboard_nor_moves_what_is_typed(watch: Watch) -> None:
    watch.window.new_entry({})
    text = log_of(watch).composer.form.text
    watch.until(text.hasFocus)
    watch.type("I am still wri")
    shell = [sys.executable, "-m", "eocdesk", "--data", str(watch.desk.folder)]
    subprocess.run(
        [*shell, "log", "Flash from elsewhere", "--priority", "flash", "--event", "LA28"],
        check=True,
        capture_output=True,
    )
    watch.until(lambda: log_of(watch).tables["entries"].table.rowCount() == 1)
    assert watch.focus is text
    watch.type("ting")
    assert text.toPlainText() == "I am still writing"


def test_a_closed_desk_leaves_no_thread_and_no_task(
    tmp_path: Path, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    before = {thread.name for thread in threading.enumerate()}
    desk = make_desk(tmp_path / "desk")
    for watch in sit(desk, qtbot):
        assert watch.window.is_ready
    desk.close()
    turning.create_task(loop.stop())
    qtbot.waitUntil(lambda: not loop.running())
    left = {thread.name for thread in threading.enumerate()} - before
    assert not {name for name in left if name.startswith(("reader", "writer"))}
