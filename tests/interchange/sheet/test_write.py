"""What a desk writes as CSV or JSON, a desk reads back the same, and a spreadsheet runs none of it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.reading import Item
from eocdesk.interchange.format import Asked, Export
from eocdesk.interchange.sheet.read import PLURALS, read_csv, read_json
from eocdesk.interchange.sheet.write import csv_of, write_json
from eocdesk.interchange.soundness import settled
from eocdesk.models import Agency, Contact, Event, Feature, Session, Venue, fields_of
from eocdesk.models.fields import Holds
from eocdesk.models.session import KINDS, RISKS, STATUSES

EVENT = Event(id=b"e" * 16, code="LA28", name="LA28 Games", zone="America/Los_Angeles", exercise=False)
VENUE = Venue(
    id=b"v" * 16, name="=SoFi; \"Stadium\", 'Inglewood'", lat=33.953, lon=-118.339, aliases=["2028, Stadium", "a;b"]
)
AGENCY = Agency(id=b"a" * 16, name="LAPD, Metro", sector="local", phone="+12134733231", note="one\ntwo")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), max_size=40).map(
    lambda w: " ".join(w.split())
)
WHEN = st.integers(0, 4_000_000_000_000)

SESSIONS = st.builds(
    Session,
    id=st.binary(min_size=16, max_size=16),
    title=WORDS.filter(bool),
    kind=st.sampled_from([value for value, _ in KINDS]),
    status=st.sampled_from([value for value, _ in STATUSES]),
    sport=WORDS,
    note=WORDS,
    venue=st.sampled_from([None, VENUE.id]),
    venue_words=WORDS,
    day=st.dates().map(lambda day: day.isoformat()),
    starts=st.none() | WHEN,
    ends=st.none() | WHEN,
    crowd=st.none() | st.integers(0, 10**6),
    risk=st.none() | st.sampled_from([value for value, _ in RISKS]),
    source=st.sampled_from(["", "la28"]),
    source_key=WORDS,
    marking=st.sampled_from(["GREEN", "AMBER"]),
)
CONTACTS = st.builds(
    Contact,
    id=st.binary(min_size=16, max_size=16),
    name=WORDS.filter(bool),
    agency=st.sampled_from([None, AGENCY.id]),
    phones=st.lists(st.tuples(WORDS, st.sampled_from(["911", "+12134733231"])).map(list), max_size=3),
    emails=st.lists(st.tuples(WORDS, st.just("l.chen@example.org")).map(list), max_size=2),
    role=WORDS,
    call_order=st.none() | st.integers(0, 99),
)


def same(record: Any, item: Item) -> None:
    """The item says of the record what the record says of itself."""
    assert item.id == record.id
    for name, spec in fields_of(type(record)).items():
        if name in {"event", "struck"}:
            continue
        value = getattr(record, name)
        if spec.holds is Holds.RECORD:
            assert item.names.get(name, "") == ({VENUE.id: VENUE.name, AGENCY.id: AGENCY.name}[value] if value else "")
        else:
            assert (item.values.get(name) or None) == (value or None), name


def export(**records: Any) -> Export:
    names = {VENUE.id: VENUE.name}
    return Export(EVENT, **records, venue_names=names, agency_names={AGENCY.id: AGENCY.name})


def back(data: bytes, *, table: bool) -> list[Item]:
    reading = settled((read_csv if table else read_json)(data, Asked()))
    assert reading.refused == ()
    return list(reading.items)


@given(st.lists(SESSIONS, min_size=1, max_size=3, unique_by=lambda session: session.id))
def test_sessions_come_back_out_of_a_table_and_out_of_json(sessions: list[Session]) -> None:
    for table, data in (
        (True, csv_of("sessions")(export(sessions=sessions))),
        (False, write_json(export(sessions=sessions))),
    ):
        for session, item in zip(sessions, back(data, table=table), strict=True):
            same(session, item)


@given(CONTACTS)
def test_contacts_come_back_out_of_a_table_and_out_of_json(contact: Contact) -> None:
    for table, data in (
        (True, csv_of("contacts")(export(contacts=[contact]))),
        (False, write_json(export(contacts=[contact]))),
    ):
        same(contact, back(data, table=table)[0])


@pytest.mark.parametrize(
    ("plural", "record"),
    [
        ("venues", VENUE),
        ("agencies", AGENCY),
        (
            "features",
            Feature(
                id=b"f" * 16,
                name="Gate 7",
                kind="gate",
                venue=VENUE.id,
                geometry='{"type":"Point","coordinates":[1.0,2.0]}',
            ),
        ),
    ],
)
def test_places_and_agencies_come_back_too(plural: str, record: Any) -> None:
    same(record, back(csv_of(plural)(export(**{plural: [record]})), table=True)[0])
    same(record, back(write_json(export(**{plural: [record]})), table=False)[0])


def test_no_cell_of_a_table_is_run_by_a_spreadsheet() -> None:
    evil = Session(
        id=b"s" * 16, title="=cmd|' /C calc'!A0", note="+1", sport="@SUM(A1)", stage="-2", status="scheduled"
    )
    rows = list(csv.reader(io.StringIO(csv_of("sessions")(export(sessions=[evil])).decode("utf-8-sig"))))
    assert not any(cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row)


def test_the_file_of_an_exercise_says_so_and_is_read_by_excel_as_unicode() -> None:
    exercise = Export(Event(id=b"e" * 16, code="EX", name="Drill", zone="UTC", exercise=True))
    assert json.loads(write_json(exercise))["event"]["exercise"] is True
    assert all(csv_of(plural)(exercise).startswith(b"\xef\xbb\xbf") for plural in PLURALS)
