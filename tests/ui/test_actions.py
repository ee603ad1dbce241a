"""What can be done from the keyboard: one name, one key, in every window that wants them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.ui.actions import Action, Actions


class Done:
    """How often something was done, and whether it can be."""

    def __init__(self) -> None:
        self.times = 0
        self.can = True

    def __call__(self) -> None:
        self.times += 1

    def may(self) -> bool:
        return self.can


@pytest.fixture
def done() -> Done:
    return Done()


def a_window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QVBoxLayout(window).addWidget(QLineEdit())
    window.show()
    window.activateWindow()
    window.findChild(QLineEdit).setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(qtbot: QtBot, window: QWidget) -> None:
    qtbot.keyClick(window.findChild(QLineEdit), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_a_name_stands_for_one_action(done: Done) -> None:
    actions = Actions()
    actions.add([Action("log.new", "New", done)])
    with pytest.raises(ValueError, match=r"log\.new"):
        actions.add([Action("log.new", "Another", done)])


@pytest.mark.parametrize("key", ["Ctrl+N", "ctrl+n"])
def test_two_actions_never_share_a_key(done: Done, key: str) -> None:
    actions = Actions()
    actions.add([Action("log.new", "New", done, "Ctrl+N")])
    with pytest.raises(ValueError, match=r"log\.new"):
        actions.add([Action("map.new", "Another", done, key)])


def test_a_key_does_its_action_only_where_it_can_be_done(qtbot: QtBot, done: Done) -> None:
    window = a_window(qtbot)
    qtbot.addWidget(window)
    actions = Actions(window)
    actions.live_in(window)
    actions.add([Action("look", "Look", done, "Ctrl+L", enabled=done.may)])
    press(qtbot, window)
    done.can = False
    press(qtbot, window)
    assert done.times == 1


def test_a_window_that_leaves_hears_no_key_any_more(qtbot: QtBot, done: Done) -> None:
    window = a_window(qtbot)
    qtbot.addWidget(window)
    actions = Actions(window)
    actions.add([Action("look", "Look", done, "Ctrl+L")])
    actions.live_in(window)
    actions.live_in(window)
    press(qtbot, window)
    actions.leave(window)
    press(qtbot, window)
    assert done.times == 1


def test_a_window_that_died_is_no_hindrance_to_later_actions(qtbot: QtBot, done: Done) -> None:
    actions = Actions()
    window = a_window(qtbot)
    actions.live_in(window)
    Shiboken.delete(window)
    actions.add([Action("look", "Look", done, "Ctrl+L")])
    actions.run("look")
    assert done.times == 1


def test_a_key_is_said_as_this_machine_writes_it(done: Done) -> None:
    actions = Actions()
    actions.add([Action("theme", "Theme", done, "ctrl+shift+l"), Action("plain", "Plain", done)])
    assert actions.key_of("theme") == "Ctrl+Shift+L"
    assert actions.key_of("plain") == ""
    assert actions.key_of("nothing") == ""
