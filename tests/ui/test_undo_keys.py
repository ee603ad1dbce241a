"""Ctrl+Z takes back what is typed where something is, and my last act where nothing is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.compose.text import TextField
from eocdesk.ui.undo_keys import UndoKeys

Field = QLineEdit | QPlainTextEdit


def words(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_field_comes_first_and_the_desk_where_it_has_nothing(
    kind: type[QLineEdit | QPlainTextEdit], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    keys = UndoKeys(window)
    field = kind()
    QVBoxLayout(window).addWidget(field)
    undo = QShortcut(QKeySequence("Ctrl+Z"), window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Gate 7")
    with qtbot.assertNotEmitted(undo.activated):
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert words(field) == ""
    with qtbot.waitSignal(undo.activated):
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert keys.parent() is window


def test_a_field_that_keeps_its_keys_never_hands_them_on(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    keys = UndoKeys(window)
    field = TextField()
    QVBoxLayout(window).addWidget(field)
    undo = QShortcut(QKeySequence("Ctrl+Z"), window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.assertNotEmitted(undo.activated):
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert keys.parent() is window
