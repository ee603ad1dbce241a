"""Recurring events become single sessions within a window; rules that never end are refused at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from eocdesk.interchange.ics.event import Event
from eocdesk.interchange.ics.series import Expander, Occurrence
from eocdesk.models.errors import Refused

LA = ZoneInfo("America/Los_Angeles")
WINDOW = (date(2028, 6, 14), date(2028, 8, 30))
START = datetime(2028, 7, 14, 9, tzinfo=LA)


def event(*rules: str, start: date | None = START, hours: int = 2, **more: object) -> Event:
    end = start + timedelta(hours=hours) if isinstance(start, datetime) else None
    made = Event("VEVENT 1", "u", {"title": "Briefing"}, start=start, end=end, rules=list(rules))
    for name, value in more.items():
        setattr(made, name, value)
    return made


def expand(*events: Event) -> list[Occurrence]:
    return Expander(WINDOW).expand(events)


def days(found: list[Occurrence]) -> list[str]:
    return [f"{occurrence.start:%m-%d}" for occurrence in found]


def test_a_daily_series_keeps_the_clock_of_its_zone() -> None:
    found = Expander((date(2028, 11, 3), date(2028, 11, 8))).expand([event("FREQ=DAILY")])
    assert [f"{o.start:%m-%d %H:%M}" for o in found] == [f"11-0{day} 09:00" for day in (3, 4, 5, 6, 7)]
    assert [o.start.astimezone(UTC).hour for o in found if isinstance(o.start, datetime)] == [16, 16, 17, 17, 17]


def test_a_series_ends_where_it_says_also_where_the_end_has_no_zone() -> None:
    assert days(expand(event("FREQ=DAILY;COUNT=3"))) == ["07-14", "07-15", "07-16"]
    assert days(expand(event("FREQ=DAILY;UNTIL=20280716T160000Z"))) == ["07-14", "07-15", "07-16"]
    assert days(expand(event("FREQ=DAILY;UNTIL=20280716"))) == ["07-14", "07-15", "07-16"]
    assert days(expand(event("FREQ=DAILY;UNTIL=20280716T090000"))) == ["07-14", "07-15", "07-16"]


def test_only_what_is_within_the_window_comes_in() -> None:
    found = expand(event("FREQ=WEEKLY", start=datetime(2020, 1, 1, 9, tzinfo=LA)))
    assert days(found)[0] == "06-14"
    assert days(found)[-1] == "08-23"
    with pytest.raises(Refused, match="recurs, but not between 2028-06-14 and 2028-08-29"):
        expand(event("FREQ=DAILY;COUNT=3", start=datetime(2020, 1, 1, 9, tzinfo=LA)))


def test_a_day_left_out_is_left_out_and_a_further_one_has_its_own_end() -> None:
    extra = datetime(2028, 7, 20, 9, tzinfo=LA)
    found = expand(
        event("FREQ=DAILY;COUNT=3", without=[START + timedelta(days=1)], dates=[(extra, timedelta(hours=5))])
    )
    assert days(found) == ["07-14", "07-16", "07-20"]
    assert [o.end - o.start for o in found if o.end] == [timedelta(hours=2), timedelta(hours=2), timedelta(hours=5)]


def test_a_changed_occurrence_keeps_the_name_of_the_one_it_stands_for() -> None:
    second = START + timedelta(days=1)
    moved = event(start=second + timedelta(hours=3), instance=second)
    found = expand(event("FREQ=DAILY;COUNT=3"), moved)
    assert [f"{o.start:%d %H}" for o in found] == ["14 09", "15 12", "16 09"]
    assert found[1].event is moved
    assert found[1].instance == second


def test_a_change_for_all_that_follow_moves_them_and_keeps_their_names() -> None:
    second = START + timedelta(days=1)
    later = event(start=second + timedelta(hours=3), instance=second, onward=True)
    found = expand(event("FREQ=DAILY;COUNT=4"), later)
    assert [f"{o.start:%d %H}" for o in found] == ["14 09", "15 12", "16 12", "17 12"]
    assert len({o.instance for o in found}) == 4


def test_days_recur_too() -> None:
    found = expand(event("FREQ=WEEKLY;COUNT=2;UNTIL=20280801T000000Z".replace("COUNT=2;", ""), start=date(2028, 7, 14)))
    assert days(found) == ["07-14", "07-21", "07-28"]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "recurs secondly"),
        ("FREQ=MINUTELY;INTERVAL=30", "recurs minutely"),
        ("FREQ=DAILY;INTERVAL=0", "interval of nothing"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "a day that no month has"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "a day that no month has"),
        ("FREQ=HOURLY;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9,10,11,12,13", "too often|5,000 times"),
        ("FREQ=SOMETIMES", "cannot be understood"),
        ("nonsense", "does not say how often|cannot be understood"),
    ],
)
def test_a_rule_that_makes_no_calendar_is_refused_at_once(rule: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        expand(event(rule))


def test_a_rule_from_the_beginning_of_time_is_refused_at_once() -> None:
    with pytest.raises(Refused, match="for too long"):
        expand(event("FREQ=HOURLY", start=datetime(1600, 1, 1, tzinfo=UTC)))


def test_more_occurrences_than_any_event_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eocdesk.interchange.ics.series.MOST", 10)
    with pytest.raises(Refused, match="recurs more than 10 times"):
        expand(event("FREQ=DAILY"))


def test_what_it_cannot_be_expanded_in_is_said() -> None:
    with pytest.raises(Refused, match="no days to expand it in: set its dates first"):
        Expander(None).expand([event("FREQ=DAILY")])
    with pytest.raises(Refused, match="recurs but has no start"):
        expand(event("FREQ=DAILY", start=None))


def test_a_file_of_rules_that_take_for_ever_is_given_up() -> None:
    tired = Expander(WINDOW)
    tired._spent = 1000.0
    with pytest.raises(Refused, match="take too long to work out"):
        tired.expand([event("FREQ=DAILY")])
