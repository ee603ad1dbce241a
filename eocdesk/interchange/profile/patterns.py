"""Dates and times as sources write them, by patterns; English month names whatever the machine's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from eocdesk.interchange.clocks import zone_of
from eocdesk.models.errors import Refused

# Not strptime: it follows the language of the machine once a window has set it, and takes 29 February of no year.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})(?:st|nd|rd|th)?",
    "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<I>\d{1,2})",
    "M": r"(?P<M>\d{2})",
    "S": r"(?P<S>\d{2})",
    "f": r"(?P<f>\d{1,6})",
    "p": r"(?P<p>[AaPp])\.?[Mm]\.?",
    "b": r"(?P<b>[A-Za-z]{3,9})\.?",
    "B": r"(?P<b>[A-Za-z]{3,9})\.?",
    "a": r"(?P<a>[A-Za-z]{3,9})\.?",
    "A": r"(?P<a>[A-Za-z]{3,9})\.?",
    "z": r"(?P<z>Z|[+\-−]\d{2}:?\d{2})",
    "%": "%",
}
NAMED = ("iso", "unix", "unix-ms", "excel")
_TRAILING_ZONE = re.compile(r"\s*\b((?:UTC|GMT)\s*(?:[+\-−±]\s*\d{1,2}(?::?\d{2})?)?)$", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
_EXCEL_START = datetime(1899, 12, 30)  # noqa: DTZ001  a serial day has no zone
_CENTURY_TURN = 69  # as everywhere else: 69 to 99 are of the last century
_NOON = 12


@dataclass(frozen=True, slots=True)
class When:
    """What a text says of a time: a day, a clock, a zone; whatever is not said is None."""

    day: date | None = None
    clock: time | None = None
    zone: tzinfo | None = None
    next_day: bool = False  # 24:00


def tidy(words: str) -> str:
    """Single plain blanks, none at the ends."""
    return _BLANKS.sub(" ", words).strip()


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of `%Y %m %d %H %M` kind as an expression; Refused where a directive is not known."""
    out: list[str] = []
    signs = iter(pattern)
    for sign in signs:
        if sign == "%":
            letter = next(signs, "")
            if letter not in _DIRECTIVES:
                raise Refused(f"“%{letter}” in the pattern “{pattern}” is not known.")
            out.append(_DIRECTIVES[letter])
        elif sign.isspace():
            out.append(r"\s+")
        else:
            out.append(re.escape(sign))
    try:
        return re.compile("".join(out), re.IGNORECASE)
    except re.error:
        raise Refused(f"The pattern “{pattern}” says the same part twice.") from None


def read(words: str, patterns: tuple[str, ...], year: int | None) -> When | None:
    """The first pattern that fits the whole text; None where none does.

    Raises Refused where one fits but says what cannot be: no such day, another weekday, a year nobody gave.
    """
    text, zone = tidy(words), None
    found = _TRAILING_ZONE.search(text)
    if found and found.start() > 0:
        zone, text = zone_of(found[1]), text[: found.start()]
    for pattern in patterns:
        when = _NAMED[pattern](text) if pattern in _NAMED else _fitting(text, pattern, year)
        if when is not None:
            return When(when.day, when.clock, when.zone or zone, when.next_day)
    return None


def needs_year(pattern: str) -> bool:
    """Whether dates of the pattern have no year of their own."""
    if pattern in _NAMED:
        return False
    names = compiled(pattern).groupindex
    return "d" in names and "Y" not in names and "y" not in names


def _fitting(text: str, pattern: str, year: int | None) -> When | None:
    found = compiled(pattern).fullmatch(text)
    if found is None:
        return None
    said = found.groupdict()
    clock, next_day = _clock(said, text)
    zone = zone_of(said["z"]) if said.get("z") else None
    return When(_day(said, text, year), clock, zone, next_day)


def _day(said: dict[str, str], text: str, year: int | None) -> date | None:
    if "d" not in said:
        return None
    if "Y" in said:
        year = int(said["Y"])
    elif "y" in said:
        year = int(said["y"]) + (1900 if int(said["y"]) >= _CENTURY_TURN else 2000)
    if year is None:
        raise Refused(f"“{text}” has no year: give the year (--year).", "year")
    try:
        month = _MONTHS.index(said["b"][:3].lower()) + 1 if "b" in said else int(said["m"])
        day = date(year, month, int(said["d"]))
    except (ValueError, KeyError):
        raise Refused(f"“{text}” is not a day of {year}.", "day") from None
    weekday = said.get("a", "")[:3].lower()
    if weekday and weekday != _WEEKDAYS[day.weekday()]:
        raise Refused(f"“{text}” is not a {said['a']} in {year}: is it another year (--year)?", "year")
    return day


def _clock(said: dict[str, str], text: str) -> tuple[time | None, bool]:
    if "H" not in said and "I" not in said:
        return None, False
    hour = int(said.get("H") or said["I"])
    minute, second = int(said.get("M") or 0), int(said.get("S") or 0)
    if "I" in said and said.get("p"):
        if not 1 <= hour <= _NOON:
            raise Refused(f"“{text}” is not a time of day.")
        hour = hour % _NOON + (_NOON if said["p"].lower() == "p" else 0)
    if (hour, minute, second) == (24, 0, 0):
        return time(0), True
    try:
        return time(hour, minute, second, int((said.get("f") or "0").ljust(6, "0"))), False
    except ValueError:
        raise Refused(f"“{text}” is not a time of day.") from None


def _iso(text: str) -> When | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return When(date.fromisoformat(text))
        if re.match(r"\d{4}-?\d{2}-?\d{2}[T ]\d", text):
            full = datetime.fromisoformat(text)
            return When(full.date(), full.time(), full.tzinfo)
    except ValueError:
        return None
    return None


def _unix(text: str, scale: int = 1) -> When | None:
    if not re.fullmatch(r"-?\d{1,14}(?:\.\d+)?", text):
        return None
    try:
        full = datetime.fromtimestamp(float(text) / scale, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return When(full.date(), full.time(), UTC)


def _unix_ms(text: str) -> When | None:
    return _unix(text, 1000)


def _excel(text: str) -> When | None:
    if not re.fullmatch(r"\d{1,6}(?:\.\d+)?", text):
        return None
    full = _EXCEL_START + timedelta(seconds=round(float(text) * 86_400))
    return When(full.date(), full.time() if "." in text else None)


_NAMED = {"iso": _iso, "unix": _unix, "unix-ms": _unix_ms, "excel": _excel}
