"""The sheet holds what is on in its span: what began before and still runs, what has a day but no time yet."""

from __future__ import annotations

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import calendar_sheet as sheets
from eocdesk.store.queries.handover import whole
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000  # 2028-07-19 12:00 in Los Angeles
HOUR = 3_600_000


def add(desk: Desk, title: str, **values: object) -> None:
    desk.do_now(Add("session", EVENT, {"title": title, **values}))


def test_what_overlaps_the_span_or_has_only_its_day(desk: Desk) -> None:
    starts, ends = sheets.days(desk.read_now(whole, EVENT), NOW, 1)
    assert ends - starts == 24 * HOUR
    bowl = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl", "short": "Bowl", "marking": "RED"})).value
    add(desk, "runs on", starts=starts - HOUR, ends=starts + HOUR)
    add(desk, "within", starts=starts + 2 * HOUR, ends=starts + 3 * HOUR, venue=bowl)
    add(desk, "time open", day="2028-07-19", venue_words="Pier")
    add(desk, "over before", starts=starts - 3 * HOUR, ends=starts - 1)
    add(desk, "comes after", starts=ends, ends=ends + 1)
    add(desk, "another day", day="2028-07-20")
    told = desk.read_now(sheets.calendar_sheet, EVENT, starts, ends)
    assert {one.title for one in told.lines} == {"runs on", "within", "time open"}
    assert {one.venue for one in told.lines} == {"", "Bowl", "Pier"}
    assert told.marking == "RED"
    for name in ("rose bowl", "Bowl"):
        one = desk.read_now(sheets.calendar_sheet, EVENT, starts, ends, name)
        assert [line.title for line in one.lines] == ["within"]
    assert not desk.read_now(sheets.calendar_sheet, EVENT, starts, ends, "Nowhere").lines


def test_the_period_asked_for_or_the_one_that_runs(desk: Desk) -> None:
    assert desk.read_now(sheets.period_of, EVENT, NOW, None) is None
    first = desk.do_now(Add("period", EVENT, {"name": "one", "starts": NOW - 5, "ends": NOW - 1})).value
    desk.do_now(Add("period", EVENT, {"name": "two", "starts": NOW - 1, "ends": NOW + 5}))
    running, asked = (desk.read_now(sheets.period_of, EVENT, NOW, one) for one in (None, first))
    assert running is not None
    assert asked is not None
    assert (running.name, asked.name) == ("two", "one")
