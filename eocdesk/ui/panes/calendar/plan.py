"""Where everything stands in a grid of columns and hours, in px, and what is next to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.columns import Column, hours_needed

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Along and down."""
RAIL, HEAD, SECOND, PILL = 56, 34, 12, 20
PILLS = 3
"""Rows of sessions without a time above a column; the last counts the rest."""
_HOUR = 36.0
"""px an hour is high at least."""


class Spot(NamedTuple):
    """Something that can be pointed at: a session by its number, one without a time, or a count of more."""

    rect: QRectF
    column: int
    number: int = -1
    waiting: SessionRow | None = None
    more: int = 0
    hidden: tuple[int, ...] = ()
    """The numbers of the sessions a count stands for."""
    pinned: bool = False
    """Whether it stands above the hours and does not scroll down with them."""


@dataclass(frozen=True)
class Plan:
    """Columns in a widget of `width` by `height` px; `across` and `down` px are scrolled away."""

    columns: Sequence[Column]
    hours: tuple[float, float]
    width: float
    height: float
    narrowest: float
    scale: float
    across: float = 0.0
    down: float = 0.0

    @cached_property
    def rail(self) -> float:
        """The width of the hours' labels."""
        return RAIL * self.scale

    @cached_property
    def head(self) -> float:
        """The height of the titles."""
        second = any(column.second or column.warning for column in self.columns)
        return (HEAD + (SECOND if second else 0)) * self.scale

    @cached_property
    def top(self) -> float:
        """Where the hours begin: below titles and pills."""
        rows = max((min(len(column.undecided), PILLS) for column in self.columns), default=0)
        return self.head + (rows * (PILL + 2) + (4 if rows else 0)) * self.scale

    @cached_property
    def per_minute(self) -> float:
        """Px a minute is high."""
        return max(_HOUR * self.scale / 60, (self.height - self.top) / (self.hours[1] - self.hours[0]))

    @cached_property
    def wide(self) -> float:
        """The width of a column."""
        return column_width(len(self.columns), self.width, self.narrowest, self.scale)

    @property
    def over(self) -> tuple[int, int]:
        """How many px do not fit: across, down."""
        across = self.wide * len(self.columns) - (self.width - self.rail)
        return max(0, round(across)), max(0, round(self.body - (self.height - self.top)))

    def left(self, column: int) -> float:
        """The left edge of a column."""
        return self.rail + column * self.wide - self.across

    def y(self, minute: float) -> float:
        """How far down a minute is."""
        return self.top + (minute - self.hours[0]) * self.per_minute - self.down

    def column_at(self, x: float) -> int | None:
        """The column at that place, or None."""
        at = int((x - self.left(0)) // self.wide)
        return at if x >= self.rail and 0 <= at < len(self.columns) else None

    @cached_property
    def body(self) -> float:
        """How high all hours together are."""
        return (self.hours[1] - self.hours[0]) * self.per_minute

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Everything that can be pointed at, column by column."""
        return tuple(spot for at in range(len(self.columns)) for spot in (*self._pills(at), *self.blocks(at)))

    def laid_flat(self) -> Plan:
        """The same, scrolled to the beginning."""
        return replace(self, across=0.0, down=0.0)

    def _pills(self, at: int) -> Iterator[Spot]:
        column, step = self.columns[at], (PILL + 2) * self.scale
        for line, row in enumerate(column.undecided[:PILLS]):
            rect = QRectF(self.left(at) + 3, self.head + line * step, self.wide - 6, PILL * self.scale)
            rest = len(column.undecided) - line
            if line == PILLS - 1 and rest > 1:
                yield Spot(rect, at, more=rest, pinned=True)
            else:
                yield Spot(rect, at, waiting=row, pinned=True)

    def blocks(self, at: int) -> Iterator[Spot]:
        """What stands in one column below its title: sessions and counts."""
        column = self.columns[at]
        for block in column.blocks:
            yield Spot(self._rect(at, *block[1:]), at, number=block.number)
        for more in column.more:
            yield Spot(self._rect(at, *more[1:]), at, more=len(more.numbers), hidden=more.numbers)

    def _rect(self, at: int, top: float, bottom: float, place: int, places: int) -> QRectF:
        part = (self.wide - 6) / places
        y = self.y(top)
        return QRectF(self.left(at) + 3 + place * part, y + 1, part - 2, self.y(bottom) - y - 2)

    def spot_at(self, x: float, y: float) -> Spot | None:
        """What is under that point; the hours do not reach under the titles."""
        pinned = y < self.top
        return next((spot for spot in self.spots if spot.pinned == pinned and spot.rect.contains(x, y)), None)


def column_width(count: int, width: float, narrowest: float, scale: float) -> float:
    """How wide each of so many columns is: all the room there is, or the least they need."""
    return max(narrowest * scale, (width - RAIL * scale) / max(1, count))


def room_for(count: int, width: float, narrowest: float, scale: float) -> int:
    """How many sessions of the least width fit side by side in each of so many columns."""
    return max(1, int((column_width(count, width, narrowest, scale) - 6) // (narrowest * scale)))


def plan(columns: Sequence[Column], width: float, height: float, narrowest: float, scale: float) -> Plan:
    """These columns, with the hours they need, scrolled to the beginning."""
    return Plan(columns, hours_needed(columns), width, max(height, 1.0), narrowest, scale)


def beside(spots: Sequence[Spot], here: Spot, across: int, down: int) -> Spot:
    """The spot one step away, or `here` itself at the edge."""
    if down:
        column = sorted((s for s in spots if s.column == here.column), key=_downwards)
        return column[min(max(column.index(here) + down, 0), len(column) - 1)]
    side = [spot for spot in spots if _to_the_side(here, spot, across)]
    if not side:
        return here
    return min(side, key=lambda spot: _distance(here, spot))


def _downwards(spot: Spot) -> tuple[bool, float, float]:
    return not spot.pinned, spot.rect.top(), spot.rect.left()


def _to_the_side(here: Spot, there: Spot, across: int) -> bool:
    if there.column != here.column:
        return (there.column - here.column) * across > 0
    level = here.rect.top() < there.rect.bottom() and there.rect.top() < here.rect.bottom()
    return level and (there.rect.left() - here.rect.left()) * across > 1


def _distance(here: Spot, there: Spot) -> tuple[int, float]:
    return abs(there.column - here.column), abs(there.rect.top() - here.rect.top())
