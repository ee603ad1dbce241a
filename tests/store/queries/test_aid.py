"""The board of requests, offers with what is left, resources with their status, what comes next."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.aid import AskFor, CancelRequest, MoveRequest
from eocdesk.commands.fills import CheckIn, FallThrough, FillRequest
from eocdesk.commands.offers import DeclineOffer, OfferAid
from eocdesk.commands.partners import AddAgency, AddContact
from eocdesk.commands.records import Add, Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import aid
from tests.kit.desks import EVENT, meet

HOUR = 3_600_000
NOW = 1_847_000_000_000


def ask(desk: Desk, title: str, **values: Any) -> bytes:
    request, _ = desk.do_now(AskFor(EVENT, {"title": title, **values})).value
    desk.do_now(MoveRequest(request, "approved"))
    return bytes(request)


def board(desk: Desk, words: str = "") -> list[str]:
    keys = desk.read_now(aid.request_keys, EVENT, words, NOW)
    rows = desk.read_now(aid.request_rows, keys)
    return [rows[key].title for key in keys]


def test_the_board_has_urgent_ones_first_the_oldest_before_the_newer_and_what_is_over_last(desk: Desk) -> None:
    for title, priority, asked in (
        ("low", "low", 1),
        ("new", "urgent", 30),
        ("old", "urgent", 20),
        ("routine", "routine", 2),
    ):
        ask(desk, title, priority=priority, asked=asked)
    desk.do_now(CancelRequest(ask(desk, "over", priority="urgent", asked=1), "x"))
    desk.do_now(Strike("request", ask(desk, "struck")))
    assert board(desk) == ["old", "new", "routine", "low", "over"]
    assert board(desk, "rout") == ["routine"]


def test_what_is_promised_and_here_is_counted_and_what_fell_through_is_not(desk: Desk) -> None:
    request = ask(desk, "Teams", quantity=5)
    first = desk.do_now(FillRequest(request, words="A", quantity=2, eta=7)).value
    gone = desk.do_now(FillRequest(request, words="B", quantity=2, eta=9)).value
    row = desk.read_now(aid.request, request)
    assert row is not None
    assert (row.filled, row.arrived, row.left, row.eta) == (4, 0, 1, 9)
    desk.do_now(FallThrough(gone, "x"))
    desk.do_now(CheckIn(first))
    row = desk.read_now(aid.request, request)
    assert row is not None
    assert (row.filled, row.arrived, row.left, row.eta) == (2, 2, 3, None)
    assert [one.what for one in desk.read_now(aid.fills_of, request)] == ["A", "B"]
    assert desk.read_now(aid.counts, "request", [request]) == {request: {"filled": 2, "arrived": 2}}
    assert desk.read_now(aid.counts, "venue", [request]) == {}


def test_late_is_what_comes_after_it_is_needed_or_should_be_here(desk: Desk) -> None:
    def late(**values: Any) -> bool:
        row = desk.read_now(aid.request, ask(desk, "x", **values))
        assert row is not None
        return row.is_late(NOW)

    assert late(needed=NOW - 1)
    assert late(needed=NOW + HOUR, eta=NOW + 2 * HOUR)
    assert not late(needed=NOW + 2 * HOUR, eta=NOW + HOUR)
    assert not late(eta=NOW - 1)
    here = ask(desk, "here", needed=NOW - 1, quantity=1)
    desk.do_now(CheckIn(desk.do_now(FillRequest(here, words="A")).value))
    row = desk.read_now(aid.request, here)
    assert row is not None
    assert not row.is_late(NOW)


def test_two_desks_that_gave_the_same_offer_are_seen(desk: Desk, desks: Any) -> None:
    one, other = desks(2)
    offer, _ = one.do_now(OfferAid(EVENT, {"title": "Teams", "quantity": 2})).value
    request = ask(one, "Teams", quantity=2)
    meet(one, other)
    one.do_now(FillRequest(request, offer=offer))
    other.do_now(FillRequest(request, offer=offer))
    meet(one, other)
    row = one.read_now(aid.offer, offer)
    assert (row.given, row.left) == (4, -2)
    assert one.read_now(aid.counts, "offer", [offer]) == {offer: {"given": 4, "left": -2}}


def test_offers_and_resources_stand_in_order_with_who_sends_them(desk: Desk) -> None:
    agency = desk.do_now(AddAgency(EVENT, {"name": "Protección Civil", "short": "CNPC"})).value
    liaison = desk.do_now(
        AddContact(EVENT, {"name": "G. Herrera", "agency": agency, "phones": [["mobile", "+52 55 0"]]})
    ).value
    desk.do_now(DeclineOffer(desk.do_now(OfferAid(EVENT, {"title": "no", "offered": 9})).value[0], "x"))
    for title, offered in (("old", 1), ("new", 5)):
        desk.do_now(OfferAid(EVENT, {"title": title, "offered": offered, "agency": agency, "nation": "Mexico"}))
    keys = desk.read_now(aid.offer_keys, EVENT, "", NOW)
    rows = desk.read_now(aid.offer_rows, keys)
    assert [rows[key].title for key in keys] == ["new", "old", "no"]
    assert rows[keys[0]].by == "Mexico, CNPC"
    for name, status in (("b", "available"), ("gone", "released"), ("a", "available"), ("coming", "en route")):
        desk.do_now(Add("resource", EVENT, {"name": name, "status": status, "agency": agency, "liaison": liaison}))
    keys = desk.read_now(aid.resource_keys, EVENT, "", NOW)
    found = desk.read_now(aid.resource_rows, keys)
    assert [found[key].name for key in keys] == ["a", "b", "coming", "gone"]
    assert (found[keys[0]].agency_name, found[keys[0]].liaison_name) == ("CNPC", "G. Herrera")
    assert "+52 55 0" in (found[keys[0]].liaison_phones or "")
    assert [one.name for one in desk.read_now(aid.every_resource, EVENT)] == ["b", "a", "coming"]


def test_arrivals_are_found_by_what_comes_and_by_the_request(desk: Desk) -> None:
    request = ask(desk, "Heat teams", quantity=9)
    desk.do_now(FillRequest(request, words="Later", eta=20, quantity=1))
    desk.do_now(FillRequest(request, words="Sooner", eta=10, quantity=1))
    gone = desk.do_now(FillRequest(request, words="Never", eta=1, quantity=1)).value
    desk.do_now(FallThrough(gone, "x"))

    def found(words: str) -> list[str]:
        keys = desk.read_now(aid.fill_keys, EVENT, words, NOW)
        rows = desk.read_now(aid.fill_rows, keys)
        return [rows[key].what for key in keys]

    assert found("") == ["Sooner", "Later", "Never"]
    here = desk.do_now(FillRequest(request, words="Here", eta=0, quantity=1)).value
    desk.do_now(CheckIn(here))
    assert found("") == ["Sooner", "Later", "Here", "Never"]
    assert found("soon heat") == ["Sooner"]
    assert found("nothing") == []
