"""What a map file says of itself, and the guards every reader of one shares."""

from __future__ import annotations

import contextlib
import math
import zlib
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Protocol

from eocdesk.models.errors import Refused

TILE_LIMIT = 16 * 1024 * 1024
"""Bytes a tile or a directory may unpack to; a larger one is a trap, not a map."""
ZOOM_LIMIT = 24
WORLD = (-180.0, -85.0511, 180.0, 85.0511)
_WORDS = 240

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Format(StrEnum):
    """What one tile holds."""

    MVT = "mvt"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"


MEDIA = {
    Format.MVT: "application/x-protobuf",
    Format.PNG: "image/png",
    Format.JPEG: "image/jpeg",
    Format.WEBP: "image/webp",
}


@dataclass(frozen=True, slots=True)
class TileSet:
    """A map file as it is offered to a person. `layers` are the vector layers it names, if any."""

    name: str
    format: Format
    min_zoom: int
    max_zoom: int
    bounds: Box = WORLD
    attribution: str = ""
    layers: tuple[str, ...] = ()

    @property
    def raster(self) -> bool:
        """Whether its tiles are pictures."""
        return self.format is not Format.MVT


class Tiles(Protocol):
    """An open map file. Read from one thread at a time."""

    @property
    def told(self) -> TileSet:
        """What the file says of itself."""

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile, unpacked, rows counted from the north; None where it has none. Refused where it is damaged."""

    def close(self) -> None:
        """Let go of the file."""


def inflated(data: bytes, what: str) -> bytes:
    """The bytes, unpacked where they are gzip or zlib; Refused where damaged or beyond TILE_LIMIT."""
    if data[:2] != b"\x1f\x8b" and data[:1] != b"\x78":
        return data
    unpacker = zlib.decompressobj(47)
    try:
        plain = unpacker.decompress(data, TILE_LIMIT)
    except zlib.error:
        if data[:1] == b"\x78":  # an MVT may begin with that byte by chance
            return data
        raise Refused(f"{what} is damaged.") from None
    if unpacker.unconsumed_tail:
        raise Refused(f"{what} unpacks to more than {TILE_LIMIT // 1024 // 1024} MB.")
    if not unpacker.eof:
        raise Refused(f"{what} is cut short.")
    return plain


def format_of(tile: bytes) -> Format | None:
    """What a tile's first bytes show it to be; None where they show nothing."""
    if tile.startswith(b"\x89PNG"):
        return Format.PNG
    if tile.startswith(b"\xff\xd8"):
        return Format.JPEG
    if tile.startswith(b"RIFF") and tile[8:12] == b"WEBP":
        return Format.WEBP
    if tile.startswith((b"\x1f\x8b", b"\x1a")):
        return Format.MVT
    return None


def bounds_of(west: float, south: float, east: float, north: float) -> Box:
    """The box cut to the world; the world itself where the figures make no box."""
    if not all(map(math.isfinite, (west, south, east, north))):
        return WORLD
    box = (max(west, WORLD[0]), max(south, WORLD[1]), min(east, WORLD[2]), min(north, WORLD[3]))
    return box if box[0] < box[2] and box[1] < box[3] else WORLD


def plain_words(text: object) -> str:
    """Attributions and names are often HTML: their words, one line, of bounded length."""
    reader = _Words()
    with contextlib.suppress(AssertionError):  # what the library raises on some broken declarations
        reader.feed(str(text or "")[: 8 * _WORDS])
        reader.close()
    seen = (c if c.isprintable() else " " for c in "".join(reader.words))
    words = " ".join("".join(seen).split())
    return words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"} and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)
