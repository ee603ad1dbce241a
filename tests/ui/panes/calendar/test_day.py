"""One day, a column a venue, real hours down, also where the clocks change."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.day import Day
from tests.kit.sessions import DAY, HOUR, ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

TODAY = date.fromisoformat(DAY)


@pytest.fixture
def day(shown: Shown) -> Day:
    made = Day()
    shown(made, 800, 500)
    made.look_at_day(TODAY)
    return made


def test_venues_that_have_nothing_that_day_have_no_column(day: Day) -> None:
    made = [row(starts="09:00", venue="a"), row(starts="2028-07-20 09:00", venue="b"), row(day=DAY, venue="c")]
    day.show_sessions(arrange(made), ZONE, 0)
    assert [column.title for column in day.columns(4)] == ["Venue a", "Venue c"]
    assert day.count() == 2
    day.look_at_day(date(2028, 7, 20))
    assert [column.title for column in day.columns(4)] == ["Venue b"]
    assert day.days == (date(2028, 7, 20), date(2028, 7, 20))


def test_four_at_once_at_one_venue_are_all_seen(day: Day) -> None:
    made = [row(f"{n}", "09:00", "10:00", venue="a") for n in range(4)]
    day.show_sessions(arrange(made), ZONE, 0)
    assert all(not day.rect_of(session.id).isEmpty() for session in made)


def test_many_venues_scroll_sideways_to_the_one_that_is_selected(day: Day) -> None:
    made = [row(f"{n}", "09:00", "10:00", venue=f"{n:02d}") for n in range(30)]
    day.show_sessions(arrange(made), ZONE, 0)
    assert day.horizontalScrollBar().maximum() > 0
    day.select(made[-1].id)
    assert day.viewport().rect().contains(day.rect_of(made[-1].id).center())


@pytest.mark.parametrize(("changes", "hours"), [("2028-03-12", 23), ("2028-11-05", 25), (DAY, 24)])
def test_a_day_is_as_long_as_it_is(day: Day, changes: str, hours: int) -> None:
    whole = row(starts=f"{changes} 00:00", ends=f"{changes} 23:59")
    day.look_at_day(date.fromisoformat(changes))
    day.show_sessions(arrange([whole]), ZONE, 0)
    first, last = day.sight
    assert last - first == hours * HOUR
    column = day.columns(4)[0]
    assert len(column.hours) == hours
    assert column.blocks[0].bottom == hours * 60 - 1


def test_the_now_line_is_there_today_only(day: Day) -> None:
    day.show_sessions(arrange([row(starts="09:00", venue="a")]), ZONE, when("12:30"))
    column = day.columns(4)[0]
    assert day.now_in(column) == column.now == 750
    day.set_now(when("2028-07-20 12:30"))
    assert day.now_in(column) is None


def test_a_drag_sideways_is_no_move_to_another_venue(day: Day, qtbot: QtBot) -> None:
    made = [row("A", "09:00", "10:00", venue="a"), row("B", "09:00", "10:00", venue="b")]
    day.show_sessions(arrange(made), ZONE, 0)
    assert day.shift(0, 1) == 0
    assert day.place_of(when("10:30"), 1) == (1, 630)
    qtbot.mouseClick(day.viewport(), Qt.MouseButton.LeftButton, pos=day.rect_of(made[1].id).center() + QPoint(0, 1))
    assert day.selected == made[1].id
