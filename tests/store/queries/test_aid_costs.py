"""A request's cost is shared among those who answer it; no cent is lost, and no name leaves its marking."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.aid import AskFor
from eocdesk.commands.fills import FallThrough, FillRequest
from eocdesk.commands.offers import OfferAid
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import aid_costs
from eocdesk.store.queries.aid_costs import NO_NATION, NOBODY, NOT_SHOWN, Share, money, overall, totals
from eocdesk.store.seeing import Sight, seeing
from tests.kit.desks import EVENT


def ask(desk: Desk, title: str, state: str = "ordered", **values: object) -> bytes:
    record: bytes = desk.do_now(AskFor(EVENT, {"title": title, "marking": "GREEN"})).value[0]
    desk.do_now(Amend("request", record, {"state": state, **values}))
    return record


def test_cost_goes_by_how_many_each_partner_gives(desk: Desk) -> None:
    crews = ask(desk, "Crews", quantity=4, cost=900.0)
    sapeurs = desk.do_now(Add("agency", EVENT, {"name": "Sapeurs", "marking": "GREEN"})).value
    marked = {"marking": "GREEN", "quantity": 6}
    french = {"title": "Teams", "agency": sapeurs, "nation": "France", **marked}
    mexican = {"title": "Crews", "nation": "Mexico", **marked}
    france, mexico = (desk.do_now(OfferAid(EVENT, one)).value[0] for one in (french, mexican))
    for _ in range(2):
        desk.do_now(FillRequest(crews, offer=france, quantity=1))
    desk.do_now(FillRequest(crews, offer=mexico, quantity=1))
    gone = desk.do_now(FillRequest(crews, offer=mexico, quantity=1)).value
    desk.do_now(FallThrough(gone, "No aircraft"))
    ask(desk, "Ice", quantity=2, supplier="Ice & Sons")
    for state in ("draft", "declined", "cancelled"):
        ask(desk, state, state, cost=5_000.0)
    found = desk.read_now(aid_costs.shares, EVENT)
    assert [(one.nation, one.partner, one.requests, one.cost) for one in totals(found)] == [
        ("France", "", 1, 600.0),
        ("France", "Sapeurs", 1, 600.0),
        ("Mexico", "", 1, 300.0),
        ("Mexico", NOBODY, 1, 300.0),
        (NO_NATION, "", 1, 0.0),
        (NO_NATION, "Ice & Sons", 1, 0.0),
    ]
    assert [one.quantity for one in found] == [2, 1, 2]
    whole = overall(found)
    assert (whole.requests, whole.uncosted, whole.cost) == (2, 1, 900.0)


def test_what_is_marked_more_strictly_is_left_out_or_not_named(desk: Desk) -> None:
    crews = ask(desk, "Crews", cost=900.0)
    secret = {"title": "CANARY offer", "nation": "CANARY land", "quantity": 1, "marking": "RED"}
    desk.do_now(FillRequest(crews, offer=desk.do_now(OfferAid(EVENT, secret)).value[0]))
    desk.do_now(Amend("request", ask(desk, "CANARY", cost=1.0), {"audience": "FBI"}))

    def shown(connection: Any, release: str) -> tuple[Share, ...]:
        with seeing(connection, Sight(EVENT, release)):
            return aid_costs.shares(connection, EVENT)

    kept = desk.read_now(shown, "GREEN")
    assert "CANARY" not in str(kept)
    assert ([(one.nation, one.partner) for one in kept], overall(kept).cost) == ([("", NOBODY)], 900.0)
    agency = desk.do_now(Add("agency", EVENT, {"name": "CANARY agency", "marking": "RED"})).value
    resource = desk.do_now(Add("resource", EVENT, {"name": "Crew", "agency": agency, "marking": "GREEN"})).value
    desk.do_now(FillRequest(crews, resource=resource, quantity=1))
    (kept,) = desk.read_now(shown, "GREEN")
    assert (kept.partner, kept.cost) == (NOT_SHOWN, 900.0)
    assert {one.nation for one in desk.read_now(shown, "RED")} == {"CANARY land", ""}


PARTS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from("abc"), st.sampled_from(("", "x", "y"))), max_size=6)


@given(st.none() | st.floats(0, 1e9), PARTS)
def test_nothing_is_lost_in_sharing(cost: float | None, parts: list[tuple[int, str, str]]) -> None:
    alone = Share(b"r", "", "", "", "", 4, cost, NOBODY, "", "GREEN", "")
    found = aid_costs._divided(alone, [(*one, ()) for one in parts])
    assert overall(found).cost == pytest.approx(cost or 0.0)
    made = totals(found)
    assert sum(one.cost for one in made if not one.partner) == pytest.approx(cost or 0.0)
    assert sum(one.cost for one in made if one.partner) == pytest.approx(cost or 0.0)


def test_money_is_said_without_cents_where_there_are_none() -> None:
    assert [money(one) for one in (None, 0.0, 1_234_567.0, 0.5)] == ["–", "USD 0", "USD 1,234,567", "USD 0.50"]
