"""Sets names and cards on a printed map: names beside their marks, never over one another."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from eocdesk.maps.palette import Palette

_NARROW, _WIDE = frozenset("iljtfrI.,'’|!:;()[] -·"), frozenset("mwMW@—")
_HALO = 3

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def width_of(words: str, size: float, weight: int = 500) -> float:
    """How wide words are in Inter, to within a tenth: there is no font to ask where this runs."""
    total = sum(0.32 if c in _NARROW else 0.9 if c in _WIDE else 0.68 if c.isupper() else 0.6 for c in words)
    return total * size * (1.03 if weight > 500 else 1.0)  # noqa: PLR2004  Medium


def text(words: str, x: float, y: float, size: float, colour: str, **more: str | float) -> str:
    """SVG text from its left end on its base line; `more` are attributes, `_` for `-`."""
    extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}"{extra}>{escape(printed(words))}</text>'


def printed(words: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(c for c in words if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")


class Labels:
    """Keeps what is taken; first come, first set."""

    def __init__(self, width: float, height: float) -> None:
        self._edge = (0.0, 0.0, width, height)
        self._taken: list[Rect] = []

    def take(self, rect: Rect) -> None:
        """Nothing is set here."""
        self._taken.append(rect)

    def beside(self, words: str, x: float, y: float, gap: float, size: float, colour: str, halo: str) -> str:
        """A name to the right of a mark, else left, above, below; empty where there is no room."""
        width, half = width_of(words, size, 600), size * 0.6
        for left, top in ((x + gap, y - half), (x - gap - width, y - half)):
            if self._free((left, top, left + width, top + 2 * half)):
                return self._set(words, left, top, width, size, colour, halo, font_weight=600)
        for top in (y - gap - 2 * half, y + gap):
            if self._free((x - width / 2, top, x + width / 2, top + 2 * half)):
                return self._set(words, x - width / 2, top, width, size, colour, halo, font_weight=600)
        return ""

    def over(self, words: str, x: float, y: float, size: float, colour: str, halo: str, **more: str | float) -> str:
        """A name centred on its place; empty where there is no room."""
        spacing = more.get("letter_spacing", 0)
        width = width_of(words, size) + len(words) * float(spacing)
        rect = (x - width / 2, y - size * 0.6, x + width / 2, y + size * 0.6)
        return self._set(words, rect[0], rect[1], width, size, colour, halo, **more) if self._free(rect) else ""

    def _free(self, rect: Rect) -> bool:
        left, top, right, bottom = self._edge
        inside = rect[0] >= left and rect[1] >= top and rect[2] <= right and rect[3] <= bottom
        return inside and not any(_meet(rect, taken) for taken in self._taken)

    def _set(
        self,
        words: str,
        left: float,
        top: float,
        width: float,
        size: float,
        colour: str,
        halo: str,
        **more: str | float,
    ) -> str:
        self.take((left - 2, top - 1, left + width + 2, top + size * 1.2 + 1))
        look = {"stroke": halo, "stroke_width": _HALO, "stroke_linejoin": "round", "paint_order": "stroke", **more}
        return text(words, left, top + size * 0.95, size, colour, **look)


def card(x: float, y: float, width: float, height: float, palette: Palette) -> str:
    """The ground of a key or a scale."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="{palette.surface}"'
        f' fill-opacity="0.94" stroke="{palette.line}" stroke-opacity="0.5" stroke-width="0.7"/>'
    )


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def path(lines: Iterable[Iterable[tuple[float, float]]], *, closed: bool) -> str:
    """The `d` of an SVG path in tenths of a pixel, points that fall together left out."""
    parts: list[str] = []
    for line in lines:
        points: list[str] = []
        for x, y in line:
            point = f"{x:.1f} {y:.1f}"
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 1:
            parts.append("M" + "L".join(points) + ("Z" if closed else ""))
    return "".join(parts)
