"""What the pane holds: read whole, read again in part, sifted; always what the store says."""

from __future__ import annotations

from dataclasses import replace

from eocdesk.commands.calendar import AmendSession, MoveSession, StrikeSession
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.calendar import Trouble
from eocdesk.ui.panes.calendar import reading
from eocdesk.ui.panes.calendar.reading import Held
from eocdesk.ui.panes.calendar.sieve import Sieve
from tests.kit.desks import EVENT
from tests.kit.sessions import add, venue, when

CEREMONIES = Sieve(kinds=frozenset({"ceremony"}))


def whole(desk: Desk, sieve: Sieve = CEREMONIES) -> Held:
    return desk.read_now(reading.held, EVENT, sieve)


def titles(held: Held) -> list[str]:
    return [row.title for row in held.arranged.rows]


def test_reading_what_changed_gives_what_reading_everything_gives(desk: Desk) -> None:
    sofi = venue(desk, "SoFi Stadium")
    one, other = (add(desk, name, "09:00", "11:00", venue=sofi) for name in ("One", "Other"))
    gone = add(desk, "Gone", "12:00")
    before = whole(desk, Sieve())
    desk.do_now(MoveSession(one, when("10:00"), when("12:00"), "Rain."))
    desk.do_now(StrikeSession(gone, "Typed twice."))
    new = add(desk, "New", "08:00")
    desk.do_now(ReportIncident(EVENT, "Smoke", severity=3, venue=sofi, session=other))
    again = desk.read_now(reading.held_again, EVENT, before, {one, gone, new}, Sieve())
    fresh = whole(desk, Sieve())
    assert sorted(again.rows, key=lambda row: row.row) == sorted(fresh.rows, key=lambda row: row.row)
    assert again.arranged.rows == fresh.arranged.rows
    assert again.clashing == fresh.clashing == {one, other}
    assert again.troubles == fresh.troubles
    assert next(row for row in again.rows if row.id == other).incidents == Trouble(1, 3)


def test_a_conflict_with_what_is_filtered_away_stays_a_conflict(desk: Desk) -> None:
    sofi = venue(desk, "SoFi Stadium")
    add(desk, "Match", "09:00", "11:00", venue=sofi)
    add(desk, "Opening", "10:00", "12:00", venue=sofi, kind="ceremony")
    for held in (whole(desk), desk.read_now(reading.sifted, whole(desk, Sieve()), CEREMONIES)):
        assert titles(held) == ["Opening"]
        assert held.arranged.conflict.tolist() == [True]
        assert len(held.rows) == 2
        assert held.sieve == CEREMONIES


def test_the_choices_are_those_of_everything_not_of_what_is_shown(desk: Desk) -> None:
    add(desk, "Match", "09:00")
    add(desk, "Opening", "10:00", kind="ceremony")
    assert [choice.value for choice in whole(desk).choices["kinds"]] == ["competition", "ceremony"]


def test_the_filter_leaves_incidents_of_venues_it_hides_out(desk: Desk) -> None:
    sofi, bowl = venue(desk, "SoFi Stadium"), venue(desk, "Rose Bowl")
    add(desk, "Opening", "10:00", venue=sofi, kind="ceremony")
    for where in (sofi, bowl):
        desk.do_now(ReportIncident(EVENT, "Smoke", venue=where))
    assert set(whole(desk, Sieve()).shown_troubles) == {sofi, bowl}
    assert set(whole(desk).shown_troubles) == {sofi}


def test_opening_the_filter_again_shows_everything(desk: Desk) -> None:
    add(desk, "Match", "09:00")
    again = desk.read_now(reading.sifted, whole(desk), Sieve())
    assert titles(again) == ["Match"]
    assert again.event == EVENT


def test_a_change_of_the_crowd_is_read(desk: Desk) -> None:
    record = add(desk, "Match", "09:00")
    before = whole(desk, Sieve())
    desk.do_now(AmendSession(record, {"crowd": 12}))
    after = desk.read_now(reading.held_again, EVENT, before, {record}, Sieve())
    assert after.rows == (replace(before.rows[0], crowd=12),)
