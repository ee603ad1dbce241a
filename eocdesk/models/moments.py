"""Times as people type them: 1430, 14:30, 2028-07-19 14:30, ISO 8601; the latest past where only the hour is said."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from eocdesk.models import clock
from eocdesk.models.errors import Refused

_EARLIEST = clock.moment(datetime(1900, 1, 1, tzinfo=UTC))
_LATEST = clock.moment(datetime(2200, 1, 1, tzinfo=UTC))
_HOUR = re.compile(r"^(\d{1,2}):?(\d{2})$")
_DAY_HOUR = re.compile(r"^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):?(\d{2})(?::(\d{2}))?$")


def parse(words: str, zone: str, now: int) -> int:
    """The moment meant. Refused where it is no time, was skipped by DST, or came twice (both readings are said)."""
    try:
        found = _parsed(words, zone, now)
    except (ValueError, OverflowError):
        found = _LATEST
    if not _EARLIEST <= found < _LATEST:
        raise Refused(f"“{words}” is not in the years 1900 to 2199.", "happened")
    return found


def _parsed(words: str, zone: str, now: int) -> int:
    text = words.strip()
    found = _HOUR.match(text)
    if found:
        return _latest_past(int(found[1]), int(found[2]), clock.zone_named(zone), now, words)
    found = _DAY_HOUR.match(text)
    if found:
        day = _date(found[1], words)
        local = _at(day, int(found[2]), int(found[3]), words, int(found[4] or 0))
        return _one(local, clock.zone_named(zone), words)
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{words}” is not a time. Use 1430, 14:30 or 2028-07-19T14:30.", "happened") from None
    return clock.moment(when) if when.tzinfo else _one(when, clock.zone_named(zone), words)


def _date(text: str, words: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{words}” is not a day of the calendar.", "happened") from None


def _at(day: datetime, hour: int, minute: int, words: str, second: int = 0) -> datetime:
    try:
        return day.replace(hour=hour, minute=minute, second=second, microsecond=0)
    except ValueError:
        raise Refused(f"“{words}” is not a time of the day.", "happened") from None


def _latest_past(hour: int, minute: int, zone: ZoneInfo, now: int, words: str) -> int:
    today = datetime.fromtimestamp(now / 1000, zone).replace(tzinfo=None)
    for back in range(3):
        local = _at(today - timedelta(days=back), hour, minute, words)
        if _first(local, zone) <= now and _stands(local, zone):
            second = clock.moment(local.replace(tzinfo=zone, fold=1))
            return _first(local, zone) if second > now else _one(local, zone, words)  # the second is yet to come
    raise Refused(f"“{words}” did not happen on any of the last days.", "happened")


def _first(local: datetime, zone: ZoneInfo) -> int:
    return clock.moment(local.replace(tzinfo=zone, fold=0))


def _stands(local: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock showed this time: DST skips an hour in spring."""
    there = datetime.fromtimestamp(_first(local, zone) / 1000, zone).replace(tzinfo=None)
    return there == local


def _one(local: datetime, zone: ZoneInfo, words: str) -> int:
    first = local.replace(tzinfo=zone, fold=0)
    second = local.replace(tzinfo=zone, fold=1)
    if not _stands(local, zone):
        raise Refused(f"“{words}” was skipped that night: the clocks went forward.", "happened")
    if first.utcoffset() != second.utcoffset():
        raise Refused(f"“{words}” came twice that night. Say {first.isoformat()} or {second.isoformat()}.", "happened")
    return clock.moment(first)
