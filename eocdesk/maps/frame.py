"""The frame of a printed map: where a place of the ground lies on the paper."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.maps.ground import MAX_LAT, TILE, View, degrees, fraction


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the ground lies on the paper: `zoom` with the middle at (`x`, `y`) in fractions of the world."""

    x: float
    y: float
    zoom: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels of the whole world."""
        return float(TILE * 2**self.zoom)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """A place on the paper."""
        x, y = fraction(lat, lon)
        return (x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2

    @property
    def view(self) -> View:
        """What is on the paper."""
        half_x, half_y = self.width / 2 / self.scale, self.height / 2 / self.scale
        north, west = degrees(self.x - half_x, max(0.0, self.y - half_y))
        south, east = degrees(self.x + half_x, min(1.0, self.y + half_y))
        return View(west, max(south, -MAX_LAT), east, min(north, MAX_LAT), self.zoom)
