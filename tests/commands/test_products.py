"""A product goes to whom its marking allows, is acknowledged, chased and recalled."""

from __future__ import annotations

import pytest

from eocdesk.commands.products import (
    AcknowledgeProduct,
    AmendProduct,
    ApproveProduct,
    ChaseProduct,
    Disseminate,
    RecallProduct,
    WriteProduct,
)
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused
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
