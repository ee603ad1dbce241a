"""GeoJSON geometries made ready to draw: flat parts, their box, and no more points than a screen can show."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from eocdesk.maps.ground import MAX_LAT, TILE, View

MOST_POINTS = 200_000
"""Of one shape; a county's outline has some thousands."""
_FINEST = 0.75
"""Pixels between two points of a line below which one is left out."""
_LINE, _RING = 2, 4

Line = npt.NDArray[np.float64]
"""Rows of (lon, lat)."""


@dataclass(frozen=True, slots=True)
class Drawable:
    """One geometry: `points` where it is points, else `lines`, closed where `area`."""

    points: tuple[tuple[float, float], ...] = ()
    lines: tuple[Line, ...] = ()
    area: bool = False
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """West, south, east, north."""

    @property
    def anchor(self) -> tuple[float, float]:
        """(lon, lat) to show it at: its first point, or the middle of its box."""
        if self.points:
            return self.points[0]
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    def meets(self, view: View) -> bool:
        """Whether any of its box is in the view."""
        west, south, east, north = self.box
        return west <= view.east and east >= view.west and south <= view.north and north >= view.south

    def thinned(self, zoom: float) -> list[list[list[float]]]:
        """The lines as lists for the page, points that fall on the same pixel left out."""
        return [_thinned(line, zoom) for line in self.lines]


def drawable(geometry: str) -> Drawable | None:
    """A geometry's text made ready; None where it is no geometry that can be drawn."""
    try:
        told = json.loads(geometry)
        points: list[tuple[float, float]] = []
        lines: list[Line] = []
        area = _take(told, points, lines, depth=0)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    every = lines or ([np.array(points, np.float64)] if points else [])
    if not every or sum(map(len, every)) > MOST_POINTS:
        return None
    joined = np.concatenate(every)
    if not np.isfinite(joined).all() or (np.abs(joined) > (180.0, 90.0)).any():
        return None
    west, south = joined.min(axis=0).tolist()
    east, north = joined.max(axis=0).tolist()
    return Drawable(() if lines else tuple(points), tuple(lines), area, (west, south, east, north))


def _take(told: dict[str, Any], points: list[tuple[float, float]], lines: list[Line], depth: int) -> bool:
    """Adds what a geometry holds; whether it has areas."""
    kind = told["type"]
    if kind == "GeometryCollection":
        if depth:
            raise ValueError(kind)
        areas = [_take(part, points, lines, depth + 1) for part in told["geometries"]]
        return any(areas)
    place = told["coordinates"]
    if kind == "Point":
        points.append((float(place[0]), float(place[1])))
    elif kind == "MultiPoint":
        points.extend((float(at[0]), float(at[1])) for at in place)
    elif kind == "LineString":
        lines.append(_line(place, _LINE))
    elif kind == "MultiLineString":
        lines.extend(_line(part, _LINE) for part in place)
    elif kind in {"Polygon", "MultiPolygon"}:
        lines.extend(_line(ring, _RING) for ring in _rings(kind, place))
        return True
    else:
        raise ValueError(kind)
    return False


def _rings(kind: str, place: list[Any]) -> Iterator[list[Any]]:
    for polygon in [place] if kind == "Polygon" else place:
        yield from polygon


def _line(place: list[Any], least: int) -> Line:
    if len(place) < least:
        raise ValueError(place)
    return np.array([(float(at[0]), float(at[1])) for at in place], np.float64)


def _thinned(line: Line, zoom: float) -> list[list[float]]:
    scale = TILE * 2**zoom / _FINEST
    rad = np.radians(np.clip(line[:, 1], -MAX_LAT, MAX_LAT))
    x = np.floor((line[:, 0] + 180) / 360 * scale)
    y = np.floor((1 - np.arcsinh(np.tan(rad)) / math.pi) / 2 * scale)
    keep = np.ones(len(line), bool)
    keep[1:-1] = (np.diff(x)[:-1] != 0) | (np.diff(y)[:-1] != 0)
    made: list[list[float]] = np.round(line[keep], 6).tolist()
    return made
