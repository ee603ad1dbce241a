"""Records as they can be picked."""

from __future__ import annotations

from eocdesk.commands.people import SignIn
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.names import Name, names
from tests.kit.desks import EVENT


def test_a_venue_is_known_by_its_other_names_too(desk: Desk) -> None:
    values = {"name": "SoFi Stadium", "short": "SoFi", "city": "Inglewood", "aliases": ["2028 Stadium"]}
    made = desk.do_now(Add("venue", EVENT, values)).value
    assert desk.read_now(names, "venue", EVENT) == [Name(made, "SoFi Stadium", "Inglewood", "SoFi 2028 Stadium")]


def test_what_is_struck_is_not_picked(desk: Desk) -> None:
    made = desk.do_now(Add("agency", EVENT, {"name": "LAPD"})).value
    desk.do_now(Strike("agency", made))
    assert desk.read_now(names, "agency", EVENT) == []


def test_people_and_events_belong_to_no_event(desk: Desk) -> None:
    desk.do_now(SignIn(EVENT, "K. Ortiz", "Watch officer"))
    assert [one.title for one in desk.read_now(names, "person", EVENT)] == ["K. Ortiz"]
    assert [one.detail for one in desk.read_now(names, "event", EVENT)] == ["LA28"]


def test_a_kind_nobody_picks_gives_nothing(desk: Desk) -> None:
    assert desk.read_now(names, "acknowledgement", EVENT) == []
