"""What is asked in place is answered by Enter, withdrawn by Escape, and kept where it is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.panes.incidents.asking import Answer, Ask, Question

AGENCIES = (Candidate(b"f" * 16, "Fire Department", words="LAFD"), Candidate(b"p" * 16, "Police Department"))


@pytest.fixture
def ask(qtbot: QtBot) -> Ask:
    made = Ask(Setting(candidates=lambda _kind: AGENCIES))
    qtbot.addWidget(made)
    made.resize(700, 120)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def why(about: object = "one") -> Question:
    return Question("Close 7KQ4-1", "Heat", "Close", "Why?", about)


def test_enter_gives_the_answer_once_until_it_is_dealt_with(ask: Ask, qtbot: QtBot) -> None:
    ask.ask(why())
    answers: list[tuple[object, Answer]] = []
    ask.answered.connect(lambda about, answer: answers.append((about, answer)))  # a test may
    qtbot.keyClicks(ask.line, "over")
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert answers == [("one", Answer("over"))]
    ask.ready()
    qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert len(answers) == 2


def test_a_refusal_stands_beneath_and_what_was_typed_is_kept(ask: Ask, qtbot: QtBot) -> None:
    ask.ask(why())
    qtbot.keyClicks(ask.line, "ov")
    ask.refuse("Say why it is closed.", "reason")
    assert (ask.error.text(), ask.line.text()) == ("Say why it is closed.", "ov")
    assert ask.error.isVisible()
    with qtbot.waitSignal(ask.answered):
        qtbot.keyClick(ask.line, Qt.Key.Key_Return)
    assert not ask.error.isVisible()


def test_escape_withdraws_and_says_whether_it_had_the_keyboard(ask: Ask, qtbot: QtBot) -> None:
    ask.ask(why())
    with qtbot.waitSignal(ask.closed) as closed:
        qtbot.keyClick(ask.line, Qt.Key.Key_Escape)
    assert closed.args == [True]
    assert ask.isHidden()
    assert ask.about is None


def test_the_same_question_again_keeps_what_is_typed_and_another_one_begins_anew(ask: Ask, qtbot: QtBot) -> None:
    ask.ask(why())
    qtbot.keyClicks(ask.line, "over")
    ask.ask(why())
    assert ask.line.text() == "over"
    ask.ask(why("two"))
    assert ask.line.text() == ""


def test_several_lines_are_amended_with_enter_and_broken_with_shift(ask: Ask, qtbot: QtBot) -> None:
    ask.ask(Question("Amend", "", "Amend", "Why", "e", text="Gate 7"))
    assert ask.text.hasFocus()
    qtbot.keyClicks(ask.text, "Gate 8")
    qtbot.keyClick(ask.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(ask.text, "crowded")
    with qtbot.waitSignal(ask.answered) as given:
        qtbot.keyClick(ask.text, Qt.Key.Key_Return)
    assert given.args[1].text == "Gate 8\ncrowded"


def test_a_lead_partner_is_picked_by_first_letters_and_a_wrong_one_is_refused(ask: Ask, qtbot: QtBot) -> None:
    ask.ask(Question("Assign", "", "Assign", "Who", "i", line="K. Park", partner=True, lead=b"p" * 16))
    assert ask.lead.text() == "Police Department"
    ask.lead.clear()
    qtbot.keyClicks(ask.lead, "laf")
    with qtbot.waitSignal(ask.answered) as given:
        ask.answer()
    assert given.args[1] == Answer("K. Park", "", b"f" * 16)
    ask.ready()
    ask.lead.clear()
    qtbot.keyClicks(ask.lead, "zzzzzz")
    with qtbot.assertNotEmitted(ask.answered):
        ask.answer()
    assert "zzzzzz" in ask.error.text()


def test_words_already_known_are_offered(ask: Ask) -> None:
    ask.ask(Question("Assign", "", "Assign", "Who", "i", offers=("L. Chen", "Watch officer")))
    completer = ask.line.completer()
    completer.setCompletionPrefix("watch")
    assert completer.currentCompletion() == "Watch officer"
    ask.ask(why())
    completer.setCompletionPrefix("watch")
    assert completer.completionCount() == 0


def test_no_button_of_it_is_filled(ask: Ask) -> None:
    assert all(button.property("kind") != "primary" for button in ask.findChildren(QPushButton))
