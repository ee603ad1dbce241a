"""Web mercator: degrees to fractions of the world and back, the view of a map, the length of a scale bar."""

from __future__ import annotations

import math
from dataclasses import dataclass

TILE = 256
"""Pixels of a tile's side, as web maps count them."""
MAX_LAT = 85.0511
_EQUATOR = 2 * math.pi * 6378137
"""Metres."""
_MILE = 1609.344
_FOOT = 0.3048
_PIXEL = 0.00028
"""Metres of a pixel on the glass, as map standards assume."""


@dataclass(frozen=True, slots=True)
class View:
    """What is seen: degrees, and the zoom (at which the world is TILE * 2**zoom pixels wide)."""

    west: float
    south: float
    east: float
    north: float
    zoom: float

    def padded(self, part: float) -> View:
        """The view with that part of its size added on each side."""
        x, y = (self.east - self.west) * part, (self.north - self.south) * part
        south, north = max(self.south - y, -MAX_LAT), min(self.north + y, MAX_LAT)
        return View(self.west - x, south, self.east + x, north, self.zoom)

    def holds(self, other: View) -> bool:
        """Whether the other lies inside, at the same zoom."""
        return (
            self.zoom == other.zoom
            and self.west <= other.west
            and self.east >= other.east
            and self.south <= other.south
            and self.north >= other.north
        )

    @property
    def centre(self) -> tuple[float, float]:
        """(lat, lon) of what lies in the middle of the picture; not half way in degrees, which the map stretches."""
        above, below = fraction(self.north, 0)[1], fraction(self.south, 0)[1]
        return degrees(0, (above + below) / 2)[0], (self.west + self.east) / 2


def fraction(lat: float, lon: float) -> tuple[float, float]:
    """Where a point lies in the square of the world: x eastwards, y southwards, each 0 to 1."""
    rad = math.radians(max(-MAX_LAT, min(MAX_LAT, lat)))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(rad)) / math.pi) / 2


def degrees(x: float, y: float) -> tuple[float, float]:
    """(lat, lon) of a place in the square of the world."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360 - 180


def metres_per_pixel(lat: float, zoom: float) -> float:
    """How much ground a pixel covers at a latitude."""
    return _EQUATOR * math.cos(math.radians(lat)) / (TILE * 2**zoom)


def bar(limit: float, *, imperial: bool) -> tuple[float, str]:
    """The longest round length within `limit` metres: (metres, words)."""
    if imperial:
        unit, word = (_MILE, "mi") if limit >= _MILE / 2 else (_FOOT, "ft")
    else:
        unit, word = (1000.0, "km") if limit >= 1000 else (1.0, "m")  # noqa: PLR2004  metres of a kilometre
    figure = _round(limit / unit)
    return figure * unit, f"{figure:g} {word}"


def ratio(lat: float, zoom: float) -> str:
    """The scale as one to so many: "1:180 k"."""
    one = metres_per_pixel(lat, zoom) / _PIXEL
    for size, word in ((1_000_000, " M"), (1_000, " k")):
        if one >= size:
            return f"1:{_figures(one / size)}{word}"
    return f"1:{_figures(one)}"


def fitting(points: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The box (west, south, east, north) around most of the points (lat, lon), leaving out the few far away.

    LA28 has two venues in Oklahoma City: a map of all of them shows none.
    """
    points = list(set(points))  # a hundred incidents at one venue are one place among the others
    if not points:
        return None
    middle = (_middle([lat for lat, _ in points]), _middle([lon for _, lon in points]))
    spans = sorted(max(abs(lat - middle[0]), abs(lon - middle[1])) for lat, lon in points)
    limit = max(4 * spans[len(spans) // 2], 0.05)
    near = [p for p in points if max(abs(p[0] - middle[0]), abs(p[1] - middle[1])) <= limit]
    lats, lons = [lat for lat, _ in near], [lon for _, lon in near]
    return min(lons), min(lats), max(lons), max(lats)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _round(value: float) -> float:
    """The largest of 1, 2, 3, 5 times a power of ten that is not above the value."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(step * power for step in (1, 2, 3, 5) if step * power <= value * (1 + 1e-9))


def _figures(value: float) -> str:
    """Two figures are as much as a screen's scale is worth."""
    digits = 1 if value < 10 else 0 if value < 100 else -1  # noqa: PLR2004  where digits end
    return f"{round(value, digits):g}"
