"""A conflict is settled as it was seen: with any value that fits, or one that was written, by somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eocdesk.commands.approvals import ApproveForm, SubmitForm
from eocdesk.commands.command import Work
from eocdesk.commands.conflicts import Settle, SettleAll
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Venue
from eocdesk.store.queries import conflicts, events, forms
from eocdesk.store.queries.conflicts import Conflict
from tests.kit.desks import EVENT, meet


def disputed(*desks: Desk, **values: list[Any]) -> bytes:
    """A venue of which each desk wrote its own value of each field."""
    record: bytes = desks[0].do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    meet(*desks)
    for at, desk in enumerate(desks):
        desk.do_now(Amend("venue", record, {name: given[at] for name, given in values.items()}))
    meet(*desks)
    return record


def only(desk: Desk) -> Conflict:
    (found,) = desk.read_now(conflicts.conflicts)
    return found


def city(desk: Desk, record: bytes) -> str:
    found = desk.read_now(events.record, Venue, record)
    assert found is not None
    return found.city


def test_a_third_value_that_came_in_meanwhile_is_not_written_over_unseen(desks: Callable[[int], list[Desk]]) -> None:
    one, two, three = desks(3)
    record = disputed(one, two, three, city=["Inglewood", "LA", "Los Angeles"])
    whole = only(one)
    assert len(whole.sides) == 3
    two.do_now(Settle("venue", record, "city", "LA"))
    three.do_now(Amend("venue", record, {"city": "Hawthorne"}))
    meet(one, two, three)
    with pytest.raises(Refused, match="Another value has come in meanwhile"):
        one.do_now(Settle("venue", record, "city", "Inglewood", whole.code))
    assert len(only(one).sides) == 2
    one.do_now(Settle("venue", record, "city", "Inglewood", only(one).code))
    meet(one, two, three)
    assert [city(desk, record) for desk in (one, two, three)] == ["Inglewood"] * 3


def test_what_is_settled_elsewhere_is_not_settled_again(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = disputed(one, two, city=["Inglewood", "LA"])
    seen = only(one)
    two.do_now(Settle("venue", record, "city", "LA"))
    meet(one, two)
    with pytest.raises(Refused, match="City is not in conflict any more"):
        one.do_now(Settle("venue", record, "city", "Inglewood", seen.code))


def test_a_settlement_can_be_taken_back_and_the_conflict_is_there_again(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = disputed(one, two, city=["Inglewood", "LA"])
    seen = only(one)
    one.do_now(Settle("venue", record, "city", "Hollywood", seen.code))
    assert city(one, record) == "Hollywood"
    one.do_now(one._undo_command())
    assert city(one, record) == seen.sides[0].value, "what showed before"


def test_a_name_cannot_be_settled_away(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = disputed(one, two, name=["SoFi Stadium", "Inglewood Stadium"])
    with pytest.raises(Refused, match="is empty"):
        one.do_now(Settle("venue", record, "name", "  "))


class Newer:
    """What a later version writes: a word that this one does not have."""

    title = "Amend incident"

    def __init__(self, record: bytes, status: str) -> None:
        self.record, self.status = record, status

    def do(self, work: Work) -> None:
        work.put("incident", self.record, status=self.status)


def test_a_word_that_only_a_newer_desk_knows_can_be_kept_though_not_typed(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = one.do_now(ReportIncident(EVENT, "Smoke")).value[0]
    meet(one, two)
    one.do_now(Newer(record, "paused"))
    two.do_now(Newer(record, "waning"))
    meet(one, two)
    with pytest.raises(Refused, match="Status cannot be"):
        one.do_now(Settle("incident", record, "status", "dormant"))
    one.do_now(Settle("incident", record, "status", "waning"))
    assert one.read_now(conflicts.conflicts) == ()


def test_a_field_that_only_a_newer_desk_knows_is_settled_there(desks: Callable[[int], list[Desk]]) -> None:
    one, _ = desks(2)
    record = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    with pytest.raises(Refused, match="Only a newer eocdesk knows this field"):
        one.do_now(Settle("venue", record, "altitude", "30 m"))


def test_several_are_settled_in_one_gesture_or_none_is(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    record = disputed(one, two, city=["Inglewood", "LA"], capacity=[1, 2])
    good, wrong = Settle("venue", record, "city", "LA"), Settle("venue", record, "capacity", "many")
    with pytest.raises(Refused):
        one.do_now(SettleAll((good, wrong)))
    assert len(one.read_now(conflicts.conflicts)) == 2
    assert one.do_now(SettleAll((good, Settle("venue", record, "capacity", 2)))).value == 2
    assert one.read_now(conflicts.conflicts) == ()


def test_words_under_a_signature_are_none_that_nobody_wrote(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = one.do_now(OpenForm(EVENT, "ics-202", blocks={"4": "Keep the gates open."})).value
    meet(one, other)
    other.do_now(FillBlock(form, "4", "Close the gates."))
    block = one.do_now(FillBlock(form, "4", "Open all gates.")).value
    one.do_now(SubmitForm(form))
    meet(one, other)
    with pytest.raises(Refused, match="Send it back"):
        one.do_now(Settle("block", block, "text", "Open all gates."))
    found = one.read_now(forms.one, form)
    assert found is not None
    one.settings.set("person", "T. Baker")
    one.do_now(ApproveForm(form, found.prepared_at or 0))
    with pytest.raises(Refused, match="one of the values written"):
        one.do_now(Settle("block", block, "text", "Shut all gates."))
    one.do_now(Settle("block", block, "text", "Open all gates."))
    assert one.read_now(conflicts.conflicts) == ()


def test_who_approved_is_one_of_those_who_did(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = one.do_now(OpenForm(EVENT, "ics-202")).value
    one.do_now(SubmitForm(form))
    meet(one, other)
    for desk, person in ((one, "T. Baker"), (other, "R. Diaz")):
        desk.settings.set("person", person)
        found = desk.read_now(forms.one, form)
        assert found is not None
        desk.do_now(ApproveForm(form, found.prepared_at or 0))
    meet(one, other)
    with pytest.raises(Refused, match="act of its own"):
        one.do_now(Settle("form", form, "approved_by", "Nobody"))
    one.do_now(Settle("form", form, "approved_by", "R. Diaz"))
