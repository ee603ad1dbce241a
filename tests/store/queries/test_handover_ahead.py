"""What comes stands in one order of time, and only what comes."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.records import Add
from eocdesk.commands.tasks import AddTask
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.handover import SHIFT, Part, Span, reader, whole
from eocdesk.store.queries.handover_ahead import ahead
from eocdesk.store.queries.traces import Reach
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000


def told(desk: Desk) -> Part:
    def read(connection: Any) -> Part:
        return ahead(reader(connection, whole(connection, EVENT), Span(0, NOW, ""), Reach()))

    return desk.read_now(read)


def test_sessions_meetings_dues_periods_and_duties_in_one_order(desk: Desk) -> None:
    assert told(desk).empty == "Nothing is planned for the next 12 hours."
    chen = desk.do_now(Add("contact", EVENT, {"name": "R. Diaz"})).value
    desk.do_now(Add("duty", EVENT, {"contact": chen, "position": "Logistics", "starts": NOW + 5}))
    desk.do_now(Add("period", EVENT, {"number": 9, "name": "Day", "starts": NOW + 4, "ends": NOW + SHIFT}))
    desk.do_now(AddTask(EVENT, "Order water", due=NOW + 3))
    desk.do_now(Add("engagement", EVENT, {"title": "Planning meeting", "starts": NOW + 2}))
    for title, starts, status in (
        ("Final", NOW + 1, "delayed"),
        ("Called off", NOW + 1, "cancelled"),
        ("Tomorrow", NOW + SHIFT + 1, "scheduled"),
        ("Past", NOW - 1, "running"),
    ):
        desk.do_now(Add("session", EVENT, {"title": title, "starts": starts, "status": status}))
    lines = told(desk).lines
    assert [line.title for line in lines] == [
        "Final",
        "Planning meeting",
        "Order water",
        "Operational period 9 begins",
        "R. Diaz",
    ]
    assert lines[0].detail == "Session · delayed"
    assert lines[-1].detail == "On duty as Logistics"
