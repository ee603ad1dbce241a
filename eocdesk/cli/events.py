"""eocdesk event add, event list, exercise."""

from __future__ import annotations

import argparse

from eocdesk.cli.desks import at_desk, misuse, put_json, who
from eocdesk.commands.events import AddEvent
from eocdesk.models.marking import DEFAULT, parse_tlp
from eocdesk.store.queries import events


def add(asked: argparse.Namespace) -> int:
    """Add an event."""
    with misuse():
        marking = parse_tlp(asked.marking).word if asked.marking else DEFAULT
    with at_desk(asked) as desk:
        command = AddEvent(
            code=asked.code,
            name=asked.name,
            zone=asked.zone,
            starts=asked.start,
            ends=asked.end,
            exercise=asked.exercise or desk.exercise,
            marking=marking,
        )
        made = desk.do_now(command, who=who(desk)).value
        if desk.event is None:
            desk.open_event(made)
        if asked.json:
            put_json({"id": made.hex(), "code": " ".join(asked.code.split())})
    return 0


def list_events(asked: argparse.Namespace) -> int:
    """List the events."""
    with at_desk(asked) as desk:
        found = desk.read_now(events.all_events)
    if asked.json:
        names = ("code", "name", "zone", "starts", "ends", "rating", "exercise", "marking")
        put_json([{"id": event.id.hex(), **{name: getattr(event, name) for name in names}} for event in found])
    for event in [] if asked.json else found:
        kind = "  EXERCISE" if event.exercise else ""
        print(f"{event.code:12} {event.starts} to {event.ends}  {event.zone}  {event.name}{kind}")
    return 0
