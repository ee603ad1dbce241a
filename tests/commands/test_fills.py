"""A request is filled in parts, never with more than there is; its state follows what came, and went."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.aid import AskFor, MoveRequest
from eocdesk.commands.fills import AmendFill, Assign, CheckIn, Demobilise, Dispatch, FallThrough, FillRequest
from eocdesk.commands.offers import EndOffer, OfferAid
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Fill, Refused, Request, Resource
from eocdesk.store.queries import aid, events
from eocdesk.store.queries.listed import listed
from tests.kit.desks import EVENT, make_desk


def state(desk: Desk, record: bytes) -> str:
    found = desk.read_now(events.record, Request, record)
    assert found is not None
    return found.state


def resource(desk: Desk, record: bytes) -> Resource:
    found = desk.read_now(events.record, Resource, record)
    assert found is not None
    return found


def row(desk: Desk, record: bytes) -> aid.RequestRow:
    found = desk.read_now(aid.request, record)
    assert found is not None
    return found


def said(desk: Desk) -> str:
    return str(desk.read_now(listed, "entry", EVENT, None, 1)[0]["text"])


def ask(desk: Desk, **values: Any) -> bytes:
    request, _ = desk.do_now(AskFor(EVENT, {"title": "Heat teams", "quantity": 4, **values})).value
    for one in ("approved", "received"):
        desk.do_now(MoveRequest(request, one))
    return bytes(request)


def offer(desk: Desk, quantity: int = 6, **values: Any) -> bytes:
    told = {"title": "Teams of Paris", "nation": "France", "quantity": quantity, **values}
    return bytes(desk.do_now(OfferAid(EVENT, told)).value[0])


def test_parts_add_up_and_the_state_follows_when_all_is_promised(desk: Desk) -> None:
    request, of = ask(desk), offer(desk)
    desk.do_now(FillRequest(request, offer=of, quantity=3))
    assert (row(desk, request).filled, row(desk, request).left, state(desk, request)) == (3, 1, "received")
    assert said(desk).endswith("3 × Teams of Paris (offer " + row_number(desk, of) + ", France). 3 of 4 filled.")
    desk.do_now(FillRequest(request, words="Red Cross, by phone"))
    assert (row(desk, request).filled, state(desk, request)) == (4, "sourced")
    assert said(desk).endswith("4 of 4 filled. The request is sourced.")


def row_number(desk: Desk, of: bytes) -> str:
    found = desk.read_now(aid.offer, of)
    assert found is not None
    return found.number


def test_never_more_than_the_offer_has_left(desk: Desk) -> None:
    request, other, of = ask(desk), ask(desk), offer(desk)
    desk.do_now(FillRequest(request, offer=of))  # what it needs: 4
    with pytest.raises(Refused, match="has not so many: 2 of 6 are left, 4 are given"):
        desk.do_now(FillRequest(other, offer=of, quantity=3))
    desk.do_now(FillRequest(other, offer=of))  # what is left: 2
    assert row(desk, other).filled == 2
    with pytest.raises(Refused, match="0 of 6 are left"):
        desk.do_now(FillRequest(other, offer=of))


def test_what_cannot_be_given_is_refused(desk: Desk) -> None:
    draft, _ = desk.do_now(AskFor(EVENT, {"title": "Draft"})).value
    request, of = ask(desk), offer(desk)
    with pytest.raises(Refused, match="Approve it first"):
        desk.do_now(FillRequest(draft, words="x"))
    with pytest.raises(Refused, match="Say what it is filled with"):
        desk.do_now(FillRequest(request))
    with pytest.raises(Refused, match="1 or more"):
        desk.do_now(FillRequest(request, words="x", quantity=0))
    crew = desk.do_now(Add("resource", EVENT, {"name": "Crew", "status": "out of service"})).value
    with pytest.raises(Refused, match="Crew is out of service"):
        desk.do_now(FillRequest(request, resource=crew))
    desk.do_now(EndOffer(of, "Withdrawn by Paris"))
    with pytest.raises(Refused, match="does not stand any more"):
        desk.do_now(FillRequest(request, offer=of))


def test_nobody_reads_of_what_he_may_not(desk: Desk) -> None:
    request = ask(desk, marking="GREEN", audience="FEMA")
    red = offer(desk, marking="RED")
    made = desk.do_now(FillRequest(request, offer=red, quantity=1)).value
    found = desk.read_now(events.record, Fill, made)
    assert found is not None
    assert (found.marking, found.audience) == ("RED", "FEMA")
    assert desk.read_now(listed, "entry", EVENT, None, 1)[0]["marking"] == "RED"
    with pytest.raises(Refused, match="different readers"):
        desk.do_now(FillRequest(request, offer=offer(desk, audience="SGDSN")))


def test_it_sets_out_checks_in_is_assigned_and_goes_home(desk: Desk) -> None:
    request, of = ask(desk, quantity=1), offer(desk, 1, category="Heat", languages="French")
    fill = desk.do_now(FillRequest(request, offer=of)).value
    desk.do_now(Dispatch(fill, 5_000))
    assert (state(desk, request), row(desk, request).eta) == ("en route", 5_000)
    made = desk.do_now(CheckIn(fill, "Base", name="Bleu 1")).value
    crew = resource(desk, made)
    assert (crew.name, crew.nation, crew.category, crew.languages, crew.status, crew.place, crew.offer) == (
        "Bleu 1",
        "France",
        "Heat",
        "French",
        "available",
        "Base",
        of,
    )
    assert (state(desk, request), row(desk, request).arrived) == ("arrived", 1)
    desk.do_now(Assign(fill, "Medical branch"))
    assert (resource(desk, made).assigned_to, state(desk, request)) == ("Medical branch", "assigned")
    desk.do_now(Demobilise(fill, "Kit handed back"))
    assert (resource(desk, made).status, resource(desk, made).assigned_to) == ("released", "")
    assert state(desk, request) == "released"
    assert said(desk).endswith("1 × Bleu 1 demobilised. Kit handed back. The request is released.")
    for one in (CheckIn(fill), Assign(fill, "x"), Demobilise(fill), Dispatch(fill), FallThrough(fill, "x")):
        with pytest.raises(Refused, match="This is demobilised"):
            desk.do_now(one)


def test_each_step_says_what_it_needs(desk: Desk) -> None:
    request = ask(desk)
    fill = desk.do_now(FillRequest(request, words="Crew")).value
    with pytest.raises(Refused, match="it has to be checked in or assigned"):
        desk.do_now(Assign(fill, "x"))
    with pytest.raises(Refused, match="Say where"):
        desk.do_now(CheckIn(fill, " "))
    with pytest.raises(Refused, match="does not come"):
        desk.do_now(FallThrough(fill, ""))
    desk.do_now(CheckIn(fill))
    with pytest.raises(Refused, match="assigned to"):
        desk.do_now(Assign(fill, ""))
    with pytest.raises(Refused, match="before it checked in"):
        desk.do_now(Demobilise(fill, at=1))


def test_a_form_puts_right_when_it_comes_and_never_how_many(desk: Desk) -> None:
    fill = desk.do_now(FillRequest(ask(desk), words="Crew", quantity=2)).value
    desk.do_now(AmendFill(fill, {"eta": 7, "note": "By road", "quantity": 2, "state": "committed"}))
    found = desk.read_now(aid.fill, fill)
    assert found is not None
    assert (found.eta, found.note) == (7, "By road")
    for values in ({"quantity": 3}, {"state": "released"}, {"offer": bytes(16)}):
        with pytest.raises(Refused, match="fall through"):
            desk.do_now(AmendFill(fill, values))


def test_what_falls_through_is_asked_for_again(desk: Desk) -> None:
    request, of = ask(desk), offer(desk)
    fill = desk.do_now(FillRequest(request, offer=of)).value
    assert state(desk, request) == "sourced"
    desk.do_now(FallThrough(fill, "No aircraft"))
    assert (state(desk, request), row(desk, request).left) == ("received", 4)
    desk.do_now(FillRequest(request, offer=of))
    assert state(desk, request) == "sourced"


def test_a_person_may_say_more_than_what_was_given_shows(desk: Desk) -> None:
    request = ask(desk)
    desk.do_now(MoveRequest(request, "ordered"))
    desk.do_now(FillRequest(request, words="Half", quantity=2))
    assert state(desk, request) == "ordered"


def test_a_resource_is_given_once_until_it_is_free(desk: Desk) -> None:
    request, of = ask(desk), offer(desk, 1)
    crew = desk.do_now(Add("resource", EVENT, {"name": "Crew", "offer": of})).value
    fill = desk.do_now(FillRequest(request, resource=crew)).value
    assert resource(desk, crew).status == "assigned"
    left = desk.read_now(aid.offer, of)
    assert left is not None
    assert left.left == 0  # it came with that offer
    with pytest.raises(Refused, match="is given to request"):
        desk.do_now(FillRequest(request, resource=crew))
    desk.do_now(CheckIn(fill))
    desk.do_now(Demobilise(fill, home=False))
    assert resource(desk, crew).status == "available"
    again = desk.do_now(FillRequest(request, resource=crew)).value
    found = desk.read_now(events.record, Fill, again)
    assert found is not None
    assert found.offer is None  # not counted twice
    desk.do_now(FallThrough(again, "Tired"))
    desk.do_now(Amend("resource", crew, {"status": "out of service"}))
    assert resource(desk, crew).status == "out of service"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = make_desk(tmp_path_factory.mktemp("fills"))
    yield made
    made.close()


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(1, 8))
def test_no_offer_is_ever_given_out_twice(shared: Desk, wanted: list[int], whole: int) -> None:
    of = offer(shared, whole)
    request = ask(shared, quantity=20)
    for quantity in wanted:
        try:
            shared.do_now(FillRequest(request, offer=of, quantity=quantity))
        except Refused:
            continue
    found = shared.read_now(aid.offer, of)
    assert found is not None
    assert 0 <= found.left <= whole
    assert found.given == row(shared, request).filled
