"""The week a day belongs to, by the local clock."""

from __future__ import annotations

from datetime import date

import pytest

from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.week import Week
from tests.kit.sessions import DAY, HOUR, ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown


@pytest.fixture
def week(shown: Shown) -> Week:
    made = Week()
    shown(made, 1200, 600)
    made.look_at_day(date.fromisoformat(DAY))
    made.show_sessions(arrange([row("One", "10:00", "12:00")]), ZONE, when("12:00"))
    return made


def test_any_day_of_a_week_shows_the_same_one(week: Week) -> None:
    for day in (17, 20, 23):
        week.look_at_day(date(2028, 7, day))
        assert week.first == date(2028, 7, 17)
    assert week.days == (date(2028, 7, 17), date(2028, 7, 23))
    assert week.day_shown(date(2028, 7, 23))
    assert not week.day_shown(date(2028, 7, 24))
    week.look_at_day(date(2028, 7, 24))
    assert week.first == date(2028, 7, 24)


def test_today_is_marked_and_has_the_now_line(week: Week) -> None:
    columns = week.columns(3)
    assert [column.today for column in columns] == [False, False, True, False, False, False, False]
    assert [week.now_in(column) for column in columns] == [None, None, 720, None, None, None, None]
    assert len(columns) == week.count()


def test_a_week_with_a_clock_change_is_an_hour_shorter_or_longer(week: Week) -> None:
    week.look_at_day(date(2028, 3, 12))
    first, last = week.sight
    assert last - first == (7 * 24 - 1) * HOUR
    assert week.shift(5, 6) == 24 * HOUR  # from Saturday's midnight to Sunday's
    week.look_at_day(date(2028, 11, 5))
    assert week.sight[1] - week.sight[0] == (7 * 24 + 1) * HOUR


def test_a_session_moved_over_a_clock_change_keeps_its_hour(week: Week) -> None:
    week.look_at_day(date(2028, 11, 1))
    week.look_at_day(date(2028, 11, 5))
    assert week.place_of(when("2028-11-05 09:30"), 0) == (6, 570)
    week.look_at_day(date(2028, 11, 8))
    assert week.shift(0, 1) == 24 * HOUR


def test_with_more_room_more_stand_side_by_side(week: Week) -> None:
    busy = [row(f"{n}", "10:00", "12:00", venue=f"{n}") for n in range(8)]
    seen = []
    for wide in (700, 1200, 2400):
        week.resize(wide, 600)
        week.show_sessions(arrange(busy), ZONE, 0)
        shown = [session for session in busy if not week.rect_of(session.id).isEmpty()]
        seen.append(len({(week.rect_of(session.id).x()) for session in shown}))
    assert seen == sorted(seen)
    assert seen[0] < seen[-1]
