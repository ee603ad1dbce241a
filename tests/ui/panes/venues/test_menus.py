"""The map's menus: taken apart or listed, logged or added here, layers and base maps chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from eocdesk.maps.layers import INCIDENTS, VENUES, LayerData, Mark
from eocdesk.ui.panes.venues.view import MapView
from tests.kit.mapfiles import mbtiles_file, png
from tests.ui.panes.venues.conftest import Maker

SOFI = Mark("venue", b"\1", 33.95, -118.34, "Salt & Pepper Arena\nInglewood", "Arena", rank=9)


def incident(number: int, lat: float = 33.95, lon: float = -118.34) -> Mark:
    return Mark("incident", bytes([number]), lat, lon, f"I-{number}\nOpen", severity=number % 5)


def holding(*marks: Mark) -> object:
    def prepare(view: MapView) -> None:
        view.put_layer(LayerData(VENUES, (SOFI,)))
        view.put_layer(LayerData(INCIDENTS, marks))

    return prepare


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def action(menu: QMenu, beginning: str) -> QAction:
    return next(found for found in menu.actions() if found.text().startswith(beginning))


def bubble(view: MapView) -> str:
    """The key of the one group on the page."""
    assert view.view is not None
    view.content.forget()
    return next(mark["k"] for mark in view.content.changes(view.view)["incidents"]["marks"] if mark["n"] > 1)


def asked(view: MapView, layer: str = "", key: str = "") -> QMenu:
    view.menus.ask(33.9535, -118.3392, QPoint(100, 100), layer, key)
    view.menus.place.close()
    return view.menus.place


def test_one_record_is_ringed_and_told(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=holding())
    with qtbot.waitSignal(view.record_picked) as picked:
        view.menus.pick("venues", "venue:01")
    assert picked.args == ["venue", b"\1"]
    assert view.walk.record == ("venue", b"\1")


def test_several_are_taken_apart_by_coming_closer(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=holding(incident(2, 33.9501), incident(3, 33.9500)))
    assert view.view is not None
    before = view.view.zoom
    with qtbot.assertNotEmitted(view.record_picked):
        view.menus.pick("incidents", bubble(view))
    qtbot.waitUntil(lambda: view.view is not None and view.view.zoom == before + 2)


def test_several_at_one_place_are_listed_the_worst_first_and_opened_from_there(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=holding(*(incident(number) for number in range(2, 40))))
    view.menus.pick("incidents", bubble(view))
    view.menus.records.close()
    listed = words(view.menus.records)
    assert listed[0] == "I-14"  # of severity 4, by name
    assert len(listed) == 25
    assert listed[-1] == "and 14 more"
    with qtbot.waitSignal(view.record_opened) as opened:
        action(view.menus.records, "I-14").trigger()
    assert opened.args == ["incident", b"\x0e"]


@pytest.mark.parametrize("key", ["venue:99", "", "incidents+00+7"])
def test_a_click_the_desk_does_not_know_of_does_nothing(qtbot: QtBot, show: Maker, key: str) -> None:
    view = show(prepare=holding())
    with qtbot.assertNotEmitted(view.record_picked):
        view.menus.pick("venues", key)


def test_a_right_click_on_a_venue_offers_the_venue_and_what_can_be_done_here(qtbot: QtBot, show: Maker) -> None:
    view = show(prepare=holding())
    menu = asked(view, "venues", "venue:01")
    assert words(menu) == [
        "Open Salt && Pepper Arena",
        "Log here…",
        "New incident here…",
        "New venue here…",
        "Copy 11S LT 76256 57807",
        "Copy 33.95350, −118.33920",
        "Centre here",
    ]
    with qtbot.waitSignal(view.record_opened) as opened:
        action(menu, "Open").trigger()
    assert opened.args == ["venue", b"\1"]


def test_something_is_logged_or_added_at_the_place_that_was_clicked(qtbot: QtBot, show: Maker) -> None:
    view = show()
    menu = asked(view)
    with qtbot.waitSignal(view.place_picked) as logged:
        action(menu, "Log here").trigger()
    assert logged.args == [33.9535, -118.3392]
    for beginning, kind in (("New incident", "incident"), ("New venue", "venue")):
        with qtbot.waitSignal(view.place_asked) as added:
            action(menu, beginning).trigger()
        assert added.args == [kind, 33.9535, -118.3392]


def test_the_place_is_copied_as_grid_or_as_degrees_a_machine_reads(qtbot: QtBot, show: Maker) -> None:
    view = show()
    menu = asked(view)
    action(menu, "Copy 11S").trigger()
    assert QApplication.clipboard().text() == "11S LT 76256 57807"
    with qtbot.waitSignal(view.said) as said:
        action(menu, "Copy 33").trigger()
    assert QApplication.clipboard().text() == "11S LT 76256 57807 (33.95350, -118.33920)"
    assert said.args == ["Copied 11S LT 76256 57807 (33.95350, -118.33920)."]


def test_the_map_is_centred_on_the_place(qtbot: QtBot, show: Maker) -> None:
    view = show()
    action(asked(view), "Centre").trigger()
    qtbot.waitUntil(lambda: view.view is not None and view.view.centre == pytest.approx((33.9535, -118.3392), abs=0.5))


def filled(view: MapView) -> QMenu:
    view.menus.layers.aboutToShow.emit()
    return view.menus.layers


def test_layers_are_switched_from_the_menu_too(show: Maker) -> None:
    view = show(prepare=holding())
    menu = filled(view)
    assert words(menu)[:5] == ["Incidents", "Threats", "Venues", "Footprints and features", "Hazards"]
    assert action(menu, "Venues").isChecked()
    action(menu, "Venues").trigger()
    assert not view.content.is_on("venues")
    assert not action(filled(view), "Venues").isChecked()


def test_base_maps_are_listed_chosen_and_taken_off_and_a_broken_one_says_why(
    qtbot: QtBot, show: Maker, tmp_path: Path
) -> None:
    view = show()
    packages = view.grounds.packages
    assert packages is not None
    source = mbtiles_file(tmp_path / "city.mbtiles", {(0, 0, 0): png(9, 9, 9)}, name="City & Port", attribution="GIS")
    packages.add(source)
    (packages.folder / "broken.pmtiles").write_bytes(b"PMTiles\x03")
    menu = filled(view)
    assert words(menu)[5:] == [
        "Base map",
        "broken.pmtiles",
        "City && Port",
        "Add map package…",
        "Data: Natural Earth",
    ]
    assert action(menu, "Base map").isChecked()
    broken = action(menu, "broken")
    assert not broken.isEnabled()
    assert broken.toolTip() == "broken.pmtiles is too short to be a PMTiles file."
    with qtbot.waitSignal(view.base_chosen) as chosen:
        action(menu, "City").trigger()
    assert chosen.args == ["city.mbtiles"]
    assert view.overlay.credit == "Natural Earth · GIS"
    menu = filled(view)
    assert action(menu, "City").isChecked()
    with qtbot.waitSignal(view.base_chosen) as chosen:
        action(menu, "Remove this").trigger()
    assert chosen.args == [""]
    assert source.exists()
    assert not (packages.folder / "city.mbtiles").exists()


def test_a_base_map_that_is_gone_is_said_and_what_was_shown_stays(qtbot: QtBot, show: Maker) -> None:
    view = show()
    with qtbot.waitSignal(view.said) as said, qtbot.assertNotEmitted(view.base_chosen):
        view.menus.choose_base("gone.pmtiles")
    assert said.args == ["There is no map package “gone.pmtiles” on this desk."]
    assert view.grounds.chosen == ""


def test_a_package_is_asked_for(qtbot: QtBot, show: Maker) -> None:
    view = show()
    with qtbot.waitSignal(view.package_wanted):
        action(filled(view), "Add map").trigger()
