"""What the log shows of tasks."""

from __future__ import annotations

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import listing, tasks
from tests.kit.desks import EVENT


def test_a_row_names_its_incident_and_where_it_is(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    incident, number = desk.do_now(ReportIncident(EVENT, "Smoke", severity=3, venue=venue)).value
    record, _ = desk.do_now(AddTask(EVENT, "Call", incident=incident, due=5, checklist=(("a", True),))).value
    row = desk.read_now(tasks.one, record)
    assert row is not None
    assert (row.incident_number, row.incident_severity, row.venue_name) == (number, 3, "Rose Bowl")
    assert row.points == (("a", True),)
    assert row.is_late(6)
    assert not row.is_late(5)
    rows = list(desk.read_now(listing.rows_of, "task", [record]).values())
    assert desk.read_now(tasks.page, rows) == {row.row: row}


def test_what_is_to_be_done_comes_first(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Smoke")).value
    due = (None, 9, 3)
    made = [desk.do_now(AddTask(EVENT, f"t{k}", incident=incident, due=when)).value[0] for k, when in enumerate(due)]
    done, _ = desk.do_now(AddTask(EVENT, "done", incident=incident, due=1)).value
    desk.do_now(CompleteTask(done))
    found = desk.read_now(tasks.of_incident, incident)
    assert [row.id for row in found] == [made[2], made[1], made[0], done]
    assert desk.read_now(tasks.one, b"x" * 16) is None
