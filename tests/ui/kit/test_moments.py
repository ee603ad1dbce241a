"""Times typed at a desk."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from eocdesk.models.clock import moment
from eocdesk.models.errors import Refused
from eocdesk.ui.kit.moments import Lean, clock, lasted, parse_day, parse_moment, short, shown

LA = "America/Los_Angeles"


def at(text: str, zone: str = LA) -> int:
    return moment(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


NOW = at("2028-07-19 14:32")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1431", "2028-07-19 14:31"),
        ("14:31", "2028-07-19 14:31"),
        ("14:31:07", "2028-07-19 14:31:07"),
        ("931", "2028-07-19 09:31"),
        ("2350", "2028-07-18 23:50"),  # what happened lies behind
        ("1436", "2028-07-19 14:36"),  # a clock on the wall may be ahead
        ("2028-07-20 0600", "2028-07-20 06:00"),
        ("2028-07-20T06:00", "2028-07-20 06:00"),
        ("14:31 PDT", "2028-07-19 14:31"),
        ("21:31 UTC", "2028-07-19 14:31"),
        ("2131Z", "2028-07-19 14:31"),
        ("now", "2028-07-19 14:32"),
        ("-20", "2028-07-19 14:12"),
        ("-1h", "2028-07-19 13:32"),
    ],
)
def test_a_time_that_happened_is_the_latest_one_behind(typed: str, meant: str) -> None:
    assert parse_moment(typed, LA, NOW, Lean.PAST) == at(meant)


def test_a_time_that_is_due_lies_ahead() -> None:
    assert parse_moment("0600", LA, NOW, Lean.FUTURE) == at("2028-07-20 06:00")
    assert parse_moment("+45", LA, NOW, Lean.FUTURE) == at("2028-07-19 15:17")
    assert parse_moment("+1h 30", LA, NOW) == at("2028-07-19 16:02")


def test_a_bare_time_keeps_the_day_it_is_changed_on() -> None:
    assert parse_moment("1900", LA, NOW, on=at("2028-07-25 20:00")) == at("2028-07-25 19:00")


def test_nothing_typed_is_no_time() -> None:
    assert parse_moment("  ", LA, NOW) is None
    assert parse_day(" ", date(2028, 7, 19)) is None


@pytest.mark.parametrize("typed", ["25:00", "1461", "2 pm", "07/19", "2028-02-30 10:00", "14:31 EST", "half past"])
def test_what_is_no_time_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refused):
        parse_moment(typed, LA, NOW)


def test_an_hour_that_comes_twice_is_asked_about() -> None:
    night = at("2028-11-05 08:00")
    with pytest.raises(Refused, match="Write 01:30 PDT or 01:30 PST"):
        parse_moment("0130", LA, night, Lean.PAST)
    first, second = (parse_moment(f"0130 {mark}", LA, night, Lean.PAST) for mark in ("PDT", "PST"))
    assert first is not None
    assert second is not None
    assert second - first == 3_600_000


def test_within_the_doubled_hour_only_what_is_behind_can_have_happened() -> None:
    night = at("2028-11-05 01:10")  # the first time round
    assert parse_moment("0105", LA, night, Lean.PAST) == night - 5 * 60_000


def test_an_hour_that_was_skipped_is_refused() -> None:
    with pytest.raises(Refused, match="did not exist"):
        parse_moment("2028-03-12 02:30", LA, NOW)


def test_what_is_shown_can_be_typed_again() -> None:
    assert parse_moment(shown(NOW, LA), LA, NOW) == NOW
    assert clock(NOW, "UTC", seconds=True) == "21:32:00"
    assert shown(None, LA) == ""


def test_a_time_says_its_day_only_where_it_is_another() -> None:
    assert short(NOW, LA, NOW) == "14:32"
    assert short(at("2028-07-18 09:05"), LA, NOW) == "18 Jul 09:05"
    assert short(at("2027-07-18 09:05"), LA, NOW) == "18 Jul 2027 09:05"


def test_days_are_typed() -> None:
    today = date(2028, 7, 19)
    assert [parse_day(word, today) for word in ("today", "tomorrow", "2028-08-01")] == [
        "2028-07-19",
        "2028-07-20",
        "2028-08-01",
    ]
    with pytest.raises(Refused, match="Write it as"):
        parse_day("7/19", today)


@pytest.mark.parametrize("fold", [0, 1])
@pytest.mark.parametrize(("zone", "day"), [(LA, "2028-11-05 01:30"), ("America/Sao_Paulo", "2018-02-17 23:30")])
def test_what_is_shown_can_be_typed_again_in_the_hour_that_came_twice(zone: str, day: str, fold: int) -> None:
    when = moment(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone), fold=fold))
    assert parse_moment(shown(when, zone), zone, NOW) == when
    assert shown(at("2028-07-19 14:31"), LA) == "2028-07-19 14:31"


def test_how_long_is_said_in_the_two_units_that_matter() -> None:
    said = [lasted(minutes * 60_000) for minutes in (-5, 4, 130, 3 * 24 * 60 + 240)]
    assert said == ["0 min", "4 min", "2 h 10 min", "3 d 4 h"]
