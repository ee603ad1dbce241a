"""Times as they are typed at a desk, through the nights when clocks change."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from eocdesk.models import Refused, clock, moments

LA = "America/Los_Angeles"


def at(words: str, zone: str = LA) -> int:
    when = datetime.fromisoformat(words)
    return clock.moment(when if when.tzinfo else when.replace(tzinfo=ZoneInfo(zone)))


NOON = at("2028-07-19T12:00")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1130", "2028-07-19T11:30"),
        ("11:30", "2028-07-19T11:30"),
        ("930", "2028-07-19T09:30"),
        ("1200", "2028-07-19T12:00"),
        ("1201", "2028-07-18T12:01"),
        (" 2359 ", "2028-07-18T23:59"),
        ("2028-07-19 14:30", "2028-07-19T14:30"),
        ("2028-07-19T14:30:05", "2028-07-19T14:30:05"),
        ("2028-07-19T1430", "2028-07-19T14:30"),
        ("2028-07-19T14:30Z", "2028-07-19T14:30+00:00"),
        ("2028-07-19T14:30-04:00", "2028-07-19T14:30-04:00"),
        ("2028-07-19", "2028-07-19T00:00"),
    ],
)
def test_an_hour_alone_is_the_latest_past_and_a_day_with_it_is_that_day(typed: str, meant: str) -> None:
    assert moments.parse(typed, LA, NOON) == at(meant)


def test_the_hour_is_that_of_the_event_not_of_the_machine() -> None:
    assert moments.parse("0900", "Asia/Tokyo", at("2028-07-19T10:00", "Asia/Tokyo")) == at(
        "2028-07-19T09:00", "Asia/Tokyo"
    )


def test_an_hour_that_came_twice_is_asked_about_with_both_readings() -> None:
    with pytest.raises(Refused) as refused:
        moments.parse("0130", LA, at("2028-11-05T09:00"))
    assert "2028-11-05T01:30:00-07:00 or 2028-11-05T01:30:00-08:00" in refused.value.sentence
    for reading in ("2028-11-05T01:30:00-07:00", "2028-11-05T01:30:00-08:00"):
        assert moments.parse(reading, LA, NOON) == at(reading)


def test_before_the_hour_comes_again_only_its_first_coming_is_past() -> None:
    assert moments.parse("0130", LA, at("2028-11-05T01:45-07:00")) == at("2028-11-05T01:30-07:00")
    with pytest.raises(Refused, match="twice"):
        moments.parse("0130", LA, at("2028-11-05T01:45-08:00"))


def test_an_hour_that_was_skipped_is_no_time_of_that_night_but_of_the_night_before() -> None:
    with pytest.raises(Refused, match="skipped"):
        moments.parse("2028-03-12T02:30", LA, NOON)
    assert moments.parse("0230", LA, at("2028-03-12T09:00")) == at("2028-03-11T02:30")


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2500", "24:00", "1260", "2028-02-30 10:00", "2028-07-19T14:30:99", "0001-01-01T00:00", "9999-12-31"],
)
@pytest.mark.parametrize("zone", [LA, "Asia/Tokyo"])
def test_what_is_no_time_is_said_beside_the_field(typed: str, zone: str) -> None:
    with pytest.raises(Refused) as refused:
        moments.parse(typed, zone, NOON)
    assert refused.value.field == "happened"
    assert refused.value.sentence.endswith(".")
