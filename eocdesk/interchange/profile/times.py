"""The times of one row by its profile: day, start and end, their zone, and what is odd about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from eocdesk.interchange.clocks import moment_of, zone_of
from eocdesk.interchange.format import Asked
from eocdesk.interchange.profile.cells import words_of
from eocdesk.interchange.profile.model import ASK, Timing
from eocdesk.interchange.profile.patterns import When, needs_year, read, tidy
from eocdesk.models import clock
from eocdesk.models.errors import Refused

_OVERNIGHT_MOST = timedelta(hours=14)
"""A session longer than this over midnight is rather a mistake in the source; it is kept as said, and told."""
GIVE_ZONE = "has no time zone: give it (--zone America/Los_Angeles)."


@dataclass(slots=True)
class Times:
    """What a row says of its times."""

    day: date | None = None
    starts: int | None = None
    ends: int | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Local:
    """A clock on a day in a zone."""

    at: datetime  # naive
    zone: tzinfo


def oddities(starts: int | None, ends: int | None) -> list[str]:
    """What is odd about a session's times and is told with it: no end, an end before its start."""
    if starts is not None and ends is None:
        return ["no end"]
    if starts is None or ends is None or ends > starts:
        return []
    return ["ends before it starts" if ends < starts else "ends when it starts"]


class Clockwork:
    """Reads the times of rows; Refused at once where the whole file needs what the person did not give."""

    def __init__(self, timing: Timing, asked: Asked) -> None:
        self._timing = timing
        self._year = asked.year
        self._patterns = (*timing.patterns, "iso")  # ISO can only be meant one way; spreadsheets' own times come so
        self._days = (*timing.days, "iso")
        if timing.zone == ASK and not asked.zone:
            raise Refused("The times in this file say no time zone: give it (--zone America/Los_Angeles).", "zone")
        if asked.year is None and any(needs_year(pattern) for pattern in (*timing.days, *timing.patterns)):
            raise Refused("The dates in this file say no year: give it (--year 2028).", "year")
        given = asked.zone or ("" if timing.zone == ASK else timing.zone)
        self._zone = zone_of(given) if given else None
        if given and self._zone is None:
            clock.zone_named(given)
        self._zones = {word: zone for word, name in timing.zones.items() if (zone := zone_of(name)) is not None}
        self._open = {word.casefold() for word in timing.open}

    def times(self, row: Mapping[str, Any]) -> Times:
        """Day, start and end of a row, with warnings; Refused with the sentence where they cannot be read."""
        out = Times(day=self._day(row))
        first, last = self._said(row)
        zone = self._zone_of_row(row)
        start = self._when(first, zone)
        end = self._when(last, (start.zone if start else None) or zone)  # an end that says no zone is in its start's
        begun = self._local(start, out.day, first)
        ended = self._local(end, begun.at.date() if begun else out.day, last)
        if begun and ended and end and end.day is None and self._timing.overnight:
            ended = _past_midnight(begun, ended)
        if begun:
            out.starts, out.day = self._moment(begun, out), out.day or begun.at.date()
        elif start:
            out.day = out.day or start.day
        if ended:
            out.ends = self._moment(ended, out)
        out.warnings += oddities(out.starts, out.ends)
        return out

    def moment(self, words: str) -> int | None:
        """One full moment out of a cell of its own; None where it is empty or open."""
        when = self._when(tidy(words), None)
        local = self._local(when, None, words)
        if when is not None and local is None:
            raise Refused(f"“{words[:60]}” is a day without a time.")
        return self._moment(local, Times()) if local else None

    def _said(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """The words of the start and of the end."""
        timing = self._timing
        if not timing.range:
            return self._cell(row, timing.start), self._cell(row, timing.end)
        words = self._cell(row, timing.range)
        if words.casefold() in self._open:
            return "", ""
        for between in timing.between:
            first, found, last = words.partition(between)
            if found:
                return first.strip(), last.strip()
        return words, self._cell(row, timing.end)

    def _cell(self, row: Mapping[str, Any], column: str) -> str:
        return tidy(words_of(row.get(column))) if column else ""

    def _day(self, row: Mapping[str, Any]) -> date | None:
        words = self._cell(row, self._timing.day)
        if not words or words.casefold() in self._open:
            return None
        when = read(words, self._days, self._year)
        if when is None or when.day is None:
            raise Refused(f"“{words[:60]}” is not a day as this source writes them.", "day")
        return when.day

    def _zone_of_row(self, row: Mapping[str, Any]) -> tzinfo | None:
        words = self._cell(row, self._timing.zone_column)
        return (self._zones.get(words) or zone_of(words) if words else None) or self._zone

    def _when(self, words: str, zone: tzinfo | None) -> When | None:
        """The words as a time with its zone: the one it says itself before the row's and the file's."""
        if not words or words.casefold() in self._open:
            return None
        text = words
        for word, named in self._zones.items():
            if word in text:
                zone, text = named, text.replace(word, " ")
        when = read(text, self._patterns, self._year)
        if when is None:
            raise Refused(f"“{words[:60]}” is not a time as this source writes them.", "starts")
        return replace(when, zone=when.zone or zone or self._zone)

    def _local(self, when: When | None, day: date | None, words: str) -> _Local | None:
        if when is None or when.clock is None:
            return None
        day = when.day or day
        if day is None:
            raise Refused(f"“{words[:60]}” has no day.", "day")
        if when.zone is None:
            raise Refused(f"“{words[:60]}” {GIVE_ZONE}", "zone")
        at = datetime.combine(day, when.clock)
        return _Local(at + timedelta(days=1) if when.next_day else at, when.zone)

    def _moment(self, local: _Local, out: Times) -> int:
        when, warning = moment_of(local.at, local.zone)
        if when is None:
            raise Refused(warning.capitalize() + ".", "starts")
        if warning:
            out.warnings.append(warning)
        return when


def _past_midnight(begun: _Local, ended: _Local) -> _Local:
    """The end on the next day where its clock says less than the start's, as in 6:30 PM to 12:00 AM."""
    later = ended.at + timedelta(days=1)
    if ended.at <= begun.at and later - begun.at <= _OVERNIGHT_MOST:
        return replace(ended, at=later)
    return ended
