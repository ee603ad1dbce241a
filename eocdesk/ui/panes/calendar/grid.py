"""Columns of hours with sessions in them: what the day and the week have in common."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.arrange import Arranged, arrange
from eocdesk.ui.panes.calendar.blocks import paint_block, paint_more, paint_pill, paint_selected
from eocdesk.ui.panes.calendar.columns import Column
from eocdesk.ui.panes.calendar.hours import from_to
from eocdesk.ui.panes.calendar.looks import face
from eocdesk.ui.panes.calendar.plan import ARROWS, Plan, Spot, beside, plan
from eocdesk.ui.panes.calendar.state import Codes, kind_of, phases, sentence

_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Grid(QAbstractScrollArea):
    """Paints `Column`s. Ids and column keys go out, never pixels."""

    picked = Signal(object)
    opened = Signal(object)
    column_picked = Signal(object)
    more_picked = Signal(object)
    """The key of a column some of whose sessions are only counted."""

    narrowest = 52.0
    """px a session, or a column, is wide at least, at the desk's size; a subclass says otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self._arranged: Arranged = arrange(())
        self._phases: Codes = self._arranged.said
        self._zone = "UTC"
        self._now = 0
        self._plan: Plan = plan((), 1, 1, 1, 1)
        self._selected: bytes | None = None
        self._keyboard = False
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    def columns(self, most: int) -> list[Column]:
        """The columns to show with at most `most` sessions side by side; a subclass knows."""
        raise NotImplementedError

    # what is shown

    def show_sessions(self, arranged: Arranged, zone: str, now: int) -> None:
        """Take these."""
        self._arranged, self._zone, self._now = arranged, zone, now
        self.lay_out()

    def set_now(self, now: int) -> None:
        """A minute has passed."""
        self._now = now
        self.lay_out()

    @property
    def selected(self) -> bytes | None:
        """The selected session's id."""
        return self._selected

    def select(self, session: bytes | None) -> None:
        """Select it and bring it into sight, if it is shown here."""
        changed = session != self._selected
        self._selected = session
        spot = next((s for s in self._plan.spots() if session is not None and self._id(s) == session), None)
        if spot is not None:
            self._reveal(spot)
        row = self._row(spot)
        self.setAccessibleDescription("" if row is None else sentence(row, self._zone))
        self.viewport().update()
        if changed:
            self.picked.emit(session)

    def lay_out(self) -> None:
        """Columns, hours and scroll bars anew; what one looks at stays."""
        arranged = self._arranged
        self._phases = phases(arranged.starts, arranged.ends, arranged.said, self._now)
        size, scale = self.viewport().size(), theme.of(self).scale
        made = plan(self.columns(1), size.width(), size.height(), self.narrowest, scale)
        if made.most > 1:
            made = plan(self.columns(made.most), size.width(), size.height(), self.narrowest, scale)
        across, down = made.over
        self.horizontalScrollBar().setRange(0, across)
        self.horizontalScrollBar().setPageStep(max(1, round(size.width() - made.rail)))
        self.horizontalScrollBar().setSingleStep(round(made.wide / 2))
        self.verticalScrollBar().setRange(0, down)
        self.verticalScrollBar().setPageStep(max(1, round(size.height() - made.top)))
        self.verticalScrollBar().setSingleStep(round(24 * scale))
        self._plan = made
        self._scrolled()

    @Slot()
    def _scrolled(self) -> None:
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self._plan = replace(self._plan, across=across, down=down)
        self.viewport().update()

    def look_at_now(self) -> None:
        """Bring the now line, or the first session, into the upper third."""
        made = self._plan
        nows = [column.now for column in made.columns if column.now is not None]
        tops = [block.top for column in made.columns for block in column.blocks]
        minute = nows[0] if nows else min(tops, default=made.hours[0])
        above = (made.height - made.top) / 3
        self.verticalScrollBar().setValue(round((minute - made.hours[0]) * made.per_minute - above))

    def _row(self, spot: Spot | None) -> SessionRow | None:
        if spot is None:
            return None
        return self._arranged.rows[spot.number] if spot.number >= 0 else spot.waiting

    def _id(self, spot: Spot | None) -> bytes | None:
        row = self._row(spot)
        return None if row is None else row.id

    def _reveal(self, spot: Spot) -> None:
        made, rect = self._plan, spot.rect
        if rect.left() < made.rail:
            self.horizontalScrollBar().setValue(round(made.across + rect.left() - made.rail))
        elif rect.right() > made.width:
            self.horizontalScrollBar().setValue(round(made.across + rect.right() - made.width + 4))
        if not spot.pinned and (rect.top() < made.top or rect.bottom() > made.height):
            above = (made.height - made.top) / 3
            self.verticalScrollBar().setValue(round(made.down + rect.top() - made.top - above))

    # painting

    def _paint_hours(self, painter: QPainter, tokens: Tokens) -> None:
        made = self._plan
        painter.setFont(face(tokens, -2))
        for minute, label in made.columns[0].hours if made.columns else ():
            y = made.y(minute)
            if not made.hours[0] <= minute <= made.hours[1] or y < made.top:
                continue
            painter.setPen(QColor(tokens.border))
            painter.drawLine(QPointF(made.rail - 6, y), QPointF(made.width, y))
            if y > made.top + 4:
                painter.setPen(QColor(tokens.muted))
                painter.drawText(QRectF(0, y - 9, made.rail - 10, 18), _RIGHT, label)

    def _paint_head(self, painter: QPainter, tokens: Tokens, at: int) -> None:
        made, column = self._plan, self._plan.columns[at]
        rect = QRectF(made.left(at) + 5, 0, made.wide - 10, made.head)
        second = column.warning or column.second
        font = face(tokens, 0.5, 600 if column.matched else 500, slant=not column.matched)
        painter.setFont(font)
        ink = tokens.accent if column.today else tokens.text if column.matched else tokens.muted
        painter.setPen(QColor(ink))
        words = QFontMetricsF(font).elidedText(column.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect.adjusted(0, 6, 0, 4 - rect.height() / 2) if second else rect, _CENTRE, words)
        if second:
            small = face(tokens, -2, 500 if column.warning else 400)
            painter.setFont(small)
            painter.setPen(QColor(tokens.warn if column.warning else tokens.muted))
            words = QFontMetricsF(small).elidedText(second, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect.adjusted(0, rect.height() / 2 - 2, 0, -4), _CENTRE, words)

    def _paint_spot(self, painter: QPainter, tokens: Tokens, spot: Spot) -> None:
        row = self._row(spot)
        if row is None:
            if spot.pinned:
                paint_pill(painter, spot.rect, f"+{spot.more} to be decided", tokens, chosen=False)
            else:
                paint_more(painter, spot.rect, spot.more, tokens)
            return
        chosen = row.id == self._selected
        if spot.pinned:
            paint_pill(painter, spot.rect, row.title, tokens, kind=kind_of(row), chosen=chosen)
            return
        phase, flag = int(self._phases[spot.number]), int(self._arranged.flag[spot.number])
        times = from_to(row.starts or 0, row.ends, self._zone)
        paint_block(painter, spot.rect, row, tokens, phase=phase, flag=flag, times=times)
        if chosen:
            paint_selected(painter, spot.rect, tokens, keyboard=self._keyboard)

    def _paint_now(self, painter: QPainter, tokens: Tokens) -> None:
        made = self._plan
        painter.setPen(QPen(QColor(tokens.bad), 2))
        painter.setBrush(QColor(tokens.bad))
        for at, column in enumerate(made.columns):
            if column.now is None:
                continue
            y, left = made.y(column.now), made.left(at)
            painter.drawLine(QPointF(left, y), QPointF(left + made.wide, y))
            if at == 0 or made.columns[at - 1].now is None:
                painter.drawEllipse(QPointF(left, y), 3.5, 3.5)

    def _paint_columns(self, painter: QPainter, tokens: Tokens) -> None:
        made = self._plan
        for at, column in enumerate(made.columns):
            left = round(made.left(at))
            if column.today:
                shade = theme.colour(tokens.soft, 90 if tokens.dark else 120)
                painter.fillRect(QRectF(left, 0, made.wide, made.height), shade)
            painter.setPen(QColor(tokens.border))
            painter.drawLine(QPointF(left, 0), QPointF(left, made.height))

    def _paint_spots(self, painter: QPainter, tokens: Tokens, *, pinned: bool) -> None:
        made = self._plan
        top, bottom = (0.0, made.top) if pinned else (made.top, made.height)
        shown = QRectF(made.rail - (0 if pinned else 4), top, made.width, bottom - top)
        painter.setClipRect(shown)
        for spot in made.spots():
            if spot.pinned == pinned and spot.rect.intersects(shown):
                self._paint_spot(painter, tokens, spot)

    def _paint(self, painter: QPainter, tokens: Tokens) -> None:
        made = self._plan
        painter.fillRect(self.viewport().rect(), QColor(tokens.surface))
        self._paint_hours(painter, tokens)
        painter.setClipRect(QRectF(made.rail, 0, made.width, made.height))
        self._paint_columns(painter, tokens)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_spots(painter, tokens, pinned=False)
        self._paint_now(painter, tokens)
        self._paint_spots(painter, tokens, pinned=True)
        for at in range(len(made.columns)):
            self._paint_head(painter, tokens, at)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QColor(tokens.border2))
        painter.drawLine(QPointF(0, made.top - 1), QPointF(made.width, made.top - 1))

    # keys

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in ARROWS:
            self._keyboard = True
            self._step(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected is not None:
            self.opened.emit(self._selected)
        elif key == Qt.Key.Key_Escape and self._selected is not None:
            self.select(None)
        else:
            return False
        return True

    def _step(self, across: int, down: int) -> None:
        made = self._plan
        spots = [spot for spot in made.spots() if self._row(spot) is not None]
        here = next((spot for spot in spots if self._id(spot) == self._selected), None)
        if here is not None:
            self.select(self._id(beside(spots, here, across, down)))
        elif spots:
            now = made.y(next((c.now for c in made.columns if c.now is not None), made.hours[0]))
            self.select(self._id(min(spots, key=lambda spot: abs(spot.rect.top() - now))))

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint(painter, theme.of(self))
        painter.end()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._keyboard = False
        made, place = self._plan, event.position()
        spot, column = made.spot_at(place.x(), place.y()), made.column_at(place.x())
        if spot is not None and spot.more:
            self.more_picked.emit(made.columns[spot.column].key)
        elif spot is None and column is not None and place.y() < made.head:
            self.column_picked.emit(made.columns[column].key)
        else:
            self.select(self._id(spot))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        session = self._id(self._plan.spot_at(event.position().x(), event.position().y()))
        if session is not None:
            self.opened.emit(session)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = self.viewport().mapFromGlobal(self.cursor().pos())
            row = self._row(self._plan.spot_at(place.x(), place.y()))
            QToolTip.showText(self.cursor().pos(), "" if row is None else sentence(row, self._zone), self)
            return True
        return super().viewportEvent(event)
