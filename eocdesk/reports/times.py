"""Moments as they are printed: 24 hours, the month in letters, the zone named, Z beside it."""

from __future__ import annotations

from eocdesk.models.clock import Moment, at

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE = 60_000
_HOUR = 60
_DAY = 24 * _HOUR


def day(moment: Moment, zone: str) -> str:
    """`19 Jul 2028`, whatever the machine's language."""
    local = at(moment, zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def clock(moment: Moment | None, zone: str, beside: Moment | None = None) -> str:
    """`14:45`; with the day before it, `18 Jul 14:45`, where that is not the day of `beside`."""
    if moment is None:
        return ""
    local = at(moment, zone)
    words = f"{local:%H:%M}"
    if beside is not None and at(beside, zone).date() != local.date():
        return f"{local.day} {_MONTHS[local.month - 1]} {words}"
    return words


def stamp(moment: Moment, zone: str) -> str:
    """`19 Jul 2028 14:45 PDT (21:45Z)`; the day again with Z where it is another one there."""
    local = at(moment, zone)
    return f"{day(moment, zone)} {local:%H:%M %Z} ({_zulu(moment, moment, zone)})"


def span(starts: Moment, ends: Moment, zone: str) -> str:
    """`19 Jul 2028 06:00–18:00 PDT (13:00Z–20 Jul 01:00Z)`."""
    last = at(ends, zone)
    until = clock(ends, zone, starts)
    zulu = f"{_zulu(starts, starts, zone)}–{_zulu(ends, starts, zone)}"
    return f"{day(starts, zone)} {at(starts, zone):%H:%M}–{until} {last:%Z} ({zulu})"


def _zulu(moment: Moment, beside: Moment, zone: str) -> str:
    there = at(moment)
    words = f"{there:%H:%M}Z"
    return words if there.date() == at(beside, zone).date() else f"{there.day} {_MONTHS[there.month - 1]} {words}"


def ago(milliseconds: int) -> str:
    """`35 min`, `2 h 05 min`, `3 d 4 h`: a length of time as it is said."""
    minutes = abs(milliseconds) // _MINUTE
    if not minutes:
        return "less than 1 min"
    if minutes < _HOUR:
        return f"{minutes} min"
    if minutes < _DAY:
        return f"{minutes // _HOUR} h {minutes % _HOUR:02d} min"
    return f"{minutes // _DAY} d {minutes % _DAY // _HOUR} h"
