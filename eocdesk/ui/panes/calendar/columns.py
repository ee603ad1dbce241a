"""Sessions side by side in a column of hours: clusters of overlaps share its width."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from eocdesk.models.clock import at
from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.arrange import Arranged, Lane, lane_of, natural
from eocdesk.ui.panes.calendar.hours import (
    HOUR,
    MINUTE,
    clock_change,
    day_of,
    day_short,
    hours_of,
    parse_day,
    span,
)

SHORTEST = 20.0
"""A session is drawn at least so many minutes long."""
WHOLE = 24 * 60.0
_TOGETHER = 60.0
"""Sessions there is no room for are counted by the hour in which they begin, minutes."""


class Piece(NamedTuple):
    """A session, or the part of it inside one day: its number and minutes from the top."""

    number: int
    top: float
    bottom: float


class Block(NamedTuple):
    """A piece in its place: the `place`-th of `places` equal parts of the column's width."""

    number: int
    top: float
    bottom: float
    place: int
    places: int


class More(NamedTuple):
    """Pieces there is no room for: they are counted, never left out."""

    numbers: tuple[int, ...]
    top: float
    bottom: float
    place: int
    places: int


@dataclass(frozen=True)
class Column:
    """One column as it is drawn: `hours` are (minutes from the top, label)."""

    key: object
    title: str
    second: str
    blocks: tuple[Block, ...]
    more: tuple[More, ...]
    hours: tuple[tuple[float, str], ...]
    undecided: tuple[SessionRow, ...] = ()
    now: float | None = None
    today: bool = False
    matched: bool = True
    warning: str = field(default="")


def placed(pieces: Iterable[Piece], most: int) -> tuple[list[Block], list[More]]:
    """Each piece in a block or counted in a `More`; at most `most` side by side, blocks never overlap."""
    blocks: list[Block] = []
    more: list[More] = []
    cluster: list[Piece] = []
    until = 0.0
    for piece in sorted(pieces, key=lambda p: (p.top, -p.bottom, p.number)):
        stretched = piece._replace(bottom=max(piece.bottom, piece.top + SHORTEST))
        if cluster and stretched.top >= until:
            _place(cluster, most, blocks, more)
            cluster = []
        until = max(until, stretched.bottom) if cluster else stretched.bottom
        cluster.append(stretched)
    if cluster:
        _place(cluster, most, blocks, more)
    return blocks, more


def _place(cluster: Sequence[Piece], most: int, blocks: list[Block], more: list[More]) -> None:
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    given: list[tuple[Piece, int]] = []
    wide = 0
    for piece in cluster:
        while busy and busy[0][0] <= piece.top:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            place = heapq.heappop(free)
        else:
            place, wide = wide, wide + 1
        heapq.heappush(busy, (piece.bottom, place))
        given.append((piece, place))
    places = min(wide, max(1, most))
    kept = places if wide <= most else places - 1
    blocks.extend(Block(*piece, place, places) for piece, place in given if place < kept)
    rest: list[Piece] = [piece for piece, place in given if place >= kept]
    while rest:  # in order of start: what begins within the hour is counted together, so one sees when it is busy
        first = rest[0]
        group = [piece for piece in rest if piece.top < first.top + _TOGETHER]
        rest = rest[len(group) :]
        bottom = min(first.top + _TOGETHER, max(piece.bottom for piece in group))
        more.append(More(tuple(piece.number for piece in group), first.top, bottom, places - 1, places))


def wall_minutes(when: int, day: date, zone: str) -> float:
    """Minutes on the local clock from that day's midnight, kept inside the day."""
    local = at(when, zone)
    if local.date() != day:
        return 0.0 if local.date() < day else WHOLE
    return local.hour * 60 + local.minute + local.second / 60


def day_lanes(arranged: Arranged, day: date, zone: str) -> list[tuple[Lane, list[int], tuple[SessionRow, ...]]]:
    """The lanes that have something that day: each with the numbers of its sessions, and those without a time."""
    numbers: dict[bytes | str, list[int]] = {}
    lanes: dict[bytes | str, Lane] = {}
    for n in arranged.between(*span(day, zone)).tolist():
        lane = arranged.lanes[int(arranged.lane[n])]
        lanes[lane.key] = lane
        numbers.setdefault(lane.key, []).append(n)
    waiting: dict[bytes | str, list[SessionRow]] = {}
    for row in undecided_on(arranged, day):
        lane = lane_of(row)
        lanes.setdefault(lane.key, lane)
        waiting.setdefault(lane.key, []).append(row)
    ordered = sorted(lanes.values(), key=lambda lane: (not lane.matched, natural(lane.name)))
    return [(lane, numbers.get(lane.key, []), tuple(waiting.get(lane.key, ()))) for lane in ordered]


def day_columns(arranged: Arranged, day: date, zone: str, now: int, most: int) -> list[Column]:
    """One day, a column a venue; minutes are real ones, so a day may have 23 or 25 hours."""
    first, last = span(day, zone)
    hours = tuple(((mark.at - first) / MINUTE, mark.text) for mark in hours_of(day, zone))
    here = (now - first) / MINUTE if first <= now < last else None
    found: list[Column] = []
    for lane, numbers, waiting in day_lanes(arranged, day, zone):
        pieces = [
            Piece(
                n,
                (max(int(arranged.starts[n]), first) - first) / MINUTE,
                (min(int(arranged.ends[n]), last) - first) / MINUTE,
            )
            for n in numbers
        ]
        blocks, more = placed(pieces, most)
        part = tuple(blocks), tuple(more), hours, waiting, here
        found.append(Column(lane.key, lane.name, lane.city, *part, matched=lane.matched))
    return found


def week_columns(arranged: Arranged, first: date, zone: str, now: int, most: int) -> list[Column]:
    """Seven days, a column each, by the local clock."""
    hours = tuple((hour * 60.0, f"{hour:02d}:00") for hour in range(24))
    today = day_of(now, zone)
    found: list[Column] = []
    for step in range(7):
        day = first + timedelta(days=step)
        blocks, more = placed(_pieces(arranged, day, zone), most)
        found.append(
            Column(
                day,
                day_short(day),
                "",
                tuple(blocks),
                tuple(more),
                hours,
                undecided_on(arranged, day),
                wall_minutes(now, day, zone) if day == today else None,
                today=day == today,
                warning=clock_change(day, zone),
            )
        )
    return found


def _pieces(arranged: Arranged, day: date, zone: str) -> list[Piece]:
    """The parts of the sessions inside one day, by the local clock."""
    begin, end = span(day, zone)
    near = arranged.between(begin, end)
    tops, bottoms = arranged.starts[near].tolist(), arranged.ends[near].tolist()
    if end - begin == 24 * HOUR:  # no clock changes: the minutes are the real ones
        times = [
            (max(top - begin, 0) / MINUTE, min(bottom - begin, 24 * HOUR) / MINUTE)
            for top, bottom in zip(tops, bottoms, strict=True)
        ]
    else:
        times = [
            (wall_minutes(top, day, zone), wall_minutes(bottom, day, zone) if bottom < end else WHOLE)
            for top, bottom in zip(tops, bottoms, strict=True)
        ]
    return [Piece(n, top, bottom) for n, (top, bottom) in zip(near.tolist(), times, strict=True)]


def undecided_on(arranged: Arranged, day: date) -> tuple[SessionRow, ...]:
    """The sessions of that day whose time is to be decided."""
    words = day.isoformat()
    return tuple(row for row in arranged.undecided if row.day == words)


def undecided_days(arranged: Arranged) -> dict[date | None, list[SessionRow]]:
    """All of them by day, in order; under None those whose day is not known either."""
    found: dict[date | None, list[SessionRow]] = {}
    for row in arranged.undecided:
        found.setdefault(parse_day(row.day), []).append(row)
    return found


def hours_needed(columns: Iterable[Column], least: tuple[float, float] = (7 * 60.0, 22 * 60.0)) -> tuple[float, float]:
    """From which to which minute there is something; at least the waking hours, in whole hours."""
    low, high = least
    for column in columns:
        extents = [part[1:3] for part in (*column.blocks, *column.more)]
        low = min([low, *(top for top, _ in extents)])
        high = max([high, *(bottom for _, bottom in extents)])
        if column.now is not None:
            low, high = min(low, column.now), max(high, column.now + 30)
    return low // 60 * 60, -(-high // 60) * 60
