"""A calendar file becomes sessions: every component counted, newer revisions before older, nothing lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from eocdesk.commands.reading import Reading
from eocdesk.interchange.format import Asked, Cancelled
from eocdesk.interchange.ics.read import instance_words, read_ics
from eocdesk.models.errors import Refused

GAMES = Asked(event_zone="America/Los_Angeles", starts=date(2028, 7, 14), ends=date(2028, 7, 30), file_name="s.ics")
OPENING = ("UID:1", "DTSTART:20280715T030000Z", "DTEND:20280715T050000Z", "SUMMARY:Opening", "LOCATION:Stadium")


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).encode()


def read(*parts: str, asked: Asked = GAMES) -> Reading:
    reading = read_ics(calendar(*parts), asked)
    assert reading.read == len(reading.items) + len(reading.refused)
    return reading


def test_an_event_is_a_session_on_its_local_day() -> None:
    (item,) = read(event(*OPENING)).items
    assert (item.kind, item.key, item.names) == ("session", "1", {"venue": "Stadium"})
    assert (item.values["title"], item.values["day"]) == ("Opening", "2028-07-14")
    start = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=item.values["starts"])
    assert f"{start:%d %H:%M}" == "15 03:00"


def test_a_single_event_comes_in_whatever_its_date() -> None:
    assert len(read(event("UID:1", "DTSTART:19990101T000000Z", "SUMMARY:Old")).items) == 1


def test_what_is_no_session_is_refused_one_by_one() -> None:
    parts = [f"BEGIN:{name}\r\nUID:x\r\nEND:{name}" for name in ("VTODO", "VJOURNAL", "VFREEBUSY", "VPARTY")]
    reading = read(event(*OPENING), *parts)
    assert [refusal.at for refusal in reading.refused] == [
        "VTODO 1, line 10",
        "VJOURNAL 1, line 13",
        "VFREEBUSY 1, line 16",
        "VPARTY 1, line 19",
    ]
    assert reading.refused[0].reason == "A to-do is no session of a calendar."
    assert reading.refused[3].reason == "VPARTY is no session of a calendar."


def test_of_two_revisions_in_one_file_the_newer_counts() -> None:
    older, newer = event(*OPENING, "SEQUENCE:1"), event(*OPENING[:3], "SUMMARY:Opening moved", "SEQUENCE:2")
    for parts in ((older, newer), (newer, older)):
        reading = read(*parts)
        assert [item.values["title"] for item in reading.items] == ["Opening moved"]
        assert reading.refused[0].reason == "Superseded by SEQUENCE 2 in the same file."
    stamped = (
        event(*OPENING, "DTSTAMP:20280101T000000Z"),
        event(*OPENING[:3], "SUMMARY:Opening", "DTSTAMP:20280201T000000Z"),
    )
    assert "Superseded by a newer revision" in read(*stamped).refused[0].reason


def test_an_exact_repeat_stays_and_two_events_of_one_uid_are_told_apart() -> None:
    assert [item.key for item in read(event(*OPENING), event(*OPENING)).items] == ["1", "1"]
    reading = read(event(*OPENING), event("UID:1", "DTSTART:20280716T030000Z", "SUMMARY:Heats"))
    assert [item.key for item in reading.items] == ["1/20280715T030000Z", "1/20280716T030000Z"]
    assert "their start tells them apart" in reading.warnings[-1]


def test_an_event_without_a_uid_is_named_after_its_content_every_time_the_same() -> None:
    one, two = (read(event(*OPENING[1:])).items[0] for _ in range(2))
    assert one.key == two.key
    assert "no UID; named after its content" in one.warnings


def test_a_series_is_a_session_a_day_and_each_has_a_name_of_its_own() -> None:
    start = (
        "UID:b",
        "DTSTART;TZID=America/Los_Angeles:20280714T090000",
        "SUMMARY:Briefing",
        "RRULE:FREQ=DAILY;COUNT=3",
    )
    moved = event(
        "UID:b",
        "RECURRENCE-ID;TZID=America/Los_Angeles:20280715T090000",
        "DTSTART;TZID=America/Los_Angeles:20280715T110000",
        "SUMMARY:Late briefing",
    )
    reading = read(event(*start), moved)
    assert [item.key for item in reading.items] == ["b/20280714T160000Z", "b/20280715T160000Z", "b/20280716T160000Z"]
    assert [item.values["title"] for item in reading.items] == ["Briefing", "Late briefing", "Briefing"]


def test_a_series_outside_of_the_event_is_refused_and_so_is_a_change_of_none_of_its_days() -> None:
    series = ("UID:b", "DTSTART:20280714T160000Z", "SUMMARY:Briefing", "RRULE:FREQ=DAILY;COUNT=3")
    lost = event("UID:b", "RECURRENCE-ID:20290714T160000Z", "DTSTART:20290714T160000Z", "SUMMARY:Lost")
    assert "outside of the event's days and 30 either side" in read(event(*series), lost).refused[0].reason
    old = event("UID:c", "DTSTART:20200714T160000Z", "SUMMARY:Old", "RRULE:FREQ=DAILY;COUNT=3")
    assert "recurs, but not between 2028-06-14 and 2028-08-29" in read(old).refused[0].reason


def test_a_change_whose_series_is_not_in_the_file_is_a_session_of_its_own() -> None:
    (item,) = read(event("UID:b", "RECURRENCE-ID:20280715T160000Z", "DTSTART:20280715T180000Z", "SUMMARY:x")).items
    assert item.key == "b/20280715T160000Z"


def test_a_series_in_utc_recurs_by_the_calendars_own_clock() -> None:
    series = event("UID:b", "DTSTART:20281104T160000Z", "SUMMARY:Briefing", "RRULE:FREQ=DAILY;COUNT=2")
    asked = Asked(starts=date(2028, 11, 1), ends=date(2028, 11, 9))
    items = read("X-WR-TIMEZONE:America/Los_Angeles", series, asked=asked).items
    hours = [item.values["starts"] // 3_600_000 % 24 for item in items]
    assert hours == [16, 17]


def test_odd_times_are_told() -> None:
    reading = read(
        event("UID:1", "DTSTART:20280715T030000Z", "DTEND:20280715T010000Z", "SUMMARY:x"),
        event("UID:2", "DTSTART:20280715T030000Z", "SUMMARY:y", "STATUS:CANCELLED"),
    )
    assert [item.warnings for item in reading.items] == [("ends before it starts",), ("cancelled", "no end")]


def test_a_calendar_is_the_same_list_under_its_name_and_a_second_download_too() -> None:
    assert read("X-WR-CALNAME:World Cup", event(*OPENING)).lists == "ics:World Cup"
    again = Asked(file_name="sessions (1).ics", starts=GAMES.starts, ends=GAMES.ends)
    assert read(event(*OPENING), asked=again).lists == "ics:sessions"


def test_a_fold_inside_a_character_is_undone_before_the_bytes_are_read() -> None:
    data = calendar(event("UID:1", "DTSTART:20280715T030000Z", "SUMMARY:Stade é")).replace(
        "é".encode(), b"\xc3\r\n \xa9"
    )
    assert read_ics(data, GAMES).items[0].values["title"] == "Stade é"
    with pytest.raises(Refused, match="is not UTF-8"):
        read_ics(calendar(event("SUMMARY:x")).replace(b"x", b"\xe9\xe8"), GAMES)


def test_events_without_a_calendar_around_them_are_read_and_told() -> None:
    reading = read_ics(event(*OPENING).encode(), GAMES)
    assert len(reading.items) == 1
    assert "components stand without a calendar around them" in reading.warnings


@pytest.mark.parametrize(
    ("parts", "only"), [((), "no event"), (("BEGIN:VTIMEZONE\r\nEND:VTIMEZONE",), "only time zones")]
)
def test_a_calendar_with_nothing_in_it_says_so(parts: tuple[str, ...], only: str) -> None:
    assert only in read(*parts).refused[0].reason


def test_a_calendar_cut_short_is_refused_whole() -> None:
    with pytest.raises(Refused, match="breaks off inside VEVENT"):
        read_ics(calendar(event(*OPENING))[:-60], GAMES)


def test_a_calendar_of_more_events_than_any_has_is_refused_and_a_long_one_can_be_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = [event(f"UID:{number}", "SUMMARY:x") for number in range(300)]
    with pytest.raises(Cancelled):
        read(*many, asked=Asked(cancelled=lambda: True))
    monkeypatch.setattr("eocdesk.interchange.ics.read.MAX_ROWS", 5)
    with pytest.raises(Refused, match="more than 5 events; split it"):
        read(*many)


def test_an_instance_is_named_in_utc_whatever_zone_it_was_written_in() -> None:
    assert instance_words(date(2028, 7, 14)) == "20280714"
    assert instance_words(datetime(2028, 7, 14, 9, tzinfo=UTC)) == "20280714T090000Z"
