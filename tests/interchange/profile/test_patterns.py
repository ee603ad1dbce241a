"""Dates and times as sources write them are read in one way only, or refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.profile.patterns import compiled, needs_year, read, tidy
from eocdesk.models.errors import Refused


def said(words: str, *patterns: str, year: int | None = None) -> tuple[date | None, time | None]:
    when = read(words, patterns, year)
    assert when is not None
    return when.day, when.clock


@pytest.mark.parametrize(
    ("words", "pattern", "day", "clock"),
    [
        ("Wed Jul 19", "%a %b %d", date(2028, 7, 19), None),
        ("Wednesday, July 19th", "%A, %B %d", date(2028, 7, 19), None),
        ("jul. 4 2028", "%b %d %Y", date(2028, 7, 4), None),
        ("4-Sept-28", "%d-%b-%y", date(2028, 9, 4), None),
        ("9:30 a.m.", "%I:%M %p", None, time(9, 30)),
        ("12:00 AM", "%I:%M %p", None, time(0, 0)),
        ("12:15 PM", "%I:%M %p", None, time(12, 15)),
        ("6/24/2017 11:42:52 PM", "%m/%d/%Y %I:%M:%S %p", date(2017, 6, 24), time(23, 42, 52)),
        ("2028-07-14T20:00:00.250", "iso", date(2028, 7, 14), time(20, 0, 0, 250_000)),
        ("45000.5", "excel", date(2023, 3, 15), time(12, 0)),
        ("45000", "excel", date(2023, 3, 15), None),
        ("Feb 29", "%b %d", date(2028, 2, 29), None),
    ],
)
def test_a_pattern_reads_what_it_says(words: str, pattern: str, day: date | None, clock: time | None) -> None:
    assert said(words, pattern, year=2028) == (day, clock)


def test_no_language_of_the_machine_changes_a_month() -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "December"]
    days = [said(f"{month} 1", "%b %d", year=2028)[0] for month in months]
    assert [day.month for day in days if day] == list(range(1, 13))


@pytest.mark.parametrize(
    ("words", "pattern", "why"),
    [
        ("Wed Jul 18", "%a %b %d", "is not a Wed in 2028: is it another year"),
        ("Jul 32", "%b %d", "is not a day of 2028"),
        ("Foo 12", "%b %d", "is not a day of 2028"),
        ("13:00 PM", "%I:%M %p", "is not a time of day"),
        ("25:00", "%H:%M", "is not a time of day"),
    ],
)
def test_what_cannot_be_is_refused_and_not_bent(words: str, pattern: str, why: str) -> None:
    with pytest.raises(Refused, match=why.replace("?", r"\?")):
        read(words, (pattern,), 2028)


def test_a_date_without_a_year_asks_for_it() -> None:
    with pytest.raises(Refused, match="give the year") as refused:
        read("Jul 14", ("%b %d",), None)
    assert refused.value.field == "year"
    assert needs_year("%b %d")
    assert not needs_year("%b %d %y")
    assert not needs_year("iso")
    assert not needs_year("%H:%M")


def test_what_fits_no_pattern_is_none() -> None:
    assert read("soon", ("iso", "%H:%M", "unix"), 2028) is None
    assert read("2028-02-30", ("iso",), None) is None


def test_midnight_at_the_end_of_a_day_is_the_next_day() -> None:
    when = read("24:00", ("%H:%M",), None)
    assert when is not None
    assert (when.clock, when.next_day) == (time(0), True)


@pytest.mark.parametrize(
    ("words", "pattern", "hours"),
    [
        ("13:00 UTC-6", "%H:%M", -6),
        ("13:00 GMT", "%H:%M", 0),
        ("13:00 +05:30", "%H:%M %z", 5.5),
        ("20:00Z", "%H:%M%z", 0),
    ],
)
def test_a_zone_said_with_the_time_is_taken(words: str, pattern: str, hours: float) -> None:
    when = read(words, (pattern,), None)
    assert when is not None
    assert when.zone is not None
    assert datetime(2028, 7, 14, tzinfo=when.zone).utcoffset() == timedelta(hours=hours)


def test_a_zone_alone_is_no_time() -> None:
    assert read("UTC", ("iso",), None) is None


def test_a_pattern_that_cannot_be_is_refused() -> None:
    with pytest.raises(Refused, match="“%Q” in the pattern"):
        compiled("%Q")
    with pytest.raises(Refused, match="says the same part twice"):
        compiled("%d %d")


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)))  # noqa: DTZ001  written without a zone
def test_seconds_since_1970_and_iso_mean_the_same(at: datetime) -> None:
    at = at.replace(microsecond=0)
    seconds = int(at.replace(tzinfo=UTC).timestamp())
    assert said(str(seconds), "unix") == said(str(seconds * 1000), "unix-ms") == said(at.isoformat(), "iso")


@given(st.text(max_size=30))
def test_any_words_are_read_or_not_and_never_break(words: str) -> None:
    try:
        read(words, ("iso", "unix", "excel", "%a %b %d", "%I:%M %p", "%d/%m/%Y %H:%M:%S.%f %z"), 2028)
    except Refused as refused:
        assert refused.sentence.endswith((".", "?"))  # noqa: PT017  either way is right


def test_blanks_of_every_width_are_one() -> None:
    assert tidy(" 9:30\u202fAM \u2009x\n") == "9:30 AM x"
