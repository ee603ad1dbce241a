"""What is said across the window: what holds, what passes, and a bug to report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused, Unavailable
from eocdesk.ui.message_strip import MessageStrip
from eocdesk.ui.messages import Messages, Way
from eocdesk.ui.report_dialog import ReportDialog


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def strip(qtbot: QtBot, messages: Messages) -> MessageStrip:
    window = QWidget()
    qtbot.addWidget(window)
    made = MessageStrip(messages)
    QVBoxLayout(window).addWidget(made)
    window.show()
    window.strip = made  # type: ignore[attr-defined]  kept alive as the window does
    made.home = window  # type: ignore[attr-defined]  likewise
    return made


def test_it_takes_no_room_while_there_is_nothing_to_say(strip: MessageStrip) -> None:
    assert (strip.holding.words, strip.passing.words) == ("", "")
    assert strip.sizeHint().height() == 0


def test_a_trouble_stands_until_it_is_over_and_passing_words_beside_it(strip: MessageStrip, messages: Messages) -> None:
    messages.fails("backup", "No backup could be made.")
    messages.note("Copied 11S LT 1 2.")
    assert strip.holding.words == "No backup could be made."
    assert strip.passing.words == "Copied 11S LT 1 2."
    messages.works("backup", "Backups are made again.")
    assert strip.holding.words == ""
    assert strip.passing.words == "Backups are made again."


def test_what_passes_hangs_over_the_foot_and_moves_nothing(
    strip: MessageStrip, messages: Messages, qtbot: QtBot
) -> None:
    window = strip.window()
    window.resize(900, 600)
    before = strip.sizeHint()
    messages.note("Copied 11S LT 1 2.")
    assert strip.sizeHint() == before
    assert strip.passing.isVisible()
    assert window.rect().contains(strip.passing.geometry())
    window.resize(500, 400)
    qtbot.waitUntil(lambda: window.rect().contains(strip.passing.geometry()))
    messages.note("A long sentence. " * 30)
    assert window.rect().contains(strip.passing.geometry())


def test_a_dismissed_trouble_comes_back_with_the_next_act_that_fails(
    strip: MessageStrip, messages: Messages, qtbot: QtBot
) -> None:
    messages.tell(Unavailable("The disk is full."))
    qtbot.mouseClick(strip.holding.cross, Qt.MouseButton.LeftButton)
    assert strip.holding.words == ""
    messages.tell(Unavailable("The disk is full."))
    assert strip.holding.words == "The disk is full."


def test_a_refusal_is_read_aloud_with_its_sentence(strip: MessageStrip, messages: Messages) -> None:
    messages.tell(Refused("There is nothing to undo."))
    assert strip.passing.accessibleName() == "There is nothing to undo."


def test_a_bug_opens_one_report_that_holds_all_of_them(strip: MessageStrip, messages: Messages) -> None:
    messages.tell(KeyError("first"))
    messages.tell(ValueError("second"))
    reports = [child for child in strip.window().findChildren(ReportDialog) if child.isVisible()]
    assert len(reports) == 1
    assert "first" in reports[0].text
    assert "second" in reports[0].text


def test_a_sentence_that_leads_somewhere_has_a_button_and_the_next_one_has_none(
    strip: MessageStrip, messages: Messages, qtbot: QtBot
) -> None:
    way = Way("Open", "proposal", b"p")
    messages.offer("A plan proposes itself.", way)
    assert strip.passing.door.isVisible()
    with qtbot.waitSignal(strip.went) as went:
        strip.passing.door.click()
    assert went.args == [way]
    assert strip.passing.words == ""
    messages.note("Copied.")
    assert not strip.passing.door.isVisible()
