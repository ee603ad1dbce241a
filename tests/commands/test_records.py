"""What can be done with any record, and what no column may be asked to hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.records import LONGEST, MOST, NAMED, Add, Amend, Restore, Strike, fit, named
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Refused, Venue, fields_of
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, meet, sound


def venue(desk: Desk, record: bytes) -> Venue:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        ("venue", "colour", "red", "has no field"),
        ("venue", "name", "x" * (LONGEST + 1), "longer than"),
        ("venue", "capacity", "many", "whole number"),
        ("venue", "capacity", 1.5, "whole number"),
        ("venue", "capacity", True, "whole number"),
        ("venue", "capacity", MOST + 1, "whole number"),
        ("venue", "lat", 90.1, "between"),
        ("venue", "lon", -181, "between"),
        ("venue", "lat", float("nan"), "must be a number"),
        ("venue", "lat", float("inf"), "must be a number"),
        ("venue", "lat", "north", "must be a number"),
        ("venue", "struck", "yes", "yes or no"),
        ("venue", "marking", "PUCE", "is not a marking"),
        ("incident", "severity", 9, "is one of"),
        ("incident", "status", "lost", "is one of"),
        ("event", "zone", "Mars/Base", "is not a time zone"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_beside_its_field(kind: str, name: str, value: object, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        fit(kind, {name: value})
    assert refused.value.field == name


@pytest.mark.parametrize(
    ("kind", "name", "value", "kept"),
    [
        ("venue", "name", "  SoFi\n Stadium ", "SoFi Stadium"),
        ("venue", "note", "line\n  line ", "line\n  line "),
        ("venue", "name", "So\0Fi", "SoFi"),
        ("venue", "name", "Stra\udcdfe", "Stra\N{REPLACEMENT CHARACTER}e"),
        ("venue", "name", "😀", "😀"),
        ("venue", "aliases", ["a\0", "b\ud800"], ["a", "b\N{REPLACEMENT CHARACTER}"]),
        ("venue", "lat", "33.95", 33.95),
        ("venue", "lat", None, None),
        ("venue", "capacity", -MOST, -MOST),
        ("venue", "marking", "tlp:red", "RED"),
        ("venue", "audience", "lapd, fbi", "FBI,LAPD"),
        ("incident", "severity", 4, 4),
    ],
)
def test_a_value_that_fits_is_kept_in_its_own_spelling(kind: str, name: str, value: object, kept: object) -> None:
    assert fit(kind, {name: value}) == {name: kept}


def test_every_value_that_fits_is_stored_so_that_the_desk_still_verifies(desk: Desk) -> None:
    values = {
        "name": "😀 \ud83d",
        "lat": "-0.0",
        "lon": 180,
        "capacity": MOST,
        "aliases": ["\udcff", 'a"b'],
        "note": "\0",
    }
    desk.do_now(Add("venue", EVENT, values))
    assert sound(desk)


def test_an_end_before_its_start_is_refused_except_where_a_source_says_so() -> None:
    with pytest.raises(Refused, match="end is before the start"):
        fit("session", {"starts": 2, "ends": 1})
    assert fit("session", {"starts": 2, "ends": 1}, ordered=False) == {"starts": 2, "ends": 1}


@pytest.mark.parametrize("kind", NAMED)
def test_what_a_record_is_called_by_cannot_be_empty(kind: str) -> None:
    assert NAMED[kind] in fields_of(KINDS[kind])
    for empty in ("", "  ", None):
        with pytest.raises(Refused, match="is empty"):
            named(kind, {NAMED[kind]: empty})
    named(kind, {})


def test_a_record_without_a_name_is_not_added_and_cannot_lose_it(desk: Desk) -> None:
    with pytest.raises(Refused, match="Name is empty"):
        desk.do_now(Add("venue", EVENT, {"city": "Inglewood"}))
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    with pytest.raises(Refused, match="Name is empty"):
        desk.do_now(Amend("venue", record, {"name": " ", "city": "Inglewood"}))
    assert venue(desk, record).city == ""


def test_a_struck_record_leaves_the_lists_and_comes_back_as_it_was(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    desk.do_now(Strike("venue", record))
    assert desk.read_now(events.of_event, Venue, EVENT) == []
    assert venue(desk, record).name == "SoFi"
    desk.do_now(Restore("venue", record))
    assert [one.name for one in desk.read_now(events.of_event, Venue, EVENT)] == ["SoFi"]


@pytest.mark.parametrize("verb", [Strike, Restore])
def test_an_entry_is_neither_struck_nor_brought_back_as_other_records_are(
    desk: Desk, verb: Callable[[str, bytes], Strike | Restore]
) -> None:
    entry = desk.do_now(Add("entry", EVENT, {"text": "Gate 4 opened"})).value
    before = bodies(desk)
    if verb is Strike:
        with pytest.raises(Refused, match="struck by another entry"):
            desk.do_now(verb("entry", entry))
    else:
        desk.do_now(verb("entry", entry))
    assert bodies(desk) == before


@pytest.mark.parametrize(
    "command",
    [
        Amend("venue", b"x" * 16, {"name": "x"}),
        Strike("venue", b"x" * 16),
        Restore("venue", b"x" * 16),
        Settle("venue", b"x" * 16, "name", "x"),
    ],
)
def test_what_is_not_here_is_said(desk: Desk, command: Amend | Strike | Restore | Settle) -> None:
    with pytest.raises(Refused, match="This venue is not on this desk"):
        desk.do_now(command)


def test_a_conflict_is_settled_with_any_value_that_fits(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    meet(one, two)
    one.do_now(Amend("venue", record, {"capacity": 70000}))
    two.do_now(Amend("venue", record, {"capacity": 70240}))
    meet(one, two)
    with pytest.raises(Refused, match="whole number"):
        one.do_now(Settle("venue", record, "capacity", "many"))
    one.do_now(Settle("venue", record, "capacity", 70100))
    meet(one, two)
    assert venue(one, record).capacity == venue(two, record).capacity == 70100
    with pytest.raises(Refused, match="not in conflict any more"):
        two.do_now(Settle("venue", record, "capacity", 1))


@pytest.mark.parametrize("kind", ["report", "product", "dissemination"])
def test_what_has_rules_over_time_is_not_written_past_them(desk: Desk, kind: str) -> None:
    with pytest.raises(Refused, match="its own acts"):
        desk.do_now(Add(kind, EVENT, {"title": "Seen at Gate 4", "state": "purged"}))
    with pytest.raises(Refused, match="its own acts"):
        desk.do_now(Amend(kind, bytes(16), {"state": "sent"}))
