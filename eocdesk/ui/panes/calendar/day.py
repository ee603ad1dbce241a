"""One day, a column a venue, real hours down."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from eocdesk.ui.panes.calendar.columns import Column, day_columns, day_lanes
from eocdesk.ui.panes.calendar.grid import Grid
from eocdesk.ui.panes.calendar.hours import MINUTE, span

_MOST = 4
"""Sessions side by side in one venue's column; more are counted."""


class Day(Grid):
    """Every venue that has something that day; scrolls sideways where there are many."""

    narrowest = 118.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Day")
        self._day = date(1970, 1, 1)

    @property
    def day(self) -> date:
        """The day shown."""
        return self._day

    @property
    def sight(self) -> tuple[int, int]:
        """First and last moment of the day."""
        return span(self._day, self._zone)

    def look_at_day(self, day: date) -> None:
        """Show that day."""
        if day != self._day:
            self._day = day
            self.lay_out()

    @property
    def days(self) -> tuple[date, date]:
        """That day."""
        return self._day, self._day

    def place_of(self, when: int, column: int) -> tuple[int, float]:
        """Its venue's column, and the real minutes since the day began."""
        return column, (when - self.sight[0]) / MINUTE

    def count(self) -> int:
        """The venues that have something that day."""
        return len(day_lanes(self._arranged, self._day, self._zone))

    def now_in(self, column: Column) -> float | None:
        """The real minutes since the day began, in every column, if it is today."""
        del column
        first, last = self.sight
        return (self._now - first) / MINUTE if first <= self._now < last else None

    def columns(self, most: int) -> list[Column]:
        """One a venue; at least four side by side, however narrow."""
        return day_columns(self._arranged, self._day, self._zone, self._now, max(most, _MOST))
