"""Names of towns out of the base map."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.maps.ground import View
from eocdesk.maps.places import Places
from eocdesk.maps.tiles import open_tiles
from tests.kit.mapfiles import base_file, pmtiles_file, vector_tile

WORLD = View(-180, -85, 180, 85, 3)


def test_a_town_is_where_the_map_has_it(tmp_path: Path) -> None:
    tiles = open_tiles(base_file(tmp_path / "base.pmtiles"))
    (place,) = Places(tiles).within(WORLD)
    assert (place.name, place.people, place.sea) == ("Carson", 90_000, False)
    assert (place.lat, place.lon) == pytest.approx((0, 0), abs=0.05)
    tiles.close()


def test_seas_come_first_then_the_larger_towns_and_only_those_in_view(tmp_path: Path) -> None:
    data = vector_tile(
        places=[
            ("Point", [1000, 2048], {"name": "Small", "pop": 10}),
            ("Point", [1100, 2048], {"name": "Large", "pop": 10_000}),
            ("Point", [4000, 2048], {"name": "Elsewhere", "pop": 99_999}),
            ("Point", [1200, 2048], {"name": "Unknown"}),
        ],
        seas=[("Point", [1000, 2000], {"name": "Ocean"})],
    )
    tiles = open_tiles(pmtiles_file(tmp_path / "a.pmtiles", {(0, 0, 0): data}))
    found = Places(tiles).within(View(-120, -40, 0, 40, 6.5))
    assert [place.name for place in found] == ["Ocean", "Large", "Small", "Unknown"]
    tiles.close()


def test_each_tile_is_read_once(tmp_path: Path) -> None:
    tiles = open_tiles(base_file(tmp_path / "base.pmtiles"))
    places = Places(tiles)
    before = places.within(WORLD)
    tiles.close()  # a closed file cannot be read again
    assert places.within(WORLD) == before


def test_a_damaged_tile_costs_its_names_not_the_map(tmp_path: Path) -> None:
    tiles = open_tiles(pmtiles_file(tmp_path / "a.pmtiles", {(0, 0, 0): b"\x1a\xff\xff"}))
    assert Places(tiles).within(WORLD) == []
    tiles.close()
