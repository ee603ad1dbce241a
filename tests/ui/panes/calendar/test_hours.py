"""Days and hours of a zone, right across its clock changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models.clock import at
from eocdesk.ui.panes.calendar.hours import (
    board_hours,
    clock_change,
    day_of,
    days_between,
    days_title,
    from_to,
    hours_of,
    midnight,
    monday,
    nth_day,
    parse_day,
    span,
    zone_label,
)
from tests.kit.sessions import HOUR, ZONE, when

ZONES = ("America/Los_Angeles", "Europe/Paris", "Asia/Kathmandu", "America/St_Johns", "Africa/Cairo", "UTC")
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "zone", "hours", "words"),
    [
        (date(2028, 3, 12), ZONE, 23, "clocks go forward, 23 h"),
        (date(2028, 11, 5), ZONE, 25, "clocks go back, 25 h"),
        (date(2028, 7, 19), ZONE, 24, ""),
        (date(2024, 10, 27), "Europe/Paris", 25, "clocks go back, 25 h"),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, zone: str, hours: int, words: str) -> None:
    first, last = span(day, zone)
    assert last - first == hours * HOUR
    assert len(hours_of(day, zone)) == hours
    assert clock_change(day, zone) == words


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    texts = [mark.text for mark in hours_of(date(2028, 11, 5), ZONE)]
    assert texts[:4] == ["00:00", "01:00", "01:00’", "02:00"]
    assert "02:00" not in [mark.text for mark in hours_of(date(2028, 3, 12), ZONE)]


def test_a_day_whose_midnight_is_skipped_begins_all_the_same() -> None:
    day = date(2024, 4, 26)  # Cairo puts its clocks forward at midnight
    assert day_of(midnight(day, "Africa/Cairo"), "Africa/Cairo") == day
    assert hours_of(day, "Africa/Cairo")[0].text == "01:00"


@given(DAYS, st.sampled_from(ZONES))
def test_days_follow_one_another_without_a_gap(day: date, zone: str) -> None:
    first, last = span(day, zone)
    assert last == span(day + timedelta(days=1), zone)[0]
    assert day_of(first, zone) == day_of(last - 1, zone) == day
    marks = hours_of(day, zone)
    assert [mark.at for mark in marks] == sorted({mark.at for mark in marks})
    assert all(first <= mark.at < last and at(mark.at, zone).hour == mark.hour for mark in marks)


@given(DAYS, st.sampled_from(ZONES), st.integers(1, 200))
def test_the_days_of_a_piece_of_time_are_those_it_touches(day: date, zone: str, hours: int) -> None:
    first = midnight(day, zone) + 7 * HOUR
    found = days_between(first, first + hours * HOUR, zone)
    assert found[0] == day
    assert found[-1] == day_of(first + hours * HOUR - 1, zone)
    assert found == [day + timedelta(days=n) for n in range(len(found))]


def test_a_day_that_ends_at_midnight_does_not_touch_the_next() -> None:
    assert days_between(when("09:00"), when("2028-07-20 00:00"), ZONE) == [date(2028, 7, 19)]


def test_times_are_written_with_what_one_must_know() -> None:
    assert from_to(when("09:00"), when("11:30"), ZONE) == "09:00–11:30"
    assert from_to(when("22:00"), when("2028-07-20 01:00"), ZONE) == "22:00–01:00 +1"
    assert from_to(when("09:00"), None, ZONE) == "09:00–"
    assert from_to(when("09:00"), when("08:00"), ZONE) == "09:00–"


def test_titles_are_english_and_say_what_differs() -> None:
    day = date(2028, 7, 19)
    assert days_title(day, day) == "Wednesday, July 19, 2028"
    assert days_title(day, day + timedelta(days=4)) == "July 19 – 23, 2028"
    assert days_title(date(2028, 7, 31), date(2028, 8, 6)) == "July 31 – August 6, 2028"
    assert days_title(date(2028, 12, 30), date(2029, 1, 2)) == "December 30, 2028 – January 2, 2029"


def test_a_zone_says_how_far_it_is_from_utc() -> None:
    assert zone_label(when("09:00"), ZONE) == "PDT (UTC−7)"
    assert zone_label(when("2028-12-01 09:00"), ZONE) == "PST (UTC−8)"
    assert zone_label(0, "Asia/Kathmandu") == "UTC+5:30"  # 1970: before its clocks were put to a quarter
    assert zone_label(when("09:00"), "UTC") == "UTC"


def test_the_day_of_the_event_is_counted_from_its_first() -> None:
    assert nth_day(date(2028, 7, 19), "2028-07-14", "2028-07-30") == "Day 6 of 17"
    assert nth_day(date(2028, 7, 31), "2028-07-14", "2028-07-30") == ""
    assert nth_day(date(2028, 7, 19), None, "not a day") == ""


def test_a_week_begins_on_its_monday() -> None:
    assert monday(date(2028, 7, 19)) == monday(date(2028, 7, 23)) == date(2028, 7, 17)
    assert monday(date(2028, 7, 24)) == date(2028, 7, 24)


def test_what_is_no_day_is_none() -> None:
    assert parse_day("2028-07-19") == date(2028, 7, 19)
    assert parse_day("2028-02-30") is parse_day("") is parse_day(None) is None


@pytest.mark.parametrize(("kept", "hours"), [(6, 6), (0, 4), ("soon", 4), (None, 4), (999, 4)])
def test_a_setting_that_is_no_number_of_hours_is_not_followed(kept: object, hours: int) -> None:
    assert board_hours(kept) == hours
