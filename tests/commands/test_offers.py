"""An offer is taken in, accepted wholly or in part, never below what was given of it, and ends with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.aid import AskFor, MoveRequest
from eocdesk.commands.fills import FillRequest
from eocdesk.commands.offers import AcceptOffer, AmendOffer, DeclineOffer, EndOffer, OfferAid
from eocdesk.desk.desk import Desk
from eocdesk.models import Offer, Refused
from eocdesk.store.queries import events
from eocdesk.store.queries.listed import listed
from tests.kit.desks import EVENT


def read(desk: Desk, record: bytes) -> Offer:
    found = desk.read_now(events.record, Offer, record)
    assert found is not None
    return found


def said(desk: Desk) -> str:
    return str(desk.read_now(listed, "entry", EVENT, None, 1)[0]["text"])


def offer(desk: Desk, **values: Any) -> bytes:
    told = {"title": "Heat teams", "nation": "France", "quantity": 6, **values}
    return bytes(desk.do_now(OfferAid(EVENT, told)).value[0])


def given(desk: Desk, record: bytes, quantity: int) -> None:
    request, _ = desk.do_now(AskFor(EVENT, {"title": "Teams", "quantity": 9})).value
    desk.do_now(MoveRequest(request, "approved"))
    desk.do_now(FillRequest(request, offer=record, quantity=quantity))


def test_an_offer_is_open_and_told_with_who_makes_it(desk: Desk) -> None:
    record = offer(desk)
    found = read(desk, record)
    assert (found.state, found.quantity) == ("open", 6)
    assert found.offered is not None
    assert said(desk) == f"Offer {found.number} from France: 6 × Heat teams"
    for values in ({"title": ""}, {"quantity": 0}, {"state": "accepted"}, {"agency": bytes(16)}):
        with pytest.raises(Refused):
            offer(desk, **values)


def test_it_is_accepted_in_part_and_then_so_many_are_left(desk: Desk) -> None:
    record = offer(desk)
    with pytest.raises(Refused, match="7 cannot be accepted: 6 are offered"):
        desk.do_now(AcceptOffer(record, 7))
    desk.do_now(AcceptOffer(record, 4, "With a team leader"))
    found = read(desk, record)
    assert (found.state, found.quantity, found.note) == ("accepted", 4, "4 of 6 accepted. With a team leader")
    assert said(desk) == f"Offer {found.number}: 4 of 6 accepted. Heat teams. With a team leader"
    with pytest.raises(Refused, match="is accepted"):
        desk.do_now(AcceptOffer(record))


def test_it_is_accepted_wholly(desk: Desk) -> None:
    record = offer(desk)
    desk.do_now(AcceptOffer(record))
    assert (read(desk, record).state, read(desk, record).quantity) == ("accepted", 6)


def test_it_is_never_fewer_than_were_given(desk: Desk) -> None:
    record = offer(desk)
    given(desk, record, 3)
    assert read(desk, record).state == "accepted"
    with pytest.raises(Refused, match="3 of it are given already"):
        desk.do_now(AmendOffer(record, {"quantity": 2}))
    with pytest.raises(Refused, match="3 of it are given already"):
        desk.do_now(DeclineOffer(record, "No"))
    desk.do_now(AmendOffer(record, {"quantity": 3, "state": "accepted"}))
    with pytest.raises(Refused, match="accepting, declining"):
        desk.do_now(AmendOffer(record, {"state": "over"}))


def test_it_ends_with_a_reason(desk: Desk) -> None:
    record = offer(desk)
    with pytest.raises(Refused, match="Say why it is declined"):
        desk.do_now(DeclineOffer(record, ""))
    desk.do_now(DeclineOffer(record, "No lodging"))
    assert said(desk) == f"Offer {read(desk, record).number}: declined. Heat teams. No lodging"
    other = offer(desk)
    with pytest.raises(Refused, match="withdrawn or over"):
        desk.do_now(EndOffer(other, "x", "open"))
    desk.do_now(EndOffer(other, "Flown home", "over"))
    assert (read(desk, other).state, read(desk, other).note) == ("over", "Flown home")
    with pytest.raises(Refused, match="is over"):
        desk.do_now(EndOffer(other, "x"))
