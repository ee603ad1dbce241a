"""Every kind of record is added, amended and struck by hand where that is right, each by its own command."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.records import Restore
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Refused
from eocdesk.store.queries import events
from eocdesk.ui.verbs import by_hand
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000
VALUES: dict[str, dict[str, Any]] = {
    "event": {"code": "WC26", "name": "World Cup", "zone": "UTC", "starts": "2026-06-11", "ends": "2026-07-19"},
    "period": {"starts": NOW, "ends": NOW + 1000, "name": "Day shift"},
    "posture": {"level": 2, "reason": "heat"},
    "incident": {"title": "Crowd crush", "severity": 4},
    "task": {"title": "Call the harbour master", "checklist": [["number", False]]},
    "session": {"title": "Swimming", "starts": NOW, "ends": NOW + 1000},
    "venue": {"name": "SoFi Stadium"},
    "feature": {"name": "Gate 7", "geometry": '{"type": "Point", "coordinates": [-118.3, 33.9]}'},
    "agency": {"name": "Red Cross"},
    "contact": {"name": "Maria Ruiz"},
    "seat": {"name": "Medical branch"},
    "duty": {"starts": NOW, "position": "Duty officer"},
    "observation": {"title": "Gust at the pier", "measure": "gust", "value": 48.0},
    "threshold": {"measure": "gust", "value": 40.0, "note": "Tents on the pier"},
    "gap": {"title": "No radio in the tunnel"},
    "engagement": {"title": "Delegation to Paris"},
    "lesson": {"title": "Water before noon"},
    "recommendation": {"title": "Buy repeaters"},
    "plan": {"name": "Heat"},
    "trigger": {"kind": "fire", "distance": 5.0},
    "action": {"text": "Open the posts"},
}
CHANGED: dict[str, dict[str, Any]] = {
    "event": {"name": "World Cup 2026"},
    "period": {"name": "Night shift"},
    "incident": {"title": "Crowd crush at Gate 7"},
    "task": {"title": "Call the harbour"},
    "session": {"title": "Swimming, heats"},
    "feature": {"name": "Gate 8"},
    "duty": {"position": "Watch officer"},
    "observation": {"value": 52.0},
    "threshold": {"value": 35.0},
    "gap": {"title": "No radio below ground"},
    "engagement": {"minutes": "Agreed."},
    "lesson": {"title": "Water at ten"},
    "recommendation": {"progress": 40},
    "trigger": {"distance": 8.0},
    "action": {"text": "Close the posts"},
}
READ_ONLY = {"entry", "acknowledgement", "summary", "activation", "dissemination"}
"""Written elsewhere, or by acts of their own."""
NOT_STRUCK = {"incident", "event", "posture", "entry", "acknowledgement", "summary", "device", "fill", "activation"}
NOT_STRUCK |= {"dissemination"}


def added(desk: Desk, kind: str) -> bytes:
    add = by_hand(kind).add
    assert add is not None
    values = dict(VALUES[kind])
    if kind == "duty":
        values["contact"] = added(desk, "contact")
    if kind == "recommendation":
        values["gap"] = added(desk, "gap")
    if kind in {"trigger", "action"}:
        values["plan"] = added(desk, "plan")
    value = desk.do_now(add(EVENT, values)).value
    return bytes(value[0] if isinstance(value, tuple) else value)


def kept(desk: Desk, kind: str, record: bytes) -> Any:
    return desk.read_now(events.record, KINDS[kind], record)


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_it_is_added_with_what_was_typed(desk: Desk, kind: str) -> None:
    found = kept(desk, kind, added(desk, kind))
    assert found is not None
    for name, value in VALUES[kind].items():
        assert getattr(found, name) == value


@pytest.mark.parametrize("kind", sorted(set(VALUES) - {"posture"}))
def test_it_is_amended(desk: Desk, kind: str) -> None:
    record = added(desk, kind)
    amend = by_hand(kind).amend
    assert amend is not None
    values = CHANGED.get(kind, {"name": "Another name"})
    desk.do_now(amend(record, values))
    found = kept(desk, kind, record)
    assert {name: getattr(found, name) for name in values} == values


@pytest.mark.parametrize("kind", sorted(set(VALUES) - NOT_STRUCK))
def test_it_is_struck_and_can_be_brought_back(desk: Desk, kind: str) -> None:
    record = added(desk, kind)
    strike = by_hand(kind).strike
    assert strike is not None
    desk.do_now(strike(record, "entered twice"))
    assert kept(desk, kind, record).struck
    desk.do_now(Restore(kind, record))
    assert not kept(desk, kind, record).struck


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_is_without_an_answer(kind: str) -> None:
    hand = by_hand(kind)
    assert (hand.add is None) == (kind in READ_ONLY | {"document", "device", "fill"})
    assert (hand.strike is None) == (kind in NOT_STRUCK)


def test_a_session_is_struck_with_a_reason() -> None:
    assert by_hand("session").asks
    assert not by_hand("venue").asks


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("period", {"ends": NOW}, "starts"),
        ("period", {"starts": NOW}, "ends"),
        ("posture", {"reason": "heat"}, "level"),
        ("incident", {"title": "Crowd crush", "status": "closed"}, "status"),
        ("venue", {"city": "Inglewood"}, "name"),
        ("recommendation", {"title": "Buy repeaters"}, "gap"),
        ("action", {"text": "Open the posts"}, "plan"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(desk: Desk, kind: str, values: dict[str, Any], field: str) -> None:
    add = by_hand(kind).add
    assert add is not None
    with pytest.raises(Refused) as refused:
        desk.do_now(add(EVENT, values))
    assert refused.value.field == field
