"""People and organisations written as cards come back the same, in either version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.reading import Item
from eocdesk.interchange.format import Asked, Export
from eocdesk.interchange.soundness import settled
from eocdesk.interchange.vcard.read import read_vcf
from eocdesk.interchange.vcard.write import write_vcard3, write_vcard4
from eocdesk.models import Agency, Contact, Event, Venue

EVENT = Event(id=b"e" * 16, code="LA28", name="LA28 Games", zone="America/Los_Angeles", exercise=False)
EXERCISE = Event(id=b"e" * 16, code="EX", name="Drill", zone="UTC", exercise=True)
LAPD = Agency(id=b"a" * 16, name="LAPD; Metro, LA", short="LAPD", sector="local", marking="GREEN")
SOFI = Venue(id=b"v" * 16, name="SoFi Stadium")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), max_size=40).map(
    lambda words: " ".join(words.split())
)
LABELS = st.sampled_from(["", "work", "home", "cell", "work fax", "Command post", "EOC; desk"])
CONTACTS = st.builds(
    Contact,
    id=st.binary(min_size=16, max_size=16),
    name=WORDS.filter(bool),
    agency=st.sampled_from([None, LAPD.id]),
    organisation=WORDS,
    venue=st.sampled_from([None, SOFI.id]),
    role=WORDS,
    phones=st.lists(
        st.tuples(LABELS, st.sampled_from(["911", "+12134733231", "+442079460958;ext=12", "*55"])).map(list), max_size=3
    ),
    emails=st.lists(st.tuples(LABELS, st.just("l.chen@example.org")).map(list), max_size=2),
    radio=WORDS,
    call_sign=WORDS,
    languages=st.sampled_from(["", "en", "en, es-MX", "Spanish, some French"]),
    availability=WORDS,
    address=WORDS,
    note=WORDS,
    call_order=st.none() | st.integers(0, 99),
    marking=st.sampled_from(["GREEN", "AMBER", "RED"]),
)


def back(write: object, event: Event = EVENT, **records: object) -> list[Item]:
    data = write(Export(event, venues=[SOFI], agency_names={LAPD.id: LAPD.name}, **records))  # type: ignore[operator]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    reading = settled(read_vcf(data, Asked()))
    assert (reading.refused, reading.warnings) == ((), ())
    return list(reading.items)


@pytest.mark.parametrize("write", [write_vcard3, write_vcard4], ids=["3.0", "4.0"])
@given(contact=CONTACTS)
def test_a_contact_comes_back_the_same(write: object, contact: Contact) -> None:
    (item,) = back(write, contacts=[contact])
    assert (item.kind, item.id) == ("contact", contact.id)
    for name in (
        *("name", "organisation", "role", "phones", "emails", "radio", "call_sign", "languages", "availability"),
        *("address", "note", "call_order", "marking"),
    ):
        assert (item.values.get(name) or None) == (getattr(contact, name) or None), name
    assert item.names.get("agency", "") == (LAPD.name if contact.agency else "")
    assert item.names.get("venue", "") == (SOFI.name if contact.venue else "")


@pytest.mark.parametrize("write", [write_vcard3, write_vcard4], ids=["3.0", "4.0"])
def test_an_agency_comes_back_as_one(write: object) -> None:
    agency = Agency(
        id=b"b" * 16,
        name="Red Cross, LA",
        short="ARC",
        sector="nonprofit",
        role="Shelter",
        esf="6",
        phone="+12134733231",
        email="arc@example.org",
        address="1 Main St\nLos Angeles",
        note="a\nb",
        marking="GREEN",
    )
    (item,) = back(write, agencies=[agency])
    assert (item.kind, item.id) == ("agency", agency.id)
    for name in ("name", "short", "sector", "role", "esf", "phone", "email", "address", "note", "marking"):
        assert item.values[name] == getattr(agency, name), name


def test_a_card_that_came_from_elsewhere_keeps_its_uid() -> None:
    contact = Contact(id=b"c" * 16, name="A", source="vcard", source_key="their;uid", marking="GREEN")
    assert back(write_vcard4, contacts=[contact])[0].key == "their;uid"
    assert back(write_vcard4, contacts=[Contact(id=b"c" * 16, name="A")])[0].key.startswith("urn:uuid:63636363-")


def test_people_of_an_exercise_are_told_from_real_ones_in_every_phone() -> None:
    contact = Contact(id=b"c" * 16, name="A. Role Player", marking="GREEN")
    data = write_vcard3(Export(EXERCISE, contacts=[contact]))
    assert b"FN:EXERCISE: A. Role Player" in data
    assert back(write_vcard3, EXERCISE, contacts=[contact])[0].values["name"] == "A. Role Player"


def test_a_number_is_a_uri_only_where_the_version_knows_it() -> None:
    contact = Contact(id=b"c" * 16, name="A", phones=[["work", "+12134733231;ext=5"]])
    assert b"TEL;VALUE=uri;TYPE=work:tel:+12134733231;ext=5" in write_vcard4(Export(EVENT, contacts=[contact]))
    assert b"TEL;TYPE=work:+12134733231 ext. 5" in write_vcard3(Export(EVENT, contacts=[contact]))
