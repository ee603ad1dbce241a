"""What records are called and values say, in words a person reads."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Incident, Venue, fields_of
from eocdesk.models.fields import Field, Holds
from eocdesk.store.queries import titles
from tests.kit.desks import EVENT

INCIDENT, VENUE = fields_of(Incident), fields_of(Venue)
ZONE = "America/Los_Angeles"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_what_it_is_called(desk: Desk, kind: str) -> None:
    assert desk.read_now(titles.titles, kind, [b"x" * 16]) == {}
    assert desk.read_now(titles.title, kind, b"x" * 16) == ""


def test_records_are_called_as_people_call_them(desk: Desk) -> None:
    incident, number = desk.do_now(ReportIncident(EVENT, "Smoke")).value
    venues = [desk.do_now(Add("venue", EVENT, {"name": f"Gate {n}"})).value for n in range(3)]
    assert desk.read_now(titles.title, "incident", incident) == f"{number} Smoke"
    assert desk.read_now(titles.title, "event", EVENT) == "LA28 Games"
    assert desk.read_now(titles.titles, "venue", [*venues, b"x" * 16]) == {
        record: f"Gate {n}" for n, record in enumerate(venues)
    }
    assert desk.read_now(titles.title, "of a newer version", incident) == ""


def test_what_values_point_to_is_read_kind_by_kind(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    values = [(INCIDENT["venue"], venue), (INCIDENT["title"], "x"), (INCIDENT["session"], None)]
    assert desk.read_now(titles.names_of, values) == {venue: "SoFi"}


@pytest.mark.parametrize(
    ("name", "known", "value", "said"),
    [
        ("title", INCIDENT["title"], None, ""),
        ("title", INCIDENT["title"], "", ""),
        ("severity", INCIDENT["severity"], 3, "Major"),
        ("severity", INCIDENT["severity"], 0, "Info"),
        ("marking", INCIDENT["marking"], "RED", "TLP:RED"),
        ("struck", INCIDENT["struck"], False, "No"),
        ("opened", INCIDENT["opened"], 1_847_631_600_000, "2028-07-19 08:00"),
        ("opened", INCIDENT["opened"], 1_847_631_605_000, "2028-07-19 08:00:05"),
        ("lat", INCIDENT["lat"], 33.95, "33.95°"),
        ("capacity", VENUE["capacity"], 70240, "70240 people"),
        ("aliases", VENUE["aliases"], ["a", "b"], "a, b"),
        ("checklist", Field("Checklist", Holds.LIST), [["gate", True], ["radio", False]], "✓ gate, ○ radio"),
        ("phones", Field("Phones", Holds.LIST), [["Mobile", "+1 213"], ["", "911"]], "Mobile +1 213, 911"),
        ("venue", INCIDENT["venue"], b"s" * 16, "SoFi"),
        ("venue", INCIDENT["venue"], b"\xab" * 16, "not on this desk (abababab)"),
        ("note", VENUE["note"], "x" * 300, "x" * 240 + "…"),
    ],
)
def test_a_value_is_said_in_words(name: str, known: Field, value: object, said: str) -> None:
    assert titles.word(name, known, value, ZONE, {b"s" * 16: "SoFi"}) == said


def test_seconds_are_said_only_where_there_are_some() -> None:
    assert titles.said(datetime(2028, 7, 19, 14, 31, tzinfo=UTC)) == "2028-07-19 14:31"
    assert titles.said(datetime(2028, 7, 19, 14, 31, 7, tzinfo=UTC)) == "2028-07-19 14:31:07"
