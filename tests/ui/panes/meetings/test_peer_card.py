"""One that this desk meets: the clocks apart in words, every attempt as it went."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.store.peers import Attempt
from eocdesk.store.queries.meetings import Peer
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.peer_card import PeerCard

HUB = Peer(
    b"h" * 16, "hub", "Room hub", "https://hub:8460", 0, 3_600_000, 3_600_000, 3_660_000, revoked=False, unsent=3
)
WENT = Attempt(HUB.id, 3_600_000, 340, 12, 0, ok=True, sentence="12 sent.")
FAILED = Attempt(HUB.id, 7_200_000, 5_100, 0, 0, ok=False, sentence="The hub does not answer.")


def shown(context: Context, qtbot: QtBot, hub: Peer = HUB) -> PeerCard:
    card = PeerCard(context)
    qtbot.addWidget(card)
    card.resize(900, 500)
    card.show_peer(hub, [FAILED, WENT])
    card.show()
    return card


def words(card: PeerCard) -> str:
    return " | ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def cells(card: PeerCard, row: int) -> list[str]:
    return [(item.text() if (item := card.table.item(row, at)) else "") for at in range(card.table.columnCount())]


def test_the_clock_apart_the_last_contact_and_what_is_unsent_are_said(context: Context, qtbot: QtBot) -> None:
    told = words(shown(context, qtbot))
    for part in (
        "Room hub",
        "https://hub:8460",
        "This desk is 61 minutes ahead of Room hub.",
        "3 changes",
        "nothing on its way",
    ):
        assert part in told


def test_clocks_that_go_together_and_a_hub_never_met(context: Context, qtbot: QtBot) -> None:
    assert "go together" in words(shown(context, qtbot, replace(HUB, skew=0)))
    told = words(shown(context, qtbot, replace(HUB, skew=None, met=None)))
    assert "not compared yet" in told
    assert "none yet" in told


def test_each_attempt_says_what_came_of_it(context: Context, qtbot: QtBot) -> None:
    card = shown(context, qtbot)
    assert cells(card, 0)[1:] == ["The hub does not answer.", "–", "–", "5.1 s"]
    assert cells(card, 1)[1:] == ["12 sent.", "12", "–", "340 ms"]
    marks = [card.table.item(row, 1) for row in (0, 1)]
    assert all(mark is not None and not mark.icon().isNull() for mark in marks)


def test_a_hub_that_put_this_desk_out_is_said_first(context: Context, qtbot: QtBot) -> None:
    card = shown(context, qtbot, replace(HUB, revoked=True))
    assert "has put this desk out" in words(card)
    card.show_peer(HUB, [])
    assert "has put this desk out" not in words(card)
    assert card.table.rowCount() == 0
