"""Map files that tests make themselves: MBTiles, PMTiles and the vector tiles in them."""

from __future__ import annotations

import gzip
import sqlite3
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Place = tuple[int, int, int]
"""Zoom, column, row from the north."""

HALF_LAND = [[0, 0], [2048, 0], [2048, 4096], [0, 4096], [0, 0]]
"""The western half of a tile."""


def vector_tile(**layers: list[tuple[str, Any, dict[str, Any]]]) -> bytes:
    """A tile by the reference library, y downwards as on the wire: each feature is (kind, coordinates, words)."""
    listed = [
        {
            "name": name,
            "features": [
                {"geometry": {"type": kind, "coordinates": at}, "properties": told} for kind, at, told in features
            ],
        }
        for name, features in layers.items()
    ]
    return bytes(mapbox_vector_tile.encode(listed, default_options={"y_coord_down": True}))


def ground_tile(town: str = "Carson", people: int = 90_000) -> bytes:
    """Land in the west, and one town in the middle."""
    return vector_tile(
        earth=[("Polygon", [HALF_LAND], {})],
        places=[("Point", [2048, 2048], {"name": town, "pop": people})],
    )


def png(red: int, green: int, blue: int, side: int = 256) -> bytes:
    """A picture of one colour."""
    row = b"\0" + bytes((red, green, blue)) * side
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * side)),
        (b"IEND", b""),
    )
    made = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + made


def pmtiles_file(
    path: Path, tiles: Mapping[Place, bytes], told: Mapping[str, Any] | None = None, **header: Any
) -> Path:
    """An archive by the reference library, its tiles packed."""
    zooms = [z for z, _, _ in tiles] or [0]
    with path.open("wb") as file:
        writer = Writer(file)
        for number, data in sorted((zxy_to_tileid(*place), data) for place, data in tiles.items()):
            writer.write_tile(number, gzip.compress(data, mtime=0))
        plain = {
            "tile_type": TileType.MVT,
            "tile_compression": Compression.GZIP,
            "min_zoom": min(zooms),
            "max_zoom": max(zooms),
            "min_lon_e7": -1800000000,
            "min_lat_e7": -850000000,
            "max_lon_e7": 1800000000,
            "max_lat_e7": 850000000,
            "center_zoom": 0,
            "center_lon_e7": 0,
            "center_lat_e7": 0,
        }
        writer.finalize({**plain, **header}, dict(told or {}))
    return path


def base_file(path: Path) -> Path:
    """A base map of one tile: land in the west of the world, one town in the middle."""
    layers = {"vector_layers": [{"id": "earth"}, {"id": "places"}], "name": "Base map", "attribution": "Natural Earth"}
    return pmtiles_file(path, {(0, 0, 0): ground_tile()}, layers)


def mbtiles_file(path: Path, tiles: Mapping[Place, bytes], **told: str) -> Path:
    """As the specification has it: rows counted from the south."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE metadata (name text, value text)")
        database.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        database.executemany("INSERT INTO metadata VALUES (?, ?)", list(told.items()))
        rows = [(z, x, (1 << z) - 1 - y, data) for (z, x, y), data in tiles.items()]
        database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.close()
    return path
