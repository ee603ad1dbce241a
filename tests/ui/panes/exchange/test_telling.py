"""The card leads from a meeting to its lessons and documents and back, and says who has acknowledged."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.exchange import AmendEngagement, DecideLesson
from eocdesk.commands.products import Disseminate
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.ui.board import Line, Told
from eocdesk.ui.panes.exchange.pane import ExchangePane
from tests.kit.desks import EVENT
from tests.ui.panes.exchange.conftest import Story

Open = Callable[[], ExchangePane]


def told_of(pane: ExchangePane, qtbot: QtBot, page: str, record: bytes) -> Told:
    pane.show_page(page)
    pane.refresh(None)
    qtbot.waitUntil(lambda: pane.is_ready and pane.card.told is not None and pane.card.told.id == record)
    assert pane.card.told is not None
    return pane.card.told


def lines(told: Told, title: str) -> list[Line]:
    return [line for part in told.parts if part.title == title for line in part.lines]


def test_a_meeting_names_partners_documents_under_their_marking_and_lessons(
    opened: Open, story: Story, qtbot: QtBot
) -> None:
    told = told_of(opened(), qtbot, "engagements", story.engagement)
    assert [line.id for line in lines(told, "Partners")] == [story.partner]
    assert [(line.id, line.detail) for line in lines(told, "Documents shared")] == [(story.document, "TLP:GREEN")]
    assert [line.id for line in lines(told, "Lessons")] == [story.lesson]


def test_a_committees_meeting_leads_to_its_committee(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    board = desk.do_now(Add("committee", EVENT, {"name": "Advisory committee"})).value
    desk.do_now(AmendEngagement(story.engagement, {"committee": board}))
    told = told_of(opened(), qtbot, "engagements", story.engagement)
    (line,) = lines(told, "Meeting of")
    assert (line.text, line.kind, line.id) == ("Advisory committee", "committee", board)


def test_a_lesson_offers_what_it_is_not_yet(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    assert told_of(pane, qtbot, "lessons", story.lesson).deeds == ("adopt", "adapt", "reject", "gap_of", "carry")
    desk.do_now(DecideLesson(story.lesson, "rejected", "Too dear"))
    pane.refresh(None)
    qtbot.waitUntil(
        lambda: pane.card.told is not None and pane.card.told.deeds == ("adopt", "adapt", "gap_of", "carry")
    )
    assert pane.card.told is not None
    assert pane.card.told.parts[0].text == "Too dear"


def test_a_document_says_who_is_silent(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    desk.do_now(Disseminate(story.document, (story.partner,), due=1))
    told = told_of(opened(), qtbot, "documents", story.document)
    assert [(line.done, line.detail) for line in lines(told, "Who was told")] == [(False, "has not acknowledged")]
    assert told.warning.startswith("1 should have acknowledged")
    assert "acknowledge" in told.deeds
