"""Times and days as they are typed and shown at a desk: 24 hours, the event's zone, never a guess."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from eocdesk.models.clock import Moment, at, moment, zone_named
from eocdesk.models.errors import Refused

_TIME = r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?"
_DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"
_WHOLE = re.compile(rf"^(?:{_DAY}[T ]+)?{_TIME}\s*(?P<zone>[A-Za-z][A-Za-z0-9+]{{0,5}}|[+-]\d{{2}}:?\d{{2}})?$")
_STEP = re.compile(r"^(?P<sign>[+−-])\s*(?:(?P<hours>\d{1,3})\s*h)?\s*(?:(?P<minutes>\d{1,4})\s*(?:m|min)?)?$")
_DAY_HOURS = 24
_ZULU = ("Z", "UTC", "GMT")
_AHEAD = timedelta(minutes=5)
"""A clock read from a wall may be this much ahead of ours and still mean the present."""


class Lean(Enum):
    """Which day a bare time of day belongs to."""

    PAST = "past"  # what happened: the latest that is not ahead
    FUTURE = "future"  # what is due: the next
    NEAR = "near"  # the nearest of the two


def shown(when: Moment | None, zone: str, *, seconds: bool = False) -> str:
    """`2028-07-19 14:31`, as it can be typed again, with `PDT` where that time came twice; empty for none."""
    if when is None:
        return ""
    there = at(when, zone)
    words = there.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")
    if there.utcoffset() == there.replace(fold=1 - there.fold).utcoffset():
        return words
    name = there.tzname() or ""
    return f"{words} {name if name.isalpha() else format(there, '%z')}"


def clock(when: Moment | None, zone: str, *, seconds: bool = False) -> str:
    """`14:31`; empty for none."""
    return "" if when is None else at(when, zone).strftime("%H:%M:%S" if seconds else "%H:%M")


def short(when: Moment | None, zone: str, now: Moment) -> str:
    """`14:31` today, `19 Jul 14:31` on another day of this year, with the year otherwise."""
    if when is None:
        return ""
    there, here = at(when, zone), at(now, zone)
    if there.date() == here.date():
        return there.strftime("%H:%M")
    return f"{there.day} {_MONTHS[there.month - 1]} " + there.strftime(
        "%H:%M" if there.year == here.year else "%Y %H:%M"
    )


def lasted(milliseconds: int) -> str:
    """How long, for a narrow column: `4 min`, `2 h 10 min`, `3 d 4 h`; less than nothing is `0 min`."""
    hours, minutes = divmod(max(milliseconds, 0) // 60_000, 60)
    if hours >= _DAY_HOURS:
        return f"{hours // _DAY_HOURS} d {hours % _DAY_HOURS} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def parse_moment(words: str, zone: str, now: Moment, lean: Lean = Lean.NEAR, on: Moment | None = None) -> Moment | None:
    """`1431`, `14:31`, `2028-07-19 14:31`, `14:31 UTC`, `now`, `+30`, `-1h`: a moment; None for nothing typed.

    `on`: the day a bare time belongs to, where it is known. Refused with a sentence otherwise.
    """
    text = " ".join(words.split())
    if not text:
        return None
    if text.casefold() == "now":
        return now
    step = _STEP.match(text)
    if step and (step["hours"] or step["minutes"]):
        minutes = int(step["hours"] or 0) * 60 + int(step["minutes"] or 0)
        return now + (1 if step["sign"] == "+" else -1) * minutes * 60_000
    whole = _WHOLE.match(text)
    if whole is None:
        raise Refused(f"“{text}” is not a time. Write 1431, 14:31 or 2028-07-19 14:31.")
    return _placed(whole, zone, now, lean, on)


def parse_day(words: str, today: date) -> str | None:
    """`2028-07-19`, `today`, `tomorrow`, `yesterday` as YYYY-MM-DD; None for nothing typed; Refused otherwise."""
    text = words.strip().casefold()
    if not text:
        return None
    steps = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if text in steps:
        return (today + timedelta(days=steps[text])).isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(f"“{words.strip()}” is not a day. Write it as 2028-07-19.") from None


def _placed(whole: re.Match[str], zone: str, now: Moment, lean: Lean, on: Moment | None) -> Moment:
    clock_face = timedelta(hours=int(whole["hour"]), minutes=int(whole["minute"]), seconds=int(whole["second"] or 0))
    if int(whole["hour"]) > 23 or int(whole["minute"]) > 59 or int(whole["second"] or 0) > 59:  # noqa: PLR2004  a clock
        raise Refused(f"There is no time {whole[0]}. Hours run from 00 to 23.")
    named, mark = _zone(whole["zone"], zone)
    if whole["day"]:
        return _moment(_day(whole["day"]), clock_face, named, mark)
    if on is not None:
        return _moment(at(on, named).date(), clock_face, named, mark)
    today = at(now, named).date()
    around = [today + timedelta(days=step) for step in (-1, 0, 1)]
    days = {day: _moments(day, clock_face, named, mark) for day in around}
    fits = [when for found in days.values() for when in found if _fits(when, now, lean)]
    if not fits:
        return _only(today, clock_face, named, mark, days[today])
    best = max(fits) if lean is Lean.PAST else min(fits, key=lambda when: abs(when - now))
    day = next(day for day, found in days.items() if best in found)
    likely = {when: one for when, one in days[day].items() if when in fits}
    return _only(day, clock_face, named, mark, likely)


def _fits(when: Moment, now: Moment, lean: Lean) -> bool:
    if lean is Lean.PAST:
        return when <= now + _AHEAD // timedelta(milliseconds=1)
    return lean is Lean.NEAR or when >= now


def _zone(word: str | None, zone: str) -> tuple[str, str]:
    if not word:
        return zone, ""
    return ("UTC", "") if word.upper() in _ZULU else (zone, word.upper())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"There is no day {text}.") from None


def _moment(day: date, face: timedelta, zone: str, mark: str) -> Moment:
    return _only(day, face, zone, mark, _moments(day, face, zone, mark))


def _moments(day: date, face: timedelta, zone: str, mark: str) -> dict[Moment, datetime]:
    """When that clock showed that time there: once, twice where clocks went back, never where they went ahead."""
    naive = datetime.combine(day, time()) + face
    both = [naive.replace(tzinfo=zone_named(zone), fold=fold) for fold in (0, 1)]
    real = [one for one in both if one.astimezone(UTC).astimezone(one.tzinfo).replace(tzinfo=None) == naive]
    return {moment(one): one for one in real if not mark or mark in _marks(one)}


def _marks(one: datetime) -> tuple[str, str, str]:
    offset = f"{one:%z}"
    return one.tzname() or "", offset, f"{offset[:3]}:{offset[3:]}"


def _only(day: date, face: timedelta, zone: str, mark: str, found: dict[Moment, datetime]) -> Moment:
    """The one moment there is; Refused with what to write where there is none or two."""
    words = f"{datetime.combine(day, time()) + face:%H:%M}"
    if not found and mark and _moments(day, face, zone, ""):
        raise Refused(f"{zone} has no time {mark} on {day}. Leave the zone away, or write UTC.")
    if not found:
        raise Refused(f"{words} did not exist on {day}: the clocks went forward there.")
    if len(found) > 1:
        names = " or ".join(f"{words} {one.tzname()}" for one in found.values())
        raise Refused(f"{words} came twice on {day}, when the clocks went back. Write {names}.")
    return next(iter(found))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
