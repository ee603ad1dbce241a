"""A board is found through, walked and acted on by keyboard; nothing moves under the hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.ui.board.card import QUIET
from eocdesk.ui.pane import Context
from tests.kit.boards import Lessons
from tests.kit.desks import EVENT

Open = Callable[..., Lessons]


def told(pane: Lessons) -> str:
    return pane.card.told.title if pane.card.told is not None else ""


def test_the_first_is_told_and_the_arrows_tell_the_next(opened: Open, lessons: list[bytes], qtbot: QtBot) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: told(pane) == "Water before noon")
    assert pane.list.record == lessons[2]
    qtbot.keyClick(pane.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: told(pane) == "One radio net for all buses")


def test_words_narrow_the_list_and_escape_brings_everything_back(
    opened: Open, lessons: list[bytes], qtbot: QtBot
) -> None:
    del lessons
    pane = opened()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_Slash)
    assert pane.head.line.hasFocus()
    qtbot.keyClicks(pane.head.line, "radio")
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 1)
    qtbot.keyClick(pane.head.line, Qt.Key.Key_Down)
    assert pane.list.view.hasFocus()
    qtbot.waitUntil(lambda: told(pane) == "One radio net for all buses")
    pane.head.take_focus()
    qtbot.keyClick(pane.head.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 3)


def test_words_that_find_nothing_are_said(opened: Open, lessons: list[bytes], qtbot: QtBot) -> None:
    del lessons
    pane = opened()
    pane.head.line.setText("zebra")
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 0)
    assert "zebra" in pane.list.empty._sentence.text()
    assert not pane.list.empty.button.isVisible()


def test_an_empty_page_says_what_to_do_first(opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = opened()
    asked: list[str] = []
    monkeypatch.setattr(pane, "add", lambda: asked.append(pane.list.page.kind))
    assert pane.list.empty._sentence.text() == "No lesson yet."
    qtbot.mouseClick(pane.list.empty.button, Qt.MouseButton.LeftButton)
    assert asked == ["lesson"]


def test_a_letter_does_what_can_be_done_and_nothing_else(opened: Open, lessons: list[bytes], qtbot: QtBot) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: told(pane) == "Water before noon")
    qtbot.keyClick(pane.list.view, Qt.Key.Key_X)
    assert pane.done == []
    qtbot.keyClick(pane.list.view, Qt.Key.Key_A)
    assert pane.done == [("Water before noon", lessons[2])]


def test_what_others_change_shows_and_the_current_row_stays(
    opened: Open, lessons: list[bytes], desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    pane.show_record("lesson", lessons[0])
    qtbot.waitUntil(lambda: told(pane) == "Heat tents at every queue")
    desk.do_now(Add("lesson", EVENT, {"title": "Newer than all"}))
    desk.do_now(Amend("lesson", lessons[0], {"title": "Heat tents at every gate"}))
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 4)
    qtbot.waitUntil(lambda: told(pane) == "Heat tents at every gate")
    assert pane.list.record == lessons[0]


def test_in_little_room_the_card_takes_the_lists_place_and_escape_gives_it_back(
    opened: Open, lessons: list[bytes], qtbot: QtBot
) -> None:
    del lessons
    pane = opened(420, 400)
    assert not pane.card.isVisible()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_Return)
    assert pane.card.isVisible()
    assert not pane.list.view.isVisible()
    qtbot.keyClick(pane.card, Qt.Key.Key_Escape)
    assert pane.list.view.isVisible()
    assert pane.list.view.hasFocus()


def test_without_an_event_it_says_so(context: Context, desk: Desk, qtbot: QtBot) -> None:
    desk.event = None
    pane = Lessons(context)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitUntil(lambda: pane.is_ready)
    assert pane.list.empty._sentence.text() == "No event is open."


def test_beside_an_empty_list_stands_what_the_other_pages_hold_and_never_the_same_sentence_twice(
    opened: Open, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(pane.list.empty.isVisible)
    assert pane.card._empty._detail.text() == QUIET
    assert not pane.card._empty._sentence.isVisible()
    desk.do_now(Add("lesson", EVENT, {"title": "Shade"}))
    pane.show_page("none")
    pane.refresh(None)
    qtbot.waitUntil(lambda: pane.card._empty._detail.text() == "Elsewhere here: Lessons 1.")
