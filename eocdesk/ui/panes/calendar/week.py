"""Seven days side by side, by the local clock."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from eocdesk.ui.panes.calendar.columns import Column, wall_minutes, week_columns
from eocdesk.ui.panes.calendar.grid import Grid
from eocdesk.ui.panes.calendar.hours import day_of, midnight, monday, span


class Week(Grid):
    """The week a day belongs to; sessions there is no room for are counted as `+n`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Week")
        self._first = date(1970, 1, 5)

    @property
    def first(self) -> date:
        """Its Monday."""
        return self._first

    @property
    def sight(self) -> tuple[int, int]:
        """First and last moment of the week."""
        return span(self._first, self._zone, 7)

    def look_at_day(self, day: date) -> None:
        """Show the week of that day."""
        if monday(day) != self._first:
            self._first = monday(day)
            self.lay_out()

    def day_shown(self, day: date) -> bool:
        """Whether that day is in this week."""
        return self._first <= day < self._first + timedelta(days=7)

    @property
    def days(self) -> tuple[date, date]:
        """Monday and Sunday."""
        return self._first, self._first + timedelta(days=6)

    def place_of(self, when: int, column: int) -> tuple[int, float]:
        """The column of its local day, and the minutes on the local clock."""
        del column
        day = day_of(when, self._zone)
        return (day - self._first).days, wall_minutes(when, day, self._zone)

    def shift(self, _from: int, _to: int) -> int:
        """From midnight to midnight: 23, 24 or 25 hours a day."""
        first, last = (midnight(self._first + timedelta(days=at), self._zone) for at in (_from, _to))
        return last - first

    def count(self) -> int:
        """Seven days."""
        return 7

    def now_in(self, column: Column) -> float | None:
        """The minute on the local clock, in the column of today."""
        today = day_of(self._now, self._zone)
        return wall_minutes(self._now, today, self._zone) if column.key == today else None

    def columns(self, most: int) -> list[Column]:
        """Monday to Sunday."""
        return week_columns(self._arranged, self._first, self._zone, self._now, most)
