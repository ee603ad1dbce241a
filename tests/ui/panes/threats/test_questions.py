"""A question is asked from a threat's card and answered by one key; what is overdue is said in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.inquiries import AmendInquiry
from eocdesk.desk.desk import Desk
from eocdesk.models import Inquiry
from eocdesk.store.queries import events, inquiries
from eocdesk.ui.panes.threats import questions
from eocdesk.ui.panes.threats.pane import ThreatsPane
from tests.ui.panes.threats.conftest import Story
from tests.ui.panes.threats.test_acting import answer, show

Open = Callable[[], ThreatsPane]


def test_a_question_is_asked_from_a_threat_and_answered_by_one_key(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    show(pane, qtbot, "threat", story.threat)
    pane.act("ask")
    answer(pane, qtbot, question="How many were sent?", agency=story.agency)
    assert len(desk.read_now(inquiries.inquiries_of, story.threat)) == 2
    show(pane, qtbot, "inquiry", story.inquiry)
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_R)
    answer(pane, qtbot, answer="A shell company")
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.badges[0].words == "Answered")
    found = desk.read_now(events.record, Inquiry, story.inquiry)
    assert found is not None
    assert (found.answer, found.marking) == ("A shell company", "GREEN")
    assert pane.card.told is not None
    assert pane.card.told.deeds == ()


def test_an_overdue_question_is_told_on_its_card_and_in_its_row(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(AmendInquiry(story.inquiry, {"asked": 1, "due": 2}))
    pane = opened()
    show(pane, qtbot, "inquiry", story.inquiry)
    assert pane.card.told is not None
    assert pane.card.told.warning.startswith("Overdue since ")
    row = desk.read_now(inquiries.inquiry, story.inquiry)
    assert row is not None
    assert questions.line(row, pane.looks).part == "bad"
    assert questions.standing(row._replace(due=None), pane.looks) == "no time is set"


def test_a_long_question_is_cut_between_words() -> None:
    assert questions.short("Which\nof them?") == "Which of them?"
    cut = questions.short("drone " * 40)
    assert cut.endswith("drone…")
    assert len(cut) <= 91
