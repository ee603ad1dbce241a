"""Moments as integers, and stamps that order changes made on desks whose clocks disagree."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from eocdesk.models.errors import Refused

Moment: TypeAlias = int
"""Milliseconds since 1970-01-01T00:00Z. Every time in a record is one, or None where unknown."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
TICK_BITS = 16
MAX_AHEAD_MS = 5 * 60 * 1000
"""A received stamp further ahead than this never drags our own clock along (sync.md 4.3)."""


def now() -> Moment:
    """This machine's wall clock."""
    return time.time_ns() // 1_000_000


def moment(when: datetime) -> Moment:
    """An aware datetime as a moment; a naive one is a bug in the caller."""
    if when.tzinfo is None:
        message = "a time without a zone"
        raise ValueError(message)
    return (when - _EPOCH) // _MILLISECOND  # whole numbers: a float loses one of 1001


def at(when: Moment, zone: str = "UTC") -> datetime:
    """A moment as an aware datetime in a zone named as in the IANA database."""
    return datetime.fromtimestamp(when / 1000, UTC).astimezone(zone_named(zone))


def zone_named(name: str) -> ZoneInfo:
    """The zone of that IANA name; Refused with a sentence where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, IsADirectoryError):
        sentence = f"“{name}” is not a time zone. Use a name such as America/Los_Angeles."
        raise Refused(sentence, "zone") from None


def iso(when: Moment | None) -> str | None:
    """A moment as ISO 8601 in UTC with a Z, for machines."""
    if when is None:
        return None
    return at(when).strftime("%Y-%m-%dT%H:%M:%S.") + f"{when % 1000:03d}Z"


def tick(last: int, wall: Moment) -> int:
    """The next hybrid stamp: 48 bits of milliseconds, 16 of counter; an overflow carries into the time."""
    return max(last + 1, wall << TICK_BITS)


def heard(last: int, stamp: int, wall: Moment) -> int:
    """Our stamp after hearing another desk's; one from far in the future is not followed."""
    limit = (wall + MAX_AHEAD_MS) << TICK_BITS
    return stamp if last < stamp <= limit else last


def wall_of(stamp: int) -> Moment:
    """The wall time inside a hybrid stamp."""
    return stamp >> TICK_BITS
