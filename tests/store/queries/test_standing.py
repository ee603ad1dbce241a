"""How the copy stands, in figures that come from its records alone."""

from __future__ import annotations

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.standing import standing
from tests.kit.desks import EVENT, bodies


def test_without_an_event_only_the_copy_is_counted(desk: Desk) -> None:
    found = desk.read_now(standing, None)
    assert (found.changes, found.conflicts, found.newest_entry, found.marking) == (len(bodies(desk)), 0, None, "AMBER")


def test_changes_of_all_scopes_are_counted(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Amend("venue", record, {"marking": "RED"}))
    assert desk.read_now(standing, EVENT).changes == len(bodies(desk)) == 4


def test_the_newest_entry_is_that_which_happened_last_in_this_event(desk: Desk) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC", "2026-06-11", "2026-07-19")).value
    for event, happened in ((EVENT, 2000), (EVENT, 1000), (other, 9000)):
        desk.do_now(LogEntry(event, "x", happened=happened))
    assert desk.read_now(standing, EVENT).newest_entry == 2000


def test_the_marking_is_the_strictest_of_the_event_and_of_no_other(desk: Desk) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC", "2026-06-11", "2026-07-19", marking="GREEN")).value
    desk.do_now(LogEntry(EVENT, "x", marking="RED"))
    assert desk.read_now(standing, EVENT).marking == "RED"
    assert desk.read_now(standing, other).marking == "GREEN"
