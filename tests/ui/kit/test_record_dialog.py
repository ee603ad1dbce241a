"""Any record is added and amended in a window of its own."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused, Venue
from eocdesk.ui import loop
from eocdesk.ui.kit.editors import LineEditor, Setting
from eocdesk.ui.kit.record_dialog import RecordDialog, Verbs
from eocdesk.ui.messages import Messages


class Desk:
    """What is saved, and refused where it has no name."""

    def __init__(self) -> None:
        self.saved: list[dict[str, Any]] = []
        self.struck = 0
        self.reason = ""

    async def save(self, values: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        if values.get("name") == "":
            raise Refused("A venue needs a name.", "name")
        self.saved.append(values)

    async def strike(self, reason: str) -> None:
        self.struck += 1
        self.reason = reason


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, turning: asyncio.AbstractEventLoop) -> RecordDialog:
    messages = Messages()

    def start(coroutine: Any, beside: object) -> object:
        return loop.start(coroutine, messages, beside)

    verbs = Verbs(start, desk.save, desk.strike, asks=True, tabs=[("History", QLabel("nothing yet"))])
    made = RecordDialog("Venue", Venue, Setting(), verbs)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.load({"name": "SoFi Stadium", "city": "Inglewood"})
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)  # its keys work only then
    return made


def write(dialog: RecordDialog, name: str, words: str) -> None:
    editor = dialog.form.editor(name)
    assert isinstance(editor, LineEditor)
    editor.line.setText(words)
    editor.line.textEdited.emit(words)


def test_saves_what_was_changed_and_closes(dialog: RecordDialog, desk: Desk, qtbot: QtBot) -> None:
    write(dialog, "city", "Inglewood, CA")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.saved == [{"city": "Inglewood, CA"}]
    qtbot.waitUntil(dialog.isHidden)


def test_a_refusal_keeps_it_open_and_stands_beside_the_field(dialog: RecordDialog, desk: Desk, qtbot: QtBot) -> None:
    write(dialog, "name", "")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.form._rows["name"].error == "A venue needs a name.")
    assert dialog.isVisible()
    assert desk.saved == []


def test_escape_throws_away_only_at_the_second_time(dialog: RecordDialog, desk: Desk, qtbot: QtBot) -> None:
    write(dialog, "city", "Hawthorne")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog._hint.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    assert desk.saved == []


def test_escape_closes_at_once_where_nothing_was_typed(dialog: RecordDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_striking_takes_two_presses(dialog: RecordDialog, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog._strike, Qt.MouseButton.LeftButton)
    assert desk.struck == 0
    qtbot.keyClicks(dialog._reason, "entered twice")
    qtbot.mouseClick(dialog._strike, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.isHidden)
    assert (desk.struck, desk.reason) == (1, "entered twice")


def test_it_never_stops_the_desk(dialog: RecordDialog) -> None:
    assert not dialog.isModal()
