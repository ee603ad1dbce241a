"""Local times become the right moments, also in the hours a clock change doubles or skips."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.clocks import day_of, moment_of, window, zone_of

LA = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("UTC-6", -6),
        ("UTC−6", -6),
        ("+01:00", 1),
        ("GMT+0530", 5.5),
        ("UTC±0", 0),
        ("Z", 0),
        ("utc", 0),
        ("-07:00", -7),
    ],
)
def test_an_offset_is_a_zone_however_it_is_written(words: str, hours: float) -> None:
    zone = zone_of(words)
    assert zone is not None
    assert datetime(2028, 7, 14, tzinfo=zone).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("words", ["", "Pacific", "../etc/passwd", "UTC-99", "America/", "/etc/localtime", "A" * 5000])
def test_what_is_no_zone_is_none_and_reads_no_file(words: str) -> None:
    assert zone_of(words) is None


def test_a_zone_by_name_follows_summer_time() -> None:
    zone = zone_of("Europe/Paris")
    assert zone is not None
    assert datetime(2024, 7, 26, tzinfo=zone).utcoffset() == timedelta(hours=2)
    assert datetime(2024, 1, 26, tzinfo=zone).utcoffset() == timedelta(hours=1)


def test_an_hour_that_comes_twice_is_the_first_and_told() -> None:
    when, warning = moment_of(datetime(2028, 11, 5, 1, 30), LA)  # noqa: DTZ001  local on purpose
    assert when == int(datetime(2028, 11, 5, 8, 30, tzinfo=UTC).timestamp() * 1000)
    assert "comes twice" in warning


def test_an_hour_that_never_comes_is_told() -> None:
    when, warning = moment_of(datetime(2028, 3, 12, 2, 30), LA)  # noqa: DTZ001  local on purpose
    assert when is not None
    assert "does not exist" in warning


@given(st.datetimes(datetime(1902, 1, 1), datetime(2300, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_is_exact_to_the_millisecond(at: datetime) -> None:
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    when, warning = moment_of(at.replace(tzinfo=None), UTC)
    assert warning == ""
    assert when is not None
    assert datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=when) == at


def test_the_local_day_is_the_zones_and_not_that_of_utc() -> None:
    evening = int(datetime(2028, 7, 15, 3, 0, tzinfo=UTC).timestamp() * 1000)
    assert day_of(evening, "America/Los_Angeles") == "2028-07-14"
    assert day_of(evening, "UTC") == "2028-07-15"


def test_the_window_is_thirty_days_either_side_with_the_last_day_whole() -> None:
    assert window(date(2028, 7, 14), date(2028, 7, 30)) == (date(2028, 6, 14), date(2028, 8, 30))
    assert window(date.min, date.max) == (date.min, date.max)
