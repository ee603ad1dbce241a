"""A few words asked for in place: answered, refused, withdrawn, the keyboard back where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.calendar.ask import Ask, Question
from tests.ui.panes.calendar.conftest import Shown

WHY = Question("Move Final", "09:00 → 10:00", "Move", "Why does it move?", "final")
BESIDE = QRect(300, 100, 80, 20)


class Home(QWidget):
    """A pane with one line, where the keyboard is."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(self)


@pytest.fixture
def home(shown: Shown) -> Home:
    made = Home()
    shown(made, 800, 500)
    made.line.setFocus()
    return made


@pytest.fixture
def ask(home: Home) -> Ask:
    made = Ask(home)
    made.ask(WHY, BESIDE, home.line)
    return made


def test_one_types_at_once_and_enter_answers(ask: Ask, qtbot: QtBot) -> None:
    assert ask.line.hasFocus()
    assert "Why does it move?" in ask.line.accessibleName()
    qtbot.keyClicks(ask.line, "Late bus")
    with qtbot.waitSignal(ask.answered) as told:
        qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert told.args == ["final", "Late bus"]


def test_the_button_says_what_it_does(ask: Ask, qtbot: QtBot) -> None:
    button = next(button for button in ask.findChildren(QPushButton) if button.text() == "Move")
    with qtbot.waitSignal(ask.answered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_answer_under_way_is_not_given_twice(ask: Ask, qtbot: QtBot) -> None:
    told: list[object] = []

    def note(about: object, _words: str) -> None:
        told.append(about)

    ask.answered.connect(note)
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert told == ["final"]
    ask.ready()
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert told == ["final", "final"]


def test_escape_withdraws_and_the_keyboard_goes_back(ask: Ask, home: Home, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ask.withdrawn) as told:
        qtbot.keyClick(ask.line, Qt.Key.Key_Escape)
    assert told.args == ["final"]
    assert not ask.isVisible()
    assert ask.about is None
    assert home.line.hasFocus()


def test_a_refusal_stands_under_the_line_until_one_types(ask: Ask, qtbot: QtBot) -> None:
    low = ask.geometry().bottom()
    ask.refuse("Say why it moves.", "reason")
    assert ask.error.isVisible()
    assert ask.error.text() == "Say why it moves."
    assert ask.geometry().bottom() > low
    assert ask.line.hasFocus()
    qtbot.keyClicks(ask.line, "R")
    assert not ask.error.isVisible()


def test_asked_again_about_the_same_what_was_typed_stays(ask: Ask, home: Home, qtbot: QtBot) -> None:
    qtbot.keyClicks(ask.line, "Late")
    ask.ask(WHY, BESIDE, home.line)
    assert ask.line.text() == "Late"
    ask.close_it()
    ask.ask(WHY, BESIDE, home.line)
    assert ask.line.text() == ""


def test_alt_and_arrows_go_on_moving_while_one_writes(ask: Ask, qtbot: QtBot) -> None:
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(ask.nudged) as told:
        qtbot.keyClick(ask.line, Qt.Key.Key_Right, alt)
    assert told.args == [1, 0, False]
    with qtbot.waitSignal(ask.nudged) as told:
        qtbot.keyClick(ask.line, Qt.Key.Key_Down, alt | shift)
    assert told.args == [0, 1, True]
    qtbot.keyClick(ask.line, Qt.Key.Key_Left)
    assert ask.isVisible()


@pytest.mark.parametrize("beside", [QRect(790, 490, 50, 20), QRect(-20, -20, 5, 5), QRect(400, 250, 5, 5)])
def test_it_stands_inside_the_pane_and_not_on_what_it_is_about(ask: Ask, home: Home, beside: QRect) -> None:
    ask.ask(WHY, beside, home)
    assert home.rect().contains(ask.geometry())
    assert not ask.geometry().intersects(beside)
