"""A desk without an event says what to do first, and one key does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.welcome import Welcome


def test_the_one_button_adds_an_event(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    button = next(one for one in welcome.findChildren(QPushButton) if one.isVisible())
    assert button.text() == "Add an event"
    with qtbot.waitSignal(welcome.add_event):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_desk_whose_event_is_on_a_hub_is_shown_the_way_there(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    button = next(one for one in welcome.findChildren(QPushButton) if one.text() == "Or join a hub that has one")
    with qtbot.waitSignal(welcome.join):
        QTest.keyClick(button, Qt.Key.Key_Space)
