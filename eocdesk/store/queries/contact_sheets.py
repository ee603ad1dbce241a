"""People for paper: who is called in which order and what came of it, and everybody by partner."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import Event, ids
from eocdesk.models.clock import Moment
from eocdesk.store.queries.calldown import BEGIN, SOURCE
from eocdesk.store.queries.handover import strictest, whole
from eocdesk.store.queries.referred import Referred
from eocdesk.store.queries.situation import Labels

Way = tuple[str, str]
"""A label and what is dialled or written, as stored."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency as a heading: its names and how to reach its desk."""

    id: bytes
    name: str
    short: str
    sector: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with every way to reach them. `agency` is what they belong to, in words."""

    id: bytes
    name: str
    role: str
    partner: bytes | None
    agency: str
    venue: str
    phones: tuple[Way, ...]
    emails: tuple[Way, ...]
    radio: str
    call_sign: str
    languages: str
    availability: str
    place: int | None
    """Their place in the call-down, 1 the first."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What came of calling somebody last: the outcome's word, when (ms UTC), who called."""

    outcome: str
    at: Moment | None
    by: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of an event who stands, by name; the ticks since the call-down was begun last (None: never)."""

    event: Event
    people: tuple[Person, ...]
    partners: tuple[Partner, ...]
    ticks: dict[bytes, Tick]
    begun: Moment | None
    marking: str
    audience: str


def contacts(connection: Connection, event: bytes, agency: str = "") -> People:
    """By name; of one partner where its name or short name is given."""
    known, labels = _begin(connection, event)
    partners = _partners(connection, event, agency.strip().casefold(), labels)
    wanted = {one.id for one in partners}
    rows = _people(connection, event, "1", wanted if agency.strip() else None)
    people = _persons(connection, rows, labels)
    return People(known, people, partners, {}, None, *strictest(labels))


def call_down(connection: Connection, event: bytes, now: Moment) -> People:
    """Those on the list in their order, with what came of each call up to `now`."""
    known, labels = _begin(connection, event)
    people = _persons(connection, _people(connection, event, "call_order IS NOT NULL", None), labels)
    ordered = tuple(sorted(people, key=lambda one: (one.place or 0, one.name.casefold())))
    begun, ticks = _ticks(connection, event, now, labels)
    return People(known, ordered, (), ticks, begun, *strictest(labels))


def _begin(connection: Connection, event: bytes) -> tuple[Event, Labels]:
    known = whole(connection, event)
    return known, Labels([known.marking], {known.audience} - {""})


def _partners(connection: Connection, event: bytes, wanted: str, labels: Labels) -> tuple[Partner, ...]:
    rows = connection.exec_driver_sql(
        "SELECT id, coalesce(name, ''), coalesce(short, ''), coalesce(sector, ''), coalesce(phone, ''), "
        "coalesce(email, ''), marking, audience FROM agency WHERE event = ? AND struck IS NOT 1",
        (event,),
    )
    kept = [row for row in rows if not wanted or wanted in (row[1].casefold(), row[2].casefold())]
    found = [Partner(*row[:6]) for row in labels.take(kept)]
    return tuple(sorted(found, key=lambda one: (one.name or one.short).casefold()))


def _people(connection: Connection, event: bytes, test: str, agencies: set[bytes] | None) -> list[Any]:
    rows = connection.exec_driver_sql(
        "SELECT id, coalesce(name, ''), coalesce(role, ''), agency, coalesce(organisation, ''), venue, phones, emails, "
        "coalesce(radio, ''), coalesce(call_sign, ''), coalesce(languages, ''), coalesce(availability, ''), "
        f"call_order, marking, audience FROM contact WHERE event = ? AND struck IS NOT 1 AND {test}",
        (event,),
    )
    return [row for row in rows if agencies is None or row[3] in agencies]


def _persons(connection: Connection, rows: list[Any], labels: Labels) -> tuple[Person, ...]:
    named = Referred(connection, labels)
    made = []
    for row in labels.take(rows):
        agency = named.name("agency", row[3]) or row[4]
        ways = (_ways(row[6]), _ways(row[7]))
        made.append(Person(row[0], row[1], row[2], row[3], agency, named.name("venue", row[5]), *ways, *row[8:13]))
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.id)))


def _ways(stored: str | None) -> tuple[Way, ...]:
    found: list[Way] = []
    for one in json.loads(stored or "null") or ():
        parts = [str(part or "") for part in one] if isinstance(one, list) else [str(one)]
        if parts and parts[-1]:
            found.append((parts[0] if len(parts) > 1 else "", parts[-1]))
    return tuple(found)


def _ticks(
    connection: Connection, event: bytes, now: Moment, labels: Labels
) -> tuple[Moment | None, dict[bytes, Tick]]:
    rows = connection.exec_driver_sql(
        "SELECT e.source_key, e.happened, coalesce(e.author, ''), e.marking, e.audience FROM entry e "
        "WHERE e.event = ? AND e.source = ? AND e.happened <= ? AND NOT EXISTS "
        "(SELECT 1 FROM entry a WHERE a.amends = e.id AND a.kind = 'strike') ORDER BY e.happened, e.row",
        (event, SOURCE, now),
    )
    begun: Moment | None = None
    ticks: dict[bytes, Tick] = {}
    for key, happened, author, *_ in labels.take(rows):
        if key == BEGIN:
            begun, ticks = happened, {}
            continue
        contact, _, outcome = (key or "").partition("/")
        record = ids.parse_id(contact)
        if record is not None:
            ticks[record] = Tick(outcome, happened, author)
    return begun, ticks
