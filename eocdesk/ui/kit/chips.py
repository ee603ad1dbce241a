"""Severity and status as they look everywhere: shape, word and colour, painted or as a widget."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from eocdesk.models.incident import SEVERITIES, Severity
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens

_OCTAGON = 8
_DOTS = {
    "open": ("bad", True),
    "monitoring": ("warn", True),
    "resolved": ("ok", False),
    "closed": ("faint", False),
}
"""Status of an incident: token and whether the dot is filled."""


def severity_path(severity: int, centre: QPointF, radius: float) -> QPainterPath:
    """Ring, dot, triangle, diamond, octagon: told apart without any colour."""
    path = QPainterPath()
    x, y = centre.x(), centre.y()
    if severity == Severity.INFO:
        path.addEllipse(centre, radius - 0.2, radius - 0.2)
        path.addEllipse(centre, radius - 1.9, radius - 1.9)
    elif severity == Severity.MINOR:
        path.addEllipse(centre, radius - 0.5, radius - 0.5)
    elif severity == Severity.MODERATE:
        corners = [QPointF(x, y - radius), QPointF(x + radius, y + radius * 0.8), QPointF(x - radius, y + radius * 0.8)]
        path.addPolygon(QPolygonF(corners))
    elif severity == Severity.MAJOR:
        far = radius + 0.5
        path.addPolygon(QPolygonF([QPointF(x, y - far), QPointF(x + far, y), QPointF(x, y + far), QPointF(x - far, y)]))
    else:
        far = radius + 0.6
        turns = [math.pi / _OCTAGON + k * 2 * math.pi / _OCTAGON for k in range(_OCTAGON)]
        path.addPolygon(QPolygonF([QPointF(x + far * math.cos(a), y + far * math.sin(a)) for a in turns]))
    path.closeSubpath()
    return path


def paint_severity(painter: QPainter, centre: QPointF, radius: float, severity: int, colour: QColor) -> None:
    """The shape alone, filled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(severity_path(severity, centre, radius))


def chip_width(tokens: Tokens) -> int:
    """How wide every severity chip is, so that they stand in line."""
    return round(tokens.base * 6.5)


def chip_height(tokens: Tokens) -> int:
    """How high a chip is in a row."""
    return tokens.row - 9


def paint_severity_chip(painter: QPainter, rect: QRectF, severity: int, tokens: Tokens) -> None:
    """The pill at the leading edge of `rect`, in its middle: shape and word on the severity's ground."""
    text, ground = tokens.severity[severity]
    word = SEVERITIES[severity][1]
    pill = _placed(painter, rect, min(chip_width(tokens), rect.width()), chip_height(tokens))
    edge = tokens.border2 if tokens.name.startswith("contrast") else ""
    paint_pill(painter, pill, text, ground, edge)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    shape_x = pill.right() - pill.height() * 0.55 if mirrored else pill.left() + pill.height() * 0.55
    paint_severity(painter, QPointF(shape_x, pill.center().y()), tokens.base * 0.29, severity, theme.colour(text))
    painter.setPen(theme.colour(text))
    painter.setFont(theme.font(tokens, -1, 600))
    room = pill.adjusted(6, 0, -pill.height(), 0) if mirrored else pill.adjusted(pill.height(), 0, -6, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, word)


def paint_pill(painter: QPainter, rect: QRectF, text: str, ground: str, edge: str = "", words: str = "") -> None:
    """A round-ended ground, with centred words if any are given; the font is the painter's."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge)) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if words:
        painter.setPen(theme.colour(text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


def paint_dot(painter: QPainter, centre: QPointF, colour: QColor, *, filled: bool, radius: float = 3.6) -> None:
    """A round mark, filled or a ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.8))
    painter.setBrush(QBrush(colour) if filled else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawEllipse(centre, radius, radius)


def paint_status(painter: QPainter, rect: QRectF, status: str, word: str, tokens: Tokens, colour: QColor) -> None:
    """An incident's status: dot, then the word in `colour`, elided to fit."""
    part, filled = _DOTS.get(status, ("faint", False))
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    x = rect.right() - 4 if mirrored else rect.left() + 4
    dot = QPointF(x, rect.center().y() + 0.5)
    paint_dot(painter, dot, theme.colour(getattr(tokens, part)), filled=filled, radius=3.6 * tokens.scale)
    room = rect.adjusted(0, 0, -14 * tokens.scale, 0) if mirrored else rect.adjusted(14 * tokens.scale, 0, 0, 0)
    painter.setPen(colour)
    shown = QFontMetricsF(painter.font()).elidedText(word, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


def _placed(painter: QPainter, rect: QRectF, width: float, height: float) -> QRectF:
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = rect.right() - width if mirrored else rect.left()
    return QRectF(left, rect.center().y() - height / 2 + 0.5, width, height)


class SeverityChip(QWidget):
    """The pill as a widget."""

    def __init__(self, severity: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_severity(severity)

    @property
    def severity(self) -> int:
        """0 to 4."""
        return self._severity

    def set_severity(self, severity: int) -> None:
        """Show another one."""
        self._severity = severity
        self.setAccessibleName("Severity " + SEVERITIES[severity][1])
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        tokens = theme.of(self)
        return QSize(chip_width(tokens), chip_height(tokens) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_severity_chip(painter, QRectF(self.rect()).adjusted(0, 0, -1, -1), self._severity, theme.of(self))
        painter.end()
        event.accept()
