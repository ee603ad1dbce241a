"""Opens map files whatever their kind, and fills a base map's gaps from the coarser tile above."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from eocdesk.maps import mbtiles, pmtiles
from eocdesk.maps.mbtiles import MBTiles
from eocdesk.maps.mvt import enlarged
from eocdesk.maps.pmtiles import PMTiles
from eocdesk.maps.tileset import Tiles, TileSet
from eocdesk.models.errors import Refused, Unavailable

_KEPT = 256
"""Tiles made by enlarging that are kept."""
_STEPS = 7
"""Zooms a tile is enlarged by at most: 4096 units of a tile are then 32."""


def open_tiles(path: Path) -> Tiles:
    """The file, opened; Refused with one sentence where it cannot be drawn, Unavailable where it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(len(mbtiles.MAGIC))
        if not head:
            raise Refused(f"{path.name} is empty.")
        if head.startswith(pmtiles.MAGIC):
            return PMTiles(path)
        if head == mbtiles.MAGIC:
            return MBTiles(path)
    except OSError as error:
        raise Unavailable(f"{path.name} cannot be read: {error.strerror or error}.") from None
    raise Refused(f"{path.name} is neither an MBTiles nor a PMTiles file.")


class Filled:
    """Vector tiles without holes: where the file has no tile, the one above it, enlarged."""

    def __init__(self, tiles: Tiles) -> None:
        self._tiles = tiles
        self._above = lru_cache(_KEPT)(self._enlarged)

    @property
    def told(self) -> TileSet:
        """What the file says of itself."""
        return self._tiles.told

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The tile or what stands in for it; None only where nothing above is known either."""
        tile = self._tiles.tile(z, x, y) if 0 <= z <= self.told.max_zoom else None
        return tile if tile is not None else self._above(z, x, y)

    def close(self) -> None:
        """Let go of the file."""
        self._tiles.close()

    def _enlarged(self, z: int, x: int, y: int) -> bytes | None:
        for steps in range(1, min(z, _STEPS) + 1):
            above = self._tiles.tile(z - steps, x >> steps, y >> steps)
            if above is not None:
                mask = (1 << steps) - 1
                return enlarged(above, steps, x & mask, y & mask)
        return None
