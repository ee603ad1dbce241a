"""What stands beside the timeline: the hours above it and the venues to its left."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.arrange import Lane
from eocdesk.ui.panes.calendar.glass import WHOLE_DAY, Glass, hour_marks, hour_step
from eocdesk.ui.panes.calendar.hours import day_middle, day_of, days_between, hm, midnight, zone_label
from eocdesk.ui.panes.calendar.looks import face
from eocdesk.ui.panes.calendar.page import Page

GUTTER = 166
"""px of the desk's size for the venues' names."""
_RULER = 32
_CLEAR = 16.0
"""px from either edge that a label keeps."""
_EMPTY = Glass(0, 1, 1.0, 1.0)
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class DayLabel(NamedTuple):
    """A local day on the ruler: where it begins, px, and what is written there."""

    day: date
    x: float
    words: str
    wide: float


class Ruler(QWidget):
    """The zone, the hours, the days where they begin, and the time now as a badge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._glass = _EMPTY
        self._zone = "UTC"
        self._now = 0

    def look_at(self, glass: Glass, zone: str, now: int) -> None:
        """Show the hours of this piece of time."""
        self._glass, self._zone, self._now = glass, zone, now
        self.update()

    def hour_labels(self, tokens: Tokens) -> list[tuple[float, str]]:
        """Where an hour's line is, px, and what is written there: nothing under the badge, a day or the edge."""
        glass = self._glass
        badge = glass.x(self._now)
        taken = [(label.x - 24, label.x + label.wide + 30) for label in self.day_labels(tokens) if label.words]
        found: list[tuple[float, str]] = []
        for mark in hour_marks(glass, self._zone, hour_step(glass, tokens.scale)):
            x = glass.x(mark.at)
            hidden = abs(x - badge) < 50 * tokens.scale or not _CLEAR < x < glass.width - _CLEAR
            found.append((x, "" if hidden or any(low < x < high for low, high in taken) else mark.text))
        return found

    def _hours(self, painter: QPainter, tokens: Tokens, left: float) -> None:
        bottom = self.height() - 1
        painter.setFont(face(tokens, -2, 500))
        for x, words in self.hour_labels(tokens):
            painter.setPen(QColor(tokens.border))
            painter.drawLine(QPointF(left + round(x), bottom - 5), QPointF(left + round(x), bottom))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QRectF(left + x - 34, 0, 68, bottom - 4), _MIDDLE, words)

    def day_labels(self, tokens: Tokens) -> list[DayLabel]:
        """The days in sight that begin here, each with the words there is room for; hours give way to them."""
        glass = self._glass
        days = days_between(glass.first, glass.last, self._zone)
        if len(days) == 1:
            return []
        metrics = QFontMetricsF(face(tokens, -2, 600))
        found: list[DayLabel] = []
        for place, day in enumerate(days):
            x = max(glass.x(midnight(day, self._zone)), 0.0)
            end = glass.x(midnight(days[place + 1], self._zone)) if place + 1 < len(days) else glass.width
            fitting = (w for w in (day_middle(day), str(day.day)) if metrics.horizontalAdvance(w) + 10 < end - x)
            words = next(fitting, "")
            wide = metrics.horizontalAdvance(words)
            if hour_step(glass, tokens.scale) < WHOLE_DAY and place == 0:
                words = ""  # the title says the first; hours need the room
            if -30 * tokens.scale < glass.x(self._now) - x < wide + 32 * tokens.scale:
                words = ""  # under the badge
            found.append(DayLabel(day, x, words, wide))
        return found

    def _days(self, painter: QPainter, tokens: Tokens, left: float) -> None:
        bottom = self.height() - 1
        painter.setFont(face(tokens, -2, 600))
        today = day_of(self._now, self._zone)
        for place, label in enumerate(self.day_labels(tokens)):
            painter.setPen(QColor(tokens.border2))
            if place:
                painter.drawLine(QPointF(left + round(label.x), bottom - 12), QPointF(left + round(label.x), bottom))
            painter.setPen(QColor(tokens.accent if label.day == today else tokens.text))
            painter.drawText(QRectF(left + label.x + 5, 0, label.wide + 4, bottom - 4), _LEFT, label.words)

    def _badge(self, painter: QPainter, tokens: Tokens, left: float) -> None:
        x = self._glass.x(self._now)
        if not 0 <= x <= self._glass.width:
            return
        wide, bottom = 52 * tokens.scale, self.height() - 1
        at = min(max(left + x - wide / 2, left), left + self._glass.width - wide)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.bad), 2))
        painter.drawLine(QPointF(left + x, bottom - 8), QPointF(left + x, bottom + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.bad))
        box = QRectF(at, 4, wide, bottom - 10)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tokens.severity[4][0]))
        painter.setFont(face(tokens, -1.5, 600))
        painter.drawText(box, _MIDDLE, hm(self._now, self._zone))

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(200, round(_RULER * theme.of(self).scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        left = self.width() - self._glass.width
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setFont(face(tokens, -2, 500))
        painter.setPen(QColor(tokens.muted))
        middle = (self._glass.first + self._glass.last) // 2
        painter.drawText(QRectF(12, 0, left - 16, self.height() - 5), _LEFT, zone_label(middle, self._zone))
        painter.setClipRect(QRectF(left, 0, self._glass.width, self.height()))
        self._hours(painter, tokens, left)
        self._days(painter, tokens, left)
        self._badge(painter, tokens, left)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QColor(tokens.border2))
        painter.drawLine(QPointF(0, self.height() - 1), QPointF(self.width(), self.height() - 1))
        painter.end()
        event.accept()


class Gutter(QWidget):
    """The venues' names, one a lane; words no venue matches are slanted."""

    picked = Signal(object)
    """A click on a lane: its `Lane`."""
    scrolled = Signal(int)
    """The wheel: px down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._lanes: tuple[Lane, ...] = ()
        self._page: Page | None = None
        self._scroll = 0.0

    def look_at(self, lanes: tuple[Lane, ...], page: Page, scroll: float) -> None:
        """Show the names of this page's lanes."""
        self._lanes, self._page, self._scroll = lanes, page, scroll
        self.update()

    def lane_at(self, y: float) -> Lane | None:
        """The lane at that height, px of this widget."""
        place = self._page.lane_at(y + self._scroll) if self._page is not None else None
        return None if place is None or self._page is None else self._lanes[self._page.lanes[place]]

    def _name(self, painter: QPainter, tokens: Tokens, lane: Lane, top: float, tall: float) -> None:
        font = face(tokens, 0, 600 if lane.matched else 500, slant=not lane.matched)
        second = lane.city if lane.matched else "not matched to a venue" if lane.key else ""
        two = tall > 40 * tokens.scale and bool(second)
        room = self.width() - 22
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if lane.matched else tokens.muted))
        words = QFontMetricsF(font).elidedText(lane.name, Qt.TextElideMode.ElideRight, room)
        half = tall / 2
        box = (
            QRectF(12, top + half - 17 * tokens.scale, room, 18 * tokens.scale) if two else QRectF(12, top, room, tall)
        )
        painter.drawText(box, _LEFT, words)
        if two:
            small = face(tokens, -2, 400)
            painter.setFont(small)
            painter.setPen(QColor(tokens.muted))
            words = QFontMetricsF(small).elidedText(second, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(12, top + half + 1, room, 16 * tokens.scale), _LEFT, words)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(round(GUTTER * theme.of(self).scale), 100)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.of(self)
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        edges = self._page.edges.tolist() if self._page is not None else [0.0]
        for place, (top, bottom) in enumerate(pairwise(edges)):
            y = top - self._scroll
            if y > self.height() or bottom < self._scroll or self._page is None:
                continue
            if place % 2:
                painter.fillRect(QRectF(0, y, self.width(), bottom - top), QColor(tokens.surface2))
            painter.setPen(QColor(tokens.border))
            painter.drawLine(QPointF(0, y + bottom - top), QPointF(self.width(), y + bottom - top))
            self._name(painter, tokens, self._lanes[self._page.lanes[place]], y, bottom - top)
        painter.setPen(QColor(tokens.border2))
        painter.drawLine(QPointF(self.width() - 1, 0), QPointF(self.width() - 1, self.height()))
        painter.end()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        lane = self.lane_at(event.position().y())
        if lane is not None:
            self.picked.emit(lane)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scrolled.emit(-event.angleDelta().y() // 2)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = self.mapFromGlobal(self.cursor().pos())
            lane = self.lane_at(place.y())
            QToolTip.showText(self.cursor().pos(), _tip(lane) if lane is not None else "", self)
            return True
        return super().event(event)


def _tip(lane: Lane) -> str:
    odd = "" if lane.matched or not lane.key else "The source’s words: no venue of this event matches them yet."
    return "\n".join(part for part in (lane.name, lane.city, odd, "Click: only this venue, or all again") if part)
