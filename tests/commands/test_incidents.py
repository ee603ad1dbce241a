"""An incident's life, and what the log says of it."""

from __future__ import annotations

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import AssignIncident, CloseIncident, ReopenIncident, ReportIncident, SetIncident
from eocdesk.commands.records import Add
from eocdesk.commands.tasks import AddTask
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Incident, Refused
from eocdesk.store.queries import entries, events, incidents
from tests.kit.desks import EVENT, sound


def incident(desk: Desk, record: bytes) -> Incident:
    found = desk.read_now(events.record, Incident, record)
    assert found is not None
    return found


def reported(desk: Desk, title: str = "Heat at gate 7", **values: object) -> bytes:
    record, _number = desk.do_now(ReportIncident(EVENT, title, **values)).value  # type: ignore[arg-type]  # any field
    return bytes(record)


def said(desk: Desk, record: bytes) -> list[str]:
    return [row.text for row in reversed(desk.read_now(entries.of_incident, record, 100))]


def test_a_report_has_a_number_of_this_desk_and_stands_in_the_log(desk: Desk) -> None:
    record, number = desk.do_now(ReportIncident(EVENT, " Heat  at gate 7 ", severity=3, type="Heat")).value
    found = incident(desk, record)
    assert number == found.number == f"{desk.code}-1"
    assert (found.title, found.severity, found.status, found.type) == ("Heat at gate 7", 3, "open", "Heat")
    assert found.opened is not None
    assert said(desk, record) == [f"Incident {number} opened: Heat at gate 7"]


def test_a_report_without_a_title_writes_nothing(desk: Desk) -> None:
    with pytest.raises(Refused, match="Title is empty") as told:
        reported(desk, " ")
    assert told.value.field == "title"
    assert desk.do_now(ReportIncident(EVENT, "First")).value[1] == f"{desk.code}-1"


def test_an_incident_opened_from_an_entry_is_tied_to_it(desk: Desk) -> None:
    first, number = desk.do_now(LogEntry(EVENT, "Tip", marking="RED")).value
    record = reported(desk, "Drone", entry=first)
    thread = desk.read_now(entries.thread, first)
    assert thread is not None
    assert [later.kind for later in thread.later] == ["change"]
    assert f"opened from entry {number}" in thread.later[0].text
    assert thread.row.amended == 0
    assert thread.row.struck is None
    assert incident(desk, record).marking == "RED"


def test_a_change_is_said_in_words(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "short": "SoFi"})).value
    record = reported(desk, severity=1)
    desk.do_now(SetIncident(record, {"severity": 3, "status": "monitoring", "venue": venue}, "More units"))
    desk.do_now(SetIncident(record, {"title": "Heat", "opened": 1_846_000_000_000}))
    first, second = said(desk, record)[1:]
    assert first == "Severity Minor → Major; status open → monitoring; venue none → SoFi. More units"
    assert second.startswith("Title “Heat at gate 7” → “Heat”; opened ")
    assert second.endswith("→ 2028-06-30 10:46.")


def test_what_does_not_change_anything_is_not_logged(desk: Desk) -> None:
    record = reported(desk, severity=2)
    assert desk.do_now(SetIncident(record, {"severity": 2})).value is None
    assert len(said(desk, record)) == 1


def test_closing_needs_a_reason_and_keeps_it(desk: Desk) -> None:
    record = reported(desk)
    for command in (CloseIncident(record, " "), SetIncident(record, {"status": "closed"})):
        with pytest.raises(Refused, match="Say why it is closed") as told:
            desk.do_now(command)
        assert told.value.field == "reason"
    desk.do_now(CloseIncident(record, "All treated"))
    found = incident(desk, record)
    assert (found.status, found.reason) == ("closed", "All treated")
    assert found.closed is not None
    assert said(desk, record)[-1] == "Status open → closed. All treated"
    with pytest.raises(Refused, match="closed already"):
        desk.do_now(CloseIncident(record, "again"))


def test_a_closed_incident_can_be_opened_again(desk: Desk) -> None:
    record = reported(desk)
    with pytest.raises(Refused, match="not closed"):
        desk.do_now(ReopenIncident(record))
    desk.do_now(CloseIncident(record, "Over"))
    desk.do_now(ReopenIncident(record, "Not over"))
    found = incident(desk, record)
    assert (found.status, found.reason, found.closed) == ("open", "", None)
    assert sound(desk)


def test_assigning_names_the_owner_and_the_lead(desk: Desk) -> None:
    agency = desk.do_now(Add("agency", EVENT, {"name": "Fire Department", "short": "LAFD"})).value
    record = reported(desk)
    desk.do_now(AssignIncident(record, "Ops chief", agency))
    assert said(desk, record)[-1] == "Assigned to none → “Ops chief”; lead partner none → LAFD."
    assert desk.do_now(AssignIncident(record, "Ops chief")).value is None
    with pytest.raises(Refused, match="not on this desk"):
        desk.do_now(AssignIncident(record, "x", bytes(16)))


def test_a_change_is_marked_as_strictly_as_the_incident_was_or_is(desk: Desk) -> None:
    record = reported(desk, marking="AMBER")
    desk.do_now(SetIncident(record, {"marking": "RED", "audience": "fbi"}))
    desk.do_now(SetIncident(record, {"marking": "AMBER"}))
    rows = desk.read_now(entries.of_incident, record, 2)
    assert [row.marking for row in rows] == ["RED", "RED"]


def test_a_value_that_cannot_be_is_refused_beside_its_field(desk: Desk) -> None:
    record = reported(desk)
    with pytest.raises(Refused, match="Severity cannot be") as told:
        desk.do_now(SetIncident(record, {"severity": 9}))
    assert told.value.field == "severity"
    with pytest.raises(Refused, match="written once"):
        desk.do_now(SetIncident(record, {"number": "X-1"}))


def test_what_was_written_about_an_incident_follows_its_marking_up_and_never_down(desk: Desk) -> None:
    record = reported(desk, marking="AMBER")
    for marking in ("GREEN", "RED"):
        desk.do_now(LogEntry(EVENT, f"said {marking}", incident=record, marking=marking))
    desk.do_now(AddTask(EVENT, "Fetch water", incident=record))
    other, _ = desk.do_now(LogEntry(EVENT, "of nothing", marking="GREEN")).value
    assert markings(desk, record) == ["AMBER", "AMBER", "GREEN", "RED"]
    raised = desk.do_now(SetIncident(record, {"marking": "AMBER+STRICT", "audience": "FBI"})).notice
    assert markings(desk, record) == ["AMBER+STRICT"] * 4 + ["RED"]
    assert {audience for *_, audience in desk.read_now(incidents.belongings, record)} == {"FBI"}
    desk.do_now(SetIncident(record, {"marking": "GREEN"}))
    assert markings(desk, record) == ["AMBER+STRICT"] * 5 + ["RED"]
    found = desk.read_now(events.record, Entry, other)
    assert found is not None
    assert found.marking == "GREEN"
    assert len(raised.ids) == 6
    assert sound(desk)


def markings(desk: Desk, record: bytes) -> list[str]:
    return sorted(marking for _, _, marking, _ in desk.read_now(incidents.belongings, record))
