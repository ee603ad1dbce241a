"""One VEVENT as a session to be: what it says, when it is, and what of it cannot be understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, TypeAlias

from icalendar import vDDDTypes, vDuration

from eocdesk.interchange.clocks import moment_of
from eocdesk.interchange.content_lines import Block, Property, parts, passed_over, take_apart
from eocdesk.interchange.format import EXERCISE, OWN
from eocdesk.interchange.ics.zones import Zones
from eocdesk.models import clock
from eocdesk.models.errors import Refused
from eocdesk.models.ids import parse_id
from eocdesk.models.marking import WORDS, parse_tlp

Moment: TypeAlias = date | datetime
"""A day, or an aware time."""

LINES = ("KIND", "SPORT", "STAGE", "REASON", "DIGNITARIES", "AUDIENCE", "SOURCE", "SOURCE-KEY")
NUMBERS = ("CROWD", "RISK", "ACTUAL-START", "ACTUAL-END")

_WANTED = {
    *("UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE"),
    *("SUMMARY", "LOCATION", "DESCRIPTION", "URL", "CATEGORIES", "CLASS", "STATUS", "DTSTAMP", "LAST-MODIFIED"),
    *("X-TLP", "GEO"),
}
_STATUS = {"CONFIRMED": "scheduled", "TENTATIVE": "scheduled", "CANCELLED": "cancelled"}
_CLASS = {"PRIVATE": "AMBER", "CONFIDENTIAL": "AMBER+STRICT"}
_NAME = re.compile(r"[A-Za-z0-9.\-_]+(?=\s*[;:])")
_value_of: Callable[[str], Any] = vDDDTypes.from_ical
_length_of: Callable[[str], timedelta] = vDuration.from_ical
_TIME_VALUE = re.compile(r"^(?P<head>[^:;]+);(?P<params>.*):(?P<value>\d{8}(?:T\d{6}Z?)?)$", re.IGNORECASE)


@dataclass(slots=True)
class Event:
    """What a VEVENT says. `start` None: no start is given."""

    at: str
    uid: str
    values: dict[str, Any]
    venue: str = ""
    sequence: int = 0
    stamp: str = ""
    start: Moment | None = None
    end: Moment | None = None
    instance: Moment | None = None
    onward: bool = False  # the change holds for all later occurrences too
    rules: list[str] = field(default_factory=list)
    dates: list[tuple[Moment, Moment | timedelta | None]] = field(default_factory=list)
    without: list[Moment] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    id: bytes | None = None
    made_key: bool = False

    @property
    def repeats(self) -> bool:
        """Whether it stands for more than itself."""
        return bool(self.rules or self.dates)


class Reader:
    """Reads the VEVENTs of one file in its zones."""

    def __init__(self, zones: Zones, *, cancelled: bool = False) -> None:
        self._zones = zones
        self._cancelled = cancelled  # METHOD:CANCEL: the whole file says so

    def read(self, block: Block, at: str) -> Event:
        """The event of a block; Refused with the reason where it cannot stand on the calendar."""
        if block.broken:
            raise Refused(block.broken)
        said, warnings = self._properties(block)
        one = {name: found[0] for name, found in said.items()}
        if not one.keys() & {"DTSTART", "SUMMARY", "UID"}:
            raise Refused("The event says neither what nor when.")
        event = Event(at, _text(one, "UID"), _values(one, said, warnings), warnings=warnings)
        event.venue = _text(one, "LOCATION")
        event.sequence = _whole(one, "SEQUENCE")
        event.stamp = _text(one, "LAST-MODIFIED") or _text(one, "DTSTAMP")
        event.id = parse_id(_text(one, OWN + "ID"))
        self._times(event, one, said)
        self._status(event, one)
        return event

    def _properties(self, block: Block) -> tuple[dict[str, list[Property]], list[str]]:
        """The lines that matter, by name; lines that are none are told and passed over."""
        said: dict[str, list[Property]] = {}
        warnings: list[str] = []
        strays: list[int] = []
        for number, line in block.lines:
            found = _NAME.match(line)
            if found is None:
                strays.append(number)
                continue
            name = found[0].upper().rpartition(".")[2]
            if name not in _WANTED and not name.startswith(OWN):
                continue
            try:
                made = _taken(number, line)
            except Refused as refusal:
                warnings.append(f"{name} in line {number:,} was passed over: {refusal.sentence}")
                continue
            if made.value.strip():
                said.setdefault(name, []).append(made)
        return said, [*passed_over(strays, "iCalendar"), *warnings]

    def _times(self, event: Event, one: Mapping[str, Property], said: Mapping[str, list[Property]]) -> None:
        if "DTSTART" not in one:
            event.warnings.append("no start: day and time to be decided")
            return
        event.start = self._moment(one["DTSTART"], event)
        event.end = self._end(event, one)
        if "RECURRENCE-ID" in one:
            event.instance = self._moment(one["RECURRENCE-ID"], event)
            event.onward = one["RECURRENCE-ID"].param("RANGE").upper() == "THISANDFUTURE"
        event.rules = ["".join(rule.value.split()) for rule in said.get("RRULE", [])]
        if "EXRULE" in said:
            raise Refused("EXRULE, a rule of exceptions that RFC 5545 withdrew, is not understood.")
        for found, words in _listed(said.get("RDATE", [])):
            if (period := self._period(words, found, event)) is not None:
                event.dates.append(period)
        for found, words in _listed(said.get("EXDATE", [])):
            if (without := self._period(words, found, event)) is not None:
                event.without.append(without[0])

    def _end(self, event: Event, one: Mapping[str, Property]) -> Moment | None:
        start = event.start
        if start is None:
            return None
        try:
            if "DTEND" in one:
                end = self._moment(one["DTEND"], event)
            elif "DURATION" in one:
                length = _length_of(one["DURATION"].value.strip())
                end = start + length
            else:
                return None
        except (Refused, ValueError, OverflowError, TypeError):
            event.warnings.append("the end cannot be read")
            return None
        if isinstance(end, datetime) != isinstance(start, datetime):
            event.warnings.append("start and end are not both days or both times; the end was left out")
            return None
        return end

    def _moment(self, found: Property, event: Event) -> Moment:
        return self._at(found.value.strip(), found, event)

    def _at(self, words: str, found: Property, event: Event) -> Moment:
        """A day or an aware time; Refused where it is none, or nobody says its zone."""
        try:
            value = _value_of(re.sub(r"^(\d{8})Z$", r"\1", words.upper()))
        except (ValueError, OverflowError, TypeError):
            value = None
        if not isinstance(value, date):
            raise Refused(f"{found.name} “{words[:40]}” in line {found.line:,} is neither a day nor a time.")
        if not isinstance(value, datetime):
            return value
        local = value.replace(tzinfo=None)
        if words.upper().endswith("Z"):
            return local.replace(tzinfo=UTC)
        return local.replace(tzinfo=self._zone(found, event))

    def _zone(self, found: Property, event: Event) -> tzinfo:
        tzid = found.param("TZID")
        if not tzid:
            return self._zones.floating()
        zone, warning = self._zones.named(tzid)
        if warning and warning not in event.warnings:
            event.warnings.append(warning)
        return zone

    def _period(self, words: str, found: Property, event: Event) -> tuple[Moment, Moment | timedelta | None] | None:
        """A further or a left-out date, with its end where it is a period; None and a warning where it is neither."""
        first, _, last = words.partition("/")
        try:
            start = self._at(first, found, event)
            if not last:
                return start, None
            return start, _length_of(last) if last.startswith(("P", "+P")) else self._at(last, found, event)
        except (Refused, ValueError) as problem:
            if isinstance(problem, Refused) and problem.field == "zone":
                raise
            event.warnings.append(f"{found.name} “{words[:40]}” in line {found.line:,} was passed over")
            return None

    def _status(self, event: Event, one: Mapping[str, Property]) -> None:
        own = _text(one, OWN + "STATUS")
        word = "CANCELLED" if self._cancelled else _text(one, "STATUS").upper()
        if word and word not in _STATUS:
            event.warnings.append(f"status “{word[:40]}” is not known")
        event.values["status"] = own or _STATUS.get(word, "scheduled")
        if event.values["status"] == "cancelled":
            event.warnings.append("cancelled")
        elif word == "TENTATIVE" and not own:
            event.warnings.append("tentative")


def _taken(number: int, line: str) -> Property:
    """The line's parts; a TZID with colons in it and no quotes is understood as well."""
    bare = _TIME_VALUE.match(line) if line.upper().startswith(("DTSTART", "DTEND", "RECURRENCE-ID")) else None
    if bare and ":" in bare["params"] and '"' not in bare["params"]:
        params = {
            name.upper(): [said] for name, _, said in (piece.partition("=") for piece in bare["params"].split(";"))
        }
        return Property(bare["head"].upper(), bare["value"], params, number)
    return take_apart(number, line)


def _listed(found: Sequence[Property]) -> list[tuple[Property, str]]:
    return [(one, words.strip()) for one in found for words in one.value.split(",") if words.strip()]


def _text(one: Mapping[str, Property], name: str) -> str:
    return one[name].text.strip() if name in one else ""


def _whole(one: Mapping[str, Property], name: str) -> int:
    words = _text(one, name)
    return int(words) if re.fullmatch(r"\d{1,9}", words) else 0


def _values(one: Mapping[str, Property], said: Mapping[str, list[Property]], warnings: list[str]) -> dict[str, Any]:
    """The fields a session takes from its texts."""
    title = _text(one, "SUMMARY")
    if _text(one, OWN + "EXERCISE"):
        title = title.removeprefix(EXERCISE)
    if not title:
        warnings.append("no title")
    categories = [word for found in said.get("CATEGORIES", []) for word in parts(found.value, ",") if word]
    note = [_text(one, "DESCRIPTION")]
    if _text(one, "URL") and _text(one, "URL") not in note[0]:
        note.append(_text(one, "URL"))
    values: dict[str, Any] = {
        "title": title or "(no title)",
        "sport": ", ".join(dict.fromkeys(categories)),
        "note": "\n".join(part for part in note if part),
    }
    if _text(one, "SEQUENCE"):
        values["sequence"] = _whole(one, "SEQUENCE")
    values |= _marked(one, warnings)
    for name in (*LINES, "DAY"):
        if OWN + name in one:
            values[name.lower().replace("-", "_")] = _text(one, OWN + name)
    for name in NUMBERS:
        words = _text(one, OWN + name)
        if re.fullmatch(r"-?\d{1,15}", words):
            values[name.lower().replace("-", "_")] = int(words)
    return values


def _marked(one: Mapping[str, Property], warnings: list[str]) -> dict[str, str]:
    """The marking a file gives: X-TLP as it stands, a CLASS that is not public no lower than it may be."""
    words = _text(one, "X-TLP")
    if words:
        try:
            return {"marking": parse_tlp(words).word}
        except Refused:
            warnings.append(f"marking “{words[:40]}” is not known; RED was taken")
            return {"marking": WORDS["RED"].word}
    named = _text(one, "CLASS").upper()
    if named in {"", "PUBLIC"}:
        return {}
    return {"marking": _CLASS.get(named, _CLASS["PRIVATE"])}


def timed(start: Moment | None, end: Moment | None, event_zone: str) -> tuple[dict[str, Any], list[str]]:
    """Day, start and end as a session holds them, and warnings. All-day: the day is known, the time open."""
    values: dict[str, Any] = {"day": None, "starts": None, "ends": None}
    warnings: list[str] = []
    if start is None:
        return values, warnings
    if not isinstance(start, datetime):
        values["day"] = start.isoformat()
        last = end - timedelta(days=1) if end is not None else start
        if last > start:
            warnings.append(f"all day until {last.isoformat()}; only the first day is kept")
        elif end is not None and end < start:
            warnings.append("ends before it starts")
        return values, warnings
    values["starts"] = _instant(start, warnings)
    local = start.astimezone(clock.zone_named(event_zone)) if start.tzinfo is UTC else start
    values["day"] = local.date().isoformat()
    if isinstance(end, datetime):
        values["ends"] = _instant(end, warnings)
    return values, warnings


def _instant(when: datetime, warnings: list[str]) -> int:
    zone = when.tzinfo or UTC
    made, warning = moment_of(when.replace(tzinfo=None), zone)
    if made is None:
        raise Refused(warning.capitalize() + ".", "starts")
    if warning:
        warnings.append(warning)
    return made
