"""The find line hands the keyboard to the list and is emptied by Escape."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.find_line import FindLine


def test_down_goes_to_the_list_and_escape_empties_it(qtbot: QtBot) -> None:
    line = FindLine("Find a request…")
    qtbot.addWidget(line)
    line.show()
    assert line.accessibleName() == "Find a request"
    qtbot.keyClicks(line, "heat")
    with qtbot.waitSignal(line.into_list):
        qtbot.keyClick(line, Qt.Key.Key_Down)
    assert line.text() == "heat"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
