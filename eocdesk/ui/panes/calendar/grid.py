"""Columns of hours with sessions in them: what the day and the week have in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.calendar.arrange import Arranged, arrange
from eocdesk.ui.panes.calendar.columns import Column
from eocdesk.ui.panes.calendar.drawing import Drawn, Ghost, Tiles, paint_grid
from eocdesk.ui.panes.calendar.hours import MINUTE, from_to
from eocdesk.ui.panes.calendar.listing import nothing_on
from eocdesk.ui.panes.calendar.offer import Offer, Part, nudged, pulled, stands, still_offered
from eocdesk.ui.panes.calendar.plan import ARROWS, Plan, Spot, beside, plan, room_for
from eocdesk.ui.panes.calendar.state import Codes, phases, sentence

_EDGE = 6.0
"""px above the lower edge of a block that take hold of its end."""


class Grid(QAbstractScrollArea):
    """Paints `Column`s. Ids and column keys go out, never pixels."""

    picked = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object, object, object)
    """id, starts, ends: a person wants it there. It stays drawn as an offer until `withdraw` or new sessions."""
    column_picked = Signal(object)
    more_picked = Signal(object)
    """The key of a column some of whose sessions are only counted."""

    narrowest = 48.0
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
        self._more = -1
        """The count of more that the keyboard is at, by its place among the spots."""
        self._tiles = Tiles()
        self._offer: Offer | None = None
        self._held: tuple[Spot, Part, QPointF] | None = None
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    def columns(self, most: int) -> list[Column]:
        """The columns to show with at most `most` sessions side by side; a subclass knows."""
        raise NotImplementedError

    def count(self) -> int:
        """How many columns there will be; a subclass knows."""
        raise NotImplementedError

    def place_of(self, when: int, column: int) -> tuple[int, float]:
        """The column and the minute of a moment; `column`: where its session stands now. A subclass knows."""
        raise NotImplementedError

    def shift(self, _from: int, _to: int) -> int:
        """By how much time the second column is later than the first, ms; nothing where columns are venues."""
        return 0

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day shown; a subclass knows."""
        raise NotImplementedError

    # what is shown

    def show_sessions(self, arranged: Arranged, zone: str, now: int) -> None:
        """Take these."""
        self._offer = still_offered(self._offer, self._arranged, arranged)
        self._arranged, self._zone, self._now = arranged, zone, now
        self.lay_out()

    def set_now(self, now: int) -> None:
        """A minute has passed: only the now line and what lies behind it move, unless a day or an hour ended."""
        self._now = now
        columns = tuple(replace(column, now=self.now_in(column)) for column in self._plan.columns)
        first, last = self._plan.hours
        inside = all(column.now is None or first <= column.now <= last for column in columns)
        if not inside or [c.now is None for c in columns] != [c.now is None for c in self._plan.columns]:
            self.lay_out()
            return
        arranged = self._arranged
        self._phases = phases(arranged.starts, arranged.ends, arranged.said, now)
        self._plan = replace(self._plan, columns=columns)
        self._tiles.clear()
        self.viewport().update()

    def now_in(self, column: Column) -> float | None:
        """The minute of the now line in that column, or None; a subclass knows."""
        raise NotImplementedError

    @property
    def selected(self) -> bytes | None:
        """The selected session's id."""
        return self._selected

    def select(self, session: bytes | None) -> None:
        """Select it and bring it into sight, if it is shown here."""
        changed = session != self._selected
        self._selected, self._more = session, -1
        spot = self._spot(session)
        if spot is not None:
            self._reveal(spot)
        number = self._arranged.at.get(session or b"", -1)
        row = self._arranged.rows[number] if number >= 0 else self._row(spot)
        self.setAccessibleDescription("" if row is None else sentence(row, self._zone))
        self.viewport().update()
        if changed:
            self.picked.emit(session)

    def withdraw(self) -> None:
        """The move is not made: the session is drawn where it was."""
        self._offer = self._held = None
        self.viewport().update()

    def nudge_by(self, along: int, down: int, part: Part = Part.WHOLE) -> None:
        """Offer the selected session, or its end, some five minutes along and some hours down from where it is."""
        number = self._arranged.at.get(self._selected or b"", -1)
        if number >= 0:
            self._ask_for(nudged(self._arranged, number, self._offer, (along, down), part))

    def _ask_for(self, offer: Offer) -> None:
        self._offer = offer
        self.viewport().update()
        self.move_asked.emit(self._arranged.rows[offer.number].id, offer.starts, offer.ends)

    def rect_of(self, session: bytes) -> QRect:
        """Where it stands, px of this widget; null where it is not shown."""
        spot = self._spot(session)
        return QRect() if spot is None else spot.rect.toRect().translated(self.viewport().pos())

    def lay_out(self) -> None:
        """Columns, hours and scroll bars anew; what one looks at stays."""
        arranged = self._arranged
        self._phases = phases(arranged.starts, arranged.ends, arranged.said, self._now)
        size, scale = self.viewport().size(), theme.of(self).scale
        most = room_for(self.count(), size.width(), self.narrowest, scale)
        made = plan(self.columns(most), size.width(), size.height(), self.narrowest, scale)
        across, down = made.over
        self.horizontalScrollBar().setRange(0, across)
        self.horizontalScrollBar().setPageStep(max(1, round(size.width() - made.rail)))
        self.horizontalScrollBar().setSingleStep(round(made.wide / 2))
        self.verticalScrollBar().setRange(0, down)
        self.verticalScrollBar().setPageStep(max(1, round(size.height() - made.top)))
        self.verticalScrollBar().setSingleStep(round(24 * scale))
        self._plan, self._more = made, -1
        self._tiles.clear()
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

    def _spot(self, session: bytes | None) -> Spot | None:
        """Where a session stands, or the count it is part of."""
        number = self._arranged.at.get(session or b"", -1)
        for spot in self._plan.spots:
            row = self._row(spot)
            if session is not None and ((row is not None and row.id == session) or number in spot.hidden):
                return spot
        return None

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

    def _drawn(self) -> Drawn:
        """What a frame needs."""
        made, offer = self._plan, self._offer
        words, ghost = "", None
        if not any(column.blocks or column.more or column.undecided for column in made.columns):
            words = nothing_on(self._arranged, *self.days, self._zone)
        spot = next((s for s in made.spots if offer is not None and s.number == offer.number), None)
        if offer is not None and spot is not None:
            column, minute = self.place_of(offer.starts, spot.column)
            x = spot.rect.left() + (column - spot.column) * made.wide
            tall = (offer.ends - offer.starts) / MINUTE * made.per_minute
            times = from_to(offer.starts, offer.ends, self._zone)
            ghost = Ghost(QRectF(x, made.y(minute) + 1, spot.rect.width(), tall - 2), times)
        chosen = self._selected, self._more
        return Drawn(made, self._arranged, self._phases, self._zone, chosen, ghost, words, keyboard=self._keyboard)

    # keys

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in ARROWS and held & Qt.KeyboardModifier.AltModifier:
            self.nudge_by(*ARROWS[key], Part.END if held & Qt.KeyboardModifier.ShiftModifier else Part.WHOLE)
            return True
        if held & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in ARROWS:
            self._keyboard = True
            self._step(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._open()
        elif key == Qt.Key.Key_Escape and self._selected is not None:
            self.withdraw()
            self.select(None)
        else:
            return False
        return True

    def _tip(self, x: float, y: float) -> str:
        made = self._plan
        spot, at = made.spot_at(x, y), made.column_at(x)
        row = self._row(spot)
        if row is not None:
            return sentence(row, self._zone)
        column = made.columns[at] if at is not None and y < made.head else None
        return "" if column is None else "\n".join(part for part in (column.title, column.second) if part)

    @staticmethod
    def _part(spot: Spot, y: float) -> Part:
        return Part.END if spot.rect.bottom() - y < min(_EDGE, spot.rect.height() / 4) else Part.WHOLE

    def _step(self, across: int, down: int) -> None:
        made = self._plan
        spots = list(made.spots)
        here = self._spot(self._selected)
        if 0 <= self._more < len(spots):
            here = spots[self._more]
        if here is not None:
            self._go_to(spots, beside(spots, here, across, down))
        elif spots:
            now = made.y(next((c.now for c in made.columns if c.now is not None), made.hours[0]))
            self._go_to(spots, min(spots, key=lambda spot: abs(spot.rect.top() - now)))

    def _go_to(self, spots: list[Spot], spot: Spot) -> None:
        self.select(self._id(spot))
        if spot.more:
            self._more = spots.index(spot)
            self._reveal(spot)
            self.setAccessibleDescription(f"{spot.more} more sessions")

    def _open(self) -> bool:
        """Enter: the card of the session, or the day of those that are only counted."""
        spots = list(self._plan.spots)
        if 0 <= self._more < len(spots):
            self.more_picked.emit(self._plan.columns[spots[self._more].column].key)
        elif self._selected is not None:
            self.opened.emit(self._selected)
        else:
            return False
        return True

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        tokens = theme.of(self)
        painter.fillRect(self.viewport().rect(), QColor(tokens.surface))
        paint_grid(painter, self._drawn(), tokens, self._tiles)
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
            if spot is not None and spot.number >= 0:
                self._held = spot, self._part(spot, place.y()), place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A block follows the hand, five minutes at a time; its lower edge makes it longer."""
        place = event.position()
        if self._held is None:
            spot = self._plan.spot_at(place.x(), place.y())
            grips = spot is not None and spot.number >= 0 and self._part(spot, place.y()) is Part.END
            self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if grips else Qt.CursorShape.ArrowCursor)
            return
        spot, part, begun = self._held
        way = place - begun
        if self._offer is None and way.manhattanLength() < QApplication.startDragDistance():
            return
        by = round(way.y() / self._plan.per_minute) * MINUTE
        to = self._plan.column_at(place.x())
        if part is Part.WHOLE and to is not None:
            by += self.shift(spot.column, to)
        was = stands(self._arranged, spot.number)
        self._offer = Offer(spot.number, *pulled(was.starts, was.ends, by, part))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        event.accept()
        if held is None or self._offer is None:
            return
        if self._offer == stands(self._arranged, self._offer.number):
            self.withdraw()
        else:
            self._ask_for(self._offer)

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
            QToolTip.showText(self.cursor().pos(), self._tip(place.x(), place.y()), self)
            return True
        return super().viewportEvent(event)
