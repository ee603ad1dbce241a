"""What a status summary takes from elsewhere: no draft's words, people counted once."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.held import Sought, held
from eocdesk.store.queries.status import Committed, committed, reported
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
