"""Partners' records: what they hold, what is found by search, how two edits meet."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.partners import AddAgency, AddContact, AddSeat, AmendContact
from eocdesk.commands.records import fit
from eocdesk.desk.desk import Desk
from eocdesk.models import Agency, Contact, Duty, Refused, Seat, defaults_of, fields_of
from eocdesk.models.fields import Holds, Meets
from eocdesk.models.partner import SEATS, SECTORS
from eocdesk.store.queries import events
from eocdesk.store.queries.search import find
from tests.kit.desks import EVENT


def test_sectors_and_seats_have_the_words_of_the_centre() -> None:
    assert [value for value, _ in SECTORS] == [
        "federal",
        "state",
        "local",
        "tribal",
        "private",
        "nonprofit",
        "international",
    ]
    assert [value for value, _ in SEATS] == ["not activated", "on call", "activated"]
    assert all(word[0].isupper() for _, word in (*SECTORS, *SEATS))


@pytest.mark.parametrize(("kind", "name", "value"), [("agency", "sector", "martian"), ("seat", "status", "warm")])
def test_a_sector_or_status_that_is_none_is_refused_with_those_there_are(kind: str, name: str, value: str) -> None:
    with pytest.raises(Refused) as told:
        fit(kind, {name: value})
    assert told.value.field == name
    assert value in told.value.sentence


def test_a_new_record_begins_as_its_words_say(desk: Desk) -> None:
    agency = desk.read_now(events.record, Agency, desk.do_now(AddAgency(EVENT, {"name": "FEMA"})).value)
    seat = desk.read_now(events.record, Seat, desk.do_now(AddSeat(EVENT, {"name": "Law"})).value)
    assert agency is not None
    assert seat is not None
    assert (agency.sector, agency.short, seat.status, seat.holder) == ("local", "", "not activated", None)
    assert defaults_of(Contact)["call_order"] is None


def test_what_a_record_points_to_is_said_with_its_field() -> None:
    points = {
        (cls.__tablename__, name): known.of
        for cls in (Agency, Contact, Seat, Duty)
        for name, known in fields_of(cls).items()
        if known.holds is Holds.RECORD and known.of not in ("", "event")
    }
    assert points == {
        ("contact", "agency"): "agency",
        ("contact", "venue"): "venue",
        ("seat", "agency"): "agency",
        ("seat", "holder"): "contact",
        ("duty", "contact"): "contact",
        ("duty", "venue"): "venue",
    }


@pytest.mark.parametrize(
    "words", ["Okafor", "duty off", "Ch 4C", "Medic 1", "5550143", "okafor@fema", "Inglewood", "branch"]
)
def test_a_person_is_found_by_anything_one_might_remember(desk: Desk, words: str) -> None:
    values: dict[str, Any] = {
        "name": "Daniel Okafor",
        "role": "Duty officer",
        "organisation": "Inglewood PD",
        "radio": "Ch 4C",
        "call_sign": "Medic 1",
        "phones": [["mobile", "5550143"]],
        "emails": [["work", "okafor@fema.example.org"]],
        "note": "Ask for the branch",
    }
    desk.do_now(AddContact(EVENT, values))
    found = [hit.title for hit in desk.read_now(find, EVENT, words)]
    assert found == ["Daniel Okafor"]


def test_two_desks_that_change_a_person_are_asked_and_where_they_came_from_is_not() -> None:
    assert fields_of(Contact)["phones"].meets is Meets.ASK
    assert fields_of(Contact)["source_key"].meets is Meets.NEWEST


def test_pairs_of_label_and_number_come_back_as_they_went_in(desk: Desk) -> None:
    pairs = [["mobile", "+12135550143"], ["", "Ext 22"]]
    record = desk.do_now(AddContact(EVENT, {"name": "Kim", "phones": pairs})).value
    found = desk.read_now(events.record, Contact, record)
    assert found is not None
    assert found.phones == pairs
    desk.do_now(AmendContact(record, {"phones": None}))
    found = desk.read_now(events.record, Contact, record)
    assert found is not None
    assert found.phones is None
