"""The summary's map from a real desk, with and without its base map."""

from __future__ import annotations

import json
from pathlib import Path

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.maps.reading import Limit, hazard_layer
from eocdesk.maps.situation import situation_map
from eocdesk.models import clock
from tests.kit.desks import EVENT
from tests.kit.mapfiles import base_file


def test_nothing_with_a_place_makes_no_map(desk: Desk) -> None:
    assert desk.read_now(situation_map, EVENT, "Now") == ("", "")


def test_the_map_has_its_drawing_and_its_words(desk: Desk, tmp_path: Path) -> None:
    known = desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34})).value
    desk.do_now(ReportIncident(EVENT, "Heat", severity=3, venue=known))
    svg, words = desk.read_now(situation_map, EVENT, "As of 14:32", base_file(tmp_path / "base.pmtiles"))
    assert "SoFi Stadium" in svg
    assert "As of 14:32 · Natural Earth" in svg
    assert words == "Map of 1 venues and 1 open incidents: 1 major."


def test_a_missing_or_broken_base_map_costs_the_ground_not_the_summary(desk: Desk, tmp_path: Path) -> None:
    desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34}))
    (tmp_path / "broken.pmtiles").write_bytes(b"PMTiles\x03")
    for base in (tmp_path / "gone.pmtiles", tmp_path / "broken.pmtiles"):
        svg, _ = desk.read_now(situation_map, EVENT, "Now", base)
        assert "SoFi Stadium" in svg
        assert "Base map not installed" in svg


def test_hazards_of_the_moment_are_on_it_and_nothing_above_the_pages_marking(desk: Desk) -> None:
    now = clock.now()

    def add(kind: str, name: str, marking: str, geometry: str) -> None:
        title = {"title": name, "sent": now} if kind == "alert" else {"name": name}
        desk.do_now(Add(kind, EVENT, {**title, "geometry": geometry, "marking": marking}))

    desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34, "marking": "AMBER"}))
    desk.do_now(AddVenue(EVENT, {"name": "CANARY venue", "lat": 33.96, "lon": -118.3, "marking": "RED"}))
    for marking, west in (("AMBER", -119.0), ("RED", -118.5)):
        ring = [[west, 33], [west + 1, 33], [west + 1, 35], [west, 33]]
        add("alert", f"Heat {marking}", marking, json.dumps({"type": "Polygon", "coordinates": [ring]}))
        add("feature", f"Route {marking}", marking, json.dumps({"type": "LineString", "coordinates": ring[:2]}))

    def drawn(limit: Limit) -> tuple[str, str]:
        hazards = desk.read_now(hazard_layer, EVENT, now, None, limit)
        return desk.read_now(situation_map, EVENT, "Now", None, hazards, limit)

    svg, words = drawn(Limit("AMBER"))
    assert "Heat AMBER, just now" in svg
    assert words == "Map of 1 venues; no open incident with a place. Hazards: Heat AMBER, just now."
    assert "CANARY" not in svg
    assert "Heat RED" not in svg
    whole, words = drawn(Limit("RED"))
    assert words.startswith("Map of 2 venues")
    assert len(whole) > len(svg)
    assert "Heat" not in desk.read_now(situation_map, EVENT, "Now")[0]
