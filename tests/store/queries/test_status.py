"""What a status summary takes from elsewhere: no draft's words, people counted once."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.held import Sought, held
from eocdesk.store.queries.status import Committed, Costs, committed, costs, reported
from tests.kit.desks import EVENT
from tests.kit.operation import NOW, put


def _held(connection: Any, *, blank: bool = False) -> Any:
    return held(connection, Sought("ics-209", EVENT, NOW, blank=blank))


def test_a_draft_says_nothing_yet(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, "situation")).value
    desk.do_now(FillBlock(form, "2.current", "Calm"))
    assert desk.read_now(lambda connection: reported(connection, _held(connection))) == {}
    desk.do_now(SubmitForm(form))
    assert desk.read_now(lambda connection: reported(connection, _held(connection)))["2.current"] == "Calm"
    assert desk.read_now(lambda connection: reported(connection, _held(connection, blank=True))) == {}


def test_a_team_is_one_with_its_people_and_people_alone_are_extra(desk: Desk) -> None:
    put(desk, "resource", "t", kind="team", category="fire", quantity=5, status="assigned", nation="France")
    put(desk, "resource", "p", kind="personnel", quantity=3, status="en route", nation="France")
    put(desk, "resource", "e", kind="equipment", quantity=2, status="assigned", nation="France")
    put(desk, "resource", "x", kind="team", quantity=9, status="available", nation="France")
    assert desk.read_now(lambda connection: committed(connection, _held(connection))) == (
        Committed("France", "fire, Team or crew", 1, 5),
        Committed("France", "", 0, 0, 3),
        Committed("France", "Equipment", 2),
    )


def test_costs_count_what_is_ordered_apart_from_what_is_asked_for_and_no_draft(desk: Desk) -> None:
    fire = put(desk, "incident", "i", number="AAAA-1", title="Fire")
    for name, state, cost, incident in (
        ("a", "ordered", 1200.5, fire), ("b", "released", None, None), ("c", "approved", 300.0, None),
        ("d", "draft", 9.0, fire), ("e", "cancelled", 9.0, fire), ("f", "arrived", 100.0, None),
    ):  # fmt: skip
        put(desk, "request", name, state=state, cost=cost, incident=incident)

    def read(connection: Any, incident: bytes | None = None) -> Costs:
        return costs(connection, held(connection, Sought("ics-209", EVENT, NOW, incident=incident)))

    assert desk.read_now(read) == Costs(3, 1300.5, 1, 1, 300.0, 0)
    assert desk.read_now(read, fire) == Costs(1, 1200.5)
    assert desk.read_now(lambda connection: costs(connection, _held(connection, blank=True))) == Costs()


def test_what_is_counted_lends_its_marking(desk: Desk) -> None:
    put(desk, "request", "a", state="ordered", cost=1.0, marking="RED")

    def read(connection: Any) -> str:
        found = _held(connection)
        costs(connection, found)
        return str(found.marking)

    assert desk.read_now(read) == "RED"
