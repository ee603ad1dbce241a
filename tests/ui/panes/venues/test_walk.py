"""From record to record by keyboard, and the card that says which one is ringed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.maps.layers import INCIDENTS, VENUES, LayerData, Mark
from eocdesk.ui.panes.venues.view import MapView
from tests.ui.panes.venues.conftest import Maker

SOFI = Mark("venue", b"\1", 33.95, -118.34, "SoFi Stadium\nInglewood", "SoFi", rank=9)
HEAT = Mark("incident", b"\2", 33.96, -118.33, "<i>Heat</i>\nCritical", severity=4)
NOISE = Mark("incident", b"\3", 33.94, -118.35, "Noise", severity=0)


def prepare(view: MapView) -> None:
    view.put_layer(LayerData(VENUES, (SOFI,)))
    view.put_layer(LayerData(INCIDENTS, (NOISE, HEAT)))


def test_page_down_goes_from_the_worst_to_the_last_and_around(show: Maker) -> None:
    walk = show(prepare=prepare).walk
    visited = []
    for _ in range(4):
        walk.press("next")
        visited.append(walk.record)
    assert visited == [("incident", b"\2"), ("incident", b"\3"), ("venue", b"\1"), ("incident", b"\2")]
    walk.press("previous")
    assert walk.record == ("venue", b"\1")


def test_page_up_begins_at_the_end(show: Maker) -> None:
    walk = show(prepare=prepare).walk
    walk.press("previous")
    assert walk.record == ("venue", b"\1")


def test_the_card_says_the_severity_and_the_title_as_text(show: Maker) -> None:
    walk = show(prepare=prepare).walk
    walk.press("next")
    assert walk.words == "<i>Heat</i>"
    assert walk.accessibleName() == "On the map: Critical: <i>Heat</i>\nCritical"
    assert walk.isVisible()


def test_the_ringed_record_is_opened_by_enter_and_by_its_button(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=prepare)
    with qtbot.assertNotEmitted(view.record_opened):
        view.walk.press("open")  # nothing is ringed
    view.walk.press("next")
    with qtbot.waitSignal(view.record_opened) as opened:
        view.walk.press("open")
    assert opened.args == ["incident", b"\2"]
    button = view.walk.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(view.record_opened):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_escape_lets_go(show: Maker) -> None:
    walk = show(prepare=prepare).walk
    walk.press("next")
    walk.press("clear")
    assert walk.record is None
    assert walk.isHidden()


def test_with_nothing_in_view_there_is_nowhere_to_go(show: Maker) -> None:
    walk = show().walk
    walk.press("next")
    assert walk.record is None


@pytest.mark.parametrize("width", [320, 576, 1200])
def test_the_card_stays_on_the_map(show: Maker, width: int) -> None:
    view = show(
        width,
        400,
        prepare=lambda view: view.put_layer(
            LayerData(VENUES, (Mark("venue", b"\1", 33.95, -118.34, "A very long name " * 9, "A"),))
        ),
    )
    view.walk.press("next")
    assert view.rect().contains(view.walk.geometry())
