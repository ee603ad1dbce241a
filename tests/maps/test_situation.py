"""The summary's map from a real desk, with and without its base map."""

from __future__ import annotations

import json
from pathlib import Path

from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.venues import AddVenue
from eocdesk.desk.desk import Desk
from eocdesk.maps.layers import HAZARDS, LayerData, Shape
from eocdesk.maps.situation import situation_map
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


def test_hazards_are_on_it_as_they_are_given(desk: Desk) -> None:
    desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34}))
    ring = [[-119, 33], [-117, 33], [-117, 35], [-119, 33]]
    geometry = json.dumps({"type": "Polygon", "coordinates": [ring]})
    heat = Shape("alert", b"a", geometry, "Heat", "heat", "Heat warning, 2 h ago")
    svg, words = desk.read_now(situation_map, EVENT, "Now", None, LayerData(HAZARDS, shapes=(heat,)))
    assert "Heat warning, 2 h ago" in svg
    assert words.endswith("Hazards: Heat warning, 2 h ago.")
