"""The find line says its words once typing pauses, and at once where the keyboard leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.board.find_line import FindLine


def test_enter_says_what_was_typed_before_it_leaves(qtbot: QtBot) -> None:
    line = FindLine()
    qtbot.addWidget(line)
    line.show()
    said: list[str] = []
    line.typed.connect(said.append)
    line.into_list.connect(said.copy)
    qtbot.keyClicks(line, "heat ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert said == ["heat"]
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
