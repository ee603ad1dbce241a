"""Feeds in the formats of files: subscribed calendars, Olympic schedules, and what others are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from eocdesk import interchange
from eocdesk.commands.imports import Import
from eocdesk.commands.reading import Item, Reading
from eocdesk.feeds import feed
from eocdesk.feeds.feed import Feed, Given, Where
from eocdesk.interchange import Asked
from eocdesk.models.marking import highest

_NOT_THEIRS = ("source", "source_key")
"""What a stranger's file may not say of a record: it would pass for another source's."""


Choose = Callable[[list[Item], Given], tuple[list[Item], str]]
"""Which of the rows a feed brings, and the sentence about them where some are left."""


def reader(
    form: str, kind: str, words: str, *, public: bool = False, choose: Choose | None = None
) -> Callable[[bytes, Given], feed.Reading]:
    """A feed's reader out of a format's. What is public keeps the marking it has; else the stricter one holds."""

    def read(data: bytes, given: Given) -> feed.Reading:
        if form == "ics" and _is_empty(data):
            return feed.Reading([], 0, [], [], "The calendar holds no event.")
        found = _found(data, given, form)
        refused = [(_at(one.at), one.reason) for one in found.refused]
        refused += [(item.at, f"This feed brings no {item.kind}.") for item in found.items if item.kind != kind]
        items = [_theirs(item, given, public=public) for item in found.items if item.kind == kind]
        lists = _list_of(given.address) if form == "ics" else found.lists
        whole = len(items)
        items, chosen = (items, "") if choose is None else choose(items, given)
        rows = Reading(found.format, found.source, tuple(items), lists="" if refused else lists)
        command = Import(given.event, rows, form, quiet=True)
        says = found.refused[0].reason if not whole and refused else f"{whole:,} {words} read"
        says += f", {len(refused):,} refused." if whole and refused else "." if whole else ""
        says = f"{says} {chosen}".strip()
        warnings = list(found.warnings) + [f"{item.at}: {warning}" for item in items for warning in item.warnings]
        return feed.Reading([command] if items else [], found.read, refused, warnings, says)

    return read


def _list_of(address: str) -> str:
    """A calendar is the list of its address, whatever it calls itself."""
    return f"feed/{hashlib.sha256(address.encode()).hexdigest()[:16]}" if address else ""


def _is_empty(data: bytes) -> bool:
    """Whether it is a whole calendar with nothing in it: that was read, and is no failure."""
    said = data.removeprefix(b"\xef\xbb\xbf").strip().upper()
    whole = said.startswith(b"BEGIN:VCALENDAR") and said.endswith(b"END:VCALENDAR")
    return whole and said.count(b"BEGIN:") == 1


def _found(data: bytes, given: Given, form: str) -> Reading:
    """As the format reads it. Nobody is there to say a zone that is missing: then it is the event's, and said so."""
    days = _day(given.days[0]), _day(given.days[1])
    asked = Asked(event_zone=given.zone, starts=days[0], ends=days[1], exercise=given.exercise)
    found = interchange.read_data(data, asked, form)
    if not any(one.asks == "zone" for one in found.refused) or b"X-WR-TIMEZONE" in data.upper():
        return found
    again = interchange.read_data(data, replace(asked, zone=given.zone), form)
    said = f"times whose zone is not said or not known were taken as in the event's, {given.zone}"
    return replace(again, warnings=(*again.warnings, said))


def _theirs(item: Item, given: Given, *, public: bool) -> Item:
    """The row as a stranger may say it: no record of ours by its id, no marking below the address's."""
    values = {name: value for name, value in item.values.items() if name not in _NOT_THEIRS}
    said = values.get("marking")
    if not public:
        values["marking"] = highest([said, given.marking] if said else [given.marking]).word
    return replace(item, id=None, values=values)


def _at(place: str) -> str:
    return "answer" if place == "file" else place


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _own(where: Where) -> list[str]:
    return list(where.own)


GLUED: tuple[Feed, ...] = (
    Feed(
        "calendar",
        "Calendar (iCalendar address)",
        300,
        3_600,
        20_000_000,
        ("text/calendar", "text/plain", "application/octet-stream"),
        _own,
        reader("ics", "session", "sessions"),
        own=True,
    ),
    Feed(
        "odf",
        "Olympic schedule (ODF address)",
        300,
        900,
        50_000_000,
        ("application/xml", "text/xml", "text/plain"),
        _own,
        reader("odf", "session", "sessions"),
        own=True,
    ),
)
