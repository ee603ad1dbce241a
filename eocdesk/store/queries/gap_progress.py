"""How the committee's work went on: gaps open, recommendations done, in hand and overdue, at each moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models.clock import Moment

OPEN, DONE, IN_HAND, OVERDUE = "open", "done", "in hand", "overdue"
SERIES = (DONE, IN_HAND, OVERDUE, OPEN)


class Advised(NamedTuple):
    """The course of one recommendation, in ms UTC; `done` and `due` None where it is not or nobody said."""

    begun: Moment
    due: Moment | None
    done: Moment | None


class Found(NamedTuple):
    """The course of one gap, in ms UTC; `closed` None where it is not."""

    begun: Moment
    closed: Moment | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts as steps: each holds from its moment to the next, the last until now. No moments: nothing was named.

    `counts` has for each of SERIES as many numbers as there are moments.
    """

    moments: tuple[Moment, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ((), (), (), ())

    def now(self, series: str) -> int:
        """The newest count."""
        held = self.counts[SERIES.index(series)]
        return held[-1] if held else 0


def progress(connection: Connection, event: bytes, now: Moment) -> Progress:
    """Of all that stands in an event; what was rejected or struck is left out."""
    asked = "SELECT found, made_at, closed FROM gap WHERE event = ? AND struck IS NOT 1"
    gaps = [found(*row) for row in connection.exec_driver_sql(asked, (event,))]
    asked = (
        "SELECT made_at, due, done FROM recommendation WHERE event = ? AND struck IS NOT 1 AND state IS NOT 'rejected'"
    )
    advice = [advised(*row) for row in connection.exec_driver_sql(asked, (event,))]
    return reckon(gaps, advice, now)


def made(connection: Connection, event: bytes) -> dict[bytes, Moment]:
    """When each gap and recommendation of an event was written, by id."""
    asked = (
        "SELECT id, made_at FROM gap WHERE event = ?1 UNION ALL SELECT id, made_at FROM recommendation WHERE event = ?1"
    )
    return {row[0]: row[1] for row in connection.exec_driver_sql(asked, (event,))}


def found(when: Moment | None, made_at: Moment, closed: Moment | None) -> Found:
    """A gap's course; what was closed before it is said to be found was found by then."""
    begun = made_at if when is None else when
    return Found(begun if closed is None else min(begun, closed), closed)


def advised(made_at: Moment, due: Moment | None, done: Moment | None) -> Advised:
    """A recommendation's course; what was due or done before it was written here stood by then, on other desks."""
    return Advised(min(one for one in (made_at, due, done) if one is not None), due, done)


def reckon(gaps: Iterable[Found], advice: Iterable[Advised], now: Moment) -> Progress:
    """The counts of these at each moment up to `now` at which one of them changes."""
    steps: dict[str, Counter[Moment]] = {name: Counter() for name in SERIES}
    for gap in gaps:
        _hold(steps[OPEN], gap.begun, gap.closed)
    for one in advice:
        late = None if one.due is None else max(one.begun, one.due)
        ends = [each for each in (late, one.done) if each is not None]
        _hold(steps[IN_HAND], one.begun, min(ends, default=None))
        if late is not None and (one.done is None or late < one.done):
            _hold(steps[OVERDUE], late, one.done)
        if one.done is not None:
            _hold(steps[DONE], one.done, None)
    moments = sorted({when for held in steps.values() for when in held if when <= now})
    if not moments:
        return Progress()
    return Progress(tuple(moments), tuple(_running(steps[name], moments) for name in SERIES))


def _hold(held: Counter[Moment], since: Moment, until: Moment | None) -> None:
    if until is None or since < until:
        held[since] += 1
        if until is not None:
            held[until] -= 1


def _running(held: Counter[Moment], moments: list[Moment]) -> tuple[int, ...]:
    total, counts = 0, []
    for when in moments:
        total += held[when]
        counts.append(total)
    return tuple(counts)
