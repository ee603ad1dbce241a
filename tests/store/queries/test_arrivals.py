"""Check-ins of a time and a place, and what is let go, with the marking of what is read."""

from __future__ import annotations

from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.store.queries.arrivals import arrivals, people, release
from eocdesk.store.queries.held import Sought, held
from tests.kit.desks import EVENT
from tests.kit.operation import HOUR, NOW, put


def _held(connection: Any) -> Any:
    return held(connection, Sought("ics-211", EVENT, NOW, since=NOW - HOUR, until=NOW))


def test_the_time_holds_its_first_moment_and_not_its_last(desk: Desk) -> None:
    for name, when in (("first", NOW - HOUR), ("before", NOW - HOUR - 1), ("last", NOW)):
        put(desk, "fill", name, words=name, arrived=when, checked_in_at="Base")
    found = desk.read_now(lambda connection: arrivals(connection, _held(connection)))
    assert [one.what.name for one in found] == ["first"]
    assert desk.read_now(lambda connection: arrivals(connection, _held(connection), "icp")) == ()
    assert len(desk.read_now(lambda connection: arrivals(connection, _held(connection), "BASE"))) == 1


def test_what_is_let_go_takes_the_marking_of_its_resource(desk: Desk) -> None:
    resource = put(desk, "resource", "w", number="AAAA-3", name="Tender 7", marking="RED")
    put(desk, "fill", "f", resource=resource, released=NOW)

    def read(connection: Any) -> tuple[Any, str]:
        found = _held(connection)
        return release(connection, found, "aaaa-3"), found.marking

    found, marking = desk.read_now(read)
    assert (found.what.name, found.released) == ("Tender 7", NOW)
    assert marking == "RED"


def test_a_person_is_let_go_with_position_partner_and_the_end_of_their_last_duty(desk: Desk) -> None:
    agency = put(desk, "agency", "a", name="LA County Fire", short="LACoFD")
    person = put(desk, "contact", "c", name="Zoë Ólafsdóttir", role="Safety", agency=agency)
    put(desk, "duty", "d1", contact=person, position="Safety Officer", ends=NOW + HOUR, marking="RED")
    put(desk, "duty", "d2", contact=person, position="Observer", ends=NOW - HOUR)
    order = put(desk, "request", "r", number="AAAA-9", title="Safety officer")
    put(desk, "fill", "f", request=order, words=" Zoë Ólafsdóttir", released=NOW)

    def read(connection: Any, of: str = "Zoë  Ólafsdóttir") -> tuple[Any, str]:
        found = _held(connection)
        return release(connection, found, of), found.marking

    found, marking = desk.read_now(read)
    assert (found.what.name, found.what.assigned, found.what.agency) == ("Zoë Ólafsdóttir", "Safety Officer", "LACoFD")
    assert (found.planned, found.released, found.order, marking) == (NOW + HOUR, NOW, "AAAA-9", "RED")
    put(desk, "fill", "g", words="Tom Adams", arrived=NOW)
    found, _ = desk.read_now(read, "tom adams")
    assert (found.what.name, found.planned, found.released) == ("Tom Adams", None, None)
    assert desk.read_now(read, "Nobody") == (None, "AMBER"), "as the event"


def test_a_team_of_one_is_not_one_person() -> None:
    assert [people(*one) for one in (("team", 5), ("team", 1), ("personnel", 1), ("equipment", 9))] == [
        "5",
        "",
        "1",
        "",
    ]
