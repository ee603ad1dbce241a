"""The map files drawn under the layers, as a surface is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from eocdesk.maps.tileset import TileSet

HOME = "eoc://app/"
LEAST_ZOOM, MOST_ZOOM = 2, 19
OVERZOOM = 2
"""Pictures enlarged by more zooms than this cost a frame each time the map moves."""


@dataclass(frozen=True, slots=True)
class Base:
    """A map file drawn under the layers; `key` is its part of the address, `own` the program's. From the ground up."""

    key: str
    told: TileSet
    own: bool = False

    def written(self) -> dict[str, Any]:
        """For the page."""
        west, south, east, north = self.told.bounds
        most = self.told.max_zoom
        return {
            "url": f"{HOME}tiles/{quote(self.key, safe='')}/{{z}}/{{x}}/{{y}}",
            "kind": "own" if self.own else _kind(self.told),
            "bounds": [[south, west], [north, east]],
            "layers": list(self.told.layers),
            "minZoom": self.told.min_zoom,
            "maxNative": most,
            "maxZoom": min(MOST_ZOOM, most + OVERZOOM) if self.told.raster else MOST_ZOOM,
        }


def _kind(told: TileSet) -> str:
    """Which rules draw it; vector tiles come in schemas, told apart by the names of their layers."""
    if told.raster:
        return "raster"
    names = set(told.layers)
    if {"earth", "roads"} <= names:
        return "protomaps"
    if "transportation" in names:
        return "openmaptiles"
    return "plain"
