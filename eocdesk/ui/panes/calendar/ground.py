"""What lies under the bars and over them: lanes, hours, the shade of the past, the now line."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from eocdesk.ui.kit.theme import colour, font
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.glass import Glass, hour_marks, hour_step
from eocdesk.ui.panes.calendar.hours import days_between, midnight
from eocdesk.ui.panes.calendar.page import Page


def paint_ground(painter: QPainter, glass: Glass, page: Page, tokens: Tokens, zone: str) -> None:
    """Lanes, hour and day lines."""
    painter.fillRect(QRectF(0, 0, glass.width, glass.height), QColor(tokens.surface))
    lines: list[QLineF] = []
    for place, (top, bottom) in enumerate(pairwise(page.edges.tolist())):
        y, end = top - glass.scroll, bottom - glass.scroll
        if end < 0 or y > glass.height:
            continue
        if place % 2:
            painter.fillRect(QRectF(0, y, glass.width, end - y), QColor(tokens.surface2))
        lines.append(QLineF(0, end, glass.width, end))
    for mark in hour_marks(glass, zone, hour_step(glass, tokens.scale)):
        x = round(glass.x(mark.at))
        lines.append(QLineF(x, 0, x, glass.height))
    painter.setPen(QPen(QColor(tokens.border), 1))
    painter.drawLines(lines)
    painter.setPen(QPen(QColor(tokens.border2), 1))
    painter.drawLines([QLineF(x, 0, x, glass.height) for x in day_edges(glass, zone)])


def day_edges(glass: Glass, zone: str) -> list[float]:
    """Where local days begin, px."""
    edges = (round(glass.x(midnight(day, zone))) for day in days_between(glass.first, glass.last, zone))
    return [x for x in edges if 0 < x < glass.width]


def paint_past(painter: QPainter, glass: Glass, now: int, tokens: Tokens) -> None:
    """A light shade over what has been."""
    x = min(max(glass.x(now), 0.0), glass.width)
    if x > 0:
        painter.fillRect(QRectF(0, 0, x, glass.height), colour(tokens.app, 90 if tokens.dark else 110))


def paint_now(painter: QPainter, glass: Glass, now: int, tokens: Tokens) -> None:
    """The line that says where we are."""
    x = glass.x(now)
    if 0 <= x <= glass.width:
        painter.setPen(QPen(QColor(tokens.bad), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, glass.height))


def paint_words(painter: QPainter, room: QRectF, words: str, tokens: Tokens) -> None:
    """A sentence in the middle of where nothing is."""
    box = room.adjusted(24, 0, -24, 0)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.setFont(font(tokens))
    fits = painter.boundingRect(box, flags, words).adjusted(-12, -6, 12, 6)
    painter.fillRect(fits, colour(tokens.surface))  # no hour line runs through the words
    painter.setPen(QColor(tokens.muted))
    painter.drawText(box, flags, words)
