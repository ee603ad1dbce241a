"""Columns of hours by keyboard and by hand: walk, open, count, move, resize."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.week import Week
from tests.kit.hands import drag
from tests.kit.pictures import count, grabbed
from tests.kit.sessions import DAY, ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

ONE = row("One", "10:00", "12:00", venue="a")
TWO = row("Two", "14:00", "15:00", venue="b")
NEXT = row("Next", "2028-07-20 10:00", "2028-07-20 12:00", venue="a")
MADE = [ONE, TWO, NEXT]
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def week(shown: Shown) -> Week:
    made = Week()
    shown(made, 1000, 640)
    made.look_at_day(date.fromisoformat(DAY))
    show(made, MADE)
    return made


def show(grid: Week, made: list[SessionRow], now: str = "12:00") -> None:
    grid.show_sessions(arrange(made), ZONE, when(now))


def moves(grid: Week) -> list[tuple[Any, ...]]:
    asked: list[tuple[Any, ...]] = []
    grid.move_asked.connect(partial(_note, asked))
    return asked


def _note(asked: list[tuple[Any, ...]], *asking: object) -> None:
    asked.append(asking)


def middle(grid: Week, session: SessionRow) -> QPoint:
    return grid.rect_of(session.id).center()


def hour(grid: Week) -> int:
    return round(grid.rect_of(TWO.id).height() + 2)


def test_arrows_walk_over_sessions_and_enter_opens(week: Week, qtbot: QtBot) -> None:
    seen: list[object] = []
    week.picked.connect(seen.append)
    week.select(ONE.id)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right):
        qtbot.keyClick(week, key)
    assert seen == [ONE.id, TWO.id, ONE.id, NEXT.id]
    assert "Next" in week.accessibleDescription()
    with qtbot.waitSignal(week.opened) as told:
        qtbot.keyClick(week, Qt.Key.Key_Return)
    assert told.args == [NEXT.id]
    qtbot.keyClick(week, Qt.Key.Key_Escape)
    assert week.selected is None


def test_the_first_arrow_begins_near_now(week: Week, qtbot: QtBot) -> None:
    show(week, MADE, now="13:40")
    qtbot.keyClick(week, Qt.Key.Key_Down)
    assert week.selected == TWO.id


def test_what_is_only_counted_is_reached_by_keys_and_leads_to_its_day(week: Week, qtbot: QtBot) -> None:
    busy = [row(f"{n}", "10:00", "12:00", venue=f"{n}") for n in range(9)]
    show(week, busy)
    qtbot.keyClick(week, Qt.Key.Key_Down)
    with qtbot.waitSignal(week.more_picked) as told:
        for _ in range(9):
            qtbot.keyClick(week, Qt.Key.Key_Right)
        assert "more sessions" in week.accessibleDescription()
        qtbot.keyClick(week, Qt.Key.Key_Return)
    assert told.args == [date.fromisoformat(DAY)]


def test_a_session_inside_a_count_is_shown_by_marking_the_count(week: Week) -> None:
    busy = [row(f"{n}", "10:00", "12:00", venue=f"{n}") for n in range(9)]
    show(week, busy)
    before = count(grabbed(week), LIGHT.accent)
    week.select(busy[8].id)
    assert week.selected == busy[8].id
    assert count(grabbed(week), LIGHT.accent) > before
    assert busy[8].title in week.accessibleDescription()


def test_the_hand_picks_opens_counts_and_goes_to_a_day(week: Week, qtbot: QtBot) -> None:
    port = week.viewport()
    qtbot.mouseClick(port, LEFT, pos=middle(week, TWO))
    assert week.selected == TWO.id
    with qtbot.waitSignal(week.opened) as told:
        qtbot.mouseDClick(port, LEFT, pos=middle(week, ONE))
    assert told.args == [ONE.id]
    with qtbot.waitSignal(week.column_picked) as told:
        qtbot.mouseClick(port, LEFT, pos=QPoint(middle(week, NEXT).x(), 10))
    assert told.args == [date(2028, 7, 20)]
    qtbot.mouseClick(port, LEFT, pos=QPoint(middle(week, NEXT).x(), 620))
    assert week.selected is None


def test_a_session_is_moved_by_keys_alone(week: Week, qtbot: QtBot) -> None:
    asked = moves(week)
    week.select(ONE.id)
    qtbot.keyClick(week, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(week, Qt.Key.Key_Down, ALT | SHIFT)
    assert asked == [
        (ONE.id, when("10:05"), when("12:05")),
        (ONE.id, when("10:05"), when("13:05")),
    ]
    drawn = count(grabbed(week), LIGHT.accent, near=40)
    week.withdraw()
    assert count(grabbed(week), LIGHT.accent, near=40) < drawn


def test_a_block_is_dragged_down_the_hours(week: Week) -> None:
    asked = moves(week)
    begin = middle(week, ONE)
    drag(week.viewport(), [begin, begin + QPoint(0, hour(week) // 2), begin + QPoint(0, hour(week))])
    assert asked == [(ONE.id, when("11:00"), when("13:00"))]


def test_a_block_is_dragged_to_another_day(week: Week) -> None:
    asked = moves(week)
    begin, column = middle(week, ONE), middle(week, NEXT).x() - middle(week, ONE).x()
    drag(week.viewport(), [begin, begin + QPoint(column // 2, 0), begin + QPoint(2 * column, 0)])
    assert asked == [(ONE.id, when("2028-07-21 10:00"), when("2028-07-21 12:00"))]


def test_its_lower_edge_makes_it_longer(week: Week) -> None:
    asked = moves(week)
    rect = week.rect_of(ONE.id)
    begin = QPoint(rect.center().x(), rect.bottom() - 2)
    drag(week.viewport(), [begin, begin + QPoint(0, 20), begin + QPoint(0, hour(week))])
    assert asked == [(ONE.id, when("10:00"), when("13:00"))]


def test_a_trembling_hand_moves_nothing(week: Week) -> None:
    asked = moves(week)
    begin = middle(week, ONE)
    drag(week.viewport(), [begin, begin + QPoint(2, 2), begin + QPoint(1, 3)])
    drag(week.viewport(), [begin, begin + QPoint(0, 80), begin])
    assert asked == []
    assert week.selected == ONE.id


def test_a_minute_later_the_line_moves_and_what_is_over_fades(week: Week) -> None:
    before = grabbed(week)
    week.set_now(when("12:30"))
    after = grabbed(week)
    assert after != before
    show(week, MADE, now="12:30")
    assert grabbed(week) == after


def test_at_midnight_today_is_another_column(week: Week) -> None:
    week.set_now(when("2028-07-20 00:01"))
    moved = grabbed(week)
    show(week, MADE, now="2028-07-20 00:01")
    assert grabbed(week) == moved


def test_selecting_what_is_scrolled_away_brings_it_into_sight(week: Week) -> None:
    late = row("Late", "2028-07-22 23:00", "2028-07-22 23:30")
    early = row("Early", "2028-07-18 01:00", "2028-07-18 01:30")
    show(week, [*MADE, late, early])
    for session in (late, early, late):
        week.select(session.id)
        assert week.viewport().rect().contains(week.rect_of(session.id))


def test_tips_say_all_of_a_session_and_of_a_column(week: Week) -> None:
    place = middle(week, ONE)
    assert "10:00–12:00" in week._tip(place.x(), place.y())
    assert week._tip(middle(week, NEXT).x(), 10) == "Thu 20"


def test_an_empty_week_says_so(week: Week) -> None:
    show(week, [])
    plain = count(grabbed(week), LIGHT.muted, near=30)
    show(week, [row("x", "03:00", "03:05")])
    assert plain > count(grabbed(week), LIGHT.muted, near=30)
