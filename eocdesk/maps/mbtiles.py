"""Reads MBTiles: tiles in an SQLite file, opened read-only and trusted with nothing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from eocdesk.maps.pmtiles import layer_names
from eocdesk.maps.tileset import (
    TILE_LIMIT,
    WORLD,
    ZOOM_LIMIT,
    Box,
    Format,
    TileSet,
    bounds_of,
    format_of,
    inflated,
    plain_words,
)
from eocdesk.models.errors import Refused

MAGIC = b"SQLite format 3\0"
_HEADER = 100
_NEWEST = 2
"""SQLite's own file format version: 1 rollback journal, 2 write-ahead log."""
_STEPS = 2_000_000
"""Of SQLite's machine per question: a tile takes a few hundred, a view made to hang takes for ever."""
_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"


class MBTiles:
    """One MBTiles file."""

    def __init__(self, path: Path) -> None:
        """Refused with a sentence where the file is empty, damaged, too new or holds what cannot be drawn."""
        self._what = path.name
        _check_whole(path)
        place = path.resolve().as_uri() + "?mode=ro&immutable=1"
        self._database = sqlite3.connect(place, uri=True, check_same_thread=False)
        try:
            self._tame()
            self.told = self._tell(path.stem)
        except BaseException:
            self._database.close()
            raise

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile, unpacked; None where the file has none."""
        if not (0 <= z <= ZOOM_LIMIT and 0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        rows = self._ask(_TILE, (z, x, (1 << z) - 1 - y))
        data = rows[0][0] if rows else None
        if not isinstance(data, bytes) or not data:
            return None
        return inflated(data, f"Tile {z}/{x}/{y} of {self._what}") if self.told.format is Format.MVT else data

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _tame(self) -> None:
        self._database.text_factory = _text
        self._database.execute("PRAGMA trusted_schema = OFF")
        self._database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, TILE_LIMIT)
        self._database.set_progress_handler(_stop, _STEPS)  # returns 1 once called: the question is too long

    def _ask(self, question: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        try:
            return self._database.execute(question, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeDecodeError):  # the last of SQLite's own words about damage
            raise Refused(f"{self._what} is damaged.") from None

    def _tell(self, stem: str) -> TileSet:
        tables = {str(name) for (name,) in self._ask("SELECT name FROM sqlite_master")}
        if not {"metadata", "tiles"} <= tables:
            raise Refused(f"{self._what} is a database, but not of map tiles.")
        told = {str(name): value for name, value in self._ask("SELECT name, value FROM metadata LIMIT 1000")}
        first = self._ask("SELECT zoom_level, tile_data FROM tiles WHERE length(tile_data) > 0 LIMIT 1")
        if not first:
            raise Refused(f"{self._what} holds no tiles.")
        return TileSet(
            name=plain_words(told.get("name")) or stem,
            format=self._format(told.get("format"), first[0][1]),
            min_zoom=self._zoom(told.get("minzoom"), "min"),
            max_zoom=self._zoom(told.get("maxzoom"), "max"),
            bounds=_bounds(told.get("bounds")),
            attribution=plain_words(told.get("attribution")),
            layers=_layers(told.get("json")),
        )

    def _format(self, said: object, tile: object) -> Format:
        # The tile itself is believed before the words about it: test files say pbf and hold PNG.
        shown = format_of(tile) if isinstance(tile, bytes) else None
        if shown is not None:
            return shown
        if str(said).lower() in {"pbf", "mvt"}:
            return Format.MVT
        raise Refused(f"{self._what} holds tiles that are neither MVT, PNG, JPEG nor WebP.")

    def _zoom(self, said: object, end: str) -> int:
        zoom = _number(said)
        if zoom is None:
            zoom = _number(self._ask(f"SELECT {end}(zoom_level) FROM tiles")[0][0])  # noqa: S608  "min" or "max"
        if zoom is None or not 0 <= zoom <= ZOOM_LIMIT:
            raise Refused(f"{self._what} says its {end}imum zoom is {zoom}.")
        return zoom


def _number(said: object) -> int | None:
    try:
        return int(str(said))
    except ValueError:
        return None


def _text(data: bytes) -> str:
    """Words are UTF-8 by the specification; some are not."""
    return data.decode("utf-8", "replace")


def _stop() -> int:
    return 1


def _check_whole(path: Path) -> None:
    """The header of SQLite says how long the file must be."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(MAGIC):
        raise Refused(f"{path.name} is not an MBTiles file.")
    if header[18] > _NEWEST or header[19] > _NEWEST:
        raise Refused(f"{path.name} was written by a newer SQLite than this desk reads.")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if path.stat().st_size < pages * (65536 if page == 1 else page):
        raise Refused(f"{path.name} is cut short.")


def _bounds(said: object) -> Box:
    try:
        west, south, east, north = (float(part) for part in str(said).split(","))
    except ValueError:
        return WORLD
    return bounds_of(west, south, east, north)


def _layers(said: object) -> tuple[str, ...]:
    try:
        told = json.loads(str(said))
    except (ValueError, RecursionError):
        return ()
    return layer_names(told) if isinstance(told, dict) else ()
