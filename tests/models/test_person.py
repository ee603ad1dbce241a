"""People and desks belong to no event and are found by name."""

from __future__ import annotations

from eocdesk.models import Device, Person, defaults_of, fields_of
from eocdesk.models.ids import NIL
from eocdesk.store import search


def test_a_person_and_a_desk_stand_outside_every_event() -> None:
    assert defaults_of(Person)["event"] == defaults_of(Device)["event"] == NIL


def test_an_officer_is_found_by_name_and_by_position_and_a_desk_by_its_code() -> None:
    assert search.searched("person") == ("name", "position")
    assert "code" in search.searched("device")
    assert not fields_of(Person)["agency"].searched
