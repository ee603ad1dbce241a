"""The map where WebEngine is missing: the same layers, the mouse and the keys, map files of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.maps.ground import View
from eocdesk.maps.layers import INCIDENTS, VENUES, LayerData, Mark
from eocdesk.ui.kit.tokens import DARK, LIGHT
from eocdesk.ui.panes.venues.look import palette_of
from eocdesk.ui.panes.venues.native import NativeMap
from eocdesk.ui.panes.venues.view import MapView
from tests.kit.mapfiles import mbtiles_file, pmtiles_file, png, vector_tile
from tests.ui.panes.venues.conftest import Maker

SOFI = Mark("venue", b"\1", 33.95, -118.34, "SoFi Stadium", "SoFi Stadium", rank=9)
HEAT = Mark("incident", b"\2", 33.96, -118.33, "Heat", severity=4)


def prepare(view: MapView) -> None:
    view.put_layer(LayerData(VENUES, (SOFI,)))
    view.put_layer(LayerData(INCIDENTS, (HEAT,)))


def native(view: MapView) -> NativeMap:
    assert isinstance(view.surface, NativeMap)
    return view.surface


def seen(view: MapView) -> View:
    assert view.view is not None
    return view.view


def pixel(view: MapView, lat: float, lon: float) -> QPoint:
    """Where a place is in the widget; at a few pixels a map is flat."""
    now = seen(view)
    x = (lon - now.west) / (now.east - now.west) * view.width()
    y = (now.north - lat) / (now.north - now.south) * view.height()
    return QPoint(round(x), round(y))


def test_land_sea_and_marks_are_where_they_belong(show: Maker) -> None:
    view = show(prepare=prepare)
    view.fit((-170.0, -60.0, 170.0, 60.0))
    view.flush()
    picture = view.grab().toImage()
    palette = palette_of(LIGHT)
    middle = pixel(view, 0.0, 0.0)
    assert picture.pixelColor(middle + QPoint(-60, 40)) == QColor(palette.land)  # the test's world: land in the west
    assert picture.pixelColor(middle + QPoint(60, 40)) == QColor(palette.sea)


def test_a_click_picks_the_mark_and_a_click_beside_it_nothing(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=prepare)
    at = pixel(view, HEAT.lat, HEAT.lon)
    with qtbot.waitSignal(view.record_picked) as picked:
        qtbot.mouseClick(native(view), Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == ["incident", b"\2"]
    with qtbot.waitSignal(native(view).missed):
        qtbot.mouseClick(native(view), Qt.MouseButton.LeftButton, pos=QPoint(450, 560))
    assert view.walk.record is None


def test_the_place_under_the_cursor_is_told_and_a_mark_says_its_name(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=prepare)
    at = pixel(view, HEAT.lat, HEAT.lon)
    with qtbot.waitSignal(native(view).pointed) as told:
        qtbot.mouseMove(native(view), at)
    assert told.args == pytest.approx([HEAT.lat, HEAT.lon], abs=0.002)
    assert native(view).toolTip() == "<span>Heat</span>"
    assert view.overlay.readout.text().startswith("11S LT 77")
    qtbot.mouseMove(native(view), QPoint(450, 500))
    assert native(view).toolTip() == ""


def test_dragging_moves_the_map_and_picks_nothing(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=prepare)
    at, before = pixel(view, HEAT.lat, HEAT.lon), seen(view)
    qtbot.mousePress(native(view), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(native(view), at + QPoint(100, 0))
    with qtbot.assertNotEmitted(view.record_picked):
        qtbot.mouseRelease(native(view), Qt.MouseButton.LeftButton, pos=at + QPoint(100, 0))
    width = before.east - before.west
    assert seen(view).west == pytest.approx(before.west - width * 100 / view.width(), rel=1e-6)


def test_the_wheel_zooms_about_the_cursor(show: Maker) -> None:
    view = show(prepare=prepare)
    at, before = QPointF(200, 150), seen(view)
    place = native(view)._place(at)
    wheel = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  Qt's own
    )
    QApplication.sendEvent(native(view), wheel)
    assert seen(view).zoom == before.zoom + 1
    assert native(view)._place(at) == pytest.approx(place, abs=1e-6)


def test_keys_move_zoom_and_walk(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=prepare)
    before = seen(view)
    qtbot.keyClick(native(view), Qt.Key.Key_Right)
    assert seen(view).west > before.west
    qtbot.keyClick(native(view), Qt.Key.Key_Up)
    assert seen(view).north > before.north
    qtbot.keyClick(native(view), Qt.Key.Key_Minus)
    assert seen(view).zoom == before.zoom - 1
    qtbot.keyClick(native(view), Qt.Key.Key_PageDown)
    assert view.walk.record == ("incident", b"\2")
    with qtbot.waitSignal(view.record_opened) as opened:
        qtbot.keyClick(native(view), Qt.Key.Key_Return)
    assert opened.args == ["incident", b"\2"]
    qtbot.keyClick(native(view), Qt.Key.Key_Escape)
    assert view.walk.record is None


def test_a_right_click_asks_what_can_be_done_there(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=prepare)
    at = pixel(view, HEAT.lat, HEAT.lon)
    with qtbot.waitSignal(native(view).asked) as asked:
        QApplication.sendEvent(
            native(view), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
        )
    assert asked.args is not None
    assert asked.args[0:2] == pytest.approx([HEAT.lat, HEAT.lon], abs=0.002)
    assert asked.args[3:] == ["incidents", "incident:02"]
    view.menus.place.close()


@pytest.mark.parametrize(
    ("name", "tile"),
    [
        ("city.mbtiles", png(10, 200, 10)),
        ("lines.pmtiles", vector_tile(parcels=[("Polygon", [[[0, 0], [4096, 0], [4096, 4096], [0, 0]]], {})])),
        ("broken.pmtiles", b"\x1a\xff\xff"),
    ],
)
def test_an_added_map_is_drawn_and_a_broken_tile_leaves_a_gap(
    show: Maker, tmp_path: Path, name: str, tile: bytes
) -> None:
    view = show(prepare=prepare)
    view.fit((-170.0, -60.0, 170.0, 60.0))
    view.flush()
    before = view.grab().toImage()
    assert view.grounds.packages is not None
    folder = view.grounds.packages.folder
    folder.mkdir()
    told = {"vector_layers": [{"id": "parcels"}]}
    if name.endswith("mbtiles"):
        mbtiles_file(folder / name, {(0, 0, 0): tile})
    else:
        pmtiles_file(folder / name, {(0, 0, 0): tile}, told)
    view.menus.choose_base(name)
    view.overlay.set_credit("Natural Earth")
    after = view.grab().toImage()
    beside = pixel(view, 0.0, 0.0) + QPoint(60, 40)
    if name.startswith("city"):
        assert after.pixelColor(beside) == QColor(10, 200, 10)
    else:  # the middle, where a side of the parcel runs: cards at the edges tell ages, which go on
        middle = QRect(pixel(view, 0.0, 0.0) - QPoint(80, 80), QSize(160, 160))
        assert (after.copy(middle) != before.copy(middle)) == (name == "lines.pmtiles")


def test_another_theme_is_another_map(show: Maker) -> None:
    view = show(prepare=prepare)
    native(view).push({"palette": palette_of(DARK).told()})
    assert view.grab().toImage().pixelColor(450, 500) == QColor(palette_of(DARK).land)
