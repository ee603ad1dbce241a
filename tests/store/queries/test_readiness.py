"""What is on board for an event: struck and finished things do not count, nor those of another event."""

from __future__ import annotations

from eocdesk.commands.calendar import AddSession
from eocdesk.commands.documents import Attach
from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import AddContact
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import readiness
from tests.kit.desks import EVENT

HOUR = 3_600_000


def test_an_empty_event_has_nothing_on_board_but_its_own_age(desk: Desk) -> None:
    found = desk.read_now(readiness.aboard, EVENT, clock.now())
    assert (found.sessions, found.contacts, found.venues, found.attached) == (0, 0, 0, ())
    assert found.newest is not None


def test_sessions_are_counted_three_days_ahead_and_only_those_that_take_place(desk: Desk) -> None:
    now = clock.now()
    for starts, ends in ((HOUR, 2 * HOUR), (-HOUR, HOUR), (-3 * HOUR, -HOUR), (80 * HOUR, 81 * HOUR)):
        desk.do_now(AddSession(EVENT, {"title": "Heats", "starts": now + starts, "ends": now + ends}))
    off = desk.do_now(AddSession(EVENT, {"title": "Off", "starts": now + HOUR})).value
    desk.do_now(Amend("session", off, {"status": "cancelled"}))
    assert desk.read_now(readiness.aboard, EVENT, now).sessions == 2


def test_people_without_phone_or_radio_are_not_reachable(desk: Desk) -> None:
    desk.do_now(AddContact(EVENT, {"name": "Ruiz", "phones": [["work", "+12135550101"]]}))
    desk.do_now(AddContact(EVENT, {"name": "Okafor", "radio": "Ch 4"}))
    desk.do_now(AddContact(EVENT, {"name": "Silva"}))
    gone = desk.do_now(AddContact(EVENT, {"name": "Gone", "radio": "Ch 1"})).value
    desk.do_now(Strike("contact", gone))
    found = desk.read_now(readiness.aboard, EVENT, clock.now())
    assert (found.contacts, found.reachable) == (3, 2)


def test_attachments_that_records_name_are_listed_once_and_those_of_another_event_are_not(desk: Desk) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC")).value
    for event, name in ((EVENT, "gate.jpg"), (EVENT, "gate.jpg"), (other, "cup.jpg")):
        desk.do_now(Attach(event, name, "image/jpeg", 1000, "ab" * 32))
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    found = desk.read_now(readiness.aboard, EVENT, clock.now())
    assert [(one.name, one.size) for one in found.attached] == [("gate.jpg", 1000)]
    assert found.venues == 1
