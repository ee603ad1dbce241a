"""eocdesk log, incident add, incident set."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, choice, event, misuse, put_json, venue_of, who
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.desk.desk import Desk
from eocdesk.models import Incident, clock, fields_of, moments
from eocdesk.models.event import Event
from eocdesk.models.fields import Field, Holds
from eocdesk.models.incident import PRIORITIES, SEVERITIES
from eocdesk.models.marking import parse_tlp
from eocdesk.store.queries import events, listed

YES_NO = ((True, "yes"), (False, "no"))


def log(asked: argparse.Namespace) -> int:
    """Write an entry; its id and number are printed only after the commit."""
    text = sys.stdin.read() if asked.text == "-" else asked.text
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        values: dict[str, Any] = {
            "venue": venue_of(desk, opened.id, asked.venue),
            "incident": _incident(desk, asked.incident, opened) if asked.incident else None,
            "severity": choice(asked.severity, SEVERITIES, "severity") or 0,
            "priority": choice(asked.priority, PRIORITIES, "priority") or "routine",
        }
        with misuse():
            if asked.happened:
                values["happened"] = moments.parse(asked.happened, opened.zone, clock.now())
            if asked.marking:
                values["marking"] = parse_tlp(asked.marking).word
        command = LogEntry(event=opened.id, text=text, **values)
        record, number = desk.do_now(command, who=who(desk, asked.by, asked.position)).value
    _said(asked, record, number)
    return 0


def add_incident(asked: argparse.Namespace) -> int:
    """Open an incident."""
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        severity = choice(asked.severity, SEVERITIES, "severity")
        command = ReportIncident(
            event=opened.id,
            name=asked.title,
            type=asked.type or "",
            severity=SEVERITIES[1][0] if severity is None else severity,
            venue=venue_of(desk, opened.id, asked.venue),
        )
        record, number = desk.do_now(command, who=who(desk)).value
    _said(asked, record, number)
    return 0


def set_incident(asked: argparse.Namespace) -> int:
    """Amend an incident's fields."""
    with at_desk(asked) as desk:
        record = _incident(desk, asked.number, None)
        found = desk.read_now(events.record, Incident, record)
        opened = desk.read_now(events.one, found.event) if found else None
        if opened is None:
            raise Misuse(f"There is no incident “{asked.number}” on this desk")
        pairs = [_pair(desk, opened, words) for words in asked.values]
        values = dict(pairs)
        if len(values) < len(pairs):
            raise Misuse("A field is named twice. Say each once.")
        reason = str(values.pop("reason", ""))
        desk.do_now(SetIncident(record, values, reason), who=who(desk))
    _said(asked, record, asked.number)
    return 0


def _said(asked: argparse.Namespace, record: bytes, number: str) -> None:
    if asked.json:
        put_json({"id": record.hex(), "number": number})
    else:
        print(number, flush=True)


def _incident(desk: Desk, number: str, opened: Event | None) -> bytes:
    found = desk.read_now(listed.by_number, "incident", number, opened.id if opened else None)
    if found is None:
        raise Misuse(f"There is no incident “{number}” on this desk")
    return found


def _pair(desk: Desk, opened: Event, words: str) -> tuple[str, Any]:
    name, equals, value = words.partition("=")
    declared = fields_of(Incident)
    if not equals or name not in declared:
        raise Misuse(f"“{words}” is not FIELD=VALUE. Fields: {', '.join(declared)}")
    return name, _value(desk, opened, declared[name], value)


def _value(desk: Desk, opened: Event, known: Field, value: str) -> Any:
    if known.choices:
        return choice(value, known.choices, known.label.lower())
    if known.holds is Holds.MOMENT:
        with misuse():
            return moments.parse(value, opened.zone, clock.now())
    if known.holds is Holds.RECORD:
        if known.of != "venue":
            raise Misuse(f"{known.label} is set in the window")
        return venue_of(desk, opened.id, value)
    if known.holds is Holds.YES:
        return choice(value, YES_NO, known.label.lower())
    if known.holds is Holds.REAL:
        try:
            return float(value)
        except ValueError:
            raise Misuse(f"{known.label} must be a number") from None
    return value
