"""Where a session would stand if it were moved: pulled by hand or nudged by keys, five minutes at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from eocdesk.ui.panes.calendar.arrange import Arranged
from eocdesk.ui.panes.calendar.glass import snapped
from eocdesk.ui.panes.calendar.hours import HOUR, MINUTE

STEP = 5 * MINUTE


class Part(Enum):
    """Which part of a bar the hand holds."""

    START = "start"
    WHOLE = "whole"
    END = "end"


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a session would stand: its number and the asked times."""

    number: int
    starts: int
    ends: int


def pulled(starts: int, ends: int, by: int, part: Part) -> tuple[int, int]:
    """The times after a pull of `by` ms, on whole five minutes; never shorter than five."""
    if part is Part.WHOLE:
        moved = snapped(starts + by)
        return moved, moved + ends - starts
    if part is Part.START:
        return min(snapped(starts + by), ends - STEP), ends
    return starts, max(snapped(ends + by), starts + STEP)


def stands(arranged: Arranged, number: int) -> Offer:
    """Where it stands now."""
    return Offer(number, int(arranged.starts[number]), int(arranged.ends[number]))


def nudged(arranged: Arranged, number: int, before: Offer | None, step: tuple[int, int], part: Part) -> Offer:
    """One step further: `step` is five minutes along and hours down, from `before` or from where it stands."""
    along, down = step
    begun = before if before is not None and before.number == number else stands(arranged, number)
    return Offer(number, *pulled(begun.starts, begun.ends, along * STEP + down * HOUR, part))


def still_offered(offer: Offer | None, was: Arranged, now: Arranged) -> Offer | None:
    """An offer outlives a change of other sessions, and ends when its own stands where it was offered."""
    number = -1 if offer is None else now.at.get(was.rows[offer.number].id, -1)
    if offer is None or number < 0:
        return None
    kept = replace(offer, number=number)
    return None if kept == stands(now, number) else kept
