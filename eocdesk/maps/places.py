"""Names of towns and seas out of the base map, for whoever sets the labels."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from eocdesk.maps.ground import View, degrees, fraction
from eocdesk.maps.mvt import Shape, shapes
from eocdesk.maps.tileset import Tiles
from eocdesk.models.errors import Refused

MOST = 400
"""Names given for one view; a screen has room for a tenth of them."""
_TILES = 256
_LAYERS = frozenset({"places", "seas"})


class Place(NamedTuple):
    """A name at a point; `people` weighs it against others, seas weigh most."""

    name: str
    lat: float
    lon: float
    people: int
    sea: bool


class Places:
    """Reads the names of a base map, each tile once."""

    def __init__(self, tiles: Tiles) -> None:
        self._tiles = tiles
        self._read = lru_cache(_TILES)(self._of_tile)

    def within(self, view: View) -> list[Place]:
        """The names in a view, the weightiest first."""
        zoom = max(0, min(int(view.zoom), self._tiles.told.max_zoom))
        side = 1 << zoom
        west, north = fraction(view.north, view.west)
        east, south = fraction(view.south, view.east)
        columns = range(max(0, int(west * side)), min(side - 1, int(east * side)) + 1)
        rows = range(max(0, int(north * side)), min(side - 1, int(south * side)) + 1)
        found = {place for x in columns for y in rows for place in self._read(zoom, x, y)}
        inside = [p for p in found if view.west <= p.lon <= view.east and view.south <= p.lat <= view.north]
        return sorted(inside, key=_weight)[:MOST]

    def _of_tile(self, z: int, x: int, y: int) -> tuple[Place, ...]:
        try:
            data = self._tiles.tile(z, x, y)
            found = shapes(data, _LAYERS) if data else {}
        except Refused:
            return ()  # a map with a hole in its names is still a map
        side = 1 << z
        made = []
        for layer, listed in found.items():
            for shape in listed:
                if not shape.parts:
                    continue
                across, down = shape.parts[0][0]
                lat, lon = degrees((x + across) / side, (y + down) / side)
                made.append(_place(shape, lat, lon, sea=layer == "seas"))
        return tuple(made)


def _place(shape: Shape, lat: float, lon: float, *, sea: bool) -> Place:
    people = shape.told.get("pop", 0)
    return Place(str(shape.told.get("name", "")), lat, lon, int(people) if isinstance(people, int) else 0, sea)


def _weight(place: Place) -> tuple[bool, int, str]:
    return not place.sea, -place.people, place.name
