"""The schedule of a discipline as an Olympic Data Feed message (ODF, DT_SCHEDULE) becomes sessions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from eocdesk.commands.reading import Item, Reading, Refusal
from eocdesk.interchange.clocks import moment_of, zone_of
from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.opening import MAX_ROWS
from eocdesk.models.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

NAME = "odf"
WHOLE, UPDATE = "DT_SCHEDULE", "DT_SCHEDULE_UPDATE"
_BODY = re.compile(rb"<(?:\w+:)?OdfBody[\s>]")
_STATUS = {
    **dict.fromkeys(("SCHEDULED", "GETTING_READY", "RESCHEDULED"), "scheduled"),
    **dict.fromkeys(("RUNNING", "SCHEDULED_BREAK"), "running"),
    **dict.fromkeys(("POSTPONED", "UNSCHEDULED"), "postponed"),
    "DELAYED": "delayed",
    "INTERRUPTED": "suspended",
    "CANCELLED": "cancelled",
    "FINISHED": "finished",
}
_PHASES = {
    **dict.fromkeys("06", "ceremony"),
    **dict.fromkeys("12", "training"),
    **dict.fromkeys("38", "competition"),
    **dict.fromkeys("4579", "meeting"),
}
_MEDALS = {"1": "Gold medal", "2": "Silver medal", "3": "Bronze medal"}
_DISCIPLINE = 3
_ENDS = ("StartDate", "EndDate")


@dataclass(frozen=True, slots=True)
class _Span:
    """A session of the message: its name in words and when it lasts, ms UTC."""

    words: str
    starts: int | None
    ends: int | None


@dataclass(slots=True)
class _Message:
    """One message while it is read."""

    games: str
    zone: str
    version: int | None
    spans: dict[str, _Span] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)


def is_odf(data: bytes, _name: str) -> bool:
    """Whether the bytes are a message of the feed, by its outermost name."""
    return _BODY.search(data[:4_000]) is not None


def read_odf(data: bytes, asked: Asked) -> Reading:
    """The units of a schedule, and its sessions without units. Refused where it is another message, or a test one."""
    root = _parsed(data)
    kind, games = root.get("DocumentType", ""), root.get("CompetitionCode", "").strip()
    if kind not in {WHOLE, UPDATE}:
        raise Refused(f"This is {kind[:40] or 'a message without a type'}; of ODF, import reads schedules alone.")
    if root.get("FeedFlag", "P") == "T" and not asked.exercise:
        raise Refused("This is a test message (FeedFlag T): it comes in at an exercise alone.")
    message = _Message(games, asked.event_zone, _version(root, asked.event_zone))
    rows = [("session", row) for row in _all(root, "Session")], [("unit", row) for row in _all(root, "Unit")]
    for _, row in rows[0]:
        code = row.get("SessionCode", "").strip()
        message.spans[code] = _Span(_words(row, "SessionName"), *(_moment(row, name, message)[0] for name in _ENDS))
    message.used.update(row.get("SessionCode", "").strip() for _, row in rows[1])
    if len(rows[0]) + len(rows[1]) > MAX_ROWS:
        raise Refused(f"The message has more than {MAX_ROWS:,} rows; split it.")
    items, refused = _items([*rows[1], *rows[0]], message, asked)
    if not items and not refused:
        raise Refused("The schedule holds neither a unit nor a session.")
    lists = f"odf/{games}/{root.get('DocumentCode', '')[:40]}" if kind == WHOLE else ""
    return Reading(NAME, NAME, tuple(items), tuple(refused), tuple(message.warnings), lists)


def _items(rows: list[tuple[str, Element]], message: _Message, asked: Asked) -> tuple[list[Item], list[Refusal]]:
    items: dict[str, Item] = {}
    refused: list[Refusal] = []
    count = {"unit": 0, "session": 0}
    for place, (word, row) in enumerate(rows, 1):
        if place % BEAT == 0:
            asked.beat(place, len(rows))
        count[word] += 1
        at = f"{word} {count[word]:,}"
        if word == "session" and row.get("SessionCode", "").strip() in message.used:
            continue  # its units say more, and each names it
        try:
            item = _item(row, word, at, message)
        except Refused as refusal:
            refused.append(Refusal(at, refusal.sentence))
            continue
        if item.key in items:
            refused.append(Refusal(at, f"Its code stands at {items[item.key].at} already."))
            continue
        items[item.key] = item
    return list(items.values()), refused


def _item(row: Element, word: str, at: str, message: _Message) -> Item:
    code = row.get("Code" if word == "unit" else "SessionCode", "").strip()
    if not code:
        raise Refused("It has no code.")
    session = message.spans.get(row.get("SessionCode", "").strip())
    name = _words(row, "ItemName") or _words(row, "SessionName")
    said = row.get("ScheduleStatus") or row.get("SessionStatus") or "SCHEDULED"
    values: dict[str, Any] = {
        "title": name or (session.words if session else "") or code.rstrip("-"),
        "kind": _PHASES.get(row.get("PhaseType", "3"), "competition"),
        "sport": code[:_DISCIPLINE],
        "stage": _MEDALS.get(row.get("Medal", ""), ""),
        "status": _STATUS.get(said.strip().upper(), "scheduled"),
    }
    warnings = (
        [] if said.strip().upper() in _STATUS else [f"the status “{said[:30]}” is not known; scheduled was taken"]
    )
    values |= _times(row, message, warnings)
    if word == "unit" and session is not None and _is_outside(values, session):
        warnings.append(f"it lies outside its session {row.get('SessionCode', '')[:20]}; its own times were taken")
    described = next(_all(row, "VenueDescription"), row)
    venue = described.get("VenueName", "").strip() or row.get("VenueName", "").strip() or row.get("Venue", "").strip()
    notes = [
        _words(row, "ItemDescription"),
        _words(row, "StartText"),
        described.get("LocationName", "").strip(),
        f"Session {row.get('SessionCode', '').strip()}" if word == "unit" and row.get("SessionCode") else "",
    ]
    values["note"] = "\n".join(filter(None, notes))
    key = f"odf:{message.games}:{code}" if word == "unit" else f"odf:{message.games}:session:{code}"
    names = {"venue": venue} if venue else {}
    return Item("session", key, at, values, names, tuple(warnings), version=message.version)


def _times(row: Element, message: _Message, warnings: list[str]) -> dict[str, Any]:
    """Planned and actual times; a start that is hidden is made up for sorting, and its day alone is true."""
    found: dict[str, Any] = {}
    for name, into in (
        ("StartDate", "starts"),
        ("EndDate", "ends"),
        ("ActualStartDate", "actual_start"),
        ("ActualEndDate", "actual_end"),
    ):
        found[into], warning = _moment(row, name, message)
        warnings += [warning] if warning else []
    found["day"] = _day(row.get("StartDate", ""))
    hidden = row.get("HideStartDate") == "Y"
    if hidden:
        found["starts"] = None
    if hidden or row.get("HideEndDate") == "Y":
        found["ends"] = None
    return found


def _moment(row: Element, name: str, message: _Message) -> tuple[int | None, str]:
    said = row.get(name, "").strip()
    if not said:
        return None, ""
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return None, f"{name} “{said[:40]}” is not a time and was left out"
    zone = read.tzinfo or zone_of(message.zone)
    return moment_of(read.replace(tzinfo=None), zone) if zone else (None, f"{name} has no time zone and was left out")


def _day(said: str) -> str | None:
    try:
        return date.fromisoformat(said.strip()[:10]).isoformat()
    except ValueError:
        return None


def _is_outside(values: dict[str, Any], session: _Span) -> bool:
    starts, ends = values["starts"], values["ends"]
    early = starts is not None and session.starts is not None and starts < session.starts
    late = ends is not None and session.ends is not None and ends > session.ends
    return early or late


def _version(root: Element, zone: str) -> int | None:
    """When the message was made: an older one never takes a newer one's place."""
    day, said = root.get("Date", "").strip(), root.get("Time", "").strip()
    try:
        read = datetime.strptime(f"{day} {said[:6]}", "%Y-%m-%d %H%M%S")  # noqa: DTZ007  the zone is put beside it
    except ValueError:
        return None
    there = zone_of(zone)
    thousandths = int(said[6:9]) if re.fullmatch(r"[0-9]{9}", said) else 0
    made = moment_of(read, there)[0] if there else None
    return None if made is None else made + thousandths


def _words(row: Element, name: str) -> str:
    """What a child says in English, else in the first language there is."""
    there = [one for one in row if _name(one) == name]
    chosen = sorted(there, key=lambda one: one.get("Language", "") != "ENG")
    return next((" ".join((one.get("Value") or one.text or "").split()) for one in chosen), "")


def _parsed(data: bytes) -> Element:
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415  only when something is read

    from defusedxml import DefusedXmlException  # noqa: PLC0415  only when something is read
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415  only when something is read

    try:
        root: Element = fromstring(data.lstrip(), forbid_dtd=True)
    except DefusedXmlException:
        raise Refused("The XML brings definitions of its own (DTD or entities), which are never followed.") from None
    except (ParseError, ValueError, LookupError, RecursionError):
        raise Refused("The file is not whole XML.") from None
    if _name(root) != "OdfBody":
        raise Refused("It is XML, but no message of the Olympic Data Feed.")
    return root


def _all(node: Element, name: str) -> Iterator[Element]:
    return (one for one in node.iter() if _name(one) == name)


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
