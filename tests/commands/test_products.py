"""A product goes to whom its marking allows, is acknowledged, chased and recalled."""

from __future__ import annotations

import pytest

from eocdesk.commands.products import (
    AcknowledgeProduct,
    AmendProduct,
    ApproveProduct,
    ChaseProduct,
    Disseminate,
    NewVersion,
    RecallProduct,
    WriteProduct,
)
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Product, Refused
from eocdesk.store.queries import events, threats
from tests.kit.desks import EVENT


def approved(desk: Desk, **values: object) -> bytes:
    made: tuple[bytes, str] = desk.do_now(WriteProduct(EVENT, {"title": "Drones", "text": "Look up.", **values})).value
    desk.do_now(ApproveProduct(made[0]))
    return made[0]


def partner(desk: Desk, name: str) -> bytes:
    made: bytes = desk.do_now(Add("agency", EVENT, {"name": name})).value
    return made


def test_a_draft_is_not_sent_and_an_empty_one_not_approved(desk: Desk) -> None:
    draft, _ = desk.do_now(WriteProduct(EVENT, {"title": "Drones"})).value
    with pytest.raises(Refused, match="approved one"):
        desk.do_now(Disseminate(draft, (partner(desk, "Police"),)))
    with pytest.raises(Refused, match="Write the text"):
        desk.do_now(ApproveProduct(draft))


def test_sent_twice_it_is_there_once_and_chased_until_acknowledged(desk: Desk) -> None:
    product, police = approved(desk, marking="GREEN"), partner(desk, "Police")
    with pytest.raises(Refused, match="not sent to this partner"):
        desk.do_now(AcknowledgeProduct(product, police))
    with pytest.raises(Refused, match="Choose the partner"):
        desk.do_now(AcknowledgeProduct(product, b""))
    for _ in range(2):
        desk.do_now(Disseminate(product, (police,), due=5))
    (row,) = desk.read_now(threats.sent_to, product)
    assert row.is_late(6)
    desk.do_now(ChaseProduct(product, police))
    desk.do_now(AcknowledgeProduct(product, police, "Ortiz"))
    (row,) = desk.read_now(threats.sent_to, product)
    assert row.acknowledged is not None
    assert not row.is_late(6)
    with pytest.raises(Refused, match="acknowledged already"):
        desk.do_now(ChaseProduct(product, police))


def test_red_goes_to_named_persons_only(desk: Desk) -> None:
    product, police = approved(desk, marking="RED"), partner(desk, "Police")
    with pytest.raises(Refused, match="named persons"):
        desk.do_now(Disseminate(product, (police,)))
    desk.do_now(Disseminate(product, (police,), way="in person", people=("Ortiz",)))
    assert len(desk.read_now(threats.sent_to, product)) == 1


def test_amber_strict_and_an_audience_keep_others_out_and_nothing_is_written(desk: Desk) -> None:
    police, press = partner(desk, "Police"), partner(desk, "Press")
    bare = approved(desk, marking="AMBER+STRICT")
    with pytest.raises(Refused, match="named as its audience"):
        desk.do_now(Disseminate(bare, (police,)))
    product = approved(desk, marking="AMBER+STRICT", audience="police")
    with pytest.raises(Refused, match="Press is not in"):
        desk.do_now(Disseminate(product, (police, press)))
    assert desk.read_now(threats.sent_to, product) == []
    desk.do_now(Disseminate(product, (police,)))


def test_a_recall_names_whom_to_tell(desk: Desk) -> None:
    product, police = approved(desk, marking="GREEN"), partner(desk, "Police")
    with pytest.raises(Refused, match="was sent"):
        desk.do_now(RecallProduct(product, "wrong"))
    desk.do_now(Disseminate(product, (police,)))
    with pytest.raises(Refused, match="Say why"):
        desk.do_now(RecallProduct(product, " "))
    entry, _ = desk.do_now(RecallProduct(product, "Wrong place")).value
    said = desk.read_now(events.record, Entry, entry)
    assert said is not None
    assert "Wrong place. To be told: Police." in said.text


def test_a_form_neither_sends_a_product_nor_rewrites_what_was_approved(desk: Desk) -> None:
    product = approved(desk, marking="AMBER")
    for values, sentence in (
        ({"state": "sent"}, "by approving, sending or recalling"),
        ({"text": "Look down."}, "Write another"),
        ({"marking": "GREEN"}, "not marked less strictly"),
    ):
        with pytest.raises(Refused, match=sentence):
            desk.do_now(AmendProduct(product, values))
    desk.do_now(AmendProduct(product, {"marking": "RED", "text": "Look up."}))
    draft, _ = desk.do_now(WriteProduct(EVENT, {"title": "Heat"})).value
    desk.do_now(AmendProduct(draft, {"text": "Drink.", "marking": "CLEAR"}))
    with pytest.raises(Refused, match="by approving"):
        desk.do_now(AmendProduct(draft, {"state": "approved"}))


def test_a_new_version_takes_the_place_of_the_old_one_once_it_is_sent(desk: Desk) -> None:
    police, port = partner(desk, "Police"), partner(desk, "Port")
    old = approved(desk, marking="GREEN")
    desk.do_now(Disseminate(old, (police, port), due=5))
    new, number = desk.do_now(NewVersion(old)).value
    found = desk.read_now(events.record, Product, new)
    assert found is not None
    assert (found.version, found.replaces, found.text, found.marking, found.state, found.due) == (
        2,
        old,
        "Look up.",
        "GREEN",
        "draft",
        None,
    )
    assert state(desk, old) == "sent"
    with pytest.raises(Refused, match=f"{number} takes the place"):
        desk.do_now(NewVersion(old))
    assert [one.agency_name for one in desk.read_now(threats.with_earlier, new)] == ["Police", "Port"]
    desk.do_now(ApproveProduct(new))
    entry, _ = desk.do_now(Disseminate(new, (police,))).value
    assert state(desk, old) == "superseded"
    said = desk.read_now(events.record, Entry, entry)
    assert said is not None
    assert said.text.endswith(f"{number[:-1]}1. The earlier version alone has: Port.")
    assert [one.agency_name for one in desk.read_now(threats.with_earlier, new)] == ["Port"]


def test_a_version_that_was_never_sent_does_not_hide_the_one_before_it(desk: Desk) -> None:
    police = partner(desk, "Police")
    first = approved(desk, marking="GREEN")
    desk.do_now(Disseminate(first, (police,)))
    second, _ = desk.do_now(NewVersion(first)).value
    with pytest.raises(Refused, match="Change the draft"):
        desk.do_now(NewVersion(second))
    desk.do_now(ApproveProduct(second))
    third, _ = desk.do_now(NewVersion(second)).value
    desk.do_now(ApproveProduct(third))
    assert [one.agency for one in desk.read_now(threats.with_earlier, third)] == [police]
    desk.do_now(Disseminate(third, (police,)))
    assert (state(desk, first), state(desk, second)) == ("superseded", "superseded")
    desk.do_now(RecallProduct(third, "Wrong"))
    desk.do_now(NewVersion(third))


def state(desk: Desk, record: bytes) -> str:
    found = desk.read_now(events.record, Product, record)
    assert found is not None
    return found.state
