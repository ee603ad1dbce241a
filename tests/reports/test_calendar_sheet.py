"""The calendar on paper, by day, by week, by venue: each as a person asks for it."""

from __future__ import annotations

import dataclasses
from typing import Any

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.reports import calendar_sheet
from eocdesk.reports.document import Document, Section, Table
from eocdesk.reports.paper import Asked
from eocdesk.reports.typeset import pdf
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000  # 2028-07-19 12:00 in Los Angeles
HOUR = 3_600_000


def drawn(desk: Desk, **asked: Any) -> Document:
    return desk.read_now(calendar_sheet.draw, Asked("calendar", EVENT, NOW, NOW, **asked))


def groups(document: Document) -> dict[str, list[str]]:
    """The titles under each heading."""
    section = document.sections[0]
    assert isinstance(section, Section)
    tables = [one for one in section.pieces if isinstance(one, Table)]
    return {group.title: [row[1].text for row in group.rows] for table in tables for group in table.groups}


def fill(desk: Desk) -> None:
    bowl = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl", "zone": "America/Chicago"})).value
    values = {"venue": bowl, "starts": NOW, "ends": NOW + HOUR, "crowd": 88_000, "status": "delayed"}
    desk.do_now(Add("session", EVENT, {"title": "Final", **values}))
    desk.do_now(Add("session", EVENT, {"title": "Tomorrow", "starts": NOW + 24 * HOUR}))
    desk.do_now(Add("session", EVENT, {"title": "Open", "day": "2028-07-19"}))


def test_a_day_a_week_a_venue(desk: Desk) -> None:
    fill(desk)
    today = "Wednesday, 19 Jul 2028"
    assert groups(drawn(desk, of="day")) == {today: ["Open", "Final"]}
    assert groups(drawn(desk, of="week")) == {today: ["Open", "Final"], "Thursday, 20 Jul 2028": ["Tomorrow"]}
    assert groups(drawn(desk, of="venue")) == {"No venue said": ["Open"], "Rose Bowl": ["Final"]}
    assert groups(drawn(desk, of="rose bowl")) == {today: ["Final"]}
    assert groups(drawn(desk, since=NOW + 1, until=NOW + 2)) == {today: ["Open", "Final"]}


def test_times_are_local_with_utc_beneath_and_those_of_the_venue(desk: Desk) -> None:
    fill(desk)
    said = str(dataclasses.asdict(drawn(desk)))
    assert "12:00–13:00" in said
    assert "19:00Z–20:00Z" in said
    assert "there 14:00 CDT" in said
    assert "88,000" in said
    assert pdf(drawn(desk)).startswith(b"%PDF")


def test_the_running_period_is_what_is_drawn_where_nothing_is_asked(desk: Desk) -> None:
    fill(desk)
    desk.do_now(Add("period", EVENT, {"number": 7, "name": "Day", "starts": NOW - HOUR, "ends": NOW + 30 * HOUR}))
    document = drawn(desk)
    assert document.subtitle.startswith("Operational period 7: ")
    assert ["Tomorrow"] in groups(document).values()


def test_nothing_planned_is_said_and_a_blank_one_is_empty(desk: Desk) -> None:
    assert "Nothing is planned in this span." in str(drawn(desk))
    fill(desk)
    assert "Final" not in str(drawn(desk, blank=True))
    assert pdf(drawn(desk, blank=True)).startswith(b"%PDF")
