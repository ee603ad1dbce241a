"""The five shapes of severity, drawn once here for the page, for the pane without it and for paper."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from eocdesk.maps.palette import Palette

WORDS = ("Info", "Minor", "Moderate", "Major", "Critical")


@dataclass(frozen=True, slots=True)
class Glyph:
    """An outline about (0, 0) in a circle of radius 1, y downwards; no points: a circle of `radius`.

    `stroke` is the pen's width where the shape is an open ring, 0 where it is filled.
    """

    name: str
    points: tuple[tuple[float, float], ...] = ()
    radius: float = 0.0
    stroke: float = 0.0

    def told(self) -> dict[str, Any]:
        """For the page."""
        return {"points": [list(point) for point in self.points], "radius": self.radius, "stroke": self.stroke}

    def svg(self, x: float, y: float, size: float, colour: str) -> str:
        """The shape as an SVG element; `size` is half its width."""
        if not self.points:
            radius = _n(self.radius * size)
            paint = f'fill="none" stroke="{colour}" stroke-width="{_n(self.stroke * size)}"'
            fill = paint if self.stroke else f'fill="{colour}"'
            return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{radius}" {fill}/>'
        path = " ".join(f"{_n(x + px * size)},{_n(y + py * size)}" for px, py in self.points)
        return f'<polygon points="{path}" fill="{colour}"/>'


def _ring(corners: int, radius: float, turn: float) -> tuple[tuple[float, float], ...]:
    steps = (math.radians(turn + 360 * corner / corners) for corner in range(corners))
    return tuple((round(math.sin(step) * radius, 4), round(-math.cos(step) * radius, 4)) for step in steps)


GLYPHS = (
    Glyph("ring", radius=0.78, stroke=0.44),
    Glyph("dot", radius=0.86),
    Glyph("triangle", points=((0.0, -1.0), (1.04, 0.8), (-1.04, 0.8))),
    Glyph("diamond", points=_ring(4, 1.12, 0)),
    Glyph("octagon", points=_ring(8, 1.06, 22.5)),
)
"""In the order of the severities: Info, Minor, Moderate, Major, Critical."""

_PIN, _BUBBLE, _MOST = 10.0, 13.0, 24.0


def radius(count: int) -> float:
    """Half the width of a mark that stands for so many records, pixels on a desk."""
    return _PIN if count <= 1 else min(_MOST, _BUBBLE + 1.7 * math.log2(count))


def counted(count: int) -> str:
    """How a bubble says how many."""
    return str(count) if count < 10_000 else f"{count // 1000} k"  # noqa: PLR2004  five figures do not fit


def badge(x: float, y: float, severity: int, count: int, palette: Palette) -> str:
    """A severity's mark as SVG: the shape on its ground, and how many where it stands for more than one."""
    text, ground = palette.severity[max(severity, 0)]
    size = radius(count)
    edge = text if ground.upper() in {"#FFFFFF", "#000000"} or severity < len(GLYPHS) - 1 else ground
    if count <= 1:
        return (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" fill="{ground}" stroke="{palette.surface}"'
            f' stroke-width="2.5"/>' + GLYPHS[max(severity, 0)].svg(x, y, 4.8, text)
        )
    corner = size * 0.74
    return (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" fill="{palette.surface}" stroke="{edge}"'
        f' stroke-width="2.5"/>'
        f'<text x="{_n(x)}" y="{_n(y + 4)}" text-anchor="middle" font-size="11" font-weight="600"'
        f' fill="{palette.text}">{counted(count)}</text>'
        f'<circle cx="{_n(x + corner)}" cy="{_n(y - corner)}" r="7.8" fill="{ground}" stroke="{palette.surface}"'
        f' stroke-width="1.5"/>' + GLYPHS[max(severity, 0)].svg(x + corner, y - corner, 4.2, text)
    )


def _n(value: float) -> str:
    """A figure with two decimals at most and no trailing noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
