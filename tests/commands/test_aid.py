"""A request is asked for, approved by position, passed up the levels, and ends with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.aid import MOVES, AmendRequest, AskFor, CancelRequest, DeclineRequest, Forward, MoveRequest
from eocdesk.commands.fills import FillRequest
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.offers import OfferAid
from eocdesk.commands.records import Add
from eocdesk.commands.undo import Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Request
from eocdesk.models.aid import REQUEST_STATES
from eocdesk.store.queries import aid, events
from eocdesk.store.queries.listed import listed
from tests.kit.desks import EVENT


def read(desk: Desk, record: bytes) -> Request:
    found = desk.read_now(events.record, Request, record)
    assert found is not None
    return found


def log(desk: Desk) -> list[dict[str, Any]]:
    return desk.read_now(listed, "entry", EVENT, None, None)


def ask(desk: Desk, **values: Any) -> bytes:
    return bytes(desk.do_now(AskFor(EVENT, {"title": "Hand crews", "quantity": 3, **values})).value[0])


def go(desk: Desk, record: bytes, *states: str) -> None:
    for state in states:
        desk.do_now(MoveRequest(record, state))


def test_every_state_has_moves_and_each_leads_to_a_state() -> None:
    states = {state for state, _ in REQUEST_STATES}
    assert set(MOVES) == states
    assert {to for able in MOVES.values() for to in able} <= states


def test_a_request_is_a_draft_signed_by_who_asks_and_the_log_says_so(desk: Desk) -> None:
    record = ask(desk)
    found = read(desk, record)
    assert (found.number, found.state, found.asked_by, found.asked_as) == (
        f"{desk.code}-R1",
        "draft",
        "L. Chen",
        "Watch officer",
    )
    assert found.asked is not None
    assert [one["text"] for one in log(desk)] == [f"Request {desk.code}-R1: 3 × Hand crews"]
    for values in ({"title": " "}, {"quantity": 0}, {"quantity": None}, {"state": "ordered"}, {"venue": bytes(16)}):
        with pytest.raises(Refused):
            ask(desk, **values)


def test_it_is_marked_as_strictly_as_its_incident(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Fire", marking="RED", audience="CAL FIRE")).value
    found = read(desk, ask(desk, incident=incident, marking="GREEN", audience="CAL FIRE"))
    assert (found.marking, found.audience) == ("RED", "CAL FIRE")
    assert log(desk)[0]["marking"] == "RED"


def test_each_move_is_kept_with_person_and_position_and_logged_once(desk: Desk) -> None:
    record = ask(desk)
    before = len(log(desk))
    desk.do_now(MoveRequest(record, "approved", "Needed tonight"))
    found = read(desk, record)
    assert found.approvals is not None
    assert [one[:3] for one in found.approvals] == [["approved", "L. Chen", "Watch officer"]]
    assert isinstance(found.approvals[0][3], int)
    assert found.note == "Needed tonight"
    assert len(log(desk)) == before + 1
    said = f"Request {found.number}: section chief approved. Hand crews. Needed tonight"
    assert log(desk)[0]["text"] == said
    desk.do_now(MoveRequest(record, "received"))
    desk.do_now(MoveRequest(record, "ordered", eta=1_000, supplier="CAL FIRE", cost=12.5))
    found = read(desk, record)
    assert (found.state, found.eta, found.supplier, found.cost) == ("ordered", 1_000, "CAL FIRE", 12.5)
    assert [one[0] for one in found.approvals or []] == ["approved", "received", "ordered"]


def test_what_cannot_follow_is_refused_with_what_can(desk: Desk) -> None:
    record = ask(desk)
    with pytest.raises(Refused, match="From draft it can be: section chief approved, declined, cancelled"):
        desk.do_now(MoveRequest(record, "arrived"))
    with pytest.raises(Refused, match="draft already"):
        desk.do_now(MoveRequest(record, "draft"))
    with pytest.raises(Refused, match="is not a state"):
        desk.do_now(MoveRequest(record, "lost"))
    with pytest.raises(Refused, match="not below nought"):
        desk.do_now(MoveRequest(record, "approved", cost=-1))
    with pytest.raises(Refused, match="Say why"):
        desk.do_now(DeclineRequest(record, " "))
    desk.do_now(DeclineRequest(record, "Nobody has any"))
    assert read(desk, record).state == "declined"
    desk.do_now(MoveRequest(record, "draft", "Mexico offers two"))
    assert read(desk, record).state == "draft"


def test_cancelling_calls_off_what_is_not_here_and_frees_its_resource(desk: Desk) -> None:
    record = ask(desk)
    go(desk, record, "approved", "received")
    offer, _ = desk.do_now(OfferAid(EVENT, {"title": "Crews", "quantity": 2})).value
    crew = desk.do_now(Add("resource", EVENT, {"name": "Crew 1"})).value
    desk.do_now(FillRequest(record, offer=offer, resource=crew, quantity=1))
    desk.do_now(CancelRequest(record, "Fire is out"))
    assert [one.state for one in desk.read_now(aid.fills_of, record)] == [aid.GONE]
    free, left = desk.read_now(aid.resource, crew), desk.read_now(aid.offer, offer)
    assert free is not None
    assert left is not None
    assert (free.status, left.left) == ("available", 2)


def test_it_goes_up_level_by_level_and_skipping_needs_a_reason(desk: Desk) -> None:
    record = ask(desk)
    with pytest.raises(Refused, match="Approve it before"):
        desk.do_now(Forward(record))
    go(desk, record, "approved")
    desk.do_now(Forward(record, mission="OA-17"))
    assert (read(desk, record).level, read(desk, record).mission) == ("area", "OA-17")
    said = f"Request {read(desk, record).number} forwarded to Operational area, mission OA-17: Hand crews."
    assert log(desk)[0]["text"] == said
    with pytest.raises(Refused, match="skips Region, State"):
        desk.do_now(Forward(record, "federal"))
    desk.do_now(Forward(record, "federal", reason="Region and state have none"))
    with pytest.raises(Refused, match="highest level"):
        desk.do_now(Forward(record))
    with pytest.raises(Refused, match="already"):
        desk.do_now(Forward(record, "federal"))
    with pytest.raises(Refused, match="back down"):
        desk.do_now(Forward(record, "local"))
    with pytest.raises(Refused, match="not a level"):
        desk.do_now(Forward(record, "moon"))
    desk.do_now(CancelRequest(record, "Over"))
    with pytest.raises(Refused, match="cancelled"):
        desk.do_now(Forward(record, "local", reason="x"))


def test_a_form_changes_the_words_and_never_the_state(desk: Desk) -> None:
    record = ask(desk)
    go(desk, record, "approved")
    before = len(log(desk))
    desk.do_now(AmendRequest(record, {"detail": "At night", "state": "approved", "approvals": [["released"]]}))
    found = read(desk, record)
    assert (found.detail, found.state, len(found.approvals or [])) == ("At night", "approved", 1)
    assert len(log(desk)) == before
    desk.do_now(AmendRequest(record, {"quantity": 4}))
    assert log(desk)[0]["text"] == f"Request {found.number}: How many “3” → “4”. Hand crews"
    for values in ({"state": "ordered"}, {"level": "state"}, {"quantity": 0}, {"title": ""}):
        with pytest.raises(Refused):
            desk.do_now(AmendRequest(record, values))


def test_a_move_is_undone_with_its_approval(desk: Desk) -> None:
    record = ask(desk)
    act = desk.do_now(MoveRequest(record, "approved")).notice.act.id
    desk.do_now(Undo(act))
    assert (read(desk, record).state, read(desk, record).approvals) == ("draft", None)
