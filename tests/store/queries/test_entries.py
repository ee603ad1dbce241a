"""A line of the log says at a glance what became of it; its thread says all of it."""

from __future__ import annotations

from collections.abc import Callable

from eocdesk.commands.documents import Attach
from eocdesk.commands.entries import Acknowledge, AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import entries, listing, threads
from tests.kit.desks import EVENT, meet


def row_of(desk: Desk, record: bytes) -> entries.EntryRow:
    rows = list(desk.read_now(listing.rows_of, "entry", [record]).values())
    return desk.read_now(entries.page, rows)[rows[0]]


def test_a_row_names_what_it_points_to(desk: Desk) -> None:
    agency = desk.do_now(Add("agency", EVENT, {"name": "Fire Department", "short": "LAFD"})).value
    venue = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    incident, number = desk.do_now(ReportIncident(EVENT, "Smoke", severity=3, lead=agency)).value
    entry, _ = desk.do_now(LogEntry(EVENT, "Smoke seen", venue=venue, incident=incident, place="Gate A")).value
    row = row_of(desk, entry)
    assert (row.area, row.incident_number, row.incident_severity, row.incident_status) == (
        "Rose Bowl",
        number,
        3,
        "open",
    )
    assert (row.lead, row.author, row.marking) == ("LAFD", "L. Chen", "AMBER")
    assert not row.waits


def test_the_place_in_words_stands_where_no_venue_does(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "x", place="All Westside venues")).value
    assert row_of(desk, entry).area == "All Westside venues"


def test_a_row_shows_how_it_reads_now(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "14")).value
    desk.do_now(AmendEntry(entry, "15"))
    desk.do_now(AmendEntry(entry, "16"))
    row = row_of(desk, entry)
    assert (row.text, row.words, row.amended, row.struck) == ("14", "16", 2, None)
    assert desk.read_now(threads.reads_now, entry) == "16"
    desk.do_now(StrikeEntry(entry, "Wrong"))
    assert row_of(desk, entry).struck == "Wrong"
    assert desk.read_now(threads.is_struck, entry)


def test_a_row_waits_until_every_addressee_has_acknowledged(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "x", addressees=("Ops", "Med"))).value
    for name in ("Ops", "Med"):
        assert row_of(desk, entry).waits
        desk.do_now(Acknowledge(entry, name))
    assert not row_of(desk, entry).waits


def test_a_thread_is_the_same_from_any_of_its_entries(desk: Desk) -> None:
    first, _ = desk.do_now(LogEntry(EVENT, "14")).value
    second, _ = desk.do_now(AmendEntry(first, "15")).value
    third, _ = desk.do_now(StrikeEntry(first, "Wrong")).value
    found = [desk.read_now(entries.thread, one) for one in (first, second, third)]
    assert found[0] == found[1] == found[2]
    assert found[0] is not None
    assert [later.kind for later in found[0].later] == ["amend", "strike"]
    assert desk.read_now(entries.thread, b"x" * 16) is None


def test_amendments_are_in_the_order_they_were_written_on_every_desk(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    first, _ = one.do_now(LogEntry(EVENT, "14")).value
    meet(one, two)
    one.do_now(AmendEntry(first, "15"))
    two.do_now(AmendEntry(first, "16"))
    meet(one, two)
    for desk in (one, two):
        found = desk.read_now(entries.thread, first)
        assert found is not None
        assert [later.text for later in found.later] == ["15", "16"]
    assert row_of(one, first).words == row_of(two, first).words == "16"


def test_a_thread_names_what_is_attached(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "Photo")).value
    desk.do_now(Attach(EVENT, "gate.jpg", "image/jpeg", 5, "0" * 64, entry=entry))
    found = desk.read_now(entries.thread, entry)
    assert found is not None
    assert [(one.name, one.size) for one in found.documents] == [("gate.jpg", 5)]
    assert found.row.documents == 1


def test_more_rows_than_one_question_takes(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "x")).value
    row = row_of(desk, entry).row
    assert set(desk.read_now(entries.page, list(range(1, 1200)))) == {row}
