"""Days and hours of a time zone, right across its clock changes, and how times are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from eocdesk.models.clock import at, moment, zone_named

MINUTE = 60_000
HOUR = 60 * MINUTE
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Mark(NamedTuple):
    """A whole hour on the local clock: when it is, what the clock says, whether the clock says it twice."""

    at: int
    hour: int
    again: bool

    @property
    def text(self) -> str:
        """`09:00`; the second time the clock says it, with a stroke."""
        return f"{self.hour:02d}:00" + ("’" if self.again else "")


@lru_cache(maxsize=4096)
def midnight(day: date, zone: str) -> int:
    """The moment a local day begins; where the clock skips midnight, the first moment that exists."""
    known = zone_named(zone)
    return moment(datetime.combine(day, time(), known).astimezone(UTC))


def day_of(when: int, zone: str) -> date:
    """The local date of a moment."""
    return at(when, zone).date()


def span(day: date, zone: str, days: int = 1) -> tuple[int, int]:
    """From the first moment of a local day to the first of the day `days` later: 23, 24 or 25 hours each."""
    return midnight(day, zone), midnight(day + timedelta(days=days), zone)


@lru_cache(maxsize=1024)
def hours_of(day: date, zone: str) -> tuple[Mark, ...]:
    """The whole hours of a local day: 23 where the clock goes forward, 25 where it goes back."""
    known = zone_named(zone)
    found: dict[int, Mark] = {}
    for hour in range(24):
        for fold in (0, 1):
            local = datetime(day.year, day.month, day.day, hour, tzinfo=known, fold=fold)
            there = local.astimezone(UTC)
            back = there.astimezone(known)
            if (back.hour, back.minute) != (hour, 0):
                continue  # the clock never says this today
            when = moment(there)
            twice = fold == 1 and local.replace(fold=0).astimezone(UTC) != there
            found.setdefault(when, Mark(when, hour, twice))
    return tuple(found[when] for when in sorted(found))


def days_between(first: int, last: int, zone: str) -> list[date]:
    """The local days that touch the time from `first` to `last`."""
    day, end = day_of(first, zone), day_of(max(first, last - 1), zone)
    return [day + timedelta(days=n) for n in range((end - day).days + 1)]


def hm(when: int, zone: str) -> str:
    """`14:32` on the local clock."""
    return at(when, zone).strftime("%H:%M")


def from_to(starts: int, ends: int | None, zone: str) -> str:
    """`09:00–11:30`; an end on a later day carries `+1`; an end not known is left open."""
    text = hm(starts, zone) + "–"
    if ends is None or ends <= starts:
        return text
    later = (day_of(ends, zone) - day_of(starts, zone)).days
    return text + hm(ends, zone) + (f" +{later}" if later else "")


def day_title(day: date) -> str:
    """`Wednesday, July 19, 2028`, in English whatever the machine speaks."""
    return f"{_DAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}, {day.year}"


def day_short(day: date) -> str:
    """`Wed 19`."""
    return f"{_DAYS[day.weekday()][:3]} {day.day}"


def day_middle(day: date) -> str:
    """`Wed, Jul 19`."""
    return f"{_DAYS[day.weekday()][:3]}, {_MONTHS[day.month - 1][:3]} {day.day}"


def days_title(first: date, last: date) -> str:
    """`July 17 – 23, 2028`, or with both months where they differ."""
    if first == last:
        return day_title(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.day} – {last.day}, {last.year}"
    year = "" if first.year == last.year else f", {first.year}"
    return f"{_MONTHS[first.month - 1]} {first.day}{year} – {_MONTHS[last.month - 1]} {last.day}, {last.year}"


def zone_label(when: int, zone: str) -> str:
    """`PDT (UTC−7)` as it holds at that moment."""
    local = at(when, zone)
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
    name = local.tzname() or ""
    if not name or name[0] in "+-":
        return offset
    return f"{name} ({offset})" if minutes else name


def nth_day(day: date, first: str | None, last: str | None) -> str:
    """`Day 6 of 17` of an event with these dates; "" outside them."""
    begins, ends = parse_day(first), parse_day(last)
    if begins is None or ends is None or not begins <= day <= ends:
        return ""
    return f"Day {(day - begins).days + 1} of {(ends - begins).days + 1}"


def clock_change(day: date, zone: str) -> str:
    """`clocks go forward, 23 h` on the days they do; else nothing."""
    first, last = span(day, zone)
    length = last - first
    if length == 24 * HOUR:
        return ""
    hours = f"{length / HOUR:g} h"
    return f"clocks go {'forward' if length < 24 * HOUR else 'back'}, {hours}"


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def board_hours(kept: object) -> int:
    """How far the board looks ahead as the setting has it; 4 where that is no number of hours."""
    return kept if isinstance(kept, int) and 1 <= kept <= 7 * 24 else 4


def parse_day(words: str | None) -> date | None:
    """A date as records hold it, or None where it is none."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None
