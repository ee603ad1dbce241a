"""The tables of the summary: order, marks, totals."""

from __future__ import annotations

import dataclasses

from eocdesk.reports import situation_tables as tables
from eocdesk.reports.document import Paragraph, Table
from eocdesk.store.queries.facts import Facts


def only(pieces: tuple[object, ...]) -> Table:
    """The table among the pieces."""
    (table,) = [piece for piece in pieces if isinstance(piece, Table)]
    return table


def test_the_calendar_is_grouped_by_venue_and_ordered_by_start(busy: Facts) -> None:
    table = only(tables.calendar(busy.sessions, busy))
    assert [group.title for group in table.groups] == ["Inglewood Arena", "LA Memorial Coliseum", "Sepulveda Basin"]
    assert [row[0].text for row in table.groups[1].rows] == ["08:45–12:15", "16:45–20:45"]


def test_a_session_without_a_time_is_said_to_be_open_and_stands_last(busy: Facts) -> None:
    open_time = dataclasses.replace(busy.sessions[2], starts=None, ends=None, title="Final")
    table = only(tables.calendar((open_time, *busy.sessions), busy))
    assert table.groups[0].rows[-1][0].text == "to be decided"


def test_a_slip_carries_its_reason(busy: Facts) -> None:
    suspended = only(tables.calendar(busy.sessions, busy)).groups[2].rows[0][5]
    assert (suspended.text, suspended.note, suspended.tone) == ("Suspended", "Smoke over the course", "warn")


def test_the_worst_incident_stands_first(busy: Facts) -> None:
    rows = only(tables.incidents(dataclasses.replace(busy, incidents=busy.incidents[::-1]))).rows
    assert [row[1].severity for row in rows] == [4, 3, 3, 2, 1, 0]


def test_counts_end_with_their_totals(busy: Facts) -> None:
    last = only(tables.counts(busy)).rows[-1]
    assert [cell.text for cell in last] == ["All types", "4", "5", "3", "2", "1", "15", "3"]


def test_venues_with_nothing_on_are_counted_not_forgotten(busy: Facts) -> None:
    pieces = tables.venues(busy)
    assert isinstance(pieces[-1], Paragraph)
    assert pieces[-1].text.startswith("15 more")


def test_activated_seats_stand_first(busy: Facts) -> None:
    rows = only(tables.seats(dataclasses.replace(busy, seats=busy.seats[::-1]))).rows
    assert [row[2].text for row in rows] == ["Activated", "On call", "Not activated"]


def test_an_overdue_task_says_by_how_much_and_those_done_stand_by_themselves(busy: Facts) -> None:
    assert [row[5].text for row in only(tables.tasks(busy, done=False)).rows] == ["Overdue by 36 min", "Open"]
    assert [row[5].text for row in only(tables.tasks(busy, done=True)).rows] == ["Done 12:39"]


def test_a_line_that_never_met_anybody_says_so(busy: Facts) -> None:
    assert tables.last_contact(busy.ages[0], busy) == "This desk alone; no hub has been met"


def test_empty_records_make_empty_sections(bare: Facts) -> None:
    made = (tables.calendar((), bare), tables.incidents(bare), tables.counts(bare), tables.venues(bare))
    assert made == ((), (), (), ())
    assert (tables.seats(bare), tables.tasks(bare, done=False)) == ((), ())
