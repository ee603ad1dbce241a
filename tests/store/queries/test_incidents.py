"""What the log shows of incidents, and what it says needs somebody now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.entries import Acknowledge, LogEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident, ReportIncident, SetIncident
from eocdesk.commands.records import Add, Strike
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import incidents, listing
from eocdesk.store.queries.terms import LATE_MS
from tests.kit.desks import EVENT, meet

HOUR = 3_600_000


def test_a_row_counts_its_entries_and_open_tasks(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "short": "SoFi"})).value
    record, number = desk.do_now(ReportIncident(EVENT, "Heat", venue=venue, owner="Ops")).value
    desk.do_now(LogEntry(EVENT, "x", incident=record, happened=5))
    done, _ = desk.do_now(AddTask(EVENT, "a", incident=record, due=1)).value
    desk.do_now(AddTask(EVENT, "b", incident=record, due=7))
    desk.do_now(CompleteTask(done))
    rows = list(desk.read_now(listing.rows_of, "incident", [record]).values())
    row = desk.read_now(incidents.page, rows)[rows[0]]
    assert (row.number, row.area, row.owner, row.entries, row.tasks, row.due) == (number, "SoFi", "Ops", 2, 1, 7)
    assert row.latest == row.opened


def test_a_card_holds_the_newest_entries_and_says_how_many_there_are(desk: Desk) -> None:
    session = desk.do_now(Add("session", EVENT, {"title": "Final"})).value
    record, _ = desk.do_now(ReportIncident(EVENT, "Heat", session=session)).value
    for k in range(3):
        desk.do_now(LogEntry(EVENT, f"entry {k}", incident=record))
    card = desk.read_now(incidents.card, record)
    assert card is not None
    assert [row.text for row in card.entries][:3] == ["entry 2", "entry 1", "entry 0"]
    assert (card.entry_count, card.session, card.incident.title) == (4, "Final", "Heat")
    assert desk.read_now(incidents.card, b"x" * 16) is None


@pytest.mark.parametrize(("status", "reason"), [("monitoring", ""), ("closed", "Out")])
def test_an_incident_closed_here_and_kept_open_elsewhere_says_why_it_was_closed_only_where_that_holds(
    desks: Callable[[int], list[Desk]], status: str, reason: str
) -> None:
    one, two = desks(2)
    record = one.do_now(ReportIncident(EVENT, "Fire")).value[0]
    meet(one, two)
    one.do_now(CloseIncident(record, "Out"))
    two.do_now(SetIncident(record, {"status": "monitoring"}))
    meet(one, two)
    one.do_now(Settle("incident", record, "status", status))
    meet(one, two)
    for desk in (one, two):
        card = desk.read_now(incidents.card, record)
        assert card is not None
        assert (card.row.status, card.row.reason, card.row.closed is not None) == (status, reason, bool(reason))


def test_counts_leave_out_what_is_closed_done_or_struck(desk: Desk) -> None:
    now = clock.now()
    made = [desk.do_now(ReportIncident(EVENT, f"i{k}")).value[0] for k in range(3)]
    desk.do_now(CloseIncident(made[0], "over"))
    desk.do_now(Strike("incident", made[1]))
    tasks = [desk.do_now(AddTask(EVENT, f"t{k}", due=now + (k - 1) * HOUR)).value[0] for k in range(4)]
    desk.do_now(CompleteTask(tasks[0]))
    assert desk.read_now(incidents.counts, EVENT, now) == incidents.Counts(1, 3, 0)
    assert desk.read_now(incidents.counts, EVENT, now + 3 * HOUR) == incidents.Counts(1, 3, 3)


def test_alerts_are_flash_entries_nobody_acknowledged_and_late_tasks(desk: Desk) -> None:
    now = clock.now()
    flash, number = desk.do_now(LogEntry(EVENT, "Evacuate", priority="flash", severity=4)).value
    named, _ = desk.do_now(LogEntry(EVENT, "Call", priority="flash", addressees=("Ops", "Med"))).value
    wrong, _ = desk.do_now(LogEntry(EVENT, "Wrong", priority="flash")).value
    desk.do_now(LogEntry(EVENT, "Calm", addressees=("Ops",)))
    desk.do_now(StrikeEntry(wrong, "Wrong"))
    desk.do_now(AddTask(EVENT, "Later", due=now + HOUR))
    late, _ = desk.do_now(AddTask(EVENT, "Late", due=now - HOUR)).value
    found = desk.read_now(incidents.alerts, EVENT, now)
    assert [alert.id for alert in found] == [flash, named, late]
    assert (found[0].number, found[0].severity, found[0].flash, found[0].late) == (number, 4, True, False)
    assert desk.read_now(incidents.alerts, EVENT, now + 2 * LATE_MS)[0].late
    desk.do_now(Acknowledge(flash, "Watch officer"))
    desk.do_now(Acknowledge(named, "Ops"))
    assert [alert.id for alert in desk.read_now(incidents.alerts, EVENT, now)] == [named, late]
    desk.do_now(Acknowledge(named, "Med"))
    desk.do_now(CompleteTask(late))
    assert desk.read_now(incidents.alerts, EVENT, now) == ()
