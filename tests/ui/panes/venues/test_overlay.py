"""The cards give way as the map gets smaller, and never lie upon each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.maps.layers import LAYERS
from eocdesk.ui.panes.venues.overlay import Overlay


@pytest.fixture
def view(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def placed(view: QWidget, width: int, height: int) -> Overlay:
    overlay = Overlay(LAYERS, view)
    overlay.set_credit("Natural Earth, US Census Bureau, GeoNames (CC BY 4.0)")
    view.resize(width, height)
    overlay.place(width, height)
    return overlay


@pytest.mark.parametrize(
    "size", [(1900, 960), (1820, 340), (1000, 620), (576, 520), (546, 330), (380, 300), (320, 240), (260, 700)]
)
def test_no_card_lies_upon_another_or_over_the_edge(view: QWidget, size: tuple[int, int]) -> None:
    overlay = placed(view, *size)
    boxes = [QRect(left, top, right - left, foot - top) for left, top, right, foot in overlay.covers()]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].intersects(pair[1])]
    assert all(QRect(0, 0, *size).contains(box) for box in boxes)


def test_a_large_map_shows_all_a_small_one_what_it_has_room_for(view: QWidget) -> None:
    large = placed(view, 1000, 620)
    assert not large.legend.isHidden()
    assert len(large.covers()) == 5
    small = placed(view, 380, 300)
    assert small.legend.isHidden()
    assert "°" not in small.readout.text()
    assert "," not in small.readout.text()


def test_whose_data_it_is_stands_above_the_place_where_there_is_no_room_beside(view: QWidget) -> None:
    beside, above = placed(view, 1000, 620), placed(view, 576, 520)
    assert beside.covers()[-1][3] == 620 - 10 - 1
    assert above.covers()[-1][3] < above.scale.y()


def test_without_a_base_map_there_is_nobody_to_credit(view: QWidget) -> None:
    overlay = placed(view, 1000, 620)
    overlay.set_credit("")
    overlay.place(1000, 620)
    assert len(overlay.covers()) == 4


@pytest.mark.parametrize("size", [(1000, 620), (576, 400), (546, 360)])
def test_what_is_said_in_the_middle_lies_on_no_card(view: QWidget, size: tuple[int, int]) -> None:
    overlay = placed(view, *size)
    overlay.note.say("Nothing has a place yet. Import venues, or right-click to add one.")
    overlay.place(*size)
    note = overlay.note.geometry()
    cards = [card.geometry() for card in (overlay.legend, overlay.tools, overlay.scale) if not card.isHidden()]
    assert not [card for card in cards if card.intersects(note)]
