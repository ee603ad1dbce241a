"""What a person wrote is shown as written; verbs that cannot be done are not offered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.sections import Heading, Paragraph, Verb, Verbs

MAIN = (Verb("close", "Close…", "mdi6.check", "C"), Verb("reopen", "Reopen…", "mdi6.restart", "R"))
MORE = (Verb("map", "Show on the map", "mdi6.map", "M"), Verb("task", "Add a task", "mdi6.plus"))


def test_markup_in_an_entry_is_letters_and_not_a_picture(qtbot: QtBot) -> None:
    made = Paragraph("<img src=file:///etc/passwd> <b>bold</b>")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    plain = QLabel("<b>bold</b>")
    qtbot.addWidget(plain)
    assert made.text() == "<img src=file:///etc/passwd> <b>bold</b>"


def test_a_verb_is_told_by_its_name_from_button_and_menu(qtbot: QtBot) -> None:
    verbs = Verbs(MAIN, MORE)
    qtbot.addWidget(verbs)
    with qtbot.waitSignal(verbs.asked) as asked:
        qtbot.mouseClick(verbs.button("close"), Qt.MouseButton.LeftButton)
    assert asked.args == ["close"]
    with qtbot.waitSignal(verbs.asked) as asked:
        verbs.menu().actions()[1].trigger()
    assert asked.args == ["task"]


def test_what_cannot_be_done_is_neither_a_button_nor_in_the_menu(qtbot: QtBot) -> None:
    verbs = Verbs(MAIN, MORE)
    qtbot.addWidget(verbs)
    verbs.allow(frozenset({"reopen", "map"}))
    assert verbs.button("reopen").isHidden()
    assert not verbs.button("close").isHidden()
    assert [action.data() for action in verbs.menu().actions()] == ["task"]
    verbs.allow(frozenset())
    assert not verbs.button("reopen").isHidden()


def test_a_button_says_which_letter_does_it_in_the_list(qtbot: QtBot) -> None:
    verbs = Verbs(MAIN, MORE)
    qtbot.addWidget(verbs)
    assert verbs.button("close").toolTip() == "Close… (C in the list)"
    assert verbs.button("close").text() == "Close"
    assert [action.text() for action in verbs.menu().actions()] == ["Show on the map\tM", "Add a task"]


def test_a_heading_keeps_its_manner(qtbot: QtBot) -> None:
    heading = Heading("Entries")
    qtbot.addWidget(heading)
    heading.say("Entries (12)")
    assert heading.text() == "ENTRIES (12)"
