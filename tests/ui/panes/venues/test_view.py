"""The map as a widget: what it is given is shown, however early, however often; what it cannot show is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.maps.layers import FEATURES, INCIDENTS, VENUES, LayerData, Mark, Shape
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import DARK
from eocdesk.ui.panes.venues import scheme
from eocdesk.ui.panes.venues.grounds import Grounds
from eocdesk.ui.panes.venues.native import NativeMap
from eocdesk.ui.panes.venues.view import MapView
from tests.ui.panes.venues.conftest import Maker

AROUND = tuple(Mark("venue", bytes([n]), 33.9 + n / 50, -118.4 + n / 40, f"V{n}", f"V{n}", rank=n) for n in range(6))
FAR = Mark("venue", b"\x63", 35.46, -97.5, "Oklahoma", "Oklahoma")
HEAT = Mark("incident", b"\2", 33.95, -118.34, "Heat", severity=4)
RING = '{"type": "Polygon", "coordinates": [[[-118.4, 33.9], [-118.3, 33.9], [-118.3, 34.0], [-118.4, 33.9]]]}'


class Told:
    """What a surface was pushed, beside being drawn."""

    def __init__(self, view: MapView) -> None:
        assert view.surface is not None
        self.pushes: list[dict[str, Any]] = []
        self._push = view.surface.push
        view.surface.push = self  # type: ignore[method-assign, assignment]  listened in on, not replaced

    def __call__(self, told: dict[str, Any]) -> None:
        self.pushes.append(told)
        self._push(told)


def given(view: MapView) -> None:
    view.put_layer(LayerData(VENUES, (*AROUND, FAR)))
    view.put_layer(LayerData(INCIDENTS, (HEAT,)))


def test_a_window_is_there_before_its_map(qtbot: QtBot, grounds: Grounds) -> None:
    view = MapView(grounds, plain=True)
    qtbot.addWidget(view)
    given(view)
    assert view.surface is None
    assert not view.is_painted
    view.grab()  # a first paint
    assert view.surface is None  # is not kept waiting for it
    view.show()
    qtbot.waitUntil(lambda: view.is_painted)
    assert view.surface is not None


def test_what_was_given_before_it_was_shown_is_on_the_map_and_most_venues_in_view(show: Maker) -> None:
    view = show(prepare=given)
    assert view.view is not None
    now = view.view
    inside = [m for m in AROUND if now.south < m.lat < now.north and now.west < m.lon < now.east]
    assert inside == list(AROUND)
    assert view.view.east < FAR.lon
    assert view.overlay.scale.accessibleDescription().startswith("1:")


def test_many_changes_in_a_breath_are_one_push(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    told = Told(view)
    for severity in range(5):
        for number in range(4):
            changed = Mark("incident", bytes([number]), 33.95, -118.34 + number / 9, "x", severity=severity)
            view.put_layer(view.content.data("incidents").changed([changed], ()))
    qtbot.waitUntil(lambda: view.is_painted)
    assert 1 <= len(told.pushes) <= 2


def test_a_map_that_is_not_seen_is_told_nothing_until_it_is(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    told = Told(view)
    view.hide()
    view.put_layer(view.content.data("incidents").changed([Mark("incident", b"\5", 33.9, -118.3, "x")], ()))
    assert told.pushes == []
    view.show()
    qtbot.waitUntil(lambda: bool(told.pushes))
    assert told.pushes[0]["layers"]["incidents"]["marks"]


def test_two_presses_of_a_zoom_button_are_two_steps(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    assert view.view is not None
    before = view.view.zoom
    view.overlay.tools.closer.click()
    view.overlay.tools.closer.click()
    view.overlay.tools.closer.click()
    qtbot.waitUntil(lambda: view.view is not None and view.view.zoom == before + 3)
    view.overlay.tools.wider.click()
    qtbot.waitUntil(lambda: view.view is not None and view.view.zoom == before + 2)


def test_of_two_places_to_look_at_the_last_one_holds(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    view.show_all()
    assert view.show_record("venue", FAR.id)
    qtbot.waitUntil(lambda: view.view is not None and view.view.centre == pytest.approx((35.46, -97.5), abs=0.01))
    assert view.walk.record == ("venue", FAR.id)
    view.overlay.tools.all.click()
    qtbot.waitUntil(lambda: view.view is not None and view.view.east < -117)


def test_a_record_on_a_layer_that_is_off_brings_its_layer_back(show: Maker) -> None:
    view = show(prepare=given)
    view.overlay.legend.switched.emit("incidents", False)  # noqa: FBT003  a switch
    assert not view.content.is_on("incidents")
    assert view.show_record("incident", HEAT.id)
    assert view.content.is_on("incidents")
    assert not view.show_record("incident", b"\x42")


def test_a_footprint_is_shown_whole(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    view.put_layer(LayerData(FEATURES, (), (Shape("feature", b"\7", RING, "Zone", "zone"),)))
    assert view.show_record("feature", b"\7")

    def fits() -> bool:
        now = view.view
        return now is not None and now.west < -118.4 and now.east > -118.3 and now.south < 33.9 and now.north > 34.0

    qtbot.waitUntil(fits)


def test_another_theme_changes_the_map_at_once(qtbot: QtBot, qapp: QApplication, show: Maker) -> None:
    view = show(prepare=given)
    told = Told(view)
    theme.apply(qapp, DARK)
    qtbot.waitUntil(lambda: any("palette" in push for push in told.pushes))
    assert next(push for push in told.pushes if "palette" in push)["palette"]["name"] == "dark"


def test_a_surface_that_begins_anew_is_told_everything_again_with_its_ring(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    view.show_record("venue", AROUND[0].id)
    qtbot.waitUntil(lambda: view.is_painted)
    told = Told(view)
    assert view.surface is not None
    view.surface.gone.emit()
    assert not view.is_painted
    view.surface.ready.emit()
    qtbot.waitUntil(lambda: bool(told.pushes))
    (push,) = told.pushes
    assert push["shown"] == [AROUND[0].lon, AROUND[0].lat]
    assert push["cover"] == view.overlay.covers()
    assert set(push["layers"]) >= {"venues", "incidents"}


def test_a_map_that_cannot_be_drawn_says_so_and_can_be_asked_for_again(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    assert view.surface is not None
    asked = []
    view.surface.again = lambda: asked.append(1)  # type: ignore[method-assign, assignment]  only heard of here
    view.surface.troubled.emit("The map stopped several times and is not started again by itself.")
    assert view.overlay.note.words.startswith("The map stopped several times")
    assert view.is_painted  # a picture of the desk need not wait for it
    view.overlay.note.button.click()
    assert asked == [1]
    view.surface.ready.emit()
    assert view.overlay.note.words == ""


def test_an_empty_map_says_why_and_a_missing_base_map_too(qtbot: QtBot, tmp_path: Path) -> None:
    grounds = Grounds(None, tmp_path / "gone.pmtiles")
    view = MapView(grounds, plain=True)
    qtbot.addWidget(view)
    assert view.overlay.note.words == "Base map not installed"
    view.say_empty("Nothing has a place yet.")
    assert view.overlay.note.words == "Base map not installed. Nothing has a place yet."
    view.say_empty("")
    assert view.overlay.note.words == "Base map not installed"
    grounds.close()


def test_the_legend_tells_the_age_of_each_layer(show: Maker) -> None:
    view = show(prepare=given)
    view.put_layer(LayerData(VENUES, AROUND, as_of=0))
    boxes = {box.objectName(): box.accessibleName() for box in view.overlay.legend.findChildren(QCheckBox)}
    assert boxes["incidents"] == "Incidents, now"
    assert boxes["venues"].startswith("Venues, imported ")
    assert boxes["venues"].endswith("days ago")


def test_the_middle_is_read_out_and_copied(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=given)
    view.go(33.9535, -118.3392, 14)
    view.flush()
    with qtbot.waitSignal(view.said) as said:
        view.overlay.readout.click()
    assert QApplication.clipboard().text().startswith("11S LT 7625")
    assert said.args == [f"Copied {QApplication.clipboard().text()}."]


def test_without_web_engine_qt_draws_the_map(qtbot: QtBot, grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheme, "available", lambda: False)
    view = MapView(grounds)
    given(view)
    view.show()
    qtbot.waitUntil(lambda: view.is_painted)
    assert isinstance(view.surface, NativeMap)
    Shiboken.delete(view)
