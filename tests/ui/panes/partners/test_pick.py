"""Asking for a person in place: by first letters, refused in words, the keyboard goes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.panes.partners.pick import Pick

RUIZ, BAKER = Candidate(b"r" * 16, "Maria Ruiz"), Candidate(b"b" * 16, "Tom Baker")


@pytest.fixture
def home(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 400)
    QLineEdit(made)
    made.show()
    made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def pick(home: QWidget, qtbot: QtBot) -> Pick:
    made = Pick(lambda: (RUIZ, BAKER), home)
    made.ask("Who holds Medical?", "Set", "medical", home.findChild(QLineEdit))
    qtbot.waitUntil(made.line.hasFocus)
    return made


def test_first_letters_and_enter_answer(pick: Pick, qtbot: QtBot) -> None:
    qtbot.keyClicks(pick.line, "tom")
    qtbot.keyClick(pick.line, Qt.Key.Key_Return)  # takes the best
    with qtbot.waitSignal(pick.answered) as answered:
        qtbot.keyClick(pick.line, Qt.Key.Key_Return)
    assert answered.args == ["medical", BAKER.id]


def test_nobody_is_refused_where_somebody_is_needed(pick: Pick, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pick.answered):
        qtbot.keyClick(pick.line, Qt.Key.Key_Return)
    assert pick.error.isVisible()
    assert pick.error.text() == "Say who."


def test_an_emptied_line_means_nobody_where_there_was_somebody(pick: Pick, home: QWidget, qtbot: QtBot) -> None:
    pick.ask("Who holds Medical?", "Set", "medical", home, RUIZ.id)
    assert pick.line.text() == "Maria Ruiz"
    qtbot.keyClick(pick.line, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(pick.answered) as answered:
        qtbot.keyClick(pick.line, Qt.Key.Key_Return)
    assert answered.args == ["medical", None]


def test_a_name_that_stands_for_nobody_is_refused_with_the_name(pick: Pick, qtbot: QtBot) -> None:
    qtbot.keyClicks(pick.line, "zzqx")
    pick._answer()
    assert "“zzqx”" in pick.error.text()


def test_escape_withdraws_and_the_keyboard_goes_back(pick: Pick, home: QWidget, qtbot: QtBot) -> None:
    line = home.findChild(QLineEdit)
    with qtbot.assertNotEmitted(pick.answered):
        qtbot.keyClick(pick.line, Qt.Key.Key_Escape)
    assert not pick.isVisible()
    assert line is not None
    qtbot.waitUntil(line.hasFocus)


def test_it_stands_inside_a_narrow_dock(pick: Pick, home: QWidget) -> None:
    assert home.rect().contains(pick.geometry())
    pick.refuse("They are on the list already, and this sentence is long enough to need two lines of it.")
    assert home.rect().contains(pick.geometry())
