"""Hazards on the printed map: their names with how old the word is, and the key of their colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from eocdesk.maps.frame import Frame
from eocdesk.maps.labels import Labels, Rect, card, text, width_of
from eocdesk.maps.layers import HAZARDS, LayerData, Shape
from eocdesk.maps.palette import Palette
from eocdesk.maps.shapes import drawable

_SIZE = 9.5
_SMALL = 30
"""Pixels below which an area's name stands beside it."""
_DOWN, _ACROSS = (0.12, 0.3, 0.5, 0.7, 0.88), (0.5, 0.3, 0.7)
"""Where in its area a hazard's name may stand, in parts of the area's height and width."""
_SCALE_END = 192
"""Where the card with the scale ends, with a gap."""
_WORDS = {"hazard": "Other hazard"}


def hazards_of(layers: Sequence[LayerData]) -> LayerData:
    """The layer of hazards among these; an empty one where there is none."""
    return next((data for data in layers if data.layer.name == HAZARDS.name), LayerData(HAZARDS))


@dataclass(frozen=True, slots=True)
class Name:
    """A hazard's name with the part of the paper it is about."""

    label: str
    what: str
    rect: Rect

    def area(self, labels: Labels, palette: Palette) -> str:
        """At the first free place inside, else above or below; empty where there is none."""
        left, top, right, bottom = self.rect
        wide, high = right - left, bottom - top
        inside = ((left + wide * across, top + high * down) for down, across in product(_DOWN, _ACROSS))
        beyond = ((left + wide / 2, top - 8), (left + wide / 2, bottom + 8))
        colour = _colour(self.what, palette)
        said = (
            labels.over(self.label, x, y, _SIZE, colour, palette.land, font_weight=600) for x, y in (*inside, *beyond)
        )
        return next(filter(None, said), "")

    def spot(self, labels: Labels, palette: Palette) -> str:
        """Beside it."""
        left, top, right, bottom = self.rect
        x, y = (left + right) / 2, (top + bottom) / 2
        gap = 9 if left == right else _SMALL / 2
        return labels.beside(self.label, x, y, gap, _SIZE, _colour(self.what, palette), palette.land)


def hazard_names(shapes: Sequence[Shape], frame: Frame) -> tuple[list[Name], list[Name]]:
    """The names of areas, set before the venues', and those of small areas and points, set after them."""
    areas: list[Name] = []
    spots: list[Name] = []
    for shape in shapes:
        ready = drawable(shape.geometry)
        if ready is None or not shape.label or not ready.meets(frame.view):
            continue
        west, south, east, north = ready.box
        left, top = (max(0.0, side) for side in frame.at(north, west))
        right, bottom = frame.at(south, east)
        rect = (left, top, min(frame.width, right), min(frame.height, bottom))
        small = bool(ready.points) or max(rect[2] - left, rect[3] - top) < _SMALL
        (spots if small else areas).append(Name(shape.label, shape.what, rect))
    return areas, spots


class HazardKey:
    """Which colour is which hazard, beside the key of severities where there is room, else above it."""

    def __init__(self, hazards: LayerData, frame: Frame, severities: float) -> None:
        kinds = dict.fromkeys(shape.what for shape in hazards.shapes)
        self._said = [(what, _WORDS.get(what, what.capitalize())) for what in kinds]
        count = hazards.placeless
        if count:
            self._said.append(("", f"{count} warning{'s' if count > 1 else ''} without a shape"))
        self._width = sum(width_of(word, 8.5) + (26 if what else 12) for what, word in self._said) + 8
        beside = frame.width - severities - (16 if severities else 8)
        fits = beside - self._width > _SCALE_END
        self._left = (beside if fits else frame.width - 8) - self._width
        self._top = frame.height - (40 if fits else 64)

    def take(self, labels: Labels) -> None:
        """Keep its place free of names."""
        if self._said:
            labels.take((self._left - 4, self._top - 4, self._left + self._width + 4, self._top + 24))

    def drawn(self, palette: Palette) -> Iterator[str]:
        """The card; nothing where there is no hazard. A warning that cannot be drawn is counted on it."""
        if not self._said:
            return
        x, top = self._left, self._top
        yield card(x, top, self._width, 20, palette)
        x += 8
        for what, word in self._said:
            if what:
                colour = _colour(what, palette)
                look = f'fill="{colour}" fill-opacity="0.18" stroke="{colour}" stroke-width="1.6"'
                yield f'<rect x="{x:.1f}" y="{top + 5.5:.1f}" width="13" height="9" rx="1.5" {look}/>'
                x += 18
            yield text(word, x, top + 13, 8.5, palette.text if what else palette.muted, font_weight=500)
            x += width_of(word, 8.5) + 8


def _colour(what: str, palette: Palette) -> str:
    return palette.features.get(what, palette.features["hazard"])
