"""The timeline: venues down, time across, moved and zoomed by hand, wheel and keys."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollBar, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED
from eocdesk.ui.panes.calendar.arrange import Arranged, Ints, Lane, arrange
from eocdesk.ui.panes.calendar.bars import content_of
from eocdesk.ui.panes.calendar.glass import Glass
from eocdesk.ui.panes.calendar.hours import HOUR, day_of, days_between, span
from eocdesk.ui.panes.calendar.listing import home_day, nothing_on
from eocdesk.ui.panes.calendar.offer import Offer, Part, nudged, still_offered
from eocdesk.ui.panes.calendar.page import busy_hours, lay_out, neighbour
from eocdesk.ui.panes.calendar.plan import ARROWS
from eocdesk.ui.panes.calendar.ruler import Gutter, Ruler
from eocdesk.ui.panes.calendar.scene import Scene, Window
from eocdesk.ui.panes.calendar.state import sentence
from eocdesk.ui.panes.calendar.strip import Strip

_SETTLE_MS = 120
"""Lanes are counted anew once the hand rests, not under it."""
_ZOOM = 1.25
_MARGIN = 4
"""px between a session that is brought into sight and the edge."""


class Timeline(QWidget):
    """Sessions on lanes. Ids and moments (ms) go in and out, never pixels."""

    picked = Signal(object)
    """The selected session's id, or None."""
    opened = Signal(object)
    move_asked = Signal(object, object, object)
    """id, starts, ends: a person wants it there. It stays drawn as an offer until `withdraw` or new sessions."""
    range_changed = Signal(object, object)
    """First and last moment in sight, once the hand rests."""
    lane_picked = Signal(object)
    day_picked = Signal(object)
    """A day more of whose sessions one wants to see than fit here (None: no day)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Event calendar timeline")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right everywhere
        self._arranged = arrange(())
        self._shown: Ints = np.zeros(0, np.int64)
        self._zone = "UTC"
        self._now = 0
        self._selected: bytes | None = None
        self._view = pg.GraphicsView(self, background=None)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.viewport().setFocusProxy(self)
        self._window = Window()
        self._scene = Scene()
        self._window.addItem(self._scene, ignoreBounds=True)
        self._view.setCentralItem(self._window)
        self.ruler = Ruler(self)
        self.gutter = Gutter(self)
        self.strip = Strip(self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName("Venues")
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._place_parts()
        self._connect_parts()
        self._retheme()

    def _place_parts(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.ruler, 0, 0, 1, 2)
        grid.addWidget(self.strip, 1, 0, 1, 3)
        grid.addWidget(self.gutter, 2, 0)
        grid.addWidget(self._view, 2, 1)
        grid.addWidget(self._bar, 2, 2)
        grid.setColumnStretch(1, 1)
        self._bar.hide()

    def _connect_parts(self) -> None:
        self._window.sigXRangeChanged.connect(self._range_moved)
        self._window.sigResized.connect(self._view_resized)
        self._window.scrolled.connect(self._scroll_by)
        self.gutter.scrolled.connect(self._scroll_by)
        self.gutter.picked.connect(self.lane_picked)
        self._bar.valueChanged.connect(self._scroll_to)
        self.strip.picked.connect(self.select)
        self.strip.opened.connect(self.opened)
        self.strip.more_picked.connect(self.day_picked)
        self._timer.timeout.connect(self._settle)
        self._scene.picked.connect(self._picked_by_hand)
        self._scene.opened.connect(self._opened_by_hand)
        self._scene.offered.connect(self._offered_by_hand)
        self._scene.hovered.connect(self._hovered)

    # what is shown

    def show_sessions(self, arranged: Arranged, zone: str, now: int) -> None:
        """Take these; the piece of time and the selection stay."""
        kept = self._zone == zone and len(self._arranged) > 0
        self._scene.offer = still_offered(self._scene.offer, self._arranged, arranged)
        self._arranged, self._zone, self._now = arranged, zone, now
        if self._selected is not None and not self._knows(self._selected):
            self._select(None)
        if not kept:
            self.look_at_day(span(home_day(arranged, zone, now), zone)[0] + 12 * HOUR)
        self._settle()

    def forget(self) -> None:
        """Another event: nothing of this one is kept, neither the time in sight nor the selection."""
        self._scene.offer = None
        self._arranged = arrange(())
        self._select(None)

    def set_now(self, now: int) -> None:
        """A minute has passed."""
        self._now = now
        self._settle()

    @property
    def selected(self) -> bytes | None:
        """The selected session's id."""
        return self._selected

    @property
    def sight(self) -> tuple[int, int]:
        """First and last moment in sight."""
        first, last = self._window.viewRange()[0]
        return self._scene.when(first), self._scene.when(last)

    def rect_of(self, session: bytes) -> QRect:
        """Where its bar is, px of this widget; null where it is not shown."""
        number = self._arranged.at.get(session, -1)
        rect = self._scene.rect_of(number).toRect()
        return rect.translated(self._view.pos()) if number >= 0 else rect

    # where one looks

    def look_at(self, first: int, last: int) -> None:
        """Show this piece of time."""
        origin = first - first % (24 * HOUR)
        if abs(origin - self._scene.origin) > 400 * 24 * HOUR:
            self._scene.origin = origin  # seconds since a day nearby, so that no digit is lost in drawing
        zero = self._scene.origin
        self._window.setXRange((first - zero) / 1000, (last - zero) / 1000, padding=0)

    def look_at_day(self, when: int) -> None:
        """The waking hours of a local day: what is on that day, and now if it is today."""
        first, last = span(day_of(when, self._zone), self._zone)
        self.look_at(*busy_hours(self._arranged, first, last, self._now))

    def go_home(self) -> None:
        """Now, and the day around it."""
        self.look_at_day(self._now)

    def zoom(self, factor: float) -> None:
        """`factor` > 1 shows less time, about the selected session or the middle."""
        self._window.scaleBy(x=1 / factor, center=pg.Point(self._middle(), 0))

    def _middle(self) -> float:
        number = self._arranged.at.get(self._selected or b"", -1)
        first, last = self.sight
        middle = (first + last) / 2
        if number >= 0 and first < self._arranged.starts[number] < last:
            middle = float(self._arranged.starts[number] + self._arranged.ends[number]) / 2
        return (middle - self._scene.origin) / 1000

    # selection and offers

    def select(self, session: bytes | None) -> None:
        """Select it and bring it into sight."""
        number = self._arranged.at.get(session or b"", -1)
        if number < 0:
            self._select(session if session is not None and self._knows(session) else None)
            return
        first, last = self.sight
        starts, ends = int(self._arranged.starts[number]), int(self._arranged.ends[number])
        if ends <= first or starts >= last:
            self.look_at_day(starts)
            self._settle()
        self._select(session)
        self._reveal_lane(number)

    def _knows(self, session: bytes) -> bool:
        return session in self._arranged.at or any(row.id == session for row in self._arranged.undecided)

    def _select(self, session: bytes | None) -> None:
        changed = session != self._selected
        self._selected = session
        self._scene.selected = self._arranged.at.get(session or b"", -1)
        self._scene.update()
        self.strip.select(session)
        if changed:
            self.setAccessibleDescription(self.sentence(session))
            self.picked.emit(session)

    def sentence(self, session: bytes | None) -> str:
        """A session in one line, for tips and screen readers."""
        number = self._arranged.at.get(session or b"", -1)
        if number < 0:
            return ""
        return sentence(self._arranged.rows[number], self._zone, conflict=bool(self._arranged.conflict[number]))

    def _reveal_lane(self, number: int) -> None:
        rect = self._scene.rect_of(number)
        if rect.isNull():
            return
        if rect.top() < _MARGIN:
            self._scroll_by(round(rect.top()) - 2 * _MARGIN)
        elif rect.bottom() > self._view.height() - _MARGIN:
            self._scroll_by(round(rect.bottom()) - self._view.height() + 2 * _MARGIN)

    def withdraw(self) -> None:
        """The move is not made: the session is drawn where it was."""
        self._scene.offer = None
        self._scene.update()

    def nudge_by(self, along: int, down: int, part: Part = Part.WHOLE) -> None:
        """Offer the selected session, or its end, some five minutes along and some hours down from where it is."""
        number = self._arranged.at.get(self._selected or b"", -1)
        if number < 0:
            return
        self._offered_by_hand(nudged(self._arranged, number, self._scene.offer, (along, down), part))

    # parts

    @Slot(int)
    def _picked_by_hand(self, number: int) -> None:
        self._scene.keyboard = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._select(self._arranged.rows[number].id if number >= 0 else None)

    @Slot(int)
    def _opened_by_hand(self, number: int) -> None:
        self._picked_by_hand(number)
        self.opened.emit(self._arranged.rows[number].id)

    @Slot(object)
    def _offered_by_hand(self, offer: Offer) -> None:
        self._scene.offer = offer
        self._scene.update()
        self.move_asked.emit(self._arranged.rows[offer.number].id, offer.starts, offer.ends)

    @Slot(int)
    def _hovered(self, number: int) -> None:
        self._view.viewport().setToolTip(self.sentence(self._arranged.rows[number].id) if number >= 0 else "")

    @Slot()
    def _range_moved(self) -> None:
        self._glance()
        self._timer.start()

    @Slot()
    def _view_resized(self) -> None:
        self._settle()

    @Slot(int)
    def _scroll_by(self, px: int) -> None:
        self._bar.setValue(self._bar.value() + px)

    @Slot(int)
    def _scroll_to(self, _: int) -> None:
        self._glance()

    @Slot()
    def _settle(self) -> None:
        """Lay the lanes of the days in sight out anew; the lane at the top stays there."""
        self._timer.stop()
        first, last = self.sight
        top = self._top_lane()
        day_first, _ = span(day_of(first, self._zone), self._zone)
        _, day_last = span(day_of(last - 1, self._zone), self._zone)
        self._shown = self._arranged.between(day_first, day_last)
        self.strip.show_days(self._arranged, days_between(day_first, day_last, self._zone))
        scale = theme.of(self).scale
        page = lay_out(self._arranged, self._shown, self._view.height(), scale)
        self._scene.content = content_of(self._arranged, page, self._zone, self._now, self._scene.content)
        self._scene.selected = self._arranged.at.get(self._selected or b"", -1)
        days = day_of(first, self._zone), day_of(last - 1, self._zone)
        self._scene.words = "" if page.lanes else nothing_on(self._arranged, *days, self._zone)
        over = max(0, round(page.height - self._view.height()))
        self._bar.setVisible(over > 0)
        self._bar.setRange(0, over)
        self._bar.setPageStep(self._view.height())
        self._bar.setSingleStep(round(40 * scale))
        self._keep_top(top)
        self._glance()
        self.range_changed.emit(first, last)

    def _top_lane(self) -> tuple[Lane, float] | None:
        content = self._scene.content
        place = content.page.lane_at(float(self._bar.value())) if content is not None else None
        if content is None or place is None or not self._bar.value():
            return None
        offset = self._bar.value() - float(content.page.edges[place])
        return content.arranged.lanes[content.page.lanes[place]], offset

    def _keep_top(self, top: tuple[Lane, float] | None) -> None:
        content = self._scene.content
        if top is None or content is None:
            return
        for place, number in enumerate(content.page.lanes):
            if content.arranged.lanes[number].key == top[0].key:
                self._bar.setValue(round(float(content.page.edges[place]) + top[1]))

    def _glance(self) -> None:
        """The glass follows the range; ruler and names follow the glass."""
        first, last = self.sight
        scroll = float(self._bar.value())
        size = self._view.size()
        glass = Glass(first, last, float(max(1, size.width())), float(max(1, size.height())), scroll)
        self._scene.glass = glass
        self._window.setYRange(scroll, scroll + glass.height, padding=0)
        self._scene.update()
        self.ruler.look_at(glass, self._zone, self._now)
        content = self._scene.content
        if content is not None:
            self.gutter.look_at(content.arranged.lanes, content.page, scroll)

    def _retheme(self) -> None:
        self._scene.tokens = theme.of(self)
        self._scene.update()

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        if key in ARROWS and held & alt:
            self.nudge_by(*ARROWS[key], Part.END if held & shift else Part.WHOLE)
        elif key in ARROWS:
            self._step(ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected is not None:
            self.opened.emit(self._selected)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._scroll_by(self._view.height() if key == Qt.Key.Key_PageDown else -self._view.height())
        elif key == Qt.Key.Key_Escape and (self._selected is not None or self._scene.offer is not None):
            self.withdraw()
            self._select(None)
        else:
            return False
        return True

    def _step(self, step: tuple[int, int]) -> None:
        self._scene.keyboard = True
        content = self._scene.content
        number = self._arranged.at.get(self._selected or b"", -1)
        if content is None or not len(self._shown):
            return
        if number < 0 or np.isnan(content.page.top[number]):
            away = np.abs(self._arranged.starts[self._shown] - min(max(self._now, self.sight[0]), self.sight[1]))
            found: int | None = int(self._shown[int(np.argmin(away))])
        else:
            found = neighbour(self._arranged, content.page, self._shown, number, step)
        if found is not None:
            self.select(self._arranged.rows[found].id)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "_scene"):
            self._retheme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._scene.keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        self._scene.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._scene.keyboard = False
        self._scene.update()
