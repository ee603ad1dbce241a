"""The map in WebEngine: drawn offline, heard by the desk, and back after its renderer died."""

from __future__ import annotations

import json
import logging
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.maps.layers import INCIDENTS, VENUES, LayerData, Mark
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import DARK
from eocdesk.ui.panes.venues import home
from eocdesk.ui.panes.venues.look import palette_of
from eocdesk.ui.panes.venues.view import MapView
from eocdesk.ui.panes.venues.webview import WebMap
from tests.ui.panes.venues.conftest import Maker

pytestmark = pytest.mark.usefixtures("_nothing_asked_elsewhere")

SOFI = Mark("venue", b"\1", 33.95, -118.34, "SoFi Stadium\nInglewood", "SoFi Stadium", rank=70_000)
NASTY = "<img src=x onerror=\"document.title='owned'\"><b>Heat</b>"
HEAT = Mark("incident", b"\2", 33.96, -118.33, NASTY, severity=4)


@pytest.fixture
def _nothing_asked_elsewhere() -> Iterator[None]:
    served = home.served()
    served.guard.denied.clear()
    served.home.failures.clear()
    yield
    assert list(served.guard.denied) == []
    assert list(served.home.failures) == []


def prepare(view: MapView) -> None:
    view.put_layer(LayerData(VENUES, (SOFI,)))
    view.put_layer(LayerData(INCIDENTS, (HEAT,)))


def web(view: MapView) -> WebMap:
    assert isinstance(view.surface, WebMap)
    return view.surface


def told(qtbot: QtBot, surface: WebMap, script: str) -> Any:
    """What a script in the page says, waited for."""
    heard: list[Any] = []
    surface.page.runJavaScript(f"JSON.stringify({script})", heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    return json.loads(heard[0])


def pixel(qtbot: QtBot, surface: WebMap, mark: Mark) -> QPoint:
    x, y = told(qtbot, surface, f"(({{x, y}}) => [x, y])(EOC.map.latLngToContainerPoint([{mark.lat}, {mark.lon}]))")
    return QPoint(round(x), round(y))


def test_the_map_draws_and_its_scripts_complain_of_nothing(qtbot: QtBot, show: Maker) -> None:
    view = show(plain=False, prepare=prepare)
    surface = web(view)
    assert told(qtbot, surface, "[...EOC.layers.get('venues').marks.keys()]") == ["venue:01"]
    assert [said for said in surface.page.said if said[0] != "InfoMessageLevel"] == []
    picture = view.grab().toImage()
    at = pixel(qtbot, surface, HEAT)
    ground = theme.of(view).severity[4][1]
    beside = picture.pixelColor(at + QPoint(-7, 0))
    assert beside == QColor(ground)  # the critical pin is where it should be, in its colour
    seen = list(home.served().guard.seen)
    assert any("/tiles/" in url for url in seen)
    assert all(url.startswith(("eoc://app/", "data:", "blob:")) for url in seen)


def test_a_click_reaches_the_desk_and_a_title_is_text(qtbot: QtBot, show: Maker) -> None:
    view = show(plain=False, prepare=prepare)
    surface = web(view)
    target = surface.view.focusProxy()
    at = pixel(qtbot, surface, HEAT)
    with qtbot.waitSignal(view.record_picked) as picked:
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == ["incident", b"\2"]
    assert view.walk.words == NASTY
    with qtbot.waitSignal(surface.pointed) as pointed:
        qtbot.mouseMove(target, at + QPoint(1, 1))
    assert pointed.args == pytest.approx([HEAT.lat, HEAT.lon], abs=0.05)
    qtbot.waitUntil(lambda: told(qtbot, surface, "document.querySelector('.eoc-tip').textContent") == NASTY)
    assert told(qtbot, surface, "[document.querySelectorAll('img, b').length, document.title]") == [0, "Map"]
    with qtbot.waitSignal(surface.missed):
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(450, 560))
    assert view.walk.record is None


def test_keys_reach_the_desk(qtbot: QtBot, show: Maker) -> None:
    view = show(plain=False, prepare=prepare)
    surface = web(view)
    with qtbot.waitActive(view):
        view.activateWindow()
    view.take_focus()
    focused = "document.hasFocus() && document.activeElement.classList.contains('leaflet-container')"
    qtbot.waitUntil(lambda: told(qtbot, surface, focused) is True)  # the map itself has the keyboard, not the page
    target = surface.view.focusProxy()
    with qtbot.waitSignal(surface.pressed) as pressed:
        qtbot.keyClick(target, Qt.Key.Key_PageDown)
    assert pressed.args == ["next"]
    assert view.walk.record == ("incident", b"\2")


def test_a_renderer_that_is_killed_comes_back_where_it_was_with_its_layers_and_its_theme(
    qtbot: QtBot, qapp: QApplication, show: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    view = show(plain=False, prepare=prepare)
    surface = web(view)
    view.show_record("venue", b"\1")
    theme.apply(qapp, DARK)
    qtbot.waitUntil(lambda: view.is_painted and view.view is not None and view.view.zoom == 13, timeout=10_000)
    with qtbot.waitSignal(surface.ready, timeout=20_000):
        os.kill(surface.page.renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(lambda: view.is_painted, timeout=20_000)
    assert told(qtbot, surface, "[...EOC.layers.get('venues').marks.keys()]") == ["venue:01"]
    assert told(qtbot, surface, "EOC.map.getZoom()") == 13
    assert told(qtbot, surface, "EOC.map.getCenter().lat") == pytest.approx(33.95, abs=0.01)
    ground = view.grab().toImage().pixelColor(5, 300)
    assert ground in [QColor(palette_of(DARK).sea), QColor(palette_of(DARK).land)]
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == [
        "the map's renderer ended: KilledTerminationStatus, 9"
    ]
    caplog.clear()
