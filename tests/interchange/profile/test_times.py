"""The times of a row: split ranges, zones in words, nights that end after midnight, times not yet decided."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from eocdesk.interchange.format import Asked
from eocdesk.interchange.profile.model import Timing
from eocdesk.interchange.profile.times import Clockwork, Times, oddities
from eocdesk.models.errors import Refused

LA = Asked(zone="America/Los_Angeles", year=2028)
RANGE = Timing(
    day="day",
    days=("%a %b %d",),
    range="time",
    patterns=("%I:%M %p", "%H:%M"),
    zone="ask",
    zones={"(CT)": "America/Chicago"},
    open=("TBD", "TBD–TBD"),
    overnight=True,
)


def utc(when: int | None) -> str:
    assert when is not None
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=when):%m-%d %H:%M}"


def times(words: str, day: str = "Wed Jul 19", timing: Timing = RANGE, asked: Asked = LA) -> Times:
    return Clockwork(timing, asked).times({"day": day, "time": words})


@pytest.mark.parametrize("between", ["–", "—", " - ", " to "])
def test_a_range_is_split_however_its_dash_is_written(between: str) -> None:
    made = times(f"9:30 AM{between}12:00 PM")
    assert (utc(made.starts), utc(made.ends), made.warnings) == ("07-19 16:30", "07-19 19:00", [])


def test_a_zone_in_the_words_comes_before_that_of_the_file() -> None:
    made = times("9:00 (CT)–11:30 (CT)")
    assert (utc(made.starts), utc(made.ends)) == ("07-19 14:00", "07-19 16:30")


def test_an_evening_ends_on_the_next_day() -> None:
    made = times("6:30 PM–12:00 AM")
    assert (utc(made.starts), utc(made.ends), made.day) == ("07-20 01:30", "07-20 07:00", date(2028, 7, 19))


def test_an_end_long_before_its_start_is_kept_as_said_and_told() -> None:
    made = times("8:00 AM–7:00 AM")
    assert made.warnings == ["ends before it starts"]
    plain = Timing(day="day", days=("%a %b %d",), range="time", patterns=("%I:%M %p",))
    assert times("9:00 AM–9:00 AM", timing=plain).warnings == ["ends when it starts"]


@pytest.mark.parametrize("words", ["TBD–TBD", "tbd", "", "TBD – TBD"])
def test_a_time_not_decided_yet_leaves_the_day_known(words: str) -> None:
    made = times(words)
    assert (made.day, made.starts, made.ends) == (date(2028, 7, 19), None, None)


def test_a_start_without_an_end_is_told() -> None:
    made = times("9:30 AM")
    assert (utc(made.starts), made.ends, made.warnings) == ("07-19 16:30", None, ["no end"])


def test_what_the_person_must_say_is_asked_before_any_row_is_read() -> None:
    with pytest.raises(Refused, match="say no time zone") as refused:
        Clockwork(RANGE, Asked(year=2028))
    assert refused.value.field == "zone"
    with pytest.raises(Refused, match="say no year") as refused:
        Clockwork(RANGE, Asked(zone="America/Los_Angeles"))
    assert refused.value.field == "year"
    with pytest.raises(Refused, match="is not a time zone"):
        Clockwork(RANGE, Asked(zone="Mars/Olympus", year=2028))


def test_a_source_that_knows_its_zone_asks_nothing_and_a_person_may_say_another() -> None:
    timing = Timing(start="time", zone="Europe/Paris")
    row = {"time": "2024-07-26 19:30"}
    assert utc(Clockwork(timing, Asked()).times(row).starts) == "07-26 17:30"
    assert utc(Clockwork(timing, Asked(zone="UTC")).times(row).starts) == "07-26 19:30"
    assert utc(Clockwork(timing, Asked()).times({"time": "2024-07-26T19:30:00Z"}).starts) == "07-26 19:30"


def test_a_column_may_name_the_zone_of_each_row() -> None:
    timing = Timing(start="time", zone_column="tz", zone="UTC")
    clockwork = Clockwork(timing, Asked())
    assert utc(clockwork.times({"time": "2028-07-14 12:00", "tz": "Asia/Tokyo"}).starts) == "07-14 03:00"
    assert utc(clockwork.times({"time": "2028-07-14 12:00", "tz": "nowhere"}).starts) == "07-14 12:00"


@pytest.mark.parametrize(
    ("words", "day", "why"),
    [
        ("half past nine", "Wed Jul 19", "is not a time as this source writes them"),
        ("9:30 AM", "someday", "is not a day as this source writes them"),
        ("9:30 AM", "", "has no day"),
    ],
)
def test_what_cannot_be_read_refuses_the_row(words: str, day: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        times(words, day)


def test_a_time_without_any_zone_is_refused_row_by_row() -> None:
    clockwork = Clockwork(Timing(start="time"), Asked())
    with pytest.raises(Refused, match="has no time zone: give it") as refused:
        clockwork.times({"time": "2028-07-14 12:00"})
    assert refused.value.field == "zone"
    assert clockwork.times({"time": "2028-07-14"}).day == date(2028, 7, 14)


def test_an_hour_that_the_clock_change_doubles_is_told() -> None:
    made = Clockwork(Timing(start="time"), LA).times({"time": "2028-11-05 01:30"})
    assert made.warnings[0].startswith("01:30 comes twice on 2028-11-05")


def test_an_end_that_says_no_zone_is_in_that_of_its_start() -> None:
    timing = Timing(start="s", end="e", patterns=("iso", "%H:%M"))
    for asked in (Asked(), Asked(zone="Asia/Tokyo")):
        made = Clockwork(timing, asked).times({"s": "2028-07-14T20:00-07:00", "e": "23:00"})
        assert (utc(made.starts), utc(made.ends)) == ("07-15 03:00", "07-15 06:00")
    made = Clockwork(timing, Asked()).times({"s": "2028-07-14T20:00-07:00", "e": "2028-07-15T09:00+02:00"})
    assert utc(made.ends) == "07-15 07:00"


def test_a_single_moment_needs_a_time() -> None:
    clockwork = Clockwork(Timing(), LA)
    assert utc(clockwork.moment("2028-07-14 20:00")) == "07-15 03:00"
    assert clockwork.moment("") is None
    with pytest.raises(Refused, match="is a day without a time"):
        clockwork.moment("2028-07-14")


def test_what_is_odd_about_two_times() -> None:
    assert oddities(5, None) == ["no end"]
    assert oddities(None, 5) == oddities(5, 6) == []
    assert oddities(5, 4) == ["ends before it starts"]
    assert oddities(5, 5) == ["ends when it starts"]
