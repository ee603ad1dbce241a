"""Every deed the card may offer exists, and what cannot be done now is not offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.aid import MOVES, Forward, MoveRequest
from eocdesk.commands.fills import CheckIn, FillRequest
from eocdesk.desk.desk import Desk
from eocdesk.ui.board import Told
from eocdesk.ui.panes.aid import telling
from eocdesk.ui.panes.aid.pane import AidPane
from tests.ui.panes.aid.conftest import Story

Open = Callable[[], AidPane]


def told(pane: AidPane, qtbot: QtBot, kind: str, record: bytes) -> Told:
    pane.show_record(kind, record)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == record)
    assert pane.card.told is not None
    return pane.card.told


def test_every_state_can_be_reached_by_a_deed(opened: Open) -> None:
    pane = opened()
    assert {telling.MOVE[state] for able in MOVES.values() for state in able} <= set(pane.deeds)
    keys = [deed.key for deed in pane.deeds.values() if deed.key]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("steps", range(5))
def test_what_is_offered_can_be_done(opened: Open, story: Story, desk: Desk, qtbot: QtBot, steps: int) -> None:
    for state in ("approved", "received", "ordered", "en route")[:steps]:
        desk.do_now(MoveRequest(story.request, state))
    pane = opened()
    deeds = told(pane, qtbot, "request", story.request).deeds
    assert set(deeds) <= set(pane.deeds)
    assert ("fill" in deeds) == (steps > 0)
    assert ("forward" in deeds) == (steps > 0)


def test_the_card_has_the_blocks_of_213rr_with_approvals_in_their_order(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    for state in ("approved", "received"):
        desk.do_now(MoveRequest(story.request, state))
    desk.do_now(Forward(story.request, mission="OA-9"))
    fill = desk.do_now(FillRequest(story.request, offer=story.offer, quantity=1)).value
    crew = desk.do_now(CheckIn(fill, "Base")).value
    pane = opened()
    card = told(pane, qtbot, "request", story.request)
    facts = dict(card.facts)
    assert facts["Level"] == "Operational area · OA-9"
    assert facts["How many"] == "4"
    assert "L. Chen, Watch officer" in facts["Asked"]
    parts = {part.title: part for part in card.parts}
    assert [line.text for line in parts["Approvals"].lines] == ["Section chief approved", "Logistics received"]
    assert parts["Approvals"].lines[0].detail.startswith("L. Chen, Watch officer · ")
    (line,) = parts["Filled by"].lines
    assert (line.text, line.deed) == ("1 × Teams of Paris", "assign")
    offer = told(pane, qtbot, "offer", story.offer)
    assert [badge.words for badge in offer.badges] == ["Accepted", "5 left of 6"]
    resource = told(pane, qtbot, "resource", crew)
    assert dict(resource.facts)["Where"] == "Base"
    arrival = told(pane, qtbot, "fill", fill)
    assert [one.kind for one in arrival.parts[0].lines] == ["request", "offer", "resource"]
