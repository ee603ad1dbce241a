"""How the page is told of a map file."""

from __future__ import annotations

import pytest

from eocdesk.maps.base import Base
from eocdesk.maps.tileset import Format, TileSet


def tileset(**more: object) -> TileSet:
    told = {"name": "LA", "format": Format.MVT, "min_zoom": 2, "max_zoom": 14, "bounds": (-119.0, 33.0, -117.0, 35.0)}
    return TileSet(**{**told, **more})  # type: ignore[arg-type]  # any field


def test_the_address_carries_a_file_name_whole() -> None:
    told = Base("map-1.a b/c#?é.pmtiles", tileset()).written()
    assert told["url"] == "eoc://app/tiles/map-1.a%20b%2Fc%23%3F%C3%A9.pmtiles/{z}/{x}/{y}"


def test_bounds_are_given_the_way_leaflet_takes_them() -> None:
    assert Base("a", tileset()).written()["bounds"] == [[33.0, -119.0], [35.0, -117.0]]


@pytest.mark.parametrize(
    ("layers", "kind"),
    [
        (("earth", "roads", "places"), "protomaps"),
        (("water", "transportation"), "openmaptiles"),
        (("parcels",), "plain"),
        ((), "plain"),
    ],
)
def test_vector_tiles_are_drawn_by_the_rules_of_their_schema(layers: tuple[str, ...], kind: str) -> None:
    told = Base("a", tileset(layers=layers)).written()
    assert told["kind"] == kind
    assert told["maxZoom"] == 19  # shapes can be enlarged as far as one likes


def test_pictures_are_not_enlarged_until_they_cost_a_frame() -> None:
    told = Base("a", tileset(format=Format.PNG, max_zoom=6)).written()
    assert (told["kind"], told["maxNative"], told["maxZoom"]) == ("raster", 6, 8)
    assert Base("a", tileset(format=Format.PNG, max_zoom=18)).written()["maxZoom"] == 19


def test_our_own_map_is_drawn_by_our_own_rules_whatever_its_layers() -> None:
    assert Base("base", tileset(layers=("earth", "roads")), own=True).written()["kind"] == "own"
