"""The sheet holds every entry with its three times and all that became of it, the files, the tasks, the history."""

from __future__ import annotations

import pytest

from eocdesk.commands.command import Work
from eocdesk.commands.entries import Acknowledge, AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident, ReportIncident, SetIncident
from eocdesk.commands.records import Add
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, clock, ids
from eocdesk.store.queries.incident_sheet import Sheet, register, sheet
from eocdesk.store.queries.traces import Reach
from tests.kit.desks import EVENT
from tests.kit.spans import between


def told(desk: Desk, incident: bytes, reach: Reach | None = None) -> Sheet:
    return desk.read_now(sheet, incident, reach or Reach())


def test_an_entry_with_its_amendments_its_strike_and_who_acknowledged(desk: Desk) -> None:
    incident = desk.do_now(ReportIncident(EVENT, "Smoke", severity=2, marking="GREEN")).value[0]
    entry = desk.do_now(
        LogEntry(EVENT, "Two hurt.", incident=incident, happened=5_000, addressees=("LAFD", "LAPD"))
    ).value[0]
    desk.do_now(Acknowledge(entry, "LAFD"))
    desk.do_now(AmendEntry(entry, "Three hurt.", "Recount", marking="RED"))
    desk.do_now(StrikeEntry(entry, "Another incident"))
    held = told(desk, incident)
    logged = next(one for one in held.entries if one.id == entry)
    assert (logged.text, logged.reads, logged.happened) == ("Two hurt.", "Three hurt.", 5_000)
    assert logged.written is not None
    assert logged.received is not None
    assert logged.struck is not None
    assert logged.struck.reason == "Another incident"
    assert [(name, by) for name, by, _ in logged.said] == [("LAFD", "L. Chen"), ("LAPD", "")]
    assert held.marking == "RED"


def test_tasks_and_the_history_up_to_a_moment(desk: Desk) -> None:
    incident = desk.do_now(ReportIncident(EVENT, "Smoke", severity=2)).value[0]
    done = desk.do_now(AddTask(EVENT, "done", incident=incident, due=1)).value[0]
    desk.do_now(CompleteTask(done))
    desk.do_now(AddTask(EVENT, "to do", incident=incident))
    until = between(desk)
    desk.do_now(SetIncident(incident, {"severity": 4}))
    held = told(desk, incident)
    assert [(one.title, one.state, one.done) for one in held.tasks] == [
        ("to do", "to do", False),
        ("done", "done by L. Chen", True),
    ]
    assert [(one.old, one.new) for one in held.history if not one.first] == [("Moderate", "Critical")]
    assert all(one.first for one in told(desk, incident, Reach(until=until)).history)


def test_files_are_named_by_their_digest_with_the_entry_they_hang_on(desk: Desk) -> None:
    incident = desk.do_now(ReportIncident(EVENT, "Smoke")).value[0]
    entry, number = desk.do_now(LogEntry(EVENT, "Photo.", incident=incident)).value
    values = {"name": "gate.jpg", "sha256": "ab" * 32, "size": 12, "entry": entry, "marking": "RED"}
    desk.do_now(Attach(values))
    held = told(desk, incident)
    assert [(one.name, one.sha256, one.entry) for one in held.files] == [("gate.jpg", "ab" * 32, number)]
    assert held.marking == "RED"


class Attach:
    """A file's record, as attaching writes it."""

    title = "Attach a file"

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def do(self, work: Work) -> bytes:
        return work.add("document", event=EVENT, **self._values)


def test_what_is_not_here_is_refused_and_the_register_lists_what_is(desk: Desk) -> None:
    with pytest.raises(Refused, match="not on this desk"):
        told(desk, ids.new_id())
    venue = desk.do_now(Add("venue", EVENT, {"name": "Bowl", "marking": "RED"})).value
    desk.do_now(ReportIncident(EVENT, "first", opened=1_000))
    last = desk.do_now(ReportIncident(EVENT, "second", opened=2_000, venue=venue)).value[0]
    desk.do_now(CloseIncident(last, "Over."))
    held = desk.read_now(register, EVENT, clock.now() + 1)
    assert [(one.title, one.status, one.where) for one in held.lines] == [
        ("second", "closed", "Bowl"),
        ("first", "open", ""),
    ]
    assert held.marking == "RED"
    assert not told(desk, last).is_open
