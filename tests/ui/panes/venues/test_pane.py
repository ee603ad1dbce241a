"""The map pane over a real desk: what changes is seen, what is clicked is opened, map files are added."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import CloseIncident, ReportIncident
from eocdesk.commands.records import Add, Amend
from eocdesk.commands.venues import AddFeature, AddVenue, AmendVenue
from eocdesk.desk.desk import Desk
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.venues import SPEC, MapPane
from tests.kit.desks import EVENT
from tests.kit.mapfiles import mbtiles_file, png


@pytest.fixture
def sofi(desk: Desk) -> bytes:
    return bytes(desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34})).value)


@pytest.fixture
def notes(context: Context) -> list[str]:
    said: list[str] = []
    context.messages.noted.connect(said.append)
    context.messages.refused.connect(said.append)
    return said


@pytest.fixture
def pane(qtbot: QtBot, context: Context, sofi: bytes) -> Iterator[MapPane]:
    del sofi  # there before the pane reads
    yield from shown(qtbot, context)


def shown(qtbot: QtBot, context: Context) -> Iterator[MapPane]:
    made = MapPane(context, plain=True)
    made.resize(900, 600)
    made.show()
    qtbot.waitUntil(lambda: made.is_ready)
    yield made
    Shiboken.delete(made)


def reported(desk: Desk, **values: Any) -> bytes:
    return bytes(desk.do_now(ReportIncident(EVENT, "Heat", **values)).value[0])


def held(pane: MapPane, layer: str) -> set[bytes]:
    data = pane.map.content.data(layer)
    return {record.id for record in (*data.marks, *data.shapes)}


def test_the_desks_records_are_on_it_and_it_says_when_it_is_ready(pane: MapPane, sofi: bytes) -> None:
    assert held(pane, "venues") == {sofi}
    assert pane.map.is_painted
    assert pane.map.overlay.note.words == ""


def test_an_incident_appears_and_leaves_as_it_is_reported_and_closed(
    qtbot: QtBot, pane: MapPane, desk: Desk, sofi: bytes
) -> None:
    heat = reported(desk, venue=sofi)
    qtbot.waitUntil(lambda: held(pane, "incidents") == {heat})
    desk.do_now(CloseIncident(heat, "Over"))
    qtbot.waitUntil(lambda: held(pane, "incidents") == set())


def test_one_without_a_place_is_counted_in_the_legend(qtbot: QtBot, pane: MapPane, desk: Desk) -> None:
    reported(desk)
    qtbot.waitUntil(lambda: pane.map.content.data("incidents").missing == "1 has no place")


def test_a_venue_that_moves_takes_its_incidents_along(qtbot: QtBot, pane: MapPane, desk: Desk, sofi: bytes) -> None:
    heat = reported(desk, venue=sofi)
    qtbot.waitUntil(lambda: held(pane, "incidents") == {heat})
    desk.do_now(AmendVenue(sofi, {"lat": 34.5}))
    qtbot.waitUntil(lambda: [mark.lat for mark in pane.map.content.data("incidents").marks] == [34.5])


def test_what_the_map_shows_is_ringed_and_the_rest_is_shown_where_it_lives(
    qtbot: QtBot, pane: MapPane, navigator: Any, desk: Desk, sofi: bytes
) -> None:
    heat = reported(desk, venue=sofi)
    qtbot.waitUntil(lambda: held(pane, "incidents") == {heat})
    pane.map.menus.pick("venues", f"venue:{sofi.hex()}")
    assert navigator.calls == []
    assert pane.map.walk.record == ("venue", sofi)
    pane.map.menus.pick("incidents", f"incident:{heat.hex()}")
    assert navigator.calls == [("record", "incident", heat)]
    pane.map.record_opened.emit("venue", sofi)
    assert navigator.calls[1] == ("edit", "venue", sofi, {})


def test_a_warning_appears_and_leaves_and_a_click_on_its_area_only_names_it(
    qtbot: QtBot, pane: MapPane, desk: Desk, navigator: Any
) -> None:
    box = '{"type": "Polygon", "coordinates": [[[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]]}'
    heat = bytes(desk.do_now(Add("alert", EVENT, {"title": "Heat warning", "geometry": box})).value)
    qtbot.waitUntil(lambda: held(pane, "hazards") == {heat})
    pane.map.record_picked.emit("alert", heat)
    assert navigator.calls == []
    pane.map.record_opened.emit("alert", heat)
    assert navigator.calls == [("record", "alert", heat)]
    assert pane.map.show_record("alert", heat)
    desk.do_now(Amend("alert", heat, {"state": "cancelled"}))
    qtbot.waitUntil(lambda: not held(pane, "hazards"))


def test_a_venue_is_marked_while_a_hazard_touches_it(qtbot: QtBot, pane: MapPane, desk: Desk, sofi: bytes) -> None:
    def touched() -> dict[bytes, str]:
        return {mark.id: mark.title for mark in pane.map.content.data("venues").marks if mark.touched}

    assert touched() == {}
    box = '{"type": "Polygon", "coordinates": [[[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]]}'
    heat = desk.do_now(Add("alert", EVENT, {"title": "Heat warning", "geometry": box})).value
    qtbot.waitUntil(lambda: list(touched()) == [sofi])
    assert touched()[sofi].endswith("Touched now: Heat warning")
    desk.do_now(Amend("alert", heat, {"state": "cancelled"}))
    qtbot.waitUntil(lambda: touched() == {})


def test_a_place_is_logged_at_and_added_at(pane: MapPane, navigator: Any) -> None:
    pane.map.place_picked.emit(33.9, -118.3)
    pane.map.place_asked.emit("venue", 33.9, -118.3)
    place = {"lat": 33.9, "lon": -118.3}
    assert navigator.calls == [("entry", place), ("edit", "venue", None, place)]


def test_a_record_asked_for_before_the_map_was_read_is_shown_when_it_is(
    qtbot: QtBot, context: Context, sofi: bytes, notes: list[str]
) -> None:
    made = MapPane(context, plain=True)
    made.show_record("venue", sofi)
    made.show()
    qtbot.waitUntil(lambda: made.is_ready)
    assert made.map.walk.record == ("venue", sofi)
    made.show_record("venue", b"\0" * 16)
    assert notes == ["This venue has no place on the map."]
    Shiboken.delete(made)


def test_a_shape_that_cannot_be_drawn_is_said(qtbot: QtBot, pane: MapPane, desk: Desk, notes: list[str]) -> None:
    line = '{"type": "LineString", "coordinates": [[400, 1], [2, 3]]}'
    desk.do_now(AddFeature(EVENT, {"name": "Route", "geometry": line}))
    qtbot.waitUntil(lambda: any("cannot be drawn" in note for note in notes))


def test_another_event_is_another_map(qtbot: QtBot, pane: MapPane, context: Context, desk: Desk, sofi: bytes) -> None:
    reported(desk, venue=sofi)
    pane.show_record("venue", sofi)
    paris = desk.do_now(AddEvent("PARIS24", "Paris 2024", "Europe/Paris")).value
    stade = desk.do_now(AddVenue(paris, {"name": "Stade de France", "lat": 48.92, "lon": 2.36})).value
    desk.open_event(paris)
    context.event_changed.emit()
    qtbot.waitUntil(lambda: held(pane, "venues") == {stade} and pane.is_ready)
    assert held(pane, "incidents") == set()
    assert pane.map.walk.record is None
    assert pane.map.view is not None
    assert pane.map.view.centre == pytest.approx((48.92, 2.36), abs=0.1)


def test_an_event_with_nothing_on_the_map_says_what_to_do(qtbot: QtBot, context: Context, desk: Desk) -> None:
    del desk
    for pane in shown(qtbot, context):
        said = pane.map.overlay.note.words
        assert said == "Nothing has a place yet. Import venues, or right-click to add one."


def test_a_map_file_is_added_shown_and_remembered(
    qtbot: QtBot, pane: MapPane, context: Context, desk: Desk, tmp_path: Path, notes: list[str]
) -> None:
    source = mbtiles_file(tmp_path / "city.mbtiles", {(0, 0, 0): png(9, 9, 9)}, name="City")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(source)), QUrl("https://example.org/b.mbtiles")])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    pane.dropEvent(QDropEvent(QPointF(5, 5), copy, files, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(lambda: pane.map.grounds.chosen == "city.mbtiles")
    assert "city.mbtiles is added and shown." in notes
    assert desk.settings.get("base_map") == "city.mbtiles"
    for again in shown(qtbot, context):
        assert again.map.grounds.chosen == "city.mbtiles"
    (desk.folder / "maps" / "city.mbtiles").unlink()
    for without in shown(qtbot, context):
        assert without.map.grounds.chosen == ""
    assert desk.settings.get("base_map") == ""


def test_a_broken_map_file_is_a_sentence(qtbot: QtBot, pane: MapPane, tmp_path: Path, notes: list[str]) -> None:
    (tmp_path / "odd.pmtiles").write_bytes(b"PMTiles\x04" + bytes(200))
    pane.add_package(str(tmp_path / "odd.pmtiles"))
    qtbot.waitUntil(lambda: "odd.pmtiles is PMTiles version 4; this desk reads version 3." in notes)
    assert pane.map.grounds.chosen == ""


def test_the_map_can_be_worked_from_the_palette(qtbot: QtBot, pane: MapPane) -> None:
    actions = {action.name: action for action in pane.pane_actions()}
    assert set(actions) == {"map.all", "map.closer", "map.wider", "map.copy", "map.package"}
    assert pane.map.view is not None
    before = pane.map.view.zoom
    actions["map.closer"].run()
    qtbot.waitUntil(lambda: pane.map.view is not None and pane.map.view.zoom == before + 1)
    assert SPEC.shows == {"venue", "feature"}
