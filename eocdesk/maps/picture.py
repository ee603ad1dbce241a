"""The map as it is printed: one SVG of the same layers the screen shows, drawn without a screen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from eocdesk.maps import mvt
from eocdesk.maps.cluster import Group, Points
from eocdesk.maps.frame import Frame
from eocdesk.maps.ground import TILE, View, bar, fitting, fraction, metres_per_pixel, ratio
from eocdesk.maps.labels import Labels, card, path, printed, text, width_of
from eocdesk.maps.layers import LayerData, Mark, Style
from eocdesk.maps.palette import PAPER, Palette
from eocdesk.maps.picture_hazards import HazardKey, hazard_names, hazards_of
from eocdesk.maps.places import Places
from eocdesk.maps.shapes import Drawable, drawable
from eocdesk.maps.symbols import GLYPHS, WORDS, badge, radius
from eocdesk.maps.tileset import Tiles

WIDTH, HEIGHT = 730, 316
_MARGIN = 56
"""Pixels kept free around what is shown."""
_CLOSEST = 12.5
_TOUCH = 24
_LAP = 0.4
"""Pixels the windows of two tiles share, lest a hair line shows between them."""
_GROUND = ("earth", "water", "counties", "states", "countries")
_DASHED = frozenset({"perimeter", "zone"})
_NAMES = 40
"""Towns named at most: they are there to find one's way."""
_NAMED_FROM = 8
_START = View(-125.0, 24.0, -66.0, 50.0, 4)


def draw(layers: Sequence[LayerData], tiles: Tiles | None, caption: str, palette: Palette = PAPER) -> str:
    """The picture: land and borders where there is a base map, then the layers, scale, north, key and caption."""
    frame = framed(layers)
    labels = Labels(frame.width, frame.height)
    for corner in ((0, frame.height - 44, 190, frame.height), (frame.width - 44, 0, frame.width, 52)):
        labels.take(corner)
    hazards = hazards_of(layers)
    severities, words = _severities(layers), _credited(caption, tiles)
    foot = max(_key_width(severities), width_of(words, 7.5)) + 12
    labels.take((frame.width - foot, frame.height - 44, frame.width, frame.height))
    key = HazardKey(hazards, frame, _key_width(severities))
    key.take(labels)
    parts = [
        _opened(frame),
        f"<title>{escape(printed(in_words(layers)))}</title>",
        f'<rect width="{frame.width:g}" height="{frame.height:g}" fill="{palette.sea if tiles else palette.land}"/>',
        *(_ground(frame, tiles, palette) if tiles is not None else ()),
        *_drawn(layers, frame, palette, labels),
        *(_towns(frame, tiles, palette, labels) if tiles is not None else ()),
        *_scale(frame, palette),
        *_north(frame, palette),
        *_key(frame, palette, severities),
        *key.drawn(palette),
        _caption(frame, palette, words),
        "</svg>",
    ]
    return "".join(parts)


def _opened(frame: Frame) -> str:
    size = f"{frame.width:g} {frame.height:g}"
    sides = f'width="{frame.width:g}" height="{frame.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" {sides} font-family="Inter">'


def in_words(layers: Sequence[LayerData]) -> str:
    """The picture for those who cannot see it."""
    venues = sum(len(data.marks) for data in layers if data.layer.style is Style.VENUE)
    incidents = [mark for data in layers if data.layer.style is Style.INCIDENT for mark in data.marks]
    named = dict.fromkeys(shape.label for shape in hazards_of(layers).shapes if shape.label)
    more = f" Hazards: {'; '.join(named)}." if named else ""
    if not incidents:
        return f"Map of {venues} venues; no open incident with a place.{more}"
    counts = Counter(mark.severity for mark in incidents)
    listed = ", ".join(f"{counts[severity]} {WORDS[severity].lower()}" for severity in sorted(counts, reverse=True))
    return f"Map of {venues} venues and {len(incidents)} open incidents: {listed}.{more}"


def framed(layers: Sequence[LayerData], width: float = WIDTH, height: float = HEIGHT) -> Frame:
    """The frame around most of the venues and incidents, those far from the rest left outside."""
    box = fitting([(mark.lat, mark.lon) for data in layers for mark in data.marks])
    if box is None:
        box = (_START.west, _START.south, _START.east, _START.north)
    west, north = fraction(box[3], box[0])
    east, south = fraction(box[1], box[2])
    span = max((east - west) / (width - 2 * _MARGIN), (south - north) / (height - 2 * _MARGIN), 1e-9)
    zoom = max(0.0, min(_CLOSEST, math.log2(1 / span / TILE)))
    return Frame((west + east) / 2, (north + south) / 2, zoom, width, height)


def _severities(layers: Sequence[LayerData]) -> list[int]:
    found = {mark.severity for data in layers if data.layer.style is Style.INCIDENT for mark in data.marks}
    return sorted(found, reverse=True)


# the ground


def _ground(frame: Frame, tiles: Tiles, palette: Palette) -> Iterator[str]:
    """Every tile in a window of its own, so that the coast has no seams."""
    z = max(0, min(round(frame.zoom), tiles.told.max_zoom))
    side, last = frame.scale / (1 << z), (1 << z) - 1
    left, top = frame.x * frame.scale - frame.width / 2, frame.y * frame.scale - frame.height / 2
    for x in range(max(0, int(left // side)), min(last, int((left + frame.width) // side)) + 1):
        for y in range(max(0, int(top // side)), min(last, int((top + frame.height) // side)) + 1):
            data = tiles.tile(z, x, y)
            if data:
                name = f"t{x}-{y}"
                at_x, at_y = x * side - left, y * side - top
                window = f'x="{at_x - _LAP:.1f}" y="{at_y - _LAP:.1f}" width="{side + 2 * _LAP:.1f}"'
                yield f'<clipPath id="{name}"><rect {window} height="{side + 2 * _LAP:.1f}"/></clipPath>'
                yield f'<g clip-path="url(#{name})">'
                yield from _tile(mvt.shapes(data, set(_GROUND)), at_x, at_y, side, palette)
                yield "</g>"


def _tile(found: dict[str, list[mvt.Shape]], left: float, top: float, side: float, palette: Palette) -> Iterator[str]:
    for name in _GROUND:
        lines = (
            [(left + x * side, top + y * side) for x, y in part]
            for shape in found.get(name, ())
            for part in shape.parts
        )
        area = name in {"earth", "water"}
        d = path(lines, closed=area)
        if d and area:
            fill = palette.land if name == "earth" else palette.sea
            yield f'<path d="{d}" fill="{fill}" fill-rule="evenodd" stroke="{palette.coast}" stroke-width="0.9"/>'
        elif d:
            colour = {"counties": palette.county, "states": palette.state}.get(name, palette.country)
            yield f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="0.9"/>'


def _towns(frame: Frame, tiles: Tiles, palette: Palette, labels: Labels) -> Iterator[str]:
    for place in Places(tiles).within(frame.view)[:_NAMES]:
        x, y = frame.at(place.lat, place.lon)
        if place.sea:
            look: dict[str, str | float] = {"font_style": "italic", "letter_spacing": 1.2}
            yield labels.over(place.name.upper(), x, y, 9.5, palette.water, palette.sea, **look)
        else:
            yield labels.over(place.name, x, y, 9.5, palette.place, palette.land, font_weight=500)


# the layers


def _drawn(layers: Sequence[LayerData], frame: Frame, palette: Palette, labels: Labels) -> Iterator[str]:
    named: list[tuple[Mark, float, float]] = []
    marks: list[str] = []
    taken: dict[tuple[int, int], float] = {}
    for data in sorted(layers, key=_order):
        for shape in data.shapes:
            ready = drawable(shape.geometry)
            if ready is not None and ready.meets(frame.view):
                yield _shape(ready, shape.what, frame, palette)
        if data.layer.style is Style.INCIDENT:
            groups = Points(data.marks).seen(frame.view, touch=_TOUCH)
            marks += [_group(group, frame, palette, labels, taken) for group in groups]
            continue
        for mark in data.marks:
            x, y = frame.at(mark.lat, mark.lon)
            if 0 <= x <= frame.width and 0 <= y <= frame.height:
                yield _venue(x, y, palette)
                labels.take((x - 5, y - 5, x + 5, y + 5))
                named.append((mark, x, y))
    yield from marks
    areas, spots = hazard_names(hazards_of(layers).shapes, frame)
    yield from (one.area(labels, palette) for one in areas)
    if frame.zoom >= _NAMED_FROM:
        yield from _names(sorted(named, key=_weight), taken, palette, labels)
    yield from (one.spot(labels, palette) for one in spots)


def _names(
    named: Sequence[tuple[Mark, float, float]], taken: dict[tuple[int, int], float], palette: Palette, labels: Labels
) -> Iterator[str]:
    for mark, x, y in named:
        gap = taken.get((round(x), round(y)), 5) + 4
        yield labels.beside(mark.label or mark.title, x, y, gap, 10.5, palette.text, palette.land)


def _group(group: Group, frame: Frame, palette: Palette, labels: Labels, taken: dict[tuple[int, int], float]) -> str:
    x, y = frame.at(group.lat, group.lon)
    size = radius(group.count)
    labels.take((x - size, y - size, x + size, y + size))
    taken[round(x), round(y)] = size
    return badge(x, y, group.severity, group.count, palette)


def _shape(ready: Drawable, what: str, frame: Frame, palette: Palette) -> str:
    colour = palette.features.get(what, palette.features["other"])
    if ready.points:
        return "".join(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{colour}" stroke="{palette.surface}" stroke-width="1.2"/>'
            for x, y in (frame.at(lat, lon) for lon, lat in ready.points)
        )
    d = path(([frame.at(lat, lon) for lon, lat in line] for line in ready.thinned(frame.zoom)), closed=ready.area)
    dashed = ' stroke-dasharray="5 3"' if what in _DASHED else ""
    fill = f'fill="{colour}" fill-opacity="0.13" fill-rule="evenodd"' if ready.area else 'fill="none"'
    return f'<path d="{d}" {fill} stroke="{colour}" stroke-width="{1.3 if ready.area else 2:g}"{dashed}/>'


def _venue(x: float, y: float, palette: Palette) -> str:
    at = f'cx="{x:.1f}" cy="{y:.1f}"'
    ring = f'<circle {at} r="4.4" fill="{palette.surface}" stroke="{palette.muted}" stroke-width="1.4"/>'
    return f'{ring}<circle {at} r="1.5" fill="{palette.muted}"/>'


# what explains it


def _scale(frame: Frame, palette: Palette) -> Iterator[str]:
    lat = frame.view.centre[0]
    per_pixel = metres_per_pixel(lat, frame.zoom)
    left, middle = 18.0, frame.height - 23.0
    yield card(8, frame.height - 40, 176, 32, palette)
    for imperial, end in ((True, -4.0), (False, 4.0)):
        metres, words = bar(per_pixel * 96, imperial=imperial)
        right = left + metres / per_pixel
        d = f"M{left:g} {middle + end:.1f}V{middle:.1f}H{right:.1f}V{middle + end:.1f}"
        yield f'<path d="{d}" fill="none" stroke="{palette.text}" stroke-width="1.2"/>'
        yield text(words, left + 3, middle - 4.5 if imperial else middle + 11, 8.5, palette.text, font_weight=500)
    yield text(ratio(lat, frame.zoom), 176, middle + 3, 8.5, palette.muted, text_anchor="end")


def _north(frame: Frame, palette: Palette) -> Iterator[str]:
    x = frame.width - 24
    yield card(x - 14, 8, 28, 40, palette)
    yield f'<path d="M{x:g} 13L{x + 6:g} 30L{x:g} 26L{x - 6:g} 30Z" fill="{palette.text}"/>'
    yield text("N", x, 43, 10, palette.text, font_weight=700, text_anchor="middle")


def _key_width(severities: Sequence[int]) -> float:
    return sum(width_of(WORDS[severity], 8.5) + 24 for severity in severities) + 12 if severities else 0.0


def _key(frame: Frame, palette: Palette, severities: Sequence[int]) -> Iterator[str]:
    """Only the severities that are on the map, each with its shape and word."""
    if not severities:
        return
    x, y = frame.width - _key_width(severities) - 8, frame.height - 40
    yield card(x, y, _key_width(severities), 20, palette)
    x += 14
    for severity in severities:
        words, ground = palette.severity[severity]
        solid = severity == len(GLYPHS) - 1
        yield f'<circle cx="{x:.1f}" cy="{y + 10:.1f}" r="7" fill="{ground}"/>'
        yield GLYPHS[severity].svg(x, y + 10, 3.8, words)
        yield text(WORDS[severity], x + 11, y + 13, 8.5, palette.text, font_weight=600 if solid else 500)
        x += width_of(WORDS[severity], 8.5) + 24


def _credited(caption: str, tiles: Tiles | None) -> str:
    """When the data is of, and whose the ground is."""
    credit = tiles.told.attribution if tiles is not None else "Base map not installed"
    return " · ".join(filter(None, (caption, credit)))


def _caption(frame: Frame, palette: Palette, words: str) -> str:
    look: dict[str, str | float] = {"stroke": palette.land, "stroke_width": 2.5, "paint_order": "stroke"}
    return text(words, frame.width - 8, frame.height - 7, 7.5, palette.muted, text_anchor="end", **look)


def _order(data: LayerData) -> int:
    return data.layer.order


def _weight(named: tuple[Mark, float, float]) -> tuple[float, str]:
    return -named[0].rank, named[0].title
