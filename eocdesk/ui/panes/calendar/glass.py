"""The piece of time and of lanes one looks at, in px: what every part of the timeline maps with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eocdesk.ui.panes.calendar.hours import HOUR, MINUTE, Mark, days_between, hours_of, midnight

if TYPE_CHECKING:
    from eocdesk.ui.panes.calendar.page import Reals

WHOLE_DAY = 24
_STEPS = (1, 2, 3, 6, 12)
_ROOM = 58.0
"""px an hour's label needs."""


@dataclass(frozen=True, slots=True)
class Glass:
    """`first` to `last` in ms across `width` px; `scroll` px of lanes above the upper edge."""

    first: int
    last: int
    width: float
    height: float
    scroll: float = 0.0

    @property
    def px_per_ms(self) -> float:
        """The scale of time."""
        return self.width / max(1, self.last - self.first)

    def x(self, when: int) -> float:
        """Where a moment is, px from the left edge."""
        return (when - self.first) * self.px_per_ms

    def xs(self, when: Reals) -> Reals:
        """The same for many moments."""
        found: Reals = (when - self.first) * self.px_per_ms
        return found

    def when(self, x: float) -> int:
        """The moment at that many px from the left edge."""
        return round(self.first + x / self.px_per_ms)


def hour_step(glass: Glass, scale: float) -> int:
    """Every how many hours there is room for a label; 24: days only."""
    room = _ROOM * scale / max(1e-9, HOUR * glass.px_per_ms)
    return next((step for step in _STEPS if step >= room), WHOLE_DAY)


def hour_marks(glass: Glass, zone: str, step: int) -> list[Mark]:
    """The whole hours in sight, every `step` of the local clock; midnights are not among them."""
    if step >= WHOLE_DAY:
        return []
    return [
        mark
        for day in days_between(glass.first, glass.last, zone)
        for mark in hours_of(day, zone)
        if mark.at != midnight(day, zone) and mark.hour % step == 0 and glass.first <= mark.at <= glass.last
    ]


def snapped(when: int, minutes: int = 5) -> int:
    """The nearest whole five minutes (zones are whole quarters of an hour, so UTC will do)."""
    step = minutes * MINUTE
    return (when + step // 2) // step * step
