"""From what a hand asked for to what is done: asked why, done, refused in place, withdrawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.models import Session
from eocdesk.store.queries import events
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.calendar.view import CalendarPane
from tests.kit.sessions import add, venue, when
from tests.ui.panes.calendar.conftest import Shown

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def final(desk: Desk) -> bytes:
    return add(desk, "Final", "09:00", "11:00", venue=venue(desk, "SoFi Stadium"))


@pytest.fixture
def pane(final: bytes, context: Context, shown: Shown, qtbot: QtBot) -> CalendarPane:
    made = CalendarPane(context)
    shown(made, 1300, 600)
    qtbot.waitUntil(lambda: final in made._held.arranged.at)
    made.stage.select(final)
    made.take_focus()
    return made


@pytest.fixture
def now(desk: Desk, final: bytes) -> Callable[[], Session]:
    def read() -> Session:
        found = desk.read_now(events.record, Session, final)
        assert found is not None
        return found

    return read


def key(
    pane: CalendarPane, qtbot: QtBot, what: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focus = pane.window().focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, what, held)


def test_a_session_is_moved_and_says_why_without_a_mouse(
    pane: CalendarPane, qtbot: QtBot, now: Callable[[], Session]
) -> None:
    key(pane, qtbot, Qt.Key.Key_Right, ALT)
    assert pane.ask.isVisible()
    assert pane.ask.line.hasFocus()
    key(pane, qtbot, Qt.Key.Key_Down, ALT)  # an hour more, while one may already type
    key(pane, qtbot, Qt.Key.Key_Right, ALT | SHIFT)
    qtbot.keyClicks(pane.ask.line, "Late bus")
    key(pane, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not pane.ask.isVisible())
    moved = now()
    assert (moved.starts, moved.ends) == (when("10:05"), when("12:10"))
    assert (moved.reason, moved.status) == ("Late bus", "delayed")
    assert pane.stage.timeline.hasFocus()


def test_without_a_reason_it_is_refused_in_place_and_nothing_is_written(
    pane: CalendarPane, qtbot: QtBot, now: Callable[[], Session]
) -> None:
    key(pane, qtbot, Qt.Key.Key_Right, ALT)
    key(pane, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.ask.error.isVisible)
    assert pane.ask.error.text() == "Say why it moves."
    assert now().starts == when("09:00")
    qtbot.keyClicks(pane.ask.line, "Rain")
    key(pane, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now().starts == when("09:05"))


def test_escape_takes_the_offer_back(pane: CalendarPane, qtbot: QtBot, now: Callable[[], Session]) -> None:
    key(pane, qtbot, Qt.Key.Key_Right, ALT)
    key(pane, qtbot, Qt.Key.Key_Escape)
    assert not pane.ask.isVisible()
    assert pane.stage.timeline.hasFocus()
    key(pane, qtbot, Qt.Key.Key_Left, ALT)
    assert "08:55–10:55" in pane.ask._detail.full
    assert now().starts == when("09:00")


def test_nudged_back_to_where_it_was_there_is_nothing_to_ask(pane: CalendarPane, qtbot: QtBot) -> None:
    key(pane, qtbot, Qt.Key.Key_Right, ALT)
    key(pane, qtbot, Qt.Key.Key_Left, ALT)
    assert not pane.ask.isVisible()


@pytest.mark.parametrize("way", ["day", "week"])
def test_it_is_moved_in_day_and_week_too(
    pane: CalendarPane, qtbot: QtBot, now: Callable[[], Session], way: str
) -> None:
    pane.show_way(way)
    key(pane, qtbot, Qt.Key.Key_Down, ALT)
    qtbot.keyClicks(pane.ask.line, "Rain")
    key(pane, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now().starts == when("10:00"))
    qtbot.waitUntil(lambda: not pane.ask.isVisible())
    assert pane.stage.way == way


def test_a_slip_chosen_on_the_card_is_asked_about_and_a_start_is_not(
    pane: CalendarPane, qtbot: QtBot, now: Callable[[], Session], final: bytes
) -> None:
    pane.card.status_asked.emit(final, "suspended")
    assert pane.ask.isVisible()
    qtbot.keyClicks(pane.ask.line, "Lightning")
    key(pane, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now().status == "suspended")
    qtbot.waitUntil(lambda: not pane.ask.isVisible())
    pane.card.status_asked.emit(final, "running")
    assert not pane.ask.isVisible()
    qtbot.waitUntil(lambda: now().status == "running")


def test_struck_it_is_gone_and_its_card_closed(pane: CalendarPane, qtbot: QtBot, final: bytes) -> None:
    pane.open_card(final)
    qtbot.waitUntil(pane.card.isVisible)
    pane.card.strike_asked.emit(final)
    qtbot.keyClicks(pane.ask.line, "Typed twice")
    key(pane, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: final not in pane._held.arranged.at)
    qtbot.waitUntil(lambda: not pane.card.isVisible())


def test_a_day_is_gone_to_by_its_words(pane: CalendarPane, qtbot: QtBot) -> None:
    pane.acting.ask_day(QRect(10, 10, 10, 10))
    qtbot.keyClicks(pane.ask.line, "the 20th")
    key(pane, qtbot, Qt.Key.Key_Return)
    assert "is not a day" in pane.ask.error.text()
    pane.ask.line.clear()
    qtbot.keyClicks(pane.ask.line, "2028-07-25")
    key(pane, qtbot, Qt.Key.Key_Return)
    assert not pane.ask.isVisible()
    assert pane.stage.day_shown.isoformat() == "2028-07-25"
