"""A long link wraps instead of pushing what stands beside it out of sight; it is pressed by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.door import Door

LONG = "Heat index up to 109 °F at Rose Bowl since 03:45, during Football W & Quarterfinal 2 (exercise, 28 min ago)"


def test_it_takes_the_room_there_is_and_grows_downwards(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    box = QHBoxLayout(row)
    door, beside = Door(LONG), QPushButton("Fill from this")
    box.addWidget(door, 1)
    box.addWidget(beside)
    row.resize(320, 200)
    row.show()
    assert row.width() == 320
    assert beside.geometry().right() < 320
    assert door.heightForWidth(150) > 2 * door.heightForWidth(2_000)
    assert door.accessibleName() == f"Go to {LONG}"


def test_it_is_pressed_by_mouse_and_by_the_space_bar(qtbot: QtBot) -> None:
    door = Door("LA Memorial Coliseum")
    qtbot.addWidget(door)
    door.show()
    with qtbot.waitSignal(door.clicked):
        qtbot.mouseClick(door, Qt.MouseButton.LeftButton)
    door.setFocus()
    with qtbot.waitSignal(door.clicked):
        qtbot.keyClick(door, Qt.Key.Key_Space)
    assert door.grab().toImage().width() == door.width()
