"""Requests as the forms of logistics want them: by number, what has come, who let them pass."""

from __future__ import annotations

from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.store.queries.held import Sought, held
from eocdesk.store.queries.orders import order, orders
from tests.kit.desks import EVENT
from tests.kit.operation import NOW, put


def _held(connection: Any, *, blank: bool = False) -> Any:
    return held(connection, Sought("ics-213rr", EVENT, NOW, blank=blank))


def test_what_has_come_and_who_passed_it_are_said(desk: Desk) -> None:
    stamps = [["approved", "A. Kim", "Operations", NOW], ["sourced", "B. Osei", "Logistics", NOW + 1]]
    request = put(desk, "request", "r", number="AAAA-9", title="Water", quantity=3, approvals=stamps)
    put(desk, "fill", "a", request=request, words="LADWP", quantity=1, state="arrived")
    put(desk, "fill", "b", request=request, words="Red Cross", quantity=2, state="committed")
    put(desk, "fill", "c", request=request, words="Nobody", quantity=9, state="fell through")
    found = desk.read_now(lambda connection: order(connection, _held(connection), " aaaa-9"))
    assert found is not None
    assert (found.come, found.supplier) == (1, "LADWP, Red Cross")
    assert (found.approved.person, found.logistics.person) == ("A. Kim", "B. Osei")


def test_those_still_open_alone_and_nothing_on_a_blank_form(desk: Desk) -> None:
    put(desk, "request", "late", number="AAAA-1", needed=NOW + 2, state="ordered")
    put(desk, "request", "soon", number="AAAA-2", needed=NOW + 1, state="draft")
    put(desk, "request", "over", number="AAAA-3", needed=NOW, state="declined")
    found = desk.read_now(lambda connection: orders(connection, _held(connection)))
    assert [one.number for one in found] == ["AAAA-2", "AAAA-1"]
    assert desk.read_now(lambda connection: orders(connection, _held(connection, blank=True))) == ()
