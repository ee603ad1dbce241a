"""The lines of the agenda and of the board, worked out before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eocdesk.store.queries.calendar import NO_TROUBLE, SessionRow, Trouble, VenueTrouble
from eocdesk.ui.panes.calendar.arrange import Arranged, Lane, natural
from eocdesk.ui.panes.calendar.columns import undecided_days
from eocdesk.ui.panes.calendar.hours import HOUR, MINUTE, day_of, day_title
from eocdesk.ui.panes.calendar.state import Phase, phase_of, phases


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
    """What is live and what begins within so many hours, in order of start."""
    near = arranged.between(now, now + hours * HOUR)
    phase = phases(arranged.starts[near], arranged.ends[near], arranged.said[near], now)
    kept = near[(phase == Phase.LIVE) | (phase == Phase.NEXT)]
    # What runs on past its planned end is live all the same.
    late = [n for n in _running(arranged) if int(arranged.ends[n]) <= now]
    numbers = [*late, *kept.tolist()]
    return [Line(day_of(int(arranged.starts[n]), zone), row=arranged.rows[n], number=n) for n in numbers]


def _running(arranged: Arranged) -> list[int]:
    return [n for n, said in enumerate(arranged.said.tolist()) if said == Phase.LIVE]


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
        n = line.number
        lane = arranged.lanes[int(arranged.lane[n])]
        phase = phase_of(arranged.rows[n], now, int(arranged.ends[n]))
        (live if phase == Phase.LIVE else following).setdefault(lane, []).append(arranged.rows[n])
        if arranged.conflict[n]:
            clash.add(lane)
    stands = []
    for lane in {*live, *following, *(Lane(v, held.name, held.city, v) for v, held in troubles.items())}:
        held = troubles.get(lane.venue or b"")
        trouble = NO_TROUBLE if held is None else held.trouble
        stands.append(Stand(lane, tuple(live.get(lane, ())), tuple(following.get(lane, ())), trouble, lane in clash))
    return sorted(stands, key=lambda stand: (-stand.trouble.worst, natural(stand.lane.name)))


def until(when: int, now: int) -> str:
    """`in 25 min`, `in 1 h 20`, `since 40 min`."""
    minutes = round(abs(when - now) / MINUTE)
    hours, rest = divmod(minutes, 60)
    long = f"{hours} h {rest:02d}" if hours else f"{rest} min"
    return f"in {long}" if when >= now else f"since {long}"


def plural(count: int, word: str) -> str:
    """`1 session`, `22 sessions`."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")
