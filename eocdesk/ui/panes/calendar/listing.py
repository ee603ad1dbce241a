"""The lines of the agenda and of the board, worked out before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from eocdesk.store.queries.calendar import NO_TROUBLE, SessionRow, Trouble, VenueTrouble
from eocdesk.ui.panes.calendar.arrange import Arranged, Lane, lane_of, natural
from eocdesk.ui.panes.calendar.columns import undecided_days
from eocdesk.ui.panes.calendar.hours import HOUR, MINUTE, day_of, day_title, days_between, span
from eocdesk.ui.panes.calendar.state import Phase, Said, phase_of, phases, said_of


@dataclass(frozen=True, slots=True)
class Line:
    """A day's heading (`row` is None) or a session; `number` is -1 where its time is to be decided."""

    day: date | None
    words: str = ""
    row: SessionRow | None = None
    number: int = -1


def agenda(arranged: Arranged, zone: str) -> list[Line]:
    """All days: each with its sessions, those without a time first; those without a day at the end."""
    waiting = undecided_days(arranged)
    timed: dict[date, list[int]] = {}
    for n, start in enumerate(arranged.starts.tolist()):
        timed.setdefault(day_of(start, zone), []).append(n)
    lines: list[Line] = []
    for day in sorted({*timed, *(day for day in waiting if day is not None)}):
        rows, numbers = waiting.get(day, []), timed.get(day, [])
        lines.append(Line(day, f"{day_title(day)}  ·  {plural(len(rows) + len(numbers), 'session')}"))
        lines.extend(Line(day, row=row) for row in rows)
        lines.extend(Line(day, row=arranged.rows[n], number=n) for n in numbers)
    nowhere = waiting.get(None, [])
    if nowhere:
        lines.append(Line(None, f"No day yet  ·  {plural(len(nowhere), 'session')}"))
        lines.extend(Line(None, row=row) for row in nowhere)
    return lines


def coming(arranged: Arranged, zone: str, now: int, hours: int) -> list[Line]:
    """What is live, what begins within so many hours, and what may: its time is to be decided, its day is known."""
    until_then = now + hours * HOUR
    near = arranged.between(now, until_then)
    phase = phases(arranged.starts[near], arranged.ends[near], arranged.said[near], now)
    kept = near[(phase == Phase.LIVE) | (phase == Phase.NEXT)].tolist()
    # What runs on past its planned end is live all the same, and what is delayed is waited for.
    held = [n for n, said in enumerate(arranged.said.tolist()) if said in (Said.LIVE, Said.WAITS)]
    phase = phases(arranged.starts[held], arranged.ends[held], arranged.said[held], now)
    late = [
        n
        for n, code in zip(held, phase.tolist(), strict=True)
        if code == Phase.LIVE or (code == Phase.NEXT and arranged.starts[n] <= until_then)
    ]
    waiting, days = undecided_days(arranged), days_between(now, until_then, zone)
    return [
        *(
            Line(day_of(int(arranged.starts[n]), zone), row=arranged.rows[n], number=n)
            for n in sorted({*kept, *late})  # numbers are in order of start
        ),
        *(
            Line(day, row=row)
            for day, rows in waiting.items()
            for row in rows
            if said_of(row) == Said.LIVE or (day in days and said_of(row) not in (Said.PAST, Said.OFF))
        ),
    ]


def counted(arranged: Arranged, first: date, last: date, zone: str) -> tuple[int, int]:
    """How many sessions these days have, those that wait for their time among them, and how many are in conflict."""
    low, high = span(first, zone)[0], span(last, zone)[1]
    waiting = (day for day, rows in undecided_days(arranged).items() if day is not None for _ in rows)
    here = sum(1 for day in waiting if first <= day <= last)
    return len(arranged.between(low, high)) + here, arranged.conflicts_between(low, high)


def home_day(arranged: Arranged, zone: str, now: int) -> date:
    """The day to begin with: today if anything is on, else the next day that has something, else the last."""
    today = day_of(now, zone)
    if len(arranged.between(*span(today, zone))):
        return today
    before, after = _around(arranged, today - timedelta(days=1), today + timedelta(days=1), zone)
    return after or before or today


def nothing_on(arranged: Arranged, first: date, last: date, zone: str) -> str:
    """What is said where no session is: on which day the next one is, or the last one was."""
    words = "Nothing is planned on this day." if first == last else "Nothing is planned on these days."
    before, after = _around(arranged, first - timedelta(days=1), last + timedelta(days=1), zone)
    if after is not None:
        return f"{words} The next session is on {day_title(after)}."
    return words if before is None else f"{words} The last session is on {day_title(before)}."


def _around(arranged: Arranged, last: date, first: date, zone: str) -> tuple[date | None, date | None]:
    """The latest day up to `last` with a session, and the earliest from `first` on."""
    known = sorted(day for day in undecided_days(arranged) if day is not None)
    before = [day for day in known if day <= last][-1:]
    after = [day for day in known if day >= first][:1]
    ended = int(np.searchsorted(arranged.starts, span(last, zone)[1])) - 1
    begins = int(np.searchsorted(arranged.starts, span(first, zone)[0]))
    if ended >= 0:
        before.append(day_of(int(arranged.starts[ended]), zone))
    if begins < len(arranged):
        after.append(day_of(int(arranged.starts[begins]), zone))
    return max(before, default=None), min(after, default=None)


@dataclass(frozen=True, slots=True)
class Stand:
    """One venue on the board: what is live there, what is next, its open incidents."""

    lane: Lane
    live: tuple[SessionRow, ...] = ()
    following: tuple[SessionRow, ...] = ()
    trouble: Trouble = NO_TROUBLE
    conflict: bool = False


def board(arranged: Arranged, troubles: dict[bytes, VenueTrouble], zone: str, now: int, hours: int) -> list[Stand]:
    """Venues with something live or next within so many hours, or with open incidents: worst first, then by name."""
    live: dict[Lane, list[SessionRow]] = {}
    following: dict[Lane, list[SessionRow]] = {}
    clash: set[Lane] = set()
    for line in coming(arranged, zone, now, hours):
        n, row = line.number, line.row
        if row is None:
            continue
        lane = lane_of(row)
        phase = phase_of(row, now, int(arranged.ends[n]) if n >= 0 else None)
        (live if phase == Phase.LIVE else following).setdefault(lane, []).append(row)
        if n >= 0 and arranged.conflict[n]:
            clash.add(lane)
    stands = []
    for lane in {*live, *following, *(Lane(v, held.name, held.city, v) for v, held in troubles.items())}:
        held = troubles.get(lane.venue or b"")
        trouble = NO_TROUBLE if held is None else held.trouble
        stands.append(Stand(lane, tuple(live.get(lane, ())), tuple(following.get(lane, ())), trouble, lane in clash))
    return sorted(stands, key=lambda stand: (-stand.trouble.worst, natural(stand.lane.name)))


def until(when: int, now: int) -> str:
    """`in 25 min`, `in 1 h 20`, `due 40 min ago`."""
    minutes = round(abs(when - now) / MINUTE)
    hours, rest = divmod(minutes, 60)
    long = f"{hours} h {rest:02d}" if hours else f"{rest} min"
    return f"in {long}" if when >= now else f"due {long} ago"


def plural(count: int, word: str) -> str:
    """`1 session`, `22 sessions`."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")
