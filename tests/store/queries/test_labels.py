"""Each marking and audience that records of an event carry is told once, of what stands."""

from __future__ import annotations

from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.labels import labels, marked, of
from tests.kit.desks import EVENT


def test_each_is_told_once_of_what_stands(desk: Desk) -> None:
    for marking, audience in (("GREEN", ""), ("GREEN", ""), ("AMBER", "FBI")):
        desk.do_now(Add("venue", EVENT, {"name": "Gate", "marking": marking, "audience": audience}))
    struck = desk.do_now(Add("venue", EVENT, {"name": "Gate", "marking": "RED"})).value
    desk.do_now(Strike("venue", struck))
    desk.do_now(Add("incident", EVENT, {"title": "Leak", "marking": "CLEAR"}))
    found = desk.read_now(labels, EVENT, ("venue", "incident"))
    assert sorted(found) == [("AMBER", "FBI"), ("CLEAR", ""), ("GREEN", "")]


def test_each_record_that_stands_is_told_with_its_own(desk: Desk) -> None:
    one = desk.do_now(Add("venue", EVENT, {"name": "Gate", "marking": "AMBER", "audience": "FBI"})).value
    struck = desk.do_now(Add("venue", EVENT, {"name": "Gate", "marking": "RED"})).value
    desk.do_now(Strike("venue", struck))
    assert desk.read_now(marked, EVENT, "venue") == {one: ("AMBER", "FBI")}


def test_what_is_pointed_to_is_told_and_nothing_of_nothing(desk: Desk) -> None:
    one = desk.do_now(Add("venue", EVENT, {"name": "Gate", "marking": "AMBER", "audience": "FBI"})).value
    other = desk.do_now(Add("venue", EVENT, {"name": "Lot", "marking": "GREEN"})).value
    desk.do_now(Add("venue", EVENT, {"name": "Arena", "marking": "RED"}))
    assert desk.read_now(of, "venue", [one, None, other, one, bytes(16)]) == [("AMBER", "FBI"), ("GREEN", "")]
    assert desk.read_now(of, "venue", [None]) == []
