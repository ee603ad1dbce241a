"""Where a session stands at a moment, and what is wrong with it; for one and for many at once."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from eocdesk.models.session import KINDS, STATUSES
from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.hours import HOUR, from_to

Codes: TypeAlias = NDArray[np.int8]

KIND_WORDS: dict[str, str] = dict(KINDS)
STATUS_WORDS: dict[str, str] = dict(STATUSES)
KIND_NUMBERS = {value: n for n, (value, _) in enumerate(KINDS)}
_RUNS_ON = frozenset({"running", "suspended"})
_OFF = frozenset({"cancelled", "postponed"})
_AMBER = frozenset({"delayed", "suspended", "postponed"})
_PATIENCE = 12 * HOUR
"""A delayed session is waited for so long after its planned end; then nobody has kept its status."""


class Phase(IntEnum):
    """Where a session stands at the time of the now line."""

    NEXT = 0
    LIVE = 1
    PAST = 2
    OFF = 3  # cancelled or postponed: it does not take place then


class Flag(IntEnum):
    """What is wrong with it."""

    NONE = 0
    AMBER = 1  # delayed, suspended, postponed
    CONFLICT = 2
    STRUCK = 3  # cancelled


class Said(IntEnum):
    """What people said of it, as far as that settles the phase whatever the clock says."""

    NOTHING = 0
    LIVE = 1
    PAST = 2
    OFF = 3
    WAITS = 4  # delayed: not live because its hour has come


def said_of(row: SessionRow) -> Said:
    """From the status, and from actual times where they were written."""
    if row.status in _OFF:
        return Said.OFF
    if row.status == "finished" or row.actual_end is not None:
        return Said.PAST
    if row.status in _RUNS_ON or row.actual_start is not None:
        return Said.LIVE
    return Said.WAITS if row.status == "delayed" else Said.NOTHING


def phase_of(row: SessionRow, now: int, ends: int | None = None) -> Phase:
    """The phase by what was said, else by the plan; `ends` stands in for an end that is not known."""
    said = said_of(row)
    if said in (Said.LIVE, Said.PAST, Said.OFF):
        return Phase(said)
    end = row.ends if ends is None else ends
    if row.starts is None or now < row.starts:
        return Phase.NEXT
    waits = said is Said.WAITS
    if end is not None and end + (_PATIENCE if waits else 0) <= now:
        return Phase.PAST
    return Phase.NEXT if waits else Phase.LIVE


def phases(starts: NDArray[np.int64], ends: NDArray[np.int64], said: Codes, now: int) -> Codes:
    """The same for many."""
    waits = said == Said.WAITS
    over = ends + np.where(waits, _PATIENCE, 0) <= now
    begun = np.where(waits, Phase.NEXT, Phase.LIVE)
    planned = np.where(now < starts, Phase.NEXT, np.where(over, Phase.PAST, begun))
    settled = (said >= Said.LIVE) & (said <= Said.OFF)
    return np.where(settled, said, planned).astype(np.int8)


def flag_of(row: SessionRow, *, conflict: bool) -> Flag:
    """The worst that is said about it."""
    if row.status == "cancelled":
        return Flag.STRUCK
    if conflict:
        return Flag.CONFLICT
    return Flag.AMBER if row.status in _AMBER else Flag.NONE


def kind_of(row: SessionRow) -> int:
    """The number of its kind: its colour."""
    return KIND_NUMBERS.get(row.kind, 0)


def warning_of(row: SessionRow) -> str:
    """What is odd about its planned times, in words; "" where nothing is."""
    if row.starts is None:
        return ""
    if row.ends is None:
        return "no end given"
    if row.ends < row.starts:
        return "ends before it starts"
    return "ends when it starts" if row.ends == row.starts else ""


def is_wrong(row: SessionRow) -> bool:
    """Whether its planned end cannot be: a source wrote it so, and a person should put it right."""
    return row.starts is not None and row.ends is not None and row.ends <= row.starts


def sentence(row: SessionRow, zone: str, *, conflict: bool = False) -> str:
    """A session in one line, for tips and screen readers."""
    times = "time to be decided" if row.starts is None else from_to(row.starts, row.ends, zone)
    parts = [row.title, times, row.venue_name, STATUS_WORDS.get(row.status, row.status)]
    parts.append(warning_of(row))
    if conflict:
        parts.append("Conflict: its venue is in double use")
    if row.incidents.open:
        parts.append(f"{row.incidents.open} open incident" + ("s" if row.incidents.open > 1 else ""))
    if row.hazard.many:
        more = f" (and {row.hazard.many - 1} more)" if row.hazard.many > 1 else ""
        parts.append(f"Hazard: {row.hazard.reason}{more}")
    return "  ·  ".join(part for part in parts if part)
