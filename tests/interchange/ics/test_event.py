"""One VEVENT says what it says: times in their zones, and everything odd about it told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from eocdesk.interchange.content_lines import blocks, unfold
from eocdesk.interchange.ics.event import Event, Reader, timed
from eocdesk.interchange.ics.zones import Zones
from eocdesk.models.errors import Refused


def read(*lines: str, given: str | None = None, cancelled: bool = False) -> Event:
    text = "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])
    (block,) = blocks(unfold(text), ("VEVENT",))[0]
    return Reader(Zones([], "", given), cancelled=cancelled).read(block, "VEVENT 1, line 1")


def moment(event: Event) -> datetime:
    assert isinstance(event.start, datetime)
    return event.start.astimezone(UTC)


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("DTSTART:20280714T200000Z", 20),
        ("DTSTART;TZID=America/Los_Angeles:20280714T130000", 20),
        ("DTSTART;TZID=/x.org/1/America/Los_Angeles:20280714T130000", 20),
        ("DTSTART;TZID=GMT+02:00:20280714T220000", 20),
        ("dtstart;value=date-time:20280714T200000z", 20),
    ],
)
def test_a_start_is_read_in_its_zone(line: str, hour: int) -> None:
    assert moment(read(line)).hour == hour


def test_a_floating_start_is_asked_about_and_taken_in_the_zone_that_was_given() -> None:
    with pytest.raises(Refused, match="have no time zone"):
        read("DTSTART:20280714T200000")
    assert moment(read("DTSTART:20280714T200000", given="Asia/Tokyo")).hour == 11


def test_an_all_day_event_is_a_day() -> None:
    event = read("DTSTART;VALUE=DATE:20280714", "DTEND;VALUE=DATE:20280717")
    values, warnings = timed(event.start, event.end, "UTC")
    assert values == {"day": "2028-07-14", "starts": None, "ends": None}
    assert warnings == ["all day until 2028-07-16; only the first day is kept"]


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ("DTEND;VALUE=DATE:20280715", "start and end are not both days or both times; the end was left out"),
        ("DTEND:yesterday", "the end cannot be read"),
        ("DURATION:PT2X", "the end cannot be read"),
    ],
)
def test_an_end_that_makes_no_sense_is_left_out_and_told(line: str, warning: str) -> None:
    event = read("DTSTART:20280714T200000Z", "SUMMARY:x", line)
    assert (event.end, event.warnings[0]) == (None, warning)


def test_a_length_is_an_end() -> None:
    event = read("DTSTART:20280714T200000Z", "DURATION:PT2H30M")
    assert event.end == datetime(2028, 7, 14, 22, 30, tzinfo=UTC)


def test_a_start_that_is_none_is_refused_and_no_start_is_to_be_decided() -> None:
    with pytest.raises(Refused, match="DTSTART “soon” in line 2 is neither a day nor a time"):
        read("DTSTART:soon")
    assert read("SUMMARY:Opening").warnings == ["no start: day and time to be decided"]
    with pytest.raises(Refused, match="says neither what nor when"):
        read("DESCRIPTION:x")


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["SUMMARY:Opening\\, at dusk"], "title", "Opening, at dusk"),
        (["DTSTART:20280714T200000Z"], "title", "(no title)"),
        (["SUMMARY:x", "CATEGORIES:Judo,Golf", "CATEGORIES:Golf"], "sport", "Judo, Golf"),
        (["SUMMARY:x", "DESCRIPTION:a\\nb", "URL:https://e.org"], "note", "a\nb\nhttps://e.org"),
        (["SUMMARY:x", "STATUS:CANCELLED"], "status", "cancelled"),
        (["SUMMARY:x", "STATUS:WHO KNOWS"], "status", "scheduled"),
        (["SUMMARY:x", "CLASS:CONFIDENTIAL"], "marking", "AMBER+STRICT"),
        (["SUMMARY:x", "CLASS:WHATEVER"], "marking", "AMBER"),
        (["SUMMARY:x", "CLASS:PUBLIC", "X-TLP:TLP:GREEN"], "marking", "GREEN"),
        (["SUMMARY:x", "X-TLP:PURPLE"], "marking", "RED"),
        (["SUMMARY:x", "SEQUENCE:7"], "sequence", 7),
        (["SUMMARY:x", "X-EOCDESK-CROWD:70240"], "crowd", 70240),
    ],
)
def test_each_property_fills_its_field(lines: list[str], field: str, value: Any) -> None:
    assert read(*lines).values[field] == value


def test_what_is_odd_is_told_and_what_cannot_be_read_passed_over() -> None:
    event = read("DTSTART:20280714T200000Z", "no content line", "LOCATION;broken", "STATUS:TENTATIVE", "SUMMARY:x")
    assert event.warnings == [
        "line 3 is no iCalendar line, passed over",
        "LOCATION in line 4 was passed over: line 4 has no value",
        "tentative",
    ]


def test_a_whole_calendar_can_be_cancelled() -> None:
    assert read("SUMMARY:x", "STATUS:CONFIRMED", cancelled=True).values["status"] == "cancelled"


def test_an_old_rule_of_exceptions_is_refused_and_not_ignored() -> None:
    with pytest.raises(Refused, match="EXRULE"):
        read("DTSTART:20280714T200000Z", "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY")


def test_dates_of_a_series_that_cannot_be_read_are_passed_over_and_told() -> None:
    event = read("SUMMARY:x", "DTSTART:20280714T200000Z", "RDATE:20280715T200000Z,soon", "EXDATE:20280716T200000Z")
    assert [begins for begins, _ in event.dates] == [datetime(2028, 7, 15, 20, tzinfo=UTC)]
    assert event.without == [datetime(2028, 7, 16, 20, tzinfo=UTC)]
    assert event.warnings == ["RDATE “soon” in line 4 was passed over"]


def test_an_hour_that_comes_twice_is_told() -> None:
    event = read("DTSTART;TZID=America/Los_Angeles:20281105T013000", "SUMMARY:x")
    assert timed(event.start, None, "UTC")[1] == ["01:30 comes twice on 2028-11-05: the first of the two was taken"]


def test_the_day_of_a_time_in_utc_is_the_events_day() -> None:
    values, _ = timed(datetime(2028, 7, 15, 3, tzinfo=UTC), None, "America/Los_Angeles")
    assert values["day"] == "2028-07-14"
    assert timed(date(2028, 7, 14), date(2028, 7, 10), "UTC")[1] == ["ends before it starts"]
    assert timed(None, None, "UTC") == ({"day": None, "starts": None, "ends": None}, [])


def test_an_event_that_was_never_ended_is_refused() -> None:
    top, _ = blocks(unfold("BEGIN:VEVENT\nSUMMARY:x\nBEGIN:VEVENT\nEND:VEVENT\n"), ("VEVENT",))
    with pytest.raises(Refused, match="VEVENT is never ended"):
        Reader(Zones([], "", None)).read(top[0], "VEVENT 1")
