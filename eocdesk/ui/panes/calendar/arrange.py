"""Where each session stands: a lane a venue, overlaps stacked inside it, double use found."""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.state import Codes, flag_of, kind_of, said_of

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

OPEN_END = 60 * 60_000
"""How long a session without a known end is drawn, ms."""
_HOLD_VENUE = frozenset({"competition", "ceremony", "training"})
_CLOSED_TO_DELIVERIES = frozenset({"competition", "ceremony"})
_OFF = frozenset({"cancelled", "postponed", "finished"})


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the timeline: a venue, or words that no venue matches (`venue` is None), or neither."""

    key: bytes | str
    name: str
    city: str
    venue: bytes | None

    @property
    def matched(self) -> bool:
        """Whether it is a venue of the event."""
        return self.venue is not None


@dataclass(frozen=True)
class Arranged:
    """The sessions that have a time, in order of start; every array is indexed alike.

    `starts`, `ends` are drawn moments in ms; `lane` the number of the lane; `level` the row inside its
    cluster of overlapping sessions and `depth` how many rows that cluster has; `kind`, `flag` and `said`
    are the codes of calendar.state.
    """

    rows: tuple[SessionRow, ...]
    starts: Ints
    ends: Ints
    open_end: Flags
    lane: Ints
    level: Ints
    depth: Ints
    conflict: Flags
    kind: Codes
    flag: Codes
    said: Codes
    lanes: tuple[Lane, ...]
    undecided: tuple[SessionRow, ...]
    longest: int
    at: dict[bytes, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def between(self, first: int, last: int) -> Ints:
        """The numbers of the sessions that touch the time from `first` to `last`, in order of start."""
        low = int(np.searchsorted(self.starts, first - self.longest, "left"))
        high = int(np.searchsorted(self.starts, last, "left"))
        return (np.nonzero(self.ends[low:high] > first)[0] + low).astype(np.int64)

    def clashing(self) -> frozenset[bytes]:
        """The ids of the sessions in double use of their venue."""
        return frozenset(self.rows[n].id for n in np.nonzero(self.conflict)[0].tolist())

    def conflicts_between(self, first: int, last: int) -> int:
        """How many sessions in that time are in double use of their venue."""
        return int(self.conflict[self.between(first, last)].sum())


def arrange(rows: Iterable[SessionRow], clashing: Collection[bytes] | None = None) -> Arranged:
    """Every session placed once: on a lane if it has a time, else among the undecided.

    `clashing`: the sessions known to be in double use, where `rows` are only some of them all: what is
    filtered away is in the way all the same.
    """
    everything = list(rows)
    timed = sorted((row for row in everything if row.starts is not None), key=_order)
    undecided = sorted((row for row in everything if row.starts is None), key=_undecided_order)
    count = len(timed)
    starts = np.fromiter((row.starts or 0 for row in timed), np.int64, count)
    known_ends = np.fromiter((_end(row) for row in timed), np.int64, count)
    open_end = known_ends <= starts
    ends = np.where(open_end, starts + OPEN_END, known_ends)
    lanes, lane = _lanes(timed)
    level, depth = _stack(starts, ends, lane)
    if clashing is None:
        conflict = _conflicts(timed, starts, ends, lane, depth)
    else:
        conflict = np.fromiter((row.id in clashing for row in timed), np.bool_, count)
    flags = (flag_of(row, conflict=clashes) for row, clashes in zip(timed, conflict.tolist(), strict=True))
    return Arranged(
        tuple(timed),
        starts,
        ends,
        open_end,
        lane,
        level,
        depth,
        conflict,
        np.fromiter((kind_of(row) for row in timed), np.int8, count),
        np.fromiter(flags, np.int8, count),
        np.fromiter((said_of(row) for row in timed), np.int8, count),
        lanes,
        tuple(undecided),
        int((ends - starts).max(initial=0)),
        {row.id: n for n, row in enumerate(timed)},
    )


def _order(row: SessionRow) -> tuple[int, int, int]:
    return row.starts or 0, -_end(row), row.row


def _undecided_order(row: SessionRow) -> tuple[bool, str, str]:
    return row.day is None, row.day or "", row.title


def _end(row: SessionRow) -> int:
    return -1 if row.ends is None else row.ends


def lane_of(row: SessionRow) -> Lane:
    """The lane a session belongs to."""
    if row.venue is not None:
        return Lane(row.venue, row.venue_name, row.venue_city, row.venue)
    words = row.venue_name.strip()
    return Lane(words.casefold(), words or "No venue yet", "", None)


def _lanes(rows: Sequence[SessionRow]) -> tuple[tuple[Lane, ...], Ints]:
    found: dict[bytes | str, Lane] = {}
    for row in rows:
        lane = lane_of(row)
        found.setdefault(lane.key, lane)
    ordered = sorted(found.values(), key=_lane_order)
    number = {lane.key: n for n, lane in enumerate(ordered)}
    return tuple(ordered), np.fromiter((number[lane_of(row).key] for row in rows), np.int64, len(rows))


def _lane_order(lane: Lane) -> tuple[bool, bool, list[tuple[int, str]]]:
    return not lane.matched, lane.key == "", natural(lane.name)


def natural(words: str) -> list[tuple[int, str]]:
    """A key that sorts `Court 2` before `Court 11`."""
    parts = re.split(r"(\d+)", words.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts if part]


def _stack(starts: Ints, ends: Ints, lane: Ints) -> tuple[Ints, Ints]:
    """Level and depth per session: the lowest free row among those that overlap in the same lane."""
    count = len(starts)
    level = np.zeros(count, np.int64)
    depth = np.ones(count, np.int64)
    order = np.lexsort((np.arange(count), lane))  # by lane, by start inside it
    for cluster in _clusters(starts[order], ends[order], lane[order]):
        members = order[cluster]
        free: list[int] = []
        busy: list[tuple[int, int]] = []
        rows = 0
        for n in members.tolist():
            while busy and busy[0][0] <= starts[n]:
                heapq.heappush(free, heapq.heappop(busy)[1])
            if free:
                row = heapq.heappop(free)
            else:
                row, rows = rows, rows + 1
            level[n] = row
            heapq.heappush(busy, (int(ends[n]), row))
        depth[members] = rows
    return level, depth


def _clusters(starts: Ints, ends: Ints, lane: Ints) -> list[slice]:
    """Runs of two and more that overlap, of times sorted by lane and start."""
    count = len(starts)
    if not count:
        return []
    # The furthest end so far within the lane, for all at once: each lane is lifted above the one before.
    lift = lane * (int(ends.max()) - int(starts.min()) + 1)
    furthest = np.maximum.accumulate(ends + lift)
    heads = np.concatenate(([True], starts[1:] + lift[1:] >= furthest[:-1]))
    edges = np.concatenate((np.nonzero(heads)[0], [count]))
    long = np.nonzero(np.diff(edges) > 1)[0]
    return [slice(int(edges[n]), int(edges[n + 1])) for n in long]


def clash(one: SessionRow, other: SessionRow) -> bool:
    """Whether these two cannot both have the venue at once.

    Competitions, ceremonies and training each hold the venue; deliveries cannot pass a perimeter that is
    closed for a competition or a ceremony. What one source planned side by side is meant (six tennis
    courts, a decathlon), until one of the two has been moved here.
    """
    if one.venue is None or one.venue != other.venue or one.status in _OFF or other.status in _OFF:
        return False
    kinds = {one.kind, other.kind}
    both_hold = kinds <= _HOLD_VENUE
    delivered = "delivery" in kinds and not kinds.isdisjoint(_CLOSED_TO_DELIVERIES)
    if not (both_hold or delivered):
        return False
    planned_together = one.source != "" and one.source == other.source and not one.reason and not other.reason
    return not planned_together


def clashes_with(one: SessionRow, rows: Iterable[SessionRow]) -> list[SessionRow]:
    """Those of these sessions that are in conflict with it."""
    if one.starts is None:
        return []
    starts, ends = one.starts, _drawn_end(one)
    return [
        row
        for row in rows
        if row.id != one.id
        and row.starts is not None
        and row.starts < ends
        and starts < _drawn_end(row)
        and clash(one, row)
    ]


def _drawn_end(row: SessionRow) -> int:
    starts = row.starts or 0
    return row.ends if row.ends is not None and row.ends > starts else starts + OPEN_END


def _conflicts(rows: Sequence[SessionRow], starts: Ints, ends: Ints, lane: Ints, depth: Ints) -> Flags:
    found = np.zeros(len(rows), np.bool_)
    crowded = np.nonzero(depth > 1)[0]
    order = crowded[np.lexsort((crowded, lane[crowded]))]
    begun: list[int] = []
    last = -1
    for n in order.tolist():
        if lane[n] != last:
            begun, last = [], int(lane[n])
        begun = [other for other in begun if ends[other] > starts[n]]
        for other in begun:
            if not (found[n] and found[other]) and clash(rows[n], rows[other]):
                found[n] = found[other] = True
        begun.append(n)
    return found
