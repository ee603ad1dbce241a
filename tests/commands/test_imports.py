"""An import counts every row, moves what moved, keeps what a person wrote, and the same file changes nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from eocdesk.commands.imports import CancelledError, Import, Report
from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Contact, Entry, Session, ids
from eocdesk.store.queries import events
from eocdesk.store.rehearsal import Rehearsal
from eocdesk.store.work import Who
from tests.kit.desks import EVENT, bodies, sound


def session(key: str, at: int = 1, **values: Any) -> Item:
    names = {"venue": values.pop("venue")} if "venue" in values else {}
    return Item("session", key, f"row {at}", {"title": f"Session {key}", **values}, names)


def bring(desk: Desk, *items: Item, refused: tuple[Refusal, ...] = (), lists: str = "", **more: Any) -> Report:
    reading = Reading("csv", "la28", items, refused, lists=lists)
    who = Who("L. Chen", "Watch officer", "import:la28")
    report: Report = desk.do_now(Import(EVENT, reading, "sessions.csv", **more), who=who).value
    assert report.read == report.added + report.changed + report.unchanged + len(report.refused)
    return report


def held(desk: Desk, key: str) -> Session:
    found = desk.read_now(events.record, Session, ids.source_id(EVENT, "session", "la28", key))
    assert found is not None
    return found


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    items = (session("ARC01", starts=1000), session("ARC02", starts=2000))
    assert (bring(desk, *items).added, bring(desk, *items).unchanged) == (2, 2)
    before = bodies(desk)
    bring(desk, *items)
    assert bodies(desk) == before
    assert sound(desk)


def test_two_cold_desks_that_import_the_same_file_hold_the_same_records(desks: Any) -> None:
    one, two = desks(2)
    for each in (one, two):
        bring(each, session("ARC01", starts=1000, venue="SoFi Stadium"))
    for giver, taker in ((one, two), (two, one)):
        taker.store.writer.apply(bodies(giver)).result()
    for each in (one, two):
        assert each.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM session").scalar()) == 1
        assert each.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar()) == 0
        assert sound(each)


def test_a_newer_file_moves_what_moved_and_keeps_what_a_person_changed(desk: Desk) -> None:
    bring(desk, session("ARC01", starts=1000, ends=2000), session("ARC02", starts=1000))
    desk.do_now(Amend("session", held(desk, "ARC01").id, {"starts": 1500, "note": "Late start"}))
    report = bring(desk, session("ARC01", starts=1200, ends=2200), session("ARC02", starts=1000))
    assert (report.changed, report.unchanged) == (1, 1)
    moved = held(desk, "ARC01")
    assert (moved.starts, moved.ends, moved.note) == (1500, 2200, "Late start")
    assert len(report.kept) == 1
    assert "Planned start was changed by a person" in report.kept[0]
    assert "the file says “1969-12-31 16:00”" in report.kept[0]


def test_rows_that_a_newer_file_no_longer_holds_are_listed_and_not_struck(desk: Desk) -> None:
    bring(desk, session("ARC01"), session("ARC02"), lists="la28")
    report = bring(desk, session("ARC01"), lists="la28")
    assert report.missing == ["Session ARC02 (ARC02)"]
    assert held(desk, "ARC02").struck is False


def test_what_a_person_struck_stays_struck(desk: Desk) -> None:
    bring(desk, session("ARC01", starts=1))
    desk.do_now(Strike("session", held(desk, "ARC01").id))
    assert bring(desk, session("ARC01", starts=2)).kept == ["row 1: struck by hand, left so"]
    assert held(desk, "ARC01").struck is True


def test_a_venue_is_matched_by_any_of_its_names_and_an_unknown_one_waits_in_its_words(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "aliases": ["2028 Stadium"]})).value
    report = bring(
        desk,
        session("A", 1, venue="The  sofi stadium"),
        session("B", 2, venue="2028 Stadium, Inglewood"),
        session("C", 3, venue="Atlantis Dome"),
    )
    assert report.added == 3
    assert (held(desk, "A").venue, held(desk, "B").venue) == (venue, venue)
    assert (held(desk, "C").venue, held(desk, "C").venue_words) == (None, "Atlantis Dome")
    assert any("Atlantis Dome" in warning and "review" in warning for warning in report.warnings)


def test_a_name_two_venues_bear_is_not_guessed(desk: Desk) -> None:
    for city in ("Pasadena", "Paris"):
        desk.do_now(Add("venue", EVENT, {"name": "Grand Arena", "city": city}))
    bring(desk, session("A", venue="Grand Arena"))
    assert held(desk, "A").venue is None


def test_every_refused_row_is_in_the_report_and_in_the_log(desk: Desk) -> None:
    bad = session("B", 7, status="exploded")
    report = bring(desk, session("A"), bad, refused=(Refusal("row 9", "No key."),))
    assert (report.read, report.added, len(report.refused)) == (3, 1, 2)
    entry = desk.read_now(events.of_event, Entry, EVENT)[-1]
    assert "3 read: 1 added" in entry.text
    assert "row 7: Status cannot be “exploded”" in entry.text
    assert "row 9: No key." in entry.text


def test_an_exact_duplicate_counts_as_unchanged_and_another_value_is_warned_of(desk: Desk) -> None:
    report = bring(desk, session("A", 1, starts=1), session("A", 2, starts=1), session("A", 3, starts=5))
    assert (report.added, report.unchanged, report.changed) == (1, 1, 1)
    assert any("the same key as row 1" in warning for warning in report.warnings)
    assert sound(desk)


def test_an_entry_of_a_source_is_never_rewritten(desk: Desk) -> None:
    def entry(text: str, at: int) -> Item:
        return Item("entry", "FF1", f"row {at}", {"text": text, "happened": 5})

    assert bring(desk, entry("Odor investigation", 1)).added == 1
    report = bring(desk, entry("Structure fire", 1))
    assert [refusal.at for refusal in report.refused] == ["row 1"]
    again = bring(desk, entry("Odor investigation", 1), entry("Structure fire", 2))
    assert (again.unchanged, len(again.refused)) == (1, 1)


def test_a_dry_run_says_the_same_and_leaves_nothing(desk: Desk) -> None:
    before = bodies(desk)
    reading = Reading("csv", "la28", (session("A"), session("B"), session("A")))
    command = Import(EVENT, reading, "sessions.csv")
    report = desk.read_now(lambda connection: command.look(Rehearsal(connection, command.again())))
    assert (report.added, report.unchanged) == (2, 1)
    assert bodies(desk) == before


def test_a_cancelled_import_leaves_nothing_even_after_parts_were_written(desk: Desk) -> None:
    before = bodies(desk)
    asked = iter([False, False, True, True])
    with pytest.raises(CancelledError):
        bring(desk, *(session(f"S{n}", n) for n in range(4500)), cancelled=lambda: next(asked))
    assert bodies(desk) == before
    assert sound(desk)


def test_a_big_import_is_one_act_in_several_parts_and_can_be_undone(desk: Desk) -> None:
    report = bring(desk, *(session(f"S{n}", n, starts=n) for n in range(2500)))
    assert report.added == 2500
    assert sound(desk)
    sessions = "SELECT count(*) FROM session WHERE struck IS NOT 1"
    assert desk.read_now(lambda c: c.exec_driver_sql(sessions).scalar()) == 2500
    asyncio.run(desk.undo())
    assert desk.read_now(lambda c: c.exec_driver_sql(sessions).scalar()) == 0
    assert sound(desk)


def test_many_warnings_in_the_same_words_are_one_line_for_a_person(desk: Desk) -> None:
    items = [Item("session", f"S{n}", f"row {n}", {"title": "x"}, warnings=("no end",)) for n in range(2, 22)]
    odd = Item("session", "T", "row 99", {"title": "x"}, warnings=("cancelled", "no end"))
    report = bring(desk, *items, odd)
    assert len(report.warnings) == 22
    assert report.told() == [
        "no end: 21 times (row 2, row 3, row 4, row 5, row 6, row 7, row 8, row 9 and 13 more)",
        "row 99: cancelled",
    ]


def test_a_session_whose_file_says_an_end_before_its_start_is_kept_as_said(desk: Desk) -> None:
    assert bring(desk, session("A", starts=2000, ends=1000)).added == 1
    assert (held(desk, "A").starts, held(desk, "A").ends) == (2000, 1000)


def test_the_outline_of_a_big_fire_fits_and_one_beyond_all_is_refused(desk: Desk) -> None:
    def feature(key: str, size: int) -> Item:
        return Item("feature", key, f"feature {key}", {"name": "Eaton", "kind": "perimeter", "geometry": "x" * size})

    report = bring(desk, feature("1", 250_000), feature("2", 2_000_001))
    assert (report.added, [refusal.at for refusal in report.refused]) == (1, ["feature 2"])


def test_nothing_is_nothing_however_it_is_written(desk: Desk) -> None:
    def contact(emails: object) -> Item:
        return Item("contact", "C", "card 1", {"name": "L. Chen", "emails": emails})

    bring(desk, contact(None))
    assert bring(desk, contact([])).unchanged == 1
    assert bring(desk, contact([["", "l@example.org"]])).changed == 1
    assert bring(desk, contact([])).changed == 1


def test_what_a_person_changed_is_told_in_the_words_of_the_file(desk: Desk) -> None:
    rose = desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"}))
    bring(desk, session("A", venue="SoFi Stadium", status="scheduled", sport="Judo"))
    desk.do_now(Amend("session", held(desk, "A").id, {"venue": rose, "status": "delayed", "sport": "Golf"}))
    report = bring(desk, session("A", venue="SoFi Stadium", status="cancelled", sport=""))
    assert sorted(line.partition("file says ")[2] for line in report.kept) == [
        "nothing",
        "“Cancelled”",
        "“SoFi Stadium”",
    ]
    assert held(desk, "A").venue == rose


def test_words_that_name_no_venue_stay_only_where_they_belong(desk: Desk) -> None:
    names = {"venue": "Atlantis"}
    report = bring(
        desk,
        Item("contact", "C", "row 1", {"name": "L. Chen"}, names),
        Item("entry", "E", "row 2", {"text": "Smoke", "happened": 5}, names),
        Item("session", "S", "row 3", {"title": "Heat"}, names),
        Item("contact", "D", "row 4", {"name": "B. Ode"}, {"agency": "LAPD"}),
    )
    assert report.warnings == [
        "“Atlantis” is not known here: 1 row has no venue",
        "“Atlantis” is not known here: 1 row keeps the words",
        "“Atlantis” is not known here: 1 row keeps the words and waits for review",
    ]
    people = {contact.name: contact.organisation for contact in desk.read_now(events.of_event, Contact, EVENT)}
    assert people == {"L. Chen": "", "B. Ode": "LAPD"}
    assert "Atlantis" in [entry.place for entry in desk.read_now(events.of_event, Entry, EVENT)]
