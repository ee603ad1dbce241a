"""Sessions as iCalendar that other programs show rightly and a desk reads back the same."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar, vDDDTypes, vText
from icalendar import Event as Component

from eocdesk import __version__
from eocdesk.interchange.format import EXERCISE, OWN, Export
from eocdesk.interchange.ics.event import LINES, NUMBERS
from eocdesk.models import Session, clock, defaults_of

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE", "suspended": "TENTATIVE"}
_CLASS = {"CLEAR": "PUBLIC", "GREEN": "PRIVATE", "AMBER": "PRIVATE", "AMBER+STRICT": "CONFIDENTIAL"}
_INSTANCE = re.compile(r"^(?P<uid>.+)/(?P<instance>\d{8}(?:T\d{6}Z)?)$", re.DOTALL)
_SPAN = (date(1970, 1, 1), date(2038, 1, 1))


def write_ics(export: Export) -> bytes:
    """The sessions of an event as one calendar, VTIMEZONE included, by start."""
    calendar = Calendar()
    name = export.event.name or export.event.code
    calendar.add("PRODID", f"-//eocdesk//eocdesk {__version__}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", (EXERCISE if export.event.exercise else "") + name)
    stamp = datetime.fromtimestamp(clock.now() // 1000, UTC)
    for session in sorted(export.sessions, key=_order):
        calendar.add_component(_component(session, export, stamp))
    calendar.add_missing_timezones(*_SPAN)
    written: bytes = calendar.to_ical()
    return written


def _order(session: Session) -> tuple[str, int, str]:
    return session.day or "", session.starts or 0, session.title


def _component(session: Session, export: Export, stamp: datetime) -> Component:
    made = Component()
    _name(made, session)
    made.add("DTSTAMP", stamp)
    _times(made, session, _zone(session, export))
    made.add("SUMMARY", (EXERCISE if export.event.exercise else "") + session.title)
    if export.event.exercise:
        made.add(OWN + "EXERCISE", "TRUE")
    venue = export.venue_name(session.venue) or session.venue_words
    for name, words in (("LOCATION", venue), ("DESCRIPTION", session.note), ("X-TLP", _tlp(session))):
        if words:
            made.add(name, vText(words))
    if session.sport:
        made.add("CATEGORIES", [session.sport])
    made.add("CLASS", _CLASS.get(session.marking, "CONFIDENTIAL"))
    made.add("STATUS", _STATUS.get(session.status, "CONFIRMED"))
    _own(made, session, _zone(session, export))
    return made


def _tlp(session: Session) -> str:
    return f"TLP:{session.marking}" if session.marking else ""


def _name(made: Component, session: Session) -> None:
    """UID, and RECURRENCE-ID where the session is one of a series elsewhere; our own id for our own kind."""
    key = session.source_key if session.source == "ics" or session.source.startswith("ics:") else ""
    found = _INSTANCE.match(key)
    if found:
        words = found["instance"]
        day = datetime.strptime(words[:8], "%Y%m%d").replace(tzinfo=UTC)
        at: date = day.date() if len(words) == len("20280714") else _utc(words)
        made.add("UID", found["uid"])
        made.add("RECURRENCE-ID", vDDDTypes(at))
    else:
        made.add("UID", key or f"{session.id.hex()}@eocdesk")
    if session.sequence is not None:
        made.add("SEQUENCE", session.sequence)
    made.add(OWN + "ID", session.id.hex())


def _utc(words: str) -> datetime:
    return datetime.strptime(words, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _zone(session: Session, export: Export) -> str:
    venue = next((venue for venue in export.venues if venue.id == session.venue), None)
    return (venue.zone if venue and venue.zone else export.event.zone) or "UTC"


def _times(made: Component, session: Session, zone: str) -> None:
    if session.starts is None:
        if session.day:
            made.add("DTSTART", date.fromisoformat(session.day))
        return
    made.add("DTSTART", _at(session.starts, zone))
    if session.ends is not None:
        made.add("DTEND", _at(session.ends, zone))


def _at(when: int, zone: str) -> datetime:
    """A moment in its zone, without the milliseconds that iCalendar cannot say; in UTC where the hour comes twice."""
    local = clock.at(when - when % 1000, zone)
    return local.astimezone(UTC) if local.fold else local


def _own(made: Component, session: Session, zone: str) -> None:
    """What only a desk knows of a session, in properties of its own, where it says anything."""
    defaults = defaults_of(Session)
    said: dict[str, Any] = {"STATUS": session.status}
    if session.starts is not None and session.day != clock.at(session.starts, zone).date().isoformat():
        said["DAY"] = session.day or ""
    for name in (*LINES, *NUMBERS):
        field = name.lower().replace("-", "_")
        value = getattr(session, field)
        if value is not None and value != defaults[field]:
            said[name] = value
    for name, value in said.items():
        if value != "":
            made.add(OWN + name, vText(str(value)))
