"""The five ways to look at the calendar, one of them up; all take and give the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.panes.calendar.agenda import Agenda
from eocdesk.ui.panes.calendar.arrange import Lane
from eocdesk.ui.panes.calendar.board import Board
from eocdesk.ui.panes.calendar.day import Day
from eocdesk.ui.panes.calendar.grid import Grid
from eocdesk.ui.panes.calendar.hours import HOUR, day_of, parse_day, span
from eocdesk.ui.panes.calendar.listing import home_day
from eocdesk.ui.panes.calendar.offer import Part
from eocdesk.ui.panes.calendar.reading import Held
from eocdesk.ui.panes.calendar.timeline import Timeline
from eocdesk.ui.panes.calendar.week import Week

_SIDE_FROM = 1400
"""px of the desk's size from which the week has the agenda at its side."""
_SIDE = 340
_SIDE_HOURS = 12


class _Way(Protocol):
    def select(self, session: bytes | None) -> None: ...
    def set_now(self, now: int) -> None: ...


class Stage(QStackedWidget):
    """Shows what is held, of one day; keeps day and selection when the way changes."""

    picked = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object, object, object)
    venue_picked = Signal(object)
    """A click on a venue's name: its lane's key."""
    looked = Signal()
    """Other days are in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = Timeline()
        self.day = Day()
        self.week = Week()
        self.side = Agenda(_SIDE_HOURS)
        self.agenda = Agenda()
        self.board = Board()
        self._held = Held()
        self._zone = "UTC"
        self._now = 0
        self._selected: bytes | None = None
        self._fresh: set[str] = set()
        self._date = date(1970, 1, 1)
        self._way = "timeline"
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.week, 1)
        row.addWidget(self.side)
        self._pages = {
            "timeline": self.timeline,
            "day": self.day,
            "week": both,
            "agenda": self.agenda,
            "board": self.board,
        }
        for page in self._pages.values():
            self.addWidget(page)
        self.setFocusProxy(self.timeline)
        self._connect_parts()

    def _connect_parts(self) -> None:
        for way in (self.timeline, self.day, self.week, self.side, self.agenda, self.board):
            way.picked.connect(self._picked)
            way.opened.connect(self.opened)
        for movable in (self.timeline, self.day, self.week):
            movable.move_asked.connect(self.move_asked)
        self.agenda.day_reached.connect(self._day_reached)
        self.timeline.range_changed.connect(self._range_changed)
        self.timeline.day_picked.connect(self._more_picked)
        self.week.column_picked.connect(self._day_picked)
        self.week.more_picked.connect(self._day_picked)
        self.day.more_picked.connect(self._rest_picked)
        self.day.column_picked.connect(self.venue_picked)
        self.timeline.lane_picked.connect(self._lane_picked)

    @property
    def way(self) -> str:
        """Which way is up."""
        return self._way

    @property
    def selected(self) -> bytes | None:
        """The selected session's id."""
        return self._selected

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day in sight."""
        if self._way == "timeline":
            first, last = self.timeline.sight
            return day_of(first, self._zone), day_of(last - 1, self._zone)
        if self._way == "week":
            return self.week.first, self.week.first + timedelta(days=6)
        return self._date, self._date

    @property
    def day_shown(self) -> date:
        """The day one looks at."""
        return self._date

    def take(self, held: Held, zone: str, now: int) -> None:
        """Show these; the first time, show today."""
        other = held.event != self._held.event
        first = other or not self._held.rows or zone != self._zone
        if other:
            self._selected = None
            self.timeline.forget()
        self._held, self._zone, self._now = held, zone, now
        self._fresh.clear()
        if first:
            self._date = home_day(held.arranged, zone, now)
        self._freshen()
        if first:
            self._look_at_date()

    def set_now(self, now: int) -> None:
        """A minute has passed."""
        self._now = now
        self._fresh = {self._way}
        for way in self._up():
            way.set_now(now)

    def show_way(self, way: str) -> None:
        """Look at it this way."""
        if way == self._way:
            return
        had = self.focusWidget() is not None and self.focusWidget().hasFocus()
        self._way = way
        self.setCurrentWidget(self._pages[way])
        self.setFocusProxy(self.week if way == "week" else self._pages[way])
        self._freshen()
        self._look_at_date()
        if had:
            self.take_focus()
        self.looked.emit()

    def go_to_day(self, day: date) -> None:
        """Look at that day."""
        self._date = day
        if self._way == "timeline":
            self.timeline.look_at_day(span(day, self._zone)[0] + 12 * HOUR)
        self._look_at_date()
        self.looked.emit()

    def _look_at_date(self) -> None:
        """The day one looks at comes into sight in the way that is up."""
        day = self._date
        if self._way == "timeline":
            first, last = self.days
            if not first <= day <= last:
                self.timeline.look_at_day(span(day, self._zone)[0] + 12 * HOUR)
        elif self._way in ("day", "week"):
            grid = self.day if self._way == "day" else self.week
            grid.look_at_day(day)
            grid.look_at_now()
        elif self._way == "agenda":
            self.agenda.look_at_day(day)

    def go_to_now(self) -> None:
        """Look at now."""
        self.go_to_day(day_of(self._now, self._zone))

    def step(self, by: int) -> None:
        """As many days on or back as are in sight."""
        first, last = self.days
        if self._way == "timeline" and last > first:
            days = (last - first).days
            low, high = self.timeline.sight
            moved = span(first + timedelta(days=by * days), self._zone)[0] - span(first, self._zone)[0]
            self.timeline.look_at(low + moved, high + moved)
            return
        self.go_to_day(self._date + timedelta(days=by * (7 if self._way == "week" else 1)))

    def select(self, session: bytes | None) -> None:
        """Select it in the way that is up, going to its day."""
        self._selected = session
        arranged = self._held.arranged
        number = arranged.at.get(session or b"", -1)
        waiting = next((row for row in arranged.undecided if row.id == session), None)
        if self._way in ("timeline", "day", "week"):
            day = day_of(int(arranged.starts[number]), self._zone) if number >= 0 else None
            if waiting is not None:
                day = parse_day(waiting.day)
            if waiting is not None and day is None and self._way != "timeline":
                self.show_way("agenda")  # the only other place where what has no day yet stands
            elif day is not None and (number < 0 or self._way != "timeline") and not self._sees(day):
                self.go_to_day(day)
        for way in self._up():
            way.select(session)

    def _sees(self, day: date) -> bool:
        return self.days[0] <= day <= self.days[1]

    def nudge_by(self, along: int, down: int, part: Part = Part.WHOLE) -> None:
        """Offer to move the selected session; from agenda and board, in the timeline."""
        if self._way not in ("timeline", "day", "week"):
            self.show_way("timeline")
        self._movable().nudge_by(along, down, part)

    def withdraw(self) -> None:
        """The offered move is not made."""
        for way in (self.timeline, self.day, self.week):
            way.withdraw()

    def _movable(self) -> Timeline | Grid:
        return {"day": self.day, "week": self.week}.get(self._way, self.timeline)

    def rect_of(self, session: bytes) -> QRect:
        """Where it stands, px of this widget; the upper middle where it cannot be seen."""
        rect = self._movable().rect_of(session) if self._way in ("timeline", "day", "week") else QRect()
        return QRect(self.width() // 2 - 180, 20, 10, 10) if rect.isEmpty() else rect

    def take_focus(self) -> None:
        """The keyboard to what is up."""
        self.setFocus()

    def _up(self) -> list[_Way]:
        if self._way == "week":
            return [self.week, self.side]
        pages: dict[str, _Way] = {"timeline": self.timeline, "day": self.day, "agenda": self.agenda}
        return [pages[self._way]] if self._way in pages else [self.board]

    def _freshen(self) -> None:
        """Give what is up what it has not seen yet."""
        if self._way in self._fresh:
            return
        held, zone, now = self._held, self._zone, self._now
        if self._way == "timeline":
            self.timeline.show_sessions(held.arranged, zone, now)
        elif self._way == "day":
            self.day.look_at_day(self._date)
            self.day.show_sessions(held.arranged, zone, now)
        elif self._way == "week":
            self.week.look_at_day(self._date)
            self.week.show_sessions(held.arranged, zone, now)
            self.side.show_sessions(held.arranged, zone, now)
        elif self._way == "agenda":
            self.agenda.show_sessions(held.arranged, zone, now)
        else:
            self.board.show_sessions(held.arranged, held.shown_troubles, zone, now)
        self._fresh.add(self._way)
        for way in self._up():
            way.select(self._selected)

    @Slot(object)
    def _picked(self, session: bytes | None) -> None:
        if id(self.sender()) not in {id(way) for way in self._up()}:
            return
        self._selected = session
        self.picked.emit(session)

    @Slot(object, object)
    def _range_changed(self, first: int, last: int) -> None:
        if self._way == "timeline":
            self._date = day_of((first + last) // 2, self._zone)
            self.looked.emit()

    @Slot(object)
    def _day_reached(self, day: date) -> None:
        if self._way == "agenda":
            self._date = day
            self.looked.emit()

    @Slot(object)
    def _day_picked(self, day: object) -> None:
        if isinstance(day, date):
            self._date = day
            self.show_way("day")
            self.go_to_day(day)

    @Slot(object)
    def _lane_picked(self, lane: Lane) -> None:
        self.venue_picked.emit(lane.key)

    @Slot()
    def _rest_picked(self) -> None:
        """What one venue has no room for in a day, the agenda of that day has."""
        self._more_picked(self._date)

    @Slot(object)
    def _more_picked(self, day: object) -> None:
        self.show_way("agenda")
        if isinstance(day, date):
            self.go_to_day(day)
        else:
            self.agenda.look_at_day(date.max)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = theme.of(self).scale
        self.side.setVisible(self.width() >= _SIDE_FROM * scale)
        self.side.setFixedWidth(round(_SIDE * scale))
