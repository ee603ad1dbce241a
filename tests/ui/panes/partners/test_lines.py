"""The lines of agencies, seats, roster and call-down say what one has to know at a glance."""

from __future__ import annotations

import pytest

from eocdesk.commands.calldown import TickOff
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import partners
from eocdesk.store.queries.calldown import CallDown, Tick
from eocdesk.store.queries.partners import Wanted
from eocdesk.ui.panes.partners import lines, reading
from eocdesk.ui.panes.partners.reading import Calls
from tests.kit.desks import EVENT
from tests.kit.partners import Cast

A, B, C = (letter * 16 for letter in (b"a", b"b", b"c"))


def calls(**outcomes: str) -> Calls:
    ids = {"a": A, "b": B, "c": C}
    return Calls(CallDown((A, B, C), {ids[n]: Tick(o, 0, "", b"", "") for n, o in outcomes.items()}), {})


def test_agencies_stand_under_their_sectors_with_counts(desk: Desk, cast: Cast) -> None:
    rows, _ = desk.read_now(reading.agencies, EVENT, clock.now(), Wanted())
    told = lines.of_agencies(rows)
    assert [(line.heading, line.title) for line in told] == [
        (True, "Federal · 1 agency"),
        (False, "FEMA Region 9"),
        (True, "Local · 1 agency"),
        (False, "LA County Fire"),
    ]
    assert told[3].second == "LACoFD · 1 person, 1 on duty"
    assert told[3].trailing == "1 of 1 activated"


def test_a_seat_says_who_holds_it_or_that_nobody_does(desk: Desk, cast: Cast) -> None:
    rows = desk.read_now(partners.board, EVENT)
    by_name = {line.title: line for line in lines.of_seats(rows, "UTC", clock.now())}
    assert by_name["Medical"].second.startswith("Maria Ruiz · LACoFD · since ")
    assert by_name["Federal liaison"].second.startswith("Nobody holds it · FEMA")
    assert by_name["Federal liaison"].spoken.endswith("Not activated")
    assert lines.seats_counted(rows) == "1 activated · 1 not activated"


def test_the_roster_is_told_as_now_and_next(desk: Desk, cast: Cast) -> None:
    told = lines.of_roster(desk.read_now(partners.roster, EVENT, clock.now()), "UTC", clock.now())
    assert [line.title for line in told] == ["On duty now · 1", "Maria Ruiz", "Next 24 hours · 1", "Sara Kim"]
    assert told[1].second.startswith("until ")
    assert told[3].second.startswith("from ")
    assert (told[1].presence.filled, told[3].presence.filled) == (True, False)


def test_each_call_has_its_place_number_and_outcome(desk: Desk, cast: Cast) -> None:
    desk.do_now(TickOff(cast.okafor, EVENT, "left message"))
    told = lines.of_calls(desk.read_now(reading.calls, EVENT, clock.now()), "UTC", clock.now())
    assert [(line.count, line.title, line.status) for line in told] == [
        ("1", "Maria Ruiz", ""),
        ("2", "Daniel Okafor", "left message"),
        ("3", "Sara Kim", ""),
    ]
    assert "Left message" in told[1].spoken


@pytest.mark.parametrize(
    ("outcomes", "after", "there"),
    [
        ({}, A, B),
        ({"b": "reached"}, A, C),
        ({"b": "no answer"}, A, B),
        ({}, C, A),
        ({"a": "reached", "b": "reached"}, C, None),
        ({"a": "reached"}, b"?" * 16, B),
    ],
)
def test_whom_to_call_next(outcomes: dict[str, str], after: bytes, there: bytes | None) -> None:
    assert lines.next_to_call(calls(**outcomes), after) == there


def test_progress_counts_only_who_was_reached() -> None:
    assert lines.progress(calls(a="reached", b="no answer", c="reached")) == "2 of 3 reached"
