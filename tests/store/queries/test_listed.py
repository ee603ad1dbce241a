"""Records as the command line lists them: newest first, with the names of what they point to."""

from __future__ import annotations

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import listed
from tests.kit.desks import CODE, EVENT


def test_what_a_record_points_to_is_named_beside_it_even_where_that_is_struck_or_not_here(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    for values in ({"venue": venue}, {"venue": b"x" * 16}, {}):
        desk.do_now(Add("session", EVENT, {"title": "Final", **values}))
    desk.do_now(Strike("venue", venue))
    found = desk.read_now(listed.listed, "session", EVENT, None, None)
    assert [(one["venue"], one["venue_name"]) for one in found] == [(None, ""), (b"x" * 16, ""), (venue, "SoFi")]


def test_what_a_list_points_to_is_named_in_its_order(desk: Desk) -> None:
    one, two = (desk.do_now(Add("venue", EVENT, {"name": name})).value for name in ("SoFi", "Rose Bowl"))
    desk.do_now(Add("threat", EVENT, {"title": "Drones", "venues": [two.hex(), one.hex(), "ab" * 16]}))
    desk.do_now(Add("threat", EVENT, {"title": "None"}))
    found = desk.read_now(listed.listed, "threat", EVENT, None, None)
    assert [one["venues_names"] for one in found] == [[], ["Rose Bowl", "SoFi", ""]]


def test_a_long_list_is_whole_and_in_order(desk: Desk) -> None:
    class Many:
        title = "Many"

        def do(self, work: object) -> None:
            for n in range(1101):
                work.add("venue", event=EVENT, name=f"Gate {n}")  # type: ignore[attr-defined]

    desk.do_now(Many())
    for words in (None, "gate"):
        found = desk.read_now(listed.listed, "venue", EVENT, words, None)
        assert [one["name"] for one in found] == [f"Gate {n}" for n in range(1100, -1, -1)]


def test_struck_records_take_no_place_among_the_few_that_are_asked_for(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "Gate A"}))
    for name in ("Gate B", "Gate C"):
        desk.do_now(Strike("venue", desk.do_now(Add("venue", EVENT, {"name": name})).value))
    for words in (None, "gate"):
        found = desk.read_now(listed.listed, "venue", EVENT, words, 1)
        assert [one["name"] for one in found] == ["Gate A"]
        assert desk.read_now(listed.listed, "venue", EVENT, words, 0) == []


def test_an_event_lists_itself_alone(desk: Desk) -> None:
    assert [one["code"] for one in desk.read_now(listed.listed, "event", EVENT, None, None)] == [CODE]
    assert desk.read_now(listed.listed, "event", b"another event...", None, None) == []


def test_a_number_is_found_in_any_letters_and_only_in_its_event(desk: Desk) -> None:
    incident, number = desk.do_now(ReportIncident(EVENT, "Smoke")).value
    entry, written = desk.do_now(LogEntry(EVENT, "Smoke seen")).value
    for said in (number, number.lower(), f" {number} "):
        assert desk.read_now(listed.by_number, "incident", said) == incident
    assert desk.read_now(listed.by_number, "entry", written, EVENT) == entry
    assert desk.read_now(listed.by_number, "incident", number, b"another event...") is None
    assert desk.read_now(listed.by_number, "incident", "7K-1") is None
    assert desk.read_now(listed.names_of, "incident", [incident, b"x" * 16]) == {incident: number}
