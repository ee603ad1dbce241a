"""A value is told with who wrote it where, when it was written there and when it came here."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.conflicts import Conflict, Side
from eocdesk.ui.panes.conflicts.value_card import ValueCard

SIDE = Side("LA", "LA", "K. Watanabe", "Liaison", "Amend venue", "7KQ4", 1_000_000, 2_000_000, shown=True)
ONE = Conflict("venue", b"x" * 16, "SoFi", "city", "City", (SIDE,))


@pytest.fixture
def card(qtbot: QtBot) -> ValueCard:
    made = ValueCard("B", SIDE, ONE, "UTC", "9ZZZ")
    qtbot.addWidget(made)
    return made


def words(card: ValueCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel)]


def test_it_says_who_where_and_both_times(card: ValueCard) -> None:
    told = words(card)
    for part in ("K. Watanabe, Liaison", "desk 7KQ4", "1970-01-01 00:16:40", "1970-01-01 00:33:20", "Amend venue"):
        assert part in told
    assert card.button.accessibleName() == "Keep B: City LA"


def test_what_was_written_here_never_came_from_elsewhere(qtbot: QtBot) -> None:
    card = ValueCard("A", SIDE, ONE, "UTC", "7KQ4")
    qtbot.addWidget(card)
    assert "desk 7KQ4 (this desk)" in words(card)
    assert "Came here" not in words(card)


def test_the_button_keeps_it_and_the_other_one_the_whole_record(card: ValueCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.kept) as told:
        card.button.click()
    assert told.args == [SIDE]
    card.offer_all(3)
    every = next(one for one in card.findChildren(QPushButton) if "all 3 fields" in one.text())
    with qtbot.waitSignal(card.kept_all):
        every.click()
