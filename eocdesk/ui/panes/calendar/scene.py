"""The drawing inside pyqtgraph's view: one item that paints everything in sight and takes the mouse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from eocdesk.ui.kit.tokens import LIGHT, Tokens
from eocdesk.ui.panes.calendar.bars import Content, paint_bars, paint_frame, paint_ghost
from eocdesk.ui.panes.calendar.glass import Glass
from eocdesk.ui.panes.calendar.ground import paint_ground, paint_now, paint_past, paint_words
from eocdesk.ui.panes.calendar.hours import HOUR, from_to
from eocdesk.ui.panes.calendar.offer import Offer, Part, pulled
from eocdesk.ui.panes.calendar.page import hit

_EDGE = 6.0
"""px at either end of a bar that take hold of that end."""
_CLOSEST, _FURTHEST = HOUR // 1000, 120 * 24 * HOUR // 1000
"""The least and the most time in sight, seconds."""
_FAR = QRectF(-4e9, -1e6, 8e9, 2e6)
"""Everything: what is out of sight is left out by the painter, so the item never changes its extent."""


class Scene(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph carries no types
    """Paints a `Content` through a `Glass`.

    Its own coordinates are the view's: seconds since `origin` (ms) across, px from the first lane down.
    """

    picked = Signal(int)
    """A click on a session; -1 beside all of them."""
    opened = Signal(int)
    offered = Signal(object)
    """An `Offer`, when the hand lets go of a bar it moved."""
    hovered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.content: Content | None = None
        self.origin = 0
        self.glass = Glass(0, 1, 1.0, 1.0)
        self.tokens: Tokens = LIGHT
        self.selected = -1
        self.keyboard = False
        self.offer: Offer | None = None
        self.in_sight = 0
        self.words = ""
        """What is said where there is nothing to show."""
        self._held: tuple[int, Part, int] | None = None
        self._under = -1

    def when(self, x: float) -> int:
        """The moment at that many seconds across."""
        return round(self.origin + x * 1000)

    def session_at(self, when: int, y: float) -> int:
        """The number of the session at that moment and px down, or -1."""
        content = self.content
        if content is None:
            return -1
        slack = round(2 / self.glass.px_per_ms)
        found = hit(content.arranged, content.page, when, y, slack)
        return -1 if found is None else found

    def rect_of(self, number: int) -> QRectF:
        """Where a session's bar is, px of the view; empty where its lane is not shown."""
        content = self.content
        if content is None or not 0 <= number < len(content.arranged) or np.isnan(content.page.top[number]):
            return QRectF()
        starts, ends = int(content.arranged.starts[number]), int(content.arranged.ends[number])
        return self._rect(number, starts, ends)

    def _rect(self, number: int, starts: int, ends: int) -> QRectF:
        assert self.content is not None  # noqa: S101  both callers have looked
        page, glass = self.content.page, self.glass
        left, right = max(glass.x(starts), -16.0), min(glass.x(ends), glass.width + 16.0)
        return QRectF(left, float(page.top[number]) - glass.scroll, right - left, float(page.tall[number]))

    def _part(self, number: int, when: int) -> Part:
        assert self.content is not None  # noqa: S101  both callers have looked
        arranged, glass = self.content.arranged, self.glass
        x = glass.x(when)
        left, right = glass.x(int(arranged.starts[number])), glass.x(int(arranged.ends[number]))
        grip = min(_EDGE, (right - left) / 4)
        return Part.START if x - left < grip else Part.END if right - x < grip else Part.WHOLE

    def _pull(self, to: int) -> None:
        if self.content is None or self._held is None:
            return
        number, part, begun = self._held
        arranged = self.content.arranged
        by = to - begun
        self.offer = Offer(number, *pulled(int(arranged.starts[number]), int(arranged.ends[number]), by, part))
        self.update()

    def _let_go(self) -> None:
        held, offer, content = self._held, self.offer, self.content
        self._held = None
        if held is None or offer is None or content is None:
            return
        was = int(content.arranged.starts[offer.number]), int(content.arranged.ends[offer.number])
        if (offer.starts, offer.ends) == was:
            self.offer = None
            self.update()
            return
        self.offered.emit(offer)

    # Qt

    def hoverEvent(self, event: Any) -> None:
        """Over a session the hand may drag it; beside one a drag is the view's and pans."""
        exits = event.isExit()
        when = 0 if exits else self.when(event.pos().x())
        number = -1 if exits else self.session_at(when, event.pos().y())
        if number != self._under:
            self._under = number
            self.hovered.emit(number)
        if number < 0:
            self.unsetCursor()
            return
        event.acceptDrags(Qt.MouseButton.LeftButton)
        part = self._part(number, when)
        self.setCursor(Qt.CursorShape.PointingHandCursor if part is Part.WHOLE else Qt.CursorShape.SizeHorCursor)

    def mouseClickEvent(self, event: Any) -> None:
        """Pick; twice opens."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        number = self.session_at(self.when(event.pos().x()), event.pos().y())
        event.accept()
        if number >= 0 and event.double():
            self.opened.emit(number)
        else:
            self.picked.emit(number)

    def mouseDragEvent(self, event: Any) -> None:
        """Move a session or one of its ends, five minutes at a time."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if event.isStart():
            down = event.buttonDownPos()
            when = self.when(down.x())
            number = self.session_at(when, down.y())
            if number < 0:
                event.ignore()
                return
            self._held = (number, self._part(number, when), when)
            self.picked.emit(number)
        if self._held is None:
            event.ignore()
            return
        event.accept()
        self._pull(self.when(event.pos().x()))
        if event.isFinish():
            self._let_go()

    def boundingRect(self) -> QRectF:
        return _FAR

    def paint(self, painter: QPainter, *_: object) -> None:
        content, glass, tokens = self.content, self.glass, self.tokens
        if content is None:
            return
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.resetTransform()  # text and hairlines are drawn in px, never stretched
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint_ground(painter, glass, content.page, tokens, content.zone)
        paint_past(painter, glass, content.now, tokens)
        self.in_sight = paint_bars(painter, content, glass, tokens)
        chosen = self.rect_of(self.selected)
        if not chosen.isNull():
            paint_frame(painter, chosen, tokens, keyboard=self.keyboard)
        if self.offer is not None and self.offer.number < len(content.arranged):
            rect = self._rect(self.offer.number, self.offer.starts, self.offer.ends)
            paint_ghost(painter, rect, from_to(self.offer.starts, self.offer.ends, content.zone), tokens)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint_now(painter, glass, content.now, tokens)
        if self.words:
            paint_words(painter, QRectF(0, 0, glass.width, glass.height), self.words, tokens)


class Window(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph carries no types
    """pyqtgraph's view: time across is its own, lanes down are scrolled for it."""

    scrolled = Signal(int)

    def __init__(self) -> None:
        super().__init__(invertY=True, enableMenu=False, defaultPadding=0)
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self.setLimits(minXRange=_CLOSEST, maxXRange=_FURTHEST)

    # Qt

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:
        """Zoom about the pointer; with Shift or a sideways wheel, pan."""
        sideways = event.orientation() == Qt.Orientation.Horizontal
        if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            first, last = self.viewRange()[0]
            self.translateBy(x=-(last - first) * event.delta() / 1200)
            event.accept()
            return
        super().wheelEvent(event, axis)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """The left hand pans both ways; the right one does nothing."""
        if event.button() == Qt.MouseButton.RightButton:
            event.ignore()
            return
        super().mouseDragEvent(event, axis)
        self.scrolled.emit(round(event.lastPos().y() - event.pos().y()))
