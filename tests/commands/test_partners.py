"""Agencies, contacts, seats and duty on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import (
    ADDING,
    AMENDING,
    AddAgency,
    AddContact,
    AddDuty,
    AddSeat,
    AmendAgency,
    AmendContact,
    AmendDuty,
    AmendSeat,
    EndDuty,
    SetSeat,
)
from eocdesk.desk.desk import Desk
from eocdesk.models import Agency, Contact, Duty, Record, Refused, Seat, ids
from eocdesk.store.queries import events

HOUR = 3_600_000


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("EOCDESK_NO_KEYRING", "1")
    made = Desk(tmp_path / "desk")
    made.open_event(made.do_now(AddEvent("LA28", "LA28 Games", "America/Los_Angeles", marking="GREEN")).value)
    yield made
    made.close()


@pytest.fixture
def event(desk: Desk) -> bytes:
    assert desk.event is not None
    return desk.event.id


def record(desk: Desk, cls: type[Record], key: bytes) -> Any:
    return desk.read_now(events.record, cls, key)


def refused(desk: Desk, command: object) -> Refused:
    with pytest.raises(Refused) as told:
        desk.do_now(command)  # type: ignore[arg-type]
    return told.value


def test_a_contact_s_numbers_are_dialled_and_it_is_marked_as_its_event(desk: Desk, event: bytes) -> None:
    values = {"name": "Maria Ruiz", "phones": [["mobile", "(213) 485-3265"], ["desk", "Ext 2201"]]}
    contact = record(desk, Contact, desk.do_now(AddContact(event, values)).value)
    assert contact.phones == [["mobile", "+12134853265"], ["desk", "Ext 2201"]]
    assert contact.marking == "GREEN"
    assert (contact.event, contact.struck) == (event, False)


def test_junk_in_a_number_or_address_is_refused_beside_its_field_and_nothing_is_written(
    desk: Desk, event: bytes
) -> None:
    assert refused(desk, AddContact(event, {"name": "A", "phones": [["", "abc"]]})).field == "phones"
    assert refused(desk, AddContact(event, {"name": "A", "emails": [["", "abc"]]})).field == "emails"
    assert refused(desk, AddAgency(event, {"name": "A", "phone": "none yet"})).field == "phone"
    assert refused(desk, AddAgency(event, {"name": "A", "email": "at"})).field == "email"
    assert refused(desk, AddContact(event, {"name": " "})).field == "name"
    assert desk.read_now(events.records, Contact) == desk.read_now(events.records, Agency) == []


def test_a_contact_belongs_to_an_agency_of_the_same_event(desk: Desk, event: bytes) -> None:
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC")).value
    agency = desk.do_now(AddAgency(event, {"name": "LACoFD", "sector": "local", "phone": "213-485-3265"})).value
    foreign = desk.do_now(AddAgency(other, {"name": "FIFA", "sector": "international"})).value
    contact = desk.do_now(AddContact(event, {"name": "Maria Ruiz", "agency": agency})).value
    assert record(desk, Agency, agency).phone == "+12134853265"
    assert refused(desk, AmendContact(contact, {"agency": foreign})).field == "agency"
    assert refused(desk, AmendContact(contact, {"agency": ids.new_id()})).field == "agency"
    desk.do_now(AmendAgency(agency, {"short": "LACoFD", "phone": ""}))
    assert record(desk, Agency, agency).short == "LACoFD"


def test_a_seat_says_since_when_it_stands_as_it_stands(desk: Desk, event: bytes) -> None:
    holder = desk.do_now(AddContact(event, {"name": "Tom Baker"})).value
    seat = desk.do_now(AddSeat(event, {"name": "Fire branch"})).value
    first = record(desk, Seat, seat)
    assert (first.status, first.since is not None) == ("not activated", True)
    desk.do_now(AmendSeat(seat, {"since": 5}))
    desk.do_now(AmendSeat(seat, {"name": "Fire & rescue"}))
    assert record(desk, Seat, seat).since == 5
    desk.do_now(SetSeat(seat, "activated", holder))
    now = record(desk, Seat, seat)
    assert (now.status, now.holder, now.name) == ("activated", holder, "Fire & rescue")
    assert now.since > 5
    assert refused(desk, SetSeat(seat, "manned", holder)).field == "status"
    assert refused(desk, SetSeat(seat, "activated", ids.new_id())).field == "holder"


def test_a_duty_has_a_contact_and_an_end_after_its_start(desk: Desk, event: bytes) -> None:
    contact = desk.do_now(AddContact(event, {"name": "Tom Baker"})).value
    assert refused(desk, AddDuty(event, {"position": "Watch officer"})).field == "contact"
    assert refused(desk, AddDuty(event, {"contact": contact, "starts": HOUR, "ends": HOUR})).field == "ends"
    duty = desk.do_now(AddDuty(event, {"contact": contact, "position": "Watch officer"})).value
    assert record(desk, Duty, duty).starts > 0
    assert refused(desk, AmendDuty(duty, {"ends": 1})).field == "ends"
    assert refused(desk, AmendDuty(duty, {"contact": None})).field == "contact"


def test_a_duty_ends_now_once_and_not_before_it_begins(desk: Desk, event: bytes) -> None:
    contact = desk.do_now(AddContact(event, {"name": "Tom Baker"})).value
    running = desk.do_now(AddDuty(event, {"contact": contact, "starts": HOUR, "ends": 2**45})).value
    desk.do_now(EndDuty(running))
    assert HOUR < record(desk, Duty, running).ends < 2**45
    assert "already" in refused(desk, EndDuty(running)).sentence
    later = desk.do_now(AddDuty(event, {"contact": contact, "starts": 2**45, "ends": 2**46})).value
    assert "not begun" in refused(desk, EndDuty(later)).sentence


def test_every_kind_of_the_pane_is_added_and_amended_by_a_verb_of_its_own() -> None:
    assert ADDING.keys() == AMENDING.keys() == {"agency", "contact", "seat", "duty"}
    assert {verb(b"").title for verb in ADDING.values()} == {"Add agency", "Add contact", "Add seat", "Add duty"}
