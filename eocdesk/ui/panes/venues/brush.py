"""Paints marks, shapes and names on the map that Qt draws; the same look as resources/map/live.js."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from eocdesk.maps.layers import Layer, Style
from eocdesk.maps.palette import Palette
from eocdesk.maps.symbols import GLYPHS, counted, radius
from eocdesk.models.incident import Severity
from eocdesk.ui.kit.theme import colour

_TOUCH = 4
_HALO = 4
_DASHED = {"perimeter", "zone"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be clicked: a disc about `at`, or an area."""

    layer: str
    key: str
    title: str
    at: QPointF
    size: float
    area: QPainterPath | None = None

    @property
    def plain(self) -> str:
        """The title for a tool tip, which would read HTML."""
        return "<span>" + escape(self.title).replace("\n", "<br>") + "</span>"

    def holds(self, at: QPointF) -> bool:
        """Whether a pixel is on it."""
        if self.area is not None:
            return self.area.contains(at)
        off = at - self.at
        return float(QPointF.dotProduct(off, off)) <= (self.size + _TOUCH) ** 2


class Brush:
    """One painting of the map."""

    def __init__(
        self,
        painter: QPainter,
        palette: Palette,
        at: Callable[[float, float], QPointF],
        cover: Iterable[Sequence[float]] = (),
    ) -> None:
        """`at` turns longitude and latitude into a pixel; in the boxes of `cover` no name is written."""
        self._painter = painter
        self._palette = palette
        self._at = at
        self._k = palette.scale
        self._marks: list[QRectF] = []
        self._boxes = [QRectF(QPointF(left, top), QPointF(right, bottom)) for left, top, right, bottom in cover]
        self._labels: list[tuple[float, str, QPointF]] = []
        self._areas: list[Spot] = []
        self._spots: list[Spot] = []
        font = QFont(painter.font())
        font.setFamily("Inter")
        self._font = font

    @property
    def spots(self) -> list[Spot]:
        """What was painted, the topmost last."""
        return [*self._areas, *self._spots]

    def draw(self, layer: Layer, one: dict[str, Any], *, named: bool = True) -> None:
        """A mark or a shape, as the page is told of it."""
        if "g" in one:
            self._area(layer, one)
            return
        at = self._at(*one["p"])
        size = (
            6.0 if layer.style is Style.VENUE else 5.0 if layer.style is Style.SHAPE else radius(one["n"])
        ) * self._k
        if layer.style is Style.VENUE:
            self._venue(at, touched=bool(one.get("x")))
        elif layer.style is Style.SHAPE:
            shade = self._palette.features.get(one["w"], self._palette.features["other"])
            self._disc(at, 5.5, self._palette.surface)
            self._disc(at, 4.0, shade)
        else:
            self._incident(at, one["s"], one["n"], size)
        self._marks.append(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
        self._spots.append(Spot(layer.name, one["k"], one["t"], at, size))
        if named and one.get("l"):
            self._labels.append((one["r"], one["l"], at))

    def names(self, places: Iterable[dict[str, Any]], ringed: QPointF | None = None) -> None:
        """Names where they fit, beside the ring too: the records', then the towns', each in order of weight."""
        if ringed is not None:
            size = self._around(ringed) + 8 * self._k
            self._marks.append(QRectF(ringed.x() - size, ringed.y() - size, 2 * size, 2 * size))
        self._boxes += self._marks
        font, half, gap = self._sized(12, 600), 7 * self._k, 5 * self._k
        for _, words, at in sorted(self._labels, key=_heaviest):
            width = QFontMetricsF(font).horizontalAdvance(words)
            own = QRectF(at, at)
            for box in self._marks:  # beside all that lies upon the point, were it the bubble of a group
                own = own.united(box) if box.contains(at) else own
            spots = [
                QPointF(own.right() + gap, at.y() - half),
                QPointF(own.left() - gap - width, at.y() - half),
                QPointF(at.x() - width / 2, own.top() - gap - 2 * half),
                QPointF(at.x() - width / 2, own.bottom() + gap),
            ]
            self._set(words, font, spots, width, self._palette.text)
        for place in sorted(places, key=_rank):
            sea = place["w"] == "sea"
            font = self._sized(11, 400 if sea else 500, italic=sea)
            words = place["l"].upper() if sea else place["l"]
            width = QFontMetricsF(font).horizontalAdvance(words)
            spot = self._at(*place["p"]) - QPointF(width / 2, 6 * self._k)
            self._set(words, font, [spot], width, self._palette.water if sea else self._palette.place, sea=sea)

    def ring(self, at: QPointF) -> None:
        """Around the record that was asked for."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        size = self._around(at)
        self._painter.setPen(QPen(colour(self._palette.accent, 80), 7 * self._k))
        self._painter.drawEllipse(at, size + 4 * self._k, size + 4 * self._k)
        self._painter.setPen(QPen(colour(self._palette.accent), 3 * self._k))
        self._painter.drawEllipse(at, size, size)

    def _around(self, at: QPointF) -> float:
        under = [spot.size for spot in self._spots if (spot.at - at).manhattanLength() < spot.size]
        return max([12 * self._k, *under]) + 4 * self._k

    def _area(self, layer: Layer, one: dict[str, Any]) -> None:
        shade = self._palette.features.get(one["w"], self._palette.features["other"])
        path = QPainterPath()
        for line in one["g"]:
            path.addPolygon(QPolygonF([self._at(lon, lat) for lon, lat in line]))
        if one["a"]:
            self._painter.fillPath(path, colour(shade, 36))
        pen = QPen(colour(shade), (1.5 if one["a"] else 2.5) * self._k)
        if one["w"] in _DASHED:
            pen.setStyle(Qt.PenStyle.DashLine)
        self._painter.strokePath(path, pen)
        self._areas.append(Spot(layer.name, one["k"], one["t"], QPointF(), 0, path))

    def _disc(self, at: QPointF, size: float, fill: str, edge: str = "", width: float = 0) -> None:
        self._painter.setPen(QPen(colour(edge), width * self._k) if edge else Qt.PenStyle.NoPen)
        self._painter.setBrush(colour(fill))
        self._painter.drawEllipse(at, size * self._k, size * self._k)

    def _venue(self, at: QPointF, *, touched: bool) -> None:
        """One that a hazard touches is heavier, and in the colour of what is major."""
        shade = self._palette.severity[Severity.MAJOR][0] if touched else self._palette.muted
        self._disc(at, 7.5 if touched else 6.5, self._palette.surface)
        self._disc(at, 5.2, self._palette.surface, shade, 2.6 if touched else 1.6)
        self._disc(at, 2.4 if touched else 1.8, shade)

    def _incident(self, at: QPointF, severity: int, count: int, size: float) -> None:
        text, ground = self._palette.severity[max(severity, 0)]
        if count <= 1:
            self._disc(at, size / self._k + 1.5, self._palette.surface)
            last = severity == len(GLYPHS) - 1
            self._disc(at, size / self._k - 0.7, ground, ground if last else text, 1.4)
            self._glyph(at, severity, 4.8, text)
            return
        last = severity == len(GLYPHS) - 1
        self._disc(at, size / self._k - 1.2, self._palette.surface, ground if last else text, 2.4)
        self._painter.setFont(self._sized(11, 600))
        self._painter.setPen(colour(self._palette.text))
        room = QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
        self._painter.drawText(room, Qt.AlignmentFlag.AlignCenter, counted(count))
        corner = at + QPointF(size * 0.74, -size * 0.74)
        self._disc(corner, 8.5, self._palette.surface)
        self._disc(corner, 7.2, ground)
        self._glyph(corner, severity, 4.2, text)

    def _glyph(self, at: QPointF, severity: int, size: float, shade: str) -> None:
        glyph, side = GLYPHS[max(severity, 0)], size * self._k
        if glyph.stroke:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(colour(shade), glyph.stroke * side))
        else:
            self._painter.setBrush(colour(shade))
            self._painter.setPen(Qt.PenStyle.NoPen)
        if glyph.points:
            self._painter.drawPolygon(QPolygonF([at + QPointF(x * side, y * side) for x, y in glyph.points]))
        else:
            self._painter.drawEllipse(at, glyph.radius * side, glyph.radius * side)

    def _set(
        self, words: str, font: QFont, spots: list[QPointF], width: float, shade: str, *, sea: bool = False
    ) -> None:
        height = 14 * self._k
        for spot in spots:
            box = QRectF(spot.x() - 2, spot.y() - 1, width + 4, height + 2)
            if any(box.intersects(taken) for taken in self._boxes):
                continue
            self._boxes.append(box)
            path = QPainterPath()
            path.addText(QPointF(spot.x(), spot.y() + QFontMetricsF(font).ascent()), font, words)
            ground = self._palette.sea if sea else self._palette.land
            pen = QPen(colour(ground), _HALO * self._k)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._painter.strokePath(path, pen)
            self._painter.fillPath(path, colour(shade))
            return

    def _sized(self, pixels: float, weight: int, *, italic: bool = False) -> QFont:
        font = QFont(self._font)
        font.setPixelSize(round(pixels * self._k))
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        return font


def _heaviest(label: tuple[float, str, QPointF]) -> tuple[float, str]:
    return -label[0], label[1]


def _rank(place: dict[str, Any]) -> float:
    return -float(place["r"])
