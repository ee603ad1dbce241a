"""Geometries of GeoJSON: checked, made flat, turned the right way round, a point inside them found."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from eocdesk.interchange.places import in_range
from eocdesk.models.errors import Refused

Position: TypeAlias = list[float]
Ring: TypeAlias = list[Position]

TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
AREAS = ("Polygon", "MultiPolygon")
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_FLAT, _LINE_LEAST, _RING_LEAST = 2, 2, 4
_MOST = 500_000
_DEEP = 4


@dataclass(slots=True)
class Shape:
    """A sound geometry in two dimensions, and what was put right in it."""

    geometry: dict[str, Any]
    warnings: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Its GeoJSON type."""
        return str(self.geometry["type"])

    @property
    def area(self) -> bool:
        """Whether it covers ground."""
        return self.type in AREAS


def sound(geometry: Any) -> Shape:
    """The geometry checked; Refused with the reason where it is none or lies nowhere on the Earth."""
    shape = Shape({})
    shape.geometry = _checked(geometry, shape, 0)
    count = sum(1 for _ in positions(shape.geometry))
    if count > _MOST:
        raise Refused(f"The shape has {count:,} points; {_MOST:,} at most.")
    return shape


def _checked(geometry: Any, shape: Shape, depth: int) -> dict[str, Any]:
    if not isinstance(geometry, dict):
        raise Refused("The geometry is no object.")
    kind = geometry.get("type")
    if kind not in TYPES:
        raise Refused(f"“{str(kind)[:40]}” is no type of geometry.")
    if kind == "GeometryCollection":
        members = geometry.get("geometries")
        if not isinstance(members, list) or depth >= _DEEP:
            raise Refused("The collection of geometries is none, or nested too deep.")
        return {"type": kind, "geometries": [_checked(member, shape, depth + 1) for member in members]}
    made = _nested(geometry.get("coordinates"), _DEPTH[kind], shape)
    lines = {"LineString": [made], "MultiLineString": made}.get(kind, [])
    if any(len(line) < _LINE_LEAST for line in lines):
        raise Refused("A line needs two points at least.")
    for rings in {"Polygon": [made], "MultiPolygon": made}.get(kind, []):
        _close(rings, shape)
    return {"type": kind, "coordinates": made}


def _nested(value: Any, depth: int, shape: Shape) -> Any:
    if depth == 0:
        return _position(value, shape)
    if not isinstance(value, list) or not value:
        raise Refused("The coordinates are missing or not nested as their type needs.")
    return [_nested(member, depth - 1, shape) for member in value]


def _position(value: Any, shape: Shape) -> Position:
    if not isinstance(value, list) or len(value) < _FLAT:
        raise Refused("A point needs a longitude and a latitude.")
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in value):
        raise Refused(f"“{str(value)[:40]}” are not two numbers.")
    try:
        lon, lat = float(value[0]), float(value[1])
    except OverflowError:
        raise Refused("The coordinates are out of range.") from None
    if not (math.isfinite(lon) and math.isfinite(lat) and in_range(lat, lon)):
        raise Refused(f"Longitude {lon:g}, latitude {lat:g} lie nowhere on the Earth; are they in degrees (WGS 84)?")
    if len(value) > _FLAT and "heights were left out" not in shape.warnings:
        shape.warnings.append("heights were left out")
    return [lon, lat]


def _close(rings: Sequence[Ring], shape: Shape) -> None:
    for ring in rings:
        if ring[0] != ring[-1]:
            ring.append(list(ring[0]))
            shape.warnings.append("a ring was not closed and has been")
        if len(ring) < _RING_LEAST:
            raise Refused("A ring needs three different points at least.")


def positions(geometry: dict[str, Any]) -> Iterator[Position]:
    """Every point of a sound geometry."""
    if geometry["type"] == "GeometryCollection":
        for member in geometry["geometries"]:
            yield from positions(member)
        return
    waiting = [geometry["coordinates"]]
    while waiting:
        value = waiting.pop()
        if value and isinstance(value[0], list):
            waiting.extend(reversed(value))
        else:
            yield value


def oriented(geometry: dict[str, Any]) -> dict[str, Any]:
    """The geometry with its outer rings counter-clockwise and its holes clockwise (RFC 7946)."""
    if geometry["type"] == "Polygon":
        return {**geometry, "coordinates": _turned(geometry["coordinates"])}
    if geometry["type"] == "MultiPolygon":
        return {**geometry, "coordinates": [_turned(rings) for rings in geometry["coordinates"]]}
    return geometry


def _turned(rings: Sequence[Ring]) -> list[Ring]:
    return [ring if (_swept(ring) >= 0) == (place == 0) else ring[::-1] for place, ring in enumerate(rings)]


def _swept(ring: Ring) -> float:
    """Twice the area, positive where the ring runs counter-clockwise."""
    pairs = itertools.pairwise(ring)
    return sum((one[0] * two[1]) - (two[0] * one[1]) for one, two in pairs)


def inside(geometry: dict[str, Any]) -> tuple[float, float]:
    """A point (lat, lon) that stands for the geometry and, where it covers ground, lies within it."""
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"]
        return lat, lon
    if geometry["type"] in AREAS:
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        return _within(max(polygons, key=lambda rings: abs(_swept(rings[0]))))
    points = list(positions(geometry))
    if not points:
        raise Refused("The geometry has no points.")
    lon, lat = points[len(points) // 2]
    return lat, lon


def _within(rings: Sequence[Ring]) -> tuple[float, float]:
    """The middle of the widest stretch inside a polygon, on the parallel through the middle of its height."""
    outer = rings[0]
    south, north = min(point[1] for point in outer), max(point[1] for point in outer)
    middle = (south + north) / 2
    heights = sorted({point[1] for ring in rings for point in ring})
    if middle in heights:  # a parallel through a corner would count that corner twice
        above = next((height for height in heights if height > middle), north)
        middle = (middle + above) / 2
    crossings = sorted(
        one[0] + (middle - one[1]) / (two[1] - one[1]) * (two[0] - one[0])
        for ring in rings
        for one, two in itertools.pairwise(ring)
        if (one[1] > middle) != (two[1] > middle)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return outer[0][1], outer[0][0]
    west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return middle, (west + east) / 2
