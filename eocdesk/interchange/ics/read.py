"""A calendar file becomes sessions: every component an item or refused, newer revisions before older ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from eocdesk.commands.reading import Item, Reading, Refusal, asked_for, refused_whole
from eocdesk.interchange.clocks import window
from eocdesk.interchange.content_lines import Block, blocks, unfold
from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.ics.event import Event, Moment, Reader, timed
from eocdesk.interchange.ics.series import Expander
from eocdesk.interchange.ics.zones import Zones
from eocdesk.interchange.keys import content_key, digest, tell_apart
from eocdesk.interchange.opening import MAX_ROWS, text_of
from eocdesk.interchange.profile.times import oddities
from eocdesk.models.errors import Refused

NAME = "ics"
_NO_SESSION = {
    "VTODO": "A to-do is no session of a calendar.",
    "VJOURNAL": "A journal entry is no session of a calendar.",
    "VFREEBUSY": "Free and busy times are no sessions of a calendar.",
    "VAVAILABILITY": "Times of availability are no sessions of a calendar.",
    "VALARM": "An alarm without an event is no session of a calendar.",
}
_CALENDAR_NAMES = ("X-WR-RELCALID", "UID", "X-WR-CALNAME", "NAME")
_FOLD = re.compile(rb"\r?\n[ \t]")


@dataclass(slots=True)
class _File:
    """What is gathered while a file is read."""

    refused: list[Refusal] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_ics(data: bytes, asked: Asked) -> Reading:
    """The sessions of an iCalendar file. Raises Refused where the whole of it cannot be read."""
    top, stray = blocks(unfold(_text(data)), ("VEVENT", "VTODO", "VJOURNAL", "VCALENDAR"))
    calendars = [block for block in top if block.name == "VCALENDAR"]
    bare = [block for block in top if block.name != "VCALENDAR"]
    components = [child for calendar in calendars for child in calendar.children] + bare
    file = _File(warnings=stray)
    if not calendars and bare:
        file.warnings.append("components stand without a calendar around them")
    rows = [block for block in components if block.name != "VTIMEZONE"]
    if not rows:
        only = "only time zones, no event" if components else "no event"
        return refused_whole(NAME, f"The calendar holds {only}.")
    if len(rows) > MAX_ROWS:
        raise Refused(f"The file has more than {MAX_ROWS:,} events; split it.")
    zones = Zones(_zones(components), _said(calendars, "X-WR-TIMEZONE"), asked.zone)
    reader = Reader(zones, cancelled=_said(calendars, "METHOD").upper() == "CANCEL")
    _gather(rows, reader, file, asked)
    items = _Sessions(file, zones, asked).items()
    lists = f"ics:{_list_name(calendars, asked.file_name)}"
    return Reading(NAME, NAME, tuple(items), tuple(file.refused), tuple(file.warnings), lists)


def _text(data: bytes) -> str:
    """The text; a fold inside a character, which RFC 5545 allows, is undone before the bytes are read."""
    try:
        return text_of(data)
    except Refused:
        unfolded = _FOLD.sub(b"", data)
        if unfolded == data:
            raise
        try:
            unfolded.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return text_of(unfolded)
        raise


def _said(calendars: Sequence[Block], name: str) -> str:
    for calendar in calendars:
        for _, line in calendar.lines:
            if line.upper().startswith((name + ":", name + ";")):
                return line.partition(":")[2].strip()
    return ""


def _list_name(calendars: Sequence[Block], file_name: str) -> str:
    """What calendar this is a copy of: its own name, its publisher, else the file's name without a copy's number."""
    named = next((said for name in _CALENDAR_NAMES if (said := _said(calendars, name))), "")
    if not named and _said(calendars, "METHOD").upper() == "PUBLISH":
        named = _said(calendars, "PRODID")
    return named or re.sub(r"\s*[(\[]\d+[)\]]$", "", Path(file_name).stem)


def _zones(components: Sequence[Block]) -> list[Block]:
    return [block for block in components if block.name == "VTIMEZONE"]


def _gather(rows: Sequence[Block], reader: Reader, file: _File, asked: Asked) -> None:
    counts: dict[str, int] = {}
    for done, block in enumerate(rows, 1):
        if done % BEAT == 0:
            asked.beat(done, len(rows))
        counts[block.name] = counts.get(block.name, 0) + 1
        at = f"{block.name[:40]} {counts[block.name]:,}, line {block.line:,}"
        if block.name != "VEVENT":
            reason = _NO_SESSION.get(block.name, f"{block.name[:40]} is no session of a calendar.")
            file.refused.append(Refusal(at, reason))
            continue
        try:
            file.events.append(reader.read(block, at))
        except Refused as refusal:
            file.refused.append(Refusal(at, refusal.sentence, asked_for(refusal.field)))


def instance_words(when: Moment) -> str:
    """A RECURRENCE-ID the same whatever zone it was written in: UTC, or the day."""
    if isinstance(when, datetime):
        return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return when.strftime("%Y%m%d")


class _Sessions:
    """The events of a file as items: named, revised, expanded."""

    def __init__(self, file: _File, zones: Zones, asked: Asked) -> None:
        self._file = file
        self._zones = zones
        self._asked = asked
        days = window(asked.starts, asked.ends) if asked.starts and asked.ends else None
        self._expander = Expander(days)

    def items(self) -> list[Item]:
        """Every session of the file; what is none is added to the file's refusals."""
        for event in self._file.events:
            if not event.uid:
                event.uid = content_key(event.values["title"], event.start or "", event.venue)
                event.warnings.append("no UID; named after its content")
        current = self._revised(self._file.events)
        groups: dict[str, list[Event]] = {}
        for event in current:
            groups.setdefault(event.uid, []).append(event)
        made: list[tuple[Item, str]] = []
        for done, group in enumerate(groups.values(), 1):
            if done % BEAT == 0:
                self._asked.beat(done, len(groups))
            made += self._group(group)
        items, renamed = tell_apart([item for item, _ in made], [words for _, words in made])
        if renamed:
            self._file.warnings.append(f"{renamed:,} events share their UID with others; their start tells them apart")
        return items

    def _revised(self, events: Sequence[Event]) -> list[Event]:
        """The newest revision of each event; older ones are refused. Exact repeats stay."""
        same: dict[tuple[str, str], list[Event]] = {}
        for event in events:
            same.setdefault(_name(event), []).append(event)
        out: list[Event] = []
        for event in events:
            others = same[_name(event)]
            sequence = max(other.sequence for other in others)
            newer = [other.stamp for other in others if _newer(other, event)]
            if event.sequence < sequence:
                self._refuse(event, f"Superseded by SEQUENCE {sequence} in the same file.")
            elif newer:
                self._refuse(event, f"Superseded by a newer revision ({max(newer)}) in the same file.")
            else:
                out.append(event)
        return out

    def _refuse(self, event: Event, reason: str) -> None:
        self._file.refused.append(Refusal(event.at, reason))

    def _group(self, group: Sequence[Event]) -> list[tuple[Item, str]]:
        """The items of one UID, each with what tells it from another of its key."""
        masters = [event for event in group if event.repeats and event.instance is None]
        changes = [event for event in group if event.instance is not None]
        singles = [event for event in group if not event.repeats and event.instance is None]
        made = [pair for event in singles for pair in self._single(event)]
        if not masters:
            return made + [pair for event in changes for pair in self._single(event)]
        for event in masters:
            _local_rule(event, self._zones.calendar)
        made += self._series([masters[0], *changes])
        return made + [pair for event in masters[1:] for pair in self._series([event])]

    def _single(self, event: Event) -> list[tuple[Item, str]]:
        try:
            return [self._item(event, event.start, event.end, event.instance)]
        except Refused as refusal:
            self._refuse(event, refusal.sentence)
            return []

    def _series(self, events: Sequence[Event]) -> list[tuple[Item, str]]:
        made: list[tuple[Item, str]] = []
        used: set[int] = set()
        try:
            for found in self._expander.expand(events):
                made.append(self._item(found.event, found.start, found.end, found.instance))
                used.add(id(found.event))
        except Refused as refusal:
            self._refuse(events[0], refusal.sentence)
            made, used = [], {id(events[0])}
        else:
            if id(events[0]) not in used:
                self._refuse(events[0], "Every occurrence in the event's days is replaced by a change of its own.")
        for event in events[1:]:
            if id(event) not in used:
                self._refuse(event, "It changes an occurrence outside of the event's days and 30 either side.")
        return made

    def _item(
        self, event: Event, start: Moment | None, end: Moment | None, instance: Moment | None
    ) -> tuple[Item, str]:
        times, warnings = timed(start, end, self._asked.event_zone)
        warnings = [*event.warnings, *warnings]
        if times["starts"] is not None:
            warnings += oddities(times["starts"], times["ends"])
        values = {**times, **event.values}
        key = f"{event.uid}/{instance_words(instance)}" if instance is not None else event.uid
        names = {"venue": event.venue} if event.venue else {}
        item = Item("session", key, event.at, values, names, tuple(dict.fromkeys(warnings)), event.id)
        return item, instance_words(start) if start is not None else digest(event.values["title"])


def _name(event: Event) -> tuple[str, str]:
    return event.uid, instance_words(event.instance) if event.instance is not None else ""


def _newer(other: Event, event: Event) -> bool:
    """Whether the other is a newer revision of the event, and not one more that a careless writer named the same."""
    if other.stamp <= event.stamp or other.sequence < event.sequence:
        return False
    one, two = event.values["title"], other.values["title"]
    if (event.start, event.end, event.values, event.venue) == (other.start, other.end, other.values, other.venue):
        return False
    return event.start == other.start or one == two


def _local_rule(event: Event, zone: tzinfo | None) -> None:
    """A series written in UTC recurs by the clock of the calendar's own zone, as Google's exports mean it."""
    if zone is not None and isinstance(event.start, datetime) and event.start.tzinfo is UTC:
        event.start = event.start.astimezone(zone)
        if isinstance(event.end, datetime):
            event.end = event.end.astimezone(zone)
