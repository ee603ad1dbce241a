"""A resource has a number, and each change of its status stands in the log as ICS 210 says it."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.resources import AddResource, AmendResource, SetResource
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Resource
from eocdesk.store.queries import events
from eocdesk.store.queries.listed import listed
from tests.kit.desks import EVENT


def read(desk: Desk, record: bytes) -> Resource:
    found = desk.read_now(events.record, Resource, record)
    assert found is not None
    return found


def log(desk: Desk) -> list[str]:
    return [str(one["text"]) for one in desk.read_now(listed, "entry", EVENT, None, None)]


@pytest.fixture
def crew(desk: Desk) -> bytes:
    told = {"name": "Crew Sierra", "marking": "RED", "place": "Balboa"}
    return bytes(desk.do_now(AddResource(EVENT, told)).value[0])


def test_it_has_a_number_a_name_and_a_marking(desk: Desk, crew: bytes) -> None:
    assert read(desk, crew).number.startswith(f"{desk.code}-")
    assert read(desk, desk.do_now(AddResource(EVENT, {"name": "x"})).value[0]).marking == "AMBER"
    values: dict[str, Any]
    for values in ({"name": ""}, {"name": "x", "quantity": -1}, {"name": "x", "agency": bytes(16)}):
        with pytest.raises(Refused):
            desk.do_now(AddResource(EVENT, values))


def test_its_status_is_logged_from_and_to(desk: Desk, crew: bytes) -> None:
    desk.do_now(SetResource(crew, "assigned", "Sepulveda", "Division A"))
    number = read(desk, crew).number
    assert log(desk)[0] == (f"Resource {number} Crew Sierra: available (Balboa) → assigned to Division A (Sepulveda).")
    assert desk.read_now(listed, "entry", EVENT, None, 1)[0]["marking"] == "RED"
    desk.do_now(SetResource(crew, "out of service", note="Flat tyre"))
    assert (read(desk, crew).status, read(desk, crew).assigned_to) == ("out of service", "")
    assert log(desk)[0].endswith("→ out of service (Sepulveda). Flat tyre")


def test_what_is_missing_is_said(desk: Desk, crew: bytes) -> None:
    for one, words in (
        (SetResource(crew, "assigned"), "assigned to"),
        (SetResource(crew, "out of service"), "why it is out of service"),
        (SetResource(crew, "available"), "available already"),
        (SetResource(crew, "lost"), "cannot be"),
    ):
        with pytest.raises(Refused, match=words):
            desk.do_now(one)
    assert log(desk) == []


def test_a_form_that_changes_the_status_is_logged_and_one_that_does_not_is_not(desk: Desk, crew: bytes) -> None:
    desk.do_now(AmendResource(crew, {"languages": "Spanish", "status": "available"}))
    assert log(desk) == []
    desk.do_now(AmendResource(crew, {"status": "en route"}))
    assert log(desk)[0].endswith("available (Balboa) → en route (Balboa).")
    with pytest.raises(Refused):
        desk.do_now(AmendResource(crew, {"name": ""}))
