"""The card stands beside the list, below it or instead of it, and never squeezes it away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.shelf import BELOW, BESIDE, INSTEAD, Shelf


@pytest.fixture
def parts(qtbot: QtBot) -> tuple[Shelf, QLabel, QLabel]:
    pages, card = QLabel("pages"), QLabel("card")
    shelf = Shelf(pages, card)
    qtbot.addWidget(shelf)
    shelf.resize(1200, 700)
    shelf.show()
    return shelf, pages, card


def test_with_room_the_card_has_its_place_open_or_not(parts: tuple[Shelf, QLabel, QLabel]) -> None:
    shelf, pages, card = parts
    assert shelf.way == BESIDE
    assert shelf.is_open
    assert card.isVisible()
    assert pages.width() >= 360
    assert card.x() > pages.x()
    shelf.close_card()
    assert card.isVisible()


def test_in_a_tall_dock_it_opens_below_and_leaves_the_list_half(parts: tuple[Shelf, QLabel, QLabel]) -> None:
    shelf, pages, card = parts
    shelf.resize(420, 800)
    assert shelf.way == BELOW
    assert not card.isVisible()
    shelf.open_card()
    assert card.isVisible()
    assert card.y() > pages.y()
    assert pages.height() > 300
    assert card.height() > 300
    shelf.close_card()
    assert not card.isVisible()


def test_in_a_small_dock_it_takes_the_list_s_place_and_gives_it_back(parts: tuple[Shelf, QLabel, QLabel]) -> None:
    shelf, pages, card = parts
    shelf.resize(300, 320)
    assert shelf.way == INSTEAD
    assert pages.isVisible()
    shelf.open_card()
    assert card.isVisible()
    assert not pages.isVisible()
    shelf.close_card()
    assert pages.isVisible()
    assert not card.isVisible()


def test_a_dock_that_grows_keeps_the_card_open_and_says_how_it_stands_now(
    parts: tuple[Shelf, QLabel, QLabel], qtbot: QtBot
) -> None:
    shelf, pages, card = parts
    shelf.resize(300, 320)
    shelf.open_card()
    with qtbot.waitSignal(shelf.moved) as moved:
        shelf.resize(1200, 700)
    assert moved.args == [BESIDE]
    assert card.isVisible()
    assert pages.isVisible()
    assert pages.width() + card.width() > 1100
