"""Reads and enlarges Mapbox vector tiles, enough for the printed picture and the pane without WebEngine.

The wire is protocol buffers (vector_tile.proto 2.1). Written here because the library wants shapely and protobuf at
run time; the base map is our own baking, read back by its tests.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from eocdesk.models.errors import Refused

EXTENT = 4096
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LAYER = 3
_NAME, _FEATURE, _KEY, _VALUE, _EXTENT = 1, 2, 3, 4, 5
_TAGS, _TYPE, _GEOMETRY = 2, 3, 4
_MOVE, _CLOSE = 1, 7
_DAMAGED = "A tile of the map is damaged."

Value = str | float | int | bool


class Draw(IntEnum):
    """What a shape is made of."""

    UNKNOWN = 0
    POINTS = 1
    LINES = 2
    POLYGONS = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature of a tile; the parts are in fractions of the tile's side, from its north-west corner."""

    draw: Draw
    parts: tuple[tuple[tuple[float, float], ...], ...]
    told: dict[str, Value] = field(default_factory=dict)


def shapes(data: bytes, wanted: Container[str]) -> dict[str, list[Shape]]:
    """The wanted layers of a tile by name; Refused where the tile is damaged."""
    found: dict[str, list[Shape]] = {}
    try:
        for number, layer in _fields(memoryview(data)):
            if number != _LAYER or not isinstance(layer, memoryview):
                continue
            name, extent = _named(layer)
            if name in wanted:
                found.setdefault(name, []).extend(_read(layer, extent))
    except (IndexError, ValueError, struct.error):
        raise Refused(_DAMAGED) from None
    return found


def enlarged(data: bytes, steps: int, column: int, row: int) -> bytes:
    """The part of a tile that is the tile `steps` zooms below at (column, row), of 2**steps each way.

    Nothing is computed but each shape's first point and the layers' extent: the rest are steps from there.
    """
    out = bytearray()
    try:
        for number, layer in _fields(memoryview(data)):
            if number == _LAYER and isinstance(layer, memoryview):
                smaller = _enlarged_layer(layer, steps, column, row)
                out += _key(_LAYER, _BYTES) + _varint(len(smaller)) + smaller
    except (IndexError, ValueError, struct.error):
        raise Refused(_DAMAGED) from None
    return bytes(out)


def _named(layer: memoryview) -> tuple[str, int]:
    name, extent = "", EXTENT
    for number, value in _fields(layer):
        if number == _NAME and isinstance(value, memoryview):
            name = str(value, "utf-8")
        elif number == _EXTENT and isinstance(value, int):
            extent = value
    if extent <= 0:
        raise ValueError(extent)
    return name, extent


def _read(layer: memoryview, extent: int) -> Iterator[Shape]:
    keys: list[str] = []
    values: list[Value] = []
    features: list[memoryview] = []
    for number, value in _fields(layer):
        if not isinstance(value, memoryview):
            continue
        if number == _KEY:
            keys.append(str(value, "utf-8"))
        elif number == _VALUE:
            values.append(_value(value))
        elif number == _FEATURE:
            features.append(value)
    for feature in features:
        draw, tags, geometry = _feature(feature)
        told = {keys[key]: values[value] for key, value in zip(tags[::2], tags[1::2], strict=True)}
        yield Shape(draw, tuple(_parts(geometry, extent, draw)), told)


def _feature(feature: memoryview) -> tuple[Draw, list[int], list[int]]:
    draw, tags, geometry = Draw.UNKNOWN, [], []
    for number, value in _fields(feature):
        if number == _TYPE and isinstance(value, int):
            draw = Draw(value)
        elif number == _TAGS and isinstance(value, memoryview):
            tags = list(_numbers(value))
        elif number == _GEOMETRY and isinstance(value, memoryview):
            geometry = list(_numbers(value))
    return draw, tags, geometry


def _parts(numbers: list[int], extent: int, draw: Draw) -> Iterator[tuple[tuple[float, float], ...]]:
    """Follow the pen: each move begins a part, except among points, which are one part together."""
    part: list[tuple[float, float]] = []
    x = y = at = 0
    while at < len(numbers):
        command, count = numbers[at] & 7, numbers[at] >> 3
        at += 1
        if command == _CLOSE:
            part.append(part[0])
            continue
        for _ in range(count):
            if command == _MOVE and part and draw is not Draw.POINTS:
                yield tuple(part)
                part = []
            x += _signed(numbers[at])
            y += _signed(numbers[at + 1])
            at += 2
            part.append((x / extent, y / extent))
    if part:
        yield tuple(part)


def _enlarged_layer(layer: memoryview, steps: int, column: int, row: int) -> bytes:
    extent = _named(layer)[1] >> steps
    if not extent:
        raise ValueError(steps)
    out = bytearray()
    for number, value in _fields(layer):
        if number == _EXTENT:
            continue
        if isinstance(value, int):
            out += _key(number, _VARINT) + _varint(value)
            continue
        moved = _moved(value, extent, column, row) if number == _FEATURE else bytes(value)
        if moved:
            out += _key(number, _BYTES) + _varint(len(moved)) + moved
    return bytes(out) + _key(_EXTENT, _VARINT) + _varint(extent)


def _moved(feature: memoryview, extent: int, column: int, row: int) -> bytes:
    """The feature with its first point moved; empty for a single point that lies outside."""
    out = bytearray()
    draw = Draw.UNKNOWN
    for number, value in _fields(feature):
        if isinstance(value, int):
            draw = Draw(value) if number == _TYPE else draw
            out += _key(number, _VARINT) + _varint(value)
            continue
        body = bytes(value)
        if number == _GEOMETRY and body:
            command, at = _number(value, 0)
            first, at = _number(value, at)
            second, at = _number(value, at)
            x, y = _signed(first) - column * extent, _signed(second) - row * extent
            if draw is Draw.POINTS and command >> 3 == 1 and not (0 <= x < extent and 0 <= y < extent):
                return b""
            body = _varint(command) + _varint(_zigzag(x)) + _varint(_zigzag(y)) + body[at:]
        out += _key(number, _BYTES) + _varint(len(body)) + body
    return bytes(out)


def _value(data: memoryview) -> Value:
    for number, value in _fields(data):
        if number == 1 and isinstance(value, memoryview):
            return str(value, "utf-8")
        if number in {2, 3} and isinstance(value, memoryview):
            return float(struct.unpack("<f" if number == 2 else "<d", value)[0])  # noqa: PLR2004  fields of the format
        if isinstance(value, int):
            whole = value - (1 << 64) if number == 4 and value >> 63 else value  # noqa: PLR2004  int64 of the wire
            return {6: _signed(value), 7: bool(value)}.get(number, whole)
    return ""


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """(number, value) of each field; a view for whatever is not a plain number."""
    at = 0
    while at < len(data):
        key, at = _number(data, at)
        wire = key & 7
        if wire == _VARINT:
            value, at = _number(data, at)
            yield key >> 3, value
            continue
        if wire == _BYTES:
            length, at = _number(data, at)
        elif wire in {_FIXED64, _FIXED32}:
            length = 8 if wire == _FIXED64 else 4
        else:
            raise ValueError(wire)
        if at + length > len(data):
            raise ValueError(length)
        yield key >> 3, data[at : at + length]
        at += length


def _numbers(data: memoryview) -> Iterator[int]:
    at = 0
    while at < len(data):
        value, at = _number(data, at)
        yield value


def _number(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004  the bit that says "more follows"
            return value, at
        shift += 7
        if shift > 63:  # noqa: PLR2004  no number of the format is longer
            raise ValueError(shift)


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:  # noqa: PLR2004  the bit that says "more follows"
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _key(number: int, wire: int) -> bytes:
    return _varint(number << 3 | wire)
