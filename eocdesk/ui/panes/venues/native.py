"""The map drawn by Qt alone, where WebEngine is missing or too heavy: the same layers, told the same way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from eocdesk.maps import mvt
from eocdesk.maps.base import LEAST_ZOOM, MOST_ZOOM, Base
from eocdesk.maps.ground import TILE, View, degrees, fraction
from eocdesk.maps.layers import LAYERS, Style
from eocdesk.maps.palette import Palette
from eocdesk.maps.tileset import Tiles
from eocdesk.models.errors import Refused
from eocdesk.ui.kit.theme import colour
from eocdesk.ui.panes.venues.brush import Brush, Spot
from eocdesk.ui.panes.venues.surface import Surface

_DRAWN = {"earth", "water", "counties", "states", "countries"}
_CACHE = 96
_KEYS = {
    Qt.Key.Key_PageDown: "next",
    Qt.Key.Key_PageUp: "previous",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Home: "all",
    Qt.Key.Key_Escape: "clear",
    Qt.Key.Key_Menu: "menu",
}
_ARROWS = {
    Qt.Key.Key_Left: (-80, 0),
    Qt.Key.Key_Right: (80, 0),
    Qt.Key.Key_Up: (0, -80),
    Qt.Key.Key_Down: (0, 80),
}
_STEP = 0.5
_NAMED = 8
"""Zoom from which venues carry their names."""
_NOTCH = 120
_CLICK = 4
"""Pixels a press may move and still be a click."""


class NativeMap(Surface):
    """A canvas in web mercator; `_middle` is the centre in fractions of the world."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Map")
        self._middle = QPointF(0.5, 0.5)
        self._zoom = float(LEAST_ZOOM)
        self._palette: Palette | None = None
        self._grounds: list[tuple[Base, Tiles]] = []
        self._layers: dict[str, dict[str, dict[str, Any]]] = {}
        self._shown: tuple[float, float] | None = None
        self._hits: list[Spot] = []
        self._pressed: QPointF | None = None
        self._dragged = False
        self._cover: list[list[int]] = []
        self._painted = False
        self._pieces = lru_cache(_CACHE)(self._piece)

    def start(
        self, palette: Palette, grounds: Mapping[str, tuple[Base, Tiles]], centre: tuple[float, float], zoom: int
    ) -> None:
        """Draw; `ready` follows once the caller is done."""
        self._palette = palette
        self._grounds = list(grounds.values())
        self._middle = QPointF(*fraction(*centre))
        self._zoom = zoom
        QTimer.singleShot(0, self._begin)

    def set_grounds(self, grounds: Mapping[str, tuple[Base, Tiles]]) -> None:
        """Other base maps."""
        self._grounds = list(grounds.values())
        self._pieces.cache_clear()
        self.update()

    def push(self, told: dict[str, Any]) -> None:
        """As live.js does."""
        if "palette" in told:
            self._palette = Palette(**told["palette"])
        for name, changed in told.get("layers", {}).items():
            held = self._layers.setdefault(name, {})
            for key in changed["drop"]:
                held.pop(key, None)
            for one in (*changed["marks"], *changed["shapes"]):
                held[one["k"]] = one
        self._cover = told.get("cover", self._cover)
        if "shown" in told:
            self._shown = tuple(told["shown"]) if told["shown"] else None
        if told.get("go"):
            lon, lat, zoom = told["go"]
            self._look(QPointF(*fraction(lat, lon)), self._zoom if zoom is None else zoom)
        if told.get("fit"):
            self._fit(told["fit"])
        if told.get("zoom"):
            self._look(self._middle, self._zoom + told["zoom"])
        self._painted = False
        self.update()

    @property
    def settled(self) -> bool:
        """Whether all that was pushed is painted."""
        return self._painted

    @Slot()
    def _begin(self) -> None:
        self.ready.emit()
        self._tell()

    # where things are

    @property
    def _scale(self) -> float:
        """Pixels of the whole world."""
        return float(TILE * 2**self._zoom)

    def _at(self, lon: float, lat: float) -> QPointF:
        x, y = fraction(lat, lon)
        return QPointF(
            (x - self._middle.x()) * self._scale + self.width() / 2,
            (y - self._middle.y()) * self._scale + self.height() / 2,
        )

    def _place(self, at: QPointF) -> tuple[float, float]:
        """(lat, lon) under a pixel."""
        return degrees(
            self._middle.x() + (at.x() - self.width() / 2) / self._scale,
            self._middle.y() + (at.y() - self.height() / 2) / self._scale,
        )

    def _look(self, middle: QPointF, zoom: float) -> None:
        self._zoom = max(float(LEAST_ZOOM), min(float(MOST_ZOOM), zoom))
        self._middle = QPointF(min(max(middle.x(), 0.0), 1.0), min(max(middle.y(), 0.0), 1.0))
        self._tell()
        self.update()

    def _fit(self, box: list[float]) -> None:
        west, north = fraction(box[3], box[0])
        east, south = fraction(box[1], box[2])
        zoom = 13.0
        while zoom > LEAST_ZOOM and (
            (east - west) * TILE * 2**zoom > max(80, self.width() - 96)
            or (south - north) * TILE * 2**zoom > max(80, self.height() - 96)
        ):
            zoom -= _STEP
        self._look(QPointF((west + east) / 2, (north + south) / 2), zoom)

    def _tell(self) -> None:
        north, west = self._place(QPointF(0, 0))
        south, east = self._place(QPointF(self.width(), self.height()))
        self.looked.emit(View(west, south, east, north, self._zoom))

    # drawing

    def _piece(self, ground: int, z: int, x: int, y: int) -> dict[str, QPainterPath] | QImage | None:
        """One tile ready to paint, in fractions of its side; None where there is none."""
        base, tiles = self._grounds[ground]
        try:
            data = tiles.tile(z, x, y)
            if not data:
                return None
            if base.told.raster:
                return QImage.fromData(data)
            names = _DRAWN if base.own else set(base.told.layers)
            return {name: _path(listed) for name, listed in mvt.shapes(data, names).items()}
        except Refused:
            return None

    def _paint_grounds(self, painter: QPainter, palette: Palette) -> None:
        for index, (base, _) in enumerate(self._grounds):
            z = max(0, min(round(self._zoom), base.told.max_zoom))
            if z < base.told.min_zoom and not base.own:
                continue
            side = self._scale / (1 << z)
            left = self._middle.x() * self._scale - self.width() / 2
            top = self._middle.y() * self._scale - self.height() / 2
            last = (1 << z) - 1
            for x in range(max(0, int(left // side)), min(last, int((left + self.width()) // side)) + 1):
                for y in range(max(0, int(top // side)), min(last, int((top + self.height()) // side)) + 1):
                    piece = self._pieces(index, z, x, y)
                    spot = QRectF(x * side - left, y * side - top, side, side)
                    if isinstance(piece, QImage):
                        painter.drawImage(spot, piece)
                    elif piece is not None:
                        self._paint_piece(painter, palette, piece, spot, own=base.own)

    def _paint_piece(
        self, painter: QPainter, palette: Palette, piece: dict[str, QPainterPath], spot: QRectF, *, own: bool
    ) -> None:
        place = QTransform(spot.width(), 0, 0, spot.height(), spot.x(), spot.y())
        painter.save()
        painter.setClipRect(spot)
        for name, path in piece.items():
            drawn = place.map(path)
            if own and name in {"earth", "water"}:
                painter.fillPath(drawn, colour(palette.land if name == "earth" else palette.sea))
                painter.strokePath(drawn, QPen(colour(palette.coast), 1.2))
            elif not own or (name != "counties" or self._zoom >= 7):  # noqa: PLR2004  as in live.js
                shade = {"counties": palette.county, "countries": palette.country}.get(name, palette.state)
                painter.strokePath(drawn, QPen(colour(shade), 1.1))
        painter.restore()

    def _paint(self, painter: QPainter, palette: Palette) -> None:
        painter.fillRect(self.rect(), colour(palette.sea))
        self._paint_grounds(painter, palette)
        brush = Brush(painter, palette, self._at, self._cover)
        for layer in LAYERS:
            named = layer.style is not Style.VENUE or self._zoom >= _NAMED
            for one in self._layers.get(layer.name, {}).values():
                brush.draw(layer, one, named=named)
        ringed = self._at(*self._shown) if self._shown is not None else None
        brush.names(self._layers.get("places", {}).values(), ringed)
        if ringed is not None:
            brush.ring(ringed)
        self._hits = brush.spots
        self._painted = True

    def _hit(self, at: QPointF) -> Spot | None:
        return next((spot for spot in reversed(self._hits) if spot.holds(at)), None)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._palette is not None:
            self._paint(painter, self._palette)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour(self._palette.accent), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._palette is not None:
            self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is not None:
            moved = at - self._pressed
            if self._dragged or moved.manhattanLength() > _CLICK:
                self._dragged = True
                self._pressed = at
                self._look(self._middle - moved / self._scale, self._zoom)
            return
        hit = self._hit(at)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
        self.setToolTip(hit.plain if hit else "")
        self.pointed.emit(*self._place(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pressed = None
            if not self._dragged:
                hit = self._hit(event.position())
                if hit is None:
                    self.missed.emit()
                else:
                    self.picked.emit(hit.layer, hit.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._look(QPointF(*fraction(*self._place(event.position()))), self._zoom + 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        at, before = event.position(), self._scale
        self._zoom = max(float(LEAST_ZOOM), min(float(MOST_ZOOM), self._zoom + event.angleDelta().y() / _NOTCH * _STEP))
        off = at - QPointF(self.width() / 2, self.height() / 2)
        self._look(self._middle + off / before - off / self._scale, self._zoom)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = QPointF(event.pos())
        hit = self._hit(at)
        found = (hit.layer, hit.key) if hit else ("", "")
        self.asked.emit(*self._place(at), QPoint(event.pos()), *found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            dx, dy = _ARROWS[key]
            self._look(self._middle + QPointF(dx, dy) / self._scale, self._zoom)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self._look(self._middle, self._zoom + (-1 if key == Qt.Key.Key_Minus else 1))
        elif key in _KEYS:
            self.pressed.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)


def _path(shapes: list[mvt.Shape]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for shape in shapes:
        if shape.draw is not mvt.Draw.POINTS:
            for part in shape.parts:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in part]))
    return path
