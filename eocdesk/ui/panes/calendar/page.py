"""The lanes of the days shown: their heights, where each bar stands, what is under the pointer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from eocdesk.ui.panes.calendar.arrange import Arranged, Ints
from eocdesk.ui.panes.calendar.hours import HOUR

Reals: TypeAlias = NDArray[np.float64]

GROWTH = 0.55
"""How much taller a lane gets for each further row: half-height bars cannot be read."""
LOWEST, HIGHEST = 30.0, 54.0
"""A lane of one row, px at the desk's size."""
PAD, GAP = 4.0, 2.0
_MOST, _BEFORE = 14 * HOUR, 5 * HOUR
"""Of today so much is shown at first, and so much of it before now, ms."""


@dataclass(frozen=True)
class Page:
    """Lanes from top to bottom in px from the top of the first; arrays per session are NaN off the page.

    `lanes` are numbers into `Arranged.lanes`; `edges` has one more entry than `lanes`.
    """

    lanes: tuple[int, ...]
    edges: Reals
    top: Reals
    tall: Reals

    @property
    def height(self) -> float:
        """Of all lanes together, px."""
        return float(self.edges[-1])

    def lane_at(self, y: float) -> int | None:
        """The place on this page of the lane at that height, or None."""
        place = int(np.searchsorted(self.edges, y, "right")) - 1
        return place if 0 <= place < len(self.lanes) else None


def lay_out(arranged: Arranged, shown: Ints, room: float, scale: float = 1.0) -> Page:
    """The lanes of these sessions in at least their smallest height, filling `room` px if they can."""
    count = len(arranged.lanes)
    deepest = np.zeros(count, np.int64)
    np.maximum.at(deepest, arranged.lane[shown], arranged.depth[shown])
    used = np.nonzero(deepest)[0]
    weight = 1 + GROWTH * (deepest[used] - 1)
    total = float(weight.sum())
    unit = min(max(room / total if total else 0.0, LOWEST * scale), HIGHEST * scale)
    edges = np.concatenate(([0.0], np.cumsum(weight * unit))).round()
    lane_top = np.full(count, np.nan)
    lane_tall = np.full(count, np.nan)
    lane_top[used] = edges[:-1]
    lane_tall[used] = np.diff(edges)
    pad, gap = PAD * scale, GAP * scale
    rows = arranged.depth
    tall = (lane_tall[arranged.lane] - 2 * pad - gap * (rows - 1)) / rows
    top = lane_top[arranged.lane] + pad + arranged.level * (tall + gap)
    return Page(tuple(used.tolist()), edges, top, tall)


def hit(arranged: Arranged, page: Page, when: int, y: float, slack: int = 0) -> int | None:
    """The number of the session at that moment and height, the last drawn first; `slack` ms on either side."""
    near = arranged.between(when - slack, when + slack + 1)
    if not len(near):
        return None
    tops = page.top[near]
    under = near[(tops <= y) & (tops + page.tall[near] >= y)]
    return int(under[-1]) if len(under) else None


def neighbour(arranged: Arranged, page: Page, shown: Ints, current: int, step: tuple[int, int]) -> int | None:
    """The session one step away from `current`: `(1, 0)` the next in its lane, `(0, 1)` one lane down.

    Across lanes the one nearest in time; None at the edge of the page.
    """
    along, down = step
    if along:
        same = shown[arranged.lane[shown] == arranged.lane[current]]
        place = int(np.searchsorted(same, current)) + along
        return int(same[place]) if 0 <= place < len(same) else None
    order = {lane: place for place, lane in enumerate(page.lanes)}
    place = order.get(int(arranged.lane[current]), -1) + down
    while 0 <= place < len(page.lanes):
        there = shown[arranged.lane[shown] == page.lanes[place]]
        if len(there):
            middle = (arranged.starts[current] + arranged.ends[current]) // 2
            away = np.abs((arranged.starts[there] + arranged.ends[there]) // 2 - middle)
            return int(there[int(np.argmin(away))])
        place += down
    return None


def busy_hours(arranged: Arranged, first: int, last: int, now: int) -> tuple[int, int]:
    """The part of a day worth looking at: what is on, and now if it is today; ten hours at least."""
    busy = arranged.between(first, last)
    low, high = first + 7 * HOUR, first + 22 * HOUR
    if len(busy):
        low = int(np.clip(arranged.starts[busy], first, last).min())
        high = int(np.clip(arranged.ends[busy], first, last).max())
    if first <= now < last:
        low, high = min(low, now - HOUR), max(high, now + HOUR)
    if first <= now < last and high - low > _MOST:  # a long day: what has been gives way to what comes
        low = min(max(low, now - _BEFORE), high - _MOST)
        high = low + _MOST
    missing = max(0, 10 * HOUR - (high - low)) // 2
    return max(first, low - HOUR // 2 - missing), min(last, high + HOUR // 2 + missing)
