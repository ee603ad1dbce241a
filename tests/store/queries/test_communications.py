"""How people are reached, which numbers may be a person's own, where the injured are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.store.queries.communications import (
    Spot,
    aid_stations,
    ambulances,
    channels,
    hospitals,
    reached,
)
from eocdesk.store.queries.held import Sought, held
from tests.kit.desks import EVENT
from tests.kit.operation import NOW, operate, put


def ask(desk: Desk, query: Callable[..., Any], **sought: Any) -> Any:
    """What a query says of this moment."""
    return desk.read_now(lambda connection: query(connection, held(connection, Sought("x", EVENT, NOW, **sought))))


def test_people_stand_by_name_with_their_duty_before_their_role(desk: Desk) -> None:
    operate(desk)
    put(desk, "contact", "mute", name="Nobody Reaches")
    people = ask(desk, reached)
    assert [one.name for one in people] == [
        "A. Kim",
        "B. Osei",
        "Maria Ruiz",
        "Pilar Duarte",
        "Tom Baker",
        "Zoë Ólafsdóttir",
    ]
    assert people[0].position == "Operations Section Coordinator, LACoFD"
    assert people[3].position == "Fire"
    assert people[4].ways == ("work: +12135550101", "radio: Ch 7B")


@pytest.mark.parametrize(("label", "private"), [("work", False), ("Dispatch", False), ("cell", True), ("", True)])
def test_a_number_that_is_not_an_offices_may_be_a_persons_own(desk: Desk, label: str, private: bool) -> None:  # noqa: FBT001  a case of the table
    put(desk, "contact", "one", name="Ann", phones=[[label, "+12135550199"]], emails=[["work", "ann@example.org"]])
    (one,) = ask(desk, reached)
    assert one.private is private
    assert one.ways[-1] == "ann@example.org"


def test_a_channel_stands_once_with_all_who_speak_on_it(desk: Desk) -> None:
    operate(desk)
    put(desk, "contact", "sign", name="Ann", radio="Tac 4", call_sign="Engine 9")
    assert dict(ask(desk, channels))["Tac 4"] == "Engine 9, Fire"


def test_places_for_the_injured_are_found_by_kind_and_by_name(desk: Desk) -> None:
    operate(desk)
    put(desk, "feature", "post", name="First aid post", kind="other", geometry='{"type": "Polygon"}')
    put(desk, "feature", "gate", name="Gate", kind="gate")
    put(desk, "resource", "amb", name="Ambulance 12", capacity="ALS", place="Lot C")
    assert ask(desk, hospitals) == (Spot("LA General Medical Center", "Level I trauma", 34.0577, -118.2092),)
    assert ask(desk, aid_stations) == (Spot("First aid post", "", None, None),)
    assert ask(desk, ambulances) == (("Ambulance 12", "Lot C", "ALS"),)


def test_a_blank_form_reads_nothing(desk: Desk) -> None:
    operate(desk)
    for query in (reached, channels, hospitals, aid_stations, ambulances):
        assert ask(desk, query, blank=True) == ()
