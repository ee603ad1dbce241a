"""Local times become moments: zones by any of their names, hours that a clock change doubles or skips."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from eocdesk.models import clock

_OFFSET = re.compile(r"^(?:UTC|GMT|Z)?\s*(?:([+\-−±])\s*(\d{1,2})(?::?(\d{2}))?)?$", re.IGNORECASE)
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_HOURS = 15


@lru_cache(maxsize=512)
def zone_of(words: str) -> tzinfo | None:
    """A zone by its IANA name or as an offset (`UTC-6`, `+01:00`, `UTC±0`); None where it is neither."""
    words = words.strip()
    if not words:
        return None
    found = _OFFSET.match(words)
    if found:
        return _offset(found)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+)*", words):
        return None
    try:
        return ZoneInfo(words)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _offset(found: re.Match[str]) -> tzinfo | None:
    sign, hours, minutes = found.groups()
    if not hours:
        return UTC
    if int(hours) > _MOST_HOURS:
        return None
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-ahead if sign in "-−" else ahead)


def moment_of(local: datetime, zone: tzinfo) -> tuple[int | None, str]:
    """A naive local time in its zone as a moment, and a warning where the clock change makes it two or none.

    None with the reason where the year is beyond what a clock can hold.
    """
    try:
        first = local.replace(tzinfo=zone, fold=0)
        second = local.replace(tzinfo=zone, fold=1)
        when = (first - _EPOCH) // timedelta(milliseconds=1)  # whole numbers: a float loses the last millisecond
        if first.utcoffset() == second.utcoffset():
            return when, ""
        if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
            return when, f"{local:%H:%M} does not exist on {local:%Y-%m-%d}: clocks go forward; check the time"
    except (OverflowError, ValueError):
        return None, f"the year {local.year} is out of range"
    return when, f"{local:%H:%M} comes twice on {local:%Y-%m-%d}: the first of the two was taken"


def day_of(when: int, zone: str) -> str:
    """The local day of a moment as YYYY-MM-DD."""
    return clock.at(when, zone).date().isoformat()


def window(starts: date, ends: date, margin: int = 30) -> tuple[date, date]:
    """The event's days and `margin` days either side, kept within what dates can hold."""
    try:
        return starts - margin * _DAY, ends + (margin + 1) * _DAY
    except OverflowError:
        return starts, ends
