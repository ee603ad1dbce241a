"""One row of a form: what is wrong stands beneath it, what others wrote is offered and never forced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.editors import LineEditor
from eocdesk.ui.kit.form_row import FormRow


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[FormRow]:
    home = QWidget()
    qtbot.addWidget(home)
    made = FormRow("name", "Name & role", LineEditor("Name"))
    QVBoxLayout(home).addWidget(made)
    home.show()
    home.activateWindow()
    yield made
    home.close()


def button(row: FormRow, words: str) -> QPushButton:
    return next(one for one in row.findChildren(QPushButton) if one.text() == words)


def test_what_is_wrong_is_said_until_it_is_put_right(row: FormRow, qtbot: QtBot) -> None:
    row.show_error("Name is empty.")
    assert row.error == "Name is empty."
    assert row.editor.inner.property("wrong") is True
    with qtbot.waitSignal(row.edited):
        qtbot.keyClicks(row.editor.inner, "K")
    assert row.error == ""
    assert row.editor.inner.property("wrong") is False
    assert row.touched


def test_what_others_wrote_is_taken_by_one_key(row: FormRow, qtbot: QtBot) -> None:
    row.editor.set_value("mine")
    row.offer("theirs", "changed by A. Diaz at 14:31")
    assert row.has_offer
    assert row.editor.value() == "mine"
    with qtbot.waitSignal(row.edited):
        qtbot.keyClick(button(row, "Take theirs"), Qt.Key.Key_Space)
    assert row.editor.value() == "theirs"
    assert not row.has_offer


def test_mine_may_stay_and_the_keyboard_goes_back_to_it(row: FormRow, qtbot: QtBot) -> None:
    row.editor.set_value("mine")
    row.offer("theirs", "changed by A. Diaz at 14:31")
    qtbot.keyClick(button(row, "Keep mine"), Qt.Key.Key_Space)
    assert row.editor.value() == "mine"
    assert not row.has_offer
    qtbot.waitUntil(row.editor.inner.hasFocus)


def test_the_choice_is_named_with_the_field_for_those_who_hear_it(row: FormRow) -> None:
    assert button(row, "Take theirs").accessibleName().startswith("Take theirs: Name")


def test_as_new_there_is_neither_fault_nor_offer(row: FormRow, qtbot: QtBot) -> None:
    qtbot.keyClicks(row.editor.inner, "K")
    row.show_error("Name is empty.")
    row.offer("theirs", "changed")
    row.clear()
    assert (row.error, row.has_offer, row.touched) == ("", False, False)


def test_the_label_keeps_its_ampersand_and_leads_to_the_editor(row: FormRow) -> None:
    assert row.label.text() == "Name && role"
    assert row.label.buddy() is row.editor


def test_a_note_of_the_form_as_a_whole_is_there_only_when_it_says_something(row: FormRow) -> None:
    note = FormRow.note(row)
    assert not note.isVisible()
    note.say("The end is before the start.")
    assert note.isVisible()
    assert note.text() == "The end is before the start."
