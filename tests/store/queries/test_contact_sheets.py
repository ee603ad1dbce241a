"""People for paper: the call-down's order and its latest outcomes, everybody of a partner."""

from __future__ import annotations

from eocdesk.commands.calldown import BeginCallDown, TickOff
from eocdesk.commands.entries import StrikeEntry
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import calldown, contact_sheets
from tests.kit.desks import EVENT


def add(desk: Desk, name: str, **values: object) -> bytes:
    made: bytes = desk.do_now(Add("contact", EVENT, {"name": name, **values})).value
    return made


def test_the_list_in_order_with_what_came_of_each_call_since_it_was_begun(desk: Desk) -> None:
    second, first = add(desk, "Ann", call_order=2), add(desk, "Zoe", call_order=1)
    add(desk, "not called")
    desk.do_now(TickOff(first, EVENT, "busy"))
    desk.do_now(BeginCallDown(EVENT))
    desk.do_now(TickOff(second, EVENT, "reached"))
    wrong = desk.do_now(TickOff(first, EVENT, "reached")).value[0]
    desk.do_now(StrikeEntry(wrong, "Misread"))
    told = desk.read_now(contact_sheets.call_down, EVENT, clock.now() + 1)
    assert [one.name for one in told.people] == ["Zoe", "Ann"]
    assert {record: tick.outcome for record, tick in told.ticks.items()} == {second: "reached"}
    assert told.begun is not None
    shown = desk.read_now(calldown.call_down, EVENT)
    assert (shown.order, shown.begun) == (tuple(one.id for one in told.people), told.begun)
    assert desk.read_now(contact_sheets.call_down, EVENT, told.begun - 1).begun is None


def test_everybody_or_one_partner_with_ways_and_the_highest_marking(desk: Desk) -> None:
    fire = desk.do_now(Add("agency", EVENT, {"name": "Fire department", "short": "LAFD"})).value
    add(desk, "Ann", agency=fire, phones=[["mobile", "+12135550143"]], emails=[["", "a@x.org"]])
    add(desk, "bob", organisation="Volunteers", marking="RED")
    desk.do_now(Strike("contact", add(desk, "Gone")))
    told = desk.read_now(contact_sheets.contacts, EVENT)
    assert [(one.name, one.agency) for one in told.people] == [("Ann", "LAFD"), ("bob", "Volunteers")]
    assert told.people[0].phones == (("mobile", "+12135550143"),)
    assert told.people[0].emails == (("", "a@x.org"),)
    assert told.marking == "RED"
    some = desk.read_now(contact_sheets.contacts, EVENT, "lafd")
    assert ([one.name for one in some.people], some.marking) == (["Ann"], "AMBER")
    assert not desk.read_now(contact_sheets.contacts, EVENT, "Nobody").people
