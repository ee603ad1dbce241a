"""What a briefing tells: actions as they read now, what was asked for and has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.store.queries import briefing
from eocdesk.store.queries.briefing import Action, actions, resources
from eocdesk.store.queries.held import Sought, held
from tests.kit.desks import EVENT
from tests.kit.operation import DEATH, HOUR, NOW, key, operate, put

MCI = {"incident": key("incident", "mci")}


def ask(desk: Desk, query: Callable[..., Any], **sought: Any) -> Any:
    """What a query says of this moment."""
    return desk.read_now(lambda connection: query(connection, held(connection, Sought("x", EVENT, NOW, **sought))))


def test_actions_of_an_incident_stand_in_their_order_and_struck_ones_do_not(desk: Desk) -> None:
    operate(desk)
    put(desk, "entry", "2", number="AAAA-3", text="Before", happened=NOW - 2 * HOUR, **MCI)
    put(desk, "entry", "3", number="AAAA-4", text="Wrong", happened=NOW - HOUR, **MCI)
    put(desk, "entry", "4", kind="strike", amends=key("entry", "3"), happened=NOW)
    put(desk, "entry", "5", number="AAAA-5", text="Later than the paper", happened=NOW + 1, **MCI)
    told, older = ask(desk, actions, **MCI)
    assert told == (Action(NOW - 2 * HOUR, "Before (AAAA-3)"), Action(NOW - HOUR, f"{DEATH} (AAAA-2)"))
    assert older == 0


def test_of_the_event_only_grave_entries_are_told(desk: Desk) -> None:
    operate(desk)
    put(desk, "entry", "6", number="AAAA-6", text="Grave", severity=4, happened=NOW)
    told, _ = ask(desk, actions)
    assert [one.words for one in told] == ["Grave (AAAA-6)"]
    assert ask(desk, actions, blank=True) == ((), 0)


def test_of_very_many_the_newest_are_told_and_the_others_counted(desk: Desk) -> None:
    operate(desk)
    for n in range(briefing.MOST + 3):
        put(desk, "entry", f"n{n}", number=f"AAAA-{n + 10}", text=f"entry {n}", happened=NOW - n, **MCI)
    told, older = ask(desk, actions, **MCI)
    assert len(told) == briefing.MOST
    assert older == 4
    assert told[-1].words.startswith("entry 0")


def test_what_was_asked_for_stands_with_what_answered_it(desk: Desk) -> None:
    operate(desk)
    request = put(
        desk, "request", "r", number="AAAA-7", title="Water", state="sourced", asked=NOW, eta=NOW + HOUR, **MCI
    )
    put(desk, "request", "d", number="AAAA-8", title="Draft", state="draft", **MCI)
    put(desk, "fill", "f", request=request, words="Tender 4", state="arrived", eta=NOW + 1)
    put(desk, "fill", "g", request=request, resource=key("resource", "MS-1"), state="en route")
    water, second = ask(desk, resources, **MCI)
    assert (water.what, water.name, water.ordered, water.expected, water.arrived) == (
        "Water",
        "Tender 4",
        NOW,
        NOW + 1,
        True,
    )
    assert (second.name, second.expected, second.arrived) == ("Medical strike team 1", NOW + HOUR, False)
    assert ask(desk, resources, blank=True) == ()


def test_what_is_assigned_at_the_place_stands_too(desk: Desk) -> None:
    operate(desk)
    put(desk, "resource", "far", name="Elsewhere", status="assigned")
    (one,) = ask(desk, resources, **MCI)
    assert (one.name, one.arrived, one.note) == ("Medical strike team 1", True, "SoFi, Maria Ruiz")
    assert [each.name for each in ask(desk, resources)] == ["Medical strike team 1", "Elsewhere"]
