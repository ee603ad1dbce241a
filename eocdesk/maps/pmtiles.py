"""Reads PMTiles version 3; each directory is parsed once, where the library parses it at every tile."""

from __future__ import annotations

import json
import mmap
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_header,
    zxy_to_tileid,
)

from eocdesk.maps.tileset import ZOOM_LIMIT, Format, TileSet, bounds_of, inflated, plain_words
from eocdesk.models.errors import Refused

MAGIC = b"PMTiles"
_HEADER = 127
_DEPTH = 4
_DIRECTORIES = 64
_DEGREE = 1e7
_FORMATS = {
    TileType.MVT: Format.MVT,
    TileType.PNG: Format.PNG,
    TileType.JPEG: Format.JPEG,
    TileType.WEBP: Format.WEBP,
}
_UNREADABLE = {
    TileType.AVIF: "AVIF pictures",
    TileType.MLT: "MapLibre tiles (MLT)",
    TileType.UNKNOWN: "an unknown kind",
}
_PACKED = (Compression.NONE, Compression.GZIP)

Numbers = npt.NDArray[np.uint64]


class Directory:
    """A parsed directory: tile ids in order, and for each its run, its place and its length."""

    def __init__(self, data: bytes, what: str) -> None:
        numbers = varints(data)
        count = int(numbers[0]) if len(numbers) else -1
        if count < 0 or len(numbers) != 1 + 4 * count:
            raise Refused(f"{what} has a damaged directory.")
        parts = numbers[1:].reshape(4, count)
        self.ids = np.cumsum(parts[0])
        self.runs = parts[1]
        self.lengths = parts[2]
        # A zero says "right after the one before": add up lengths since the last place that was given.
        given = np.maximum.accumulate(np.where(parts[3] > 0, np.arange(count), 0)) if count else np.zeros(0, int)
        before = np.cumsum(self.lengths) - self.lengths
        self.places = parts[3][given] - np.uint64(1) + before - before[given]

    def find(self, number: int) -> tuple[int, int, int] | None:
        """(run, place, length) of the entry that covers a tile id; run 0 is a further directory."""
        at = int(np.searchsorted(self.ids, np.uint64(number), side="right")) - 1
        if at < 0:
            return None
        run = int(self.runs[at])
        if run and number - int(self.ids[at]) >= run:
            return None
        return run, int(self.places[at]), int(self.lengths[at])


class PMTiles:
    """One PMTiles archive, mapped into memory."""

    def __init__(self, path: Path) -> None:
        """Refused with a sentence where the file is empty, damaged, too new or holds what cannot be drawn."""
        self._what = path.name
        with path.open("rb") as file:
            size = path.stat().st_size
            if size < _HEADER:
                raise Refused(f"{self._what} is too short to be a PMTiles file.")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._header = self._checked(size)
            self._directories: OrderedDict[int, Directory] = OrderedDict()
            self._directory(self._header["root_offset"], self._header["root_length"])
            self.told = self._tell(path.stem)
        except BaseException:
            self._map.close()
            raise

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile, unpacked; None where the archive has none."""
        if not (0 <= z <= ZOOM_LIMIT and 0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        number = zxy_to_tileid(z, x, y)
        place, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(_DEPTH):
            found = self._directory(place, length).find(number)
            if found is None:
                return None
            run, place, length = found
            if run:
                data = self._bytes(self._header["tile_data_offset"] + place, length)
                return inflated(data, f"Tile {z}/{x}/{y} of {self._what}")
            place += self._header["leaf_directory_offset"]
        raise Refused(f"{self._what} has a damaged directory.")

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    def _checked(self, size: int) -> Any:
        header: Any
        try:
            header = deserialize_header(self._map[:_HEADER])
        except (MagicNumberNotFound, UnicodeDecodeError):
            raise Refused(f"{self._what} is not a PMTiles file.") from None
        except SpecVersionUnsupported:
            raise Refused(f"{self._what} is PMTiles version {self._map[7]}; this desk reads version 3.") from None
        except ValueError:
            raise Refused(f"{self._what} has a damaged header.") from None
        if header["tile_type"] not in _FORMATS:
            kind = _UNREADABLE[header["tile_type"]]
            raise Refused(f"{self._what} holds {kind}; this desk draws MVT, PNG, JPEG and WebP.")
        if header["tile_compression"] not in _PACKED or header["internal_compression"] not in _PACKED:
            raise Refused(f"{self._what} is packed with Brotli or Zstandard; save it with gzip.")
        for part in ("root", "metadata", "leaf_directory", "tile_data"):
            if header[f"{part}_offset"] + header[f"{part}_length"] > size:
                raise Refused(f"{self._what} is cut short.")
        if not header["root_length"] or not 0 <= header["min_zoom"] <= header["max_zoom"] <= ZOOM_LIMIT:
            raise Refused(f"{self._what} has a damaged header.")
        return header

    def _tell(self, stem: str) -> TileSet:
        header = self._header
        raw = inflated(self._bytes(header["metadata_offset"], header["metadata_length"]), self._what)
        try:
            told = json.loads(raw or b"{}")
        except (ValueError, RecursionError):
            raise Refused(f"{self._what} has damaged metadata.") from None
        told = told if isinstance(told, dict) else {}
        west, south, east, north = (
            header[f"{name}_e7"] / _DEGREE for name in ("min_lon", "min_lat", "max_lon", "max_lat")
        )
        return TileSet(
            name=plain_words(told.get("name")) or stem,
            format=_FORMATS[header["tile_type"]],
            min_zoom=header["min_zoom"],
            max_zoom=header["max_zoom"],
            bounds=bounds_of(west, south, east, north),
            attribution=plain_words(told.get("attribution")),
            layers=layer_names(told),
        )

    def _directory(self, place: int, length: int) -> Directory:
        known = self._directories.get(place)
        if known is None:
            known = Directory(inflated(self._bytes(place, length), f"A directory of {self._what}"), self._what)
            self._directories[place] = known
            if len(self._directories) > _DIRECTORIES:
                self._directories.popitem(last=False)
        else:
            self._directories.move_to_end(place)
        return known

    def _bytes(self, place: int, length: int) -> bytes:
        if place + length > len(self._map):
            raise Refused(f"{self._what} is cut short.")
        return self._map[place : place + length]


def layer_names(told: dict[str, Any]) -> tuple[str, ...]:
    """The vector layers that metadata (TileJSON) names."""
    listed = told.get("vector_layers")
    if not isinstance(listed, list):
        return ()
    return tuple(str(layer["id"]) for layer in listed if isinstance(layer, dict) and "id" in layer)


def varints(data: bytes) -> Numbers:
    """All base-128 numbers in a buffer at once; a number cut short at the end is left out."""
    raw = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(raw < 0x80)  # noqa: PLR2004  the bit that says "more follows"
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    lengths = ends - starts + 1
    numbers = np.zeros(len(ends), np.uint64)
    for byte in range(min(int(lengths.max(initial=0)), 10)):
        longer = np.flatnonzero(lengths > byte)
        part = raw[starts[longer] + byte].astype(np.uint64) & np.uint64(0x7F)
        numbers[longer] |= part << np.uint64(7 * byte)
    return numbers
