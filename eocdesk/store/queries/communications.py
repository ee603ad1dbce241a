"""How people of an event are reached, where the injured are taken, which channels are spoken on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.store.queries.held import Held
from eocdesk.store.queries.referred import Referred

OPEN_LINES = frozenset({"work", "office", "desk", "main", "fax", "switchboard", "eoc", "dispatch", "duty"})
"""Labels of numbers that are an office's; any other may be a person's own and is not for public release."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One person: position, name, ways to reach them. `private`: a number among them may be a person's own."""

    position: str
    name: str
    ways: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the ground; `lat`, `lon` in degrees where it has a point."""

    name: str
    note: str
    lat: float | None
    lon: float | None


def reached(connection: Connection, held: Held) -> tuple[Reached, ...]:
    """Everybody of the event who can be reached, by name. The position is that of a duty of the span, else the role."""
    if held.blank:
        return ()
    positions = _positions(connection, held)
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT id, coalesce(name, ''), coalesce(role, ''), coalesce(organisation, ''), agency, phones, emails, "
            "coalesce(radio, ''), coalesce(call_sign, ''), marking, audience FROM contact "
            "WHERE event = ? AND struck IS NOT 1",
            (held.event.id,),
        )
    )
    found = [_reached(held.named, row, positions.get(row[0], "")) for row in rows]
    return tuple(sorted((one for one in found if one.ways), key=lambda one: (one.name.casefold(), one.position)))


def _positions(connection: Connection, held: Held) -> dict[bytes, str]:
    since = held.now if held.since is None else held.since
    until = max(held.now, since) if held.until is None else held.until
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT contact, position, marking, audience FROM duty WHERE event = ? AND struck IS NOT 1 "
            "AND coalesce(starts, 0) < ? AND coalesce(ends, 1 << 60) > ? AND trim(coalesce(position, '')) <> ''",
            (held.event.id, max(until, since + 1), since),
        )
    )
    return {row[0]: row[1] for row in rows}


def _reached(named: Referred, row: Any, position: str) -> Reached:
    _, name, role, organisation, agency, phones, emails, radio, call_sign, *_ = row
    numbers = list(_pairs(phones))
    ways = [f"{label}: {number}" if label else number for label, number in numbers]
    if radio or call_sign:
        ways.append("radio: " + ", ".join(word for word in (radio, call_sign) if word))
    ways += [address for _, address in _pairs(emails)]
    whose = named.name("agency", agency) or organisation
    said = ", ".join(word for word in (position or role, whose) if word)
    return Reached(said, name, tuple(ways), any(label.casefold() not in OPEN_LINES for label, _ in numbers))


def _pairs(stored: str | None) -> Iterator[tuple[str, str]]:
    """Label and value of each pair as the table holds them (JSON)."""
    for one in json.loads(stored) if stored else ():
        if isinstance(one, list) and len(one) > 1 and one[1]:
            yield str(one[0] or ""), str(one[1])


def channels(connection: Connection, held: Held) -> tuple[tuple[str, str], ...]:
    """Each radio channel somebody is reached on, with who speaks there."""
    if held.blank:
        return ()
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT trim(radio), coalesce(nullif(trim(call_sign), ''), nullif(trim(role), ''), name, ''), "
            "marking, audience FROM contact WHERE event = ? AND struck IS NOT 1 AND trim(coalesce(radio, '')) <> '' "
            "ORDER BY 1, 2",
            (held.event.id,),
        )
    )
    made: dict[str, list[str]] = {}
    for channel, who, *_ in rows:
        spoken = made.setdefault(channel, [])
        if who and who not in spoken:
            spoken.append(who)
    return tuple((channel, ", ".join(spoken)) for channel, spoken in made.items())


def hospitals(connection: Connection, held: Held) -> tuple[Spot, ...]:
    """The hospitals on the map, by name."""
    return _spots(connection, held, "kind = 'hospital'")


def aid_stations(connection: Connection, held: Held) -> tuple[Spot, ...]:
    """Posts on the map whose name says that the injured are treated there, hospitals left out."""
    said = " OR ".join(f"name LIKE '%{word}%'" for word in ("medical", "first aid", "aid station", "triage"))
    return _spots(connection, held, f"kind <> 'hospital' AND ({said})")


def ambulances(connection: Connection, held: Held) -> tuple[tuple[str, str, str], ...]:
    """(name, where, what it can do) of resources that carry the injured."""
    if held.blank:
        return ()
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(name, ''), venue, coalesce(place, ''), coalesce(nullif(capacity, ''), type, ''), "
            "marking, audience FROM resource WHERE event = ? AND struck IS NOT 1 AND status <> 'released' "
            "AND (name LIKE '%ambulance%' OR name LIKE '%medevac%' OR name LIKE '%air rescue%') ORDER BY name",
            (held.event.id,),
        )
    )
    return tuple(
        (name, ", ".join(word for word in (held.named.name("venue", venue), place) if word), able)
        for name, venue, place, able, *_ in rows
    )


def _spots(connection: Connection, held: Held, which: str) -> tuple[Spot, ...]:
    if held.blank:
        return ()
    rows = held.labels.take(
        connection.exec_driver_sql(
            f"SELECT coalesce(name, ''), coalesce(note, ''), geometry, marking, audience FROM feature "
            f"WHERE event = ? AND struck IS NOT 1 AND {which} ORDER BY name COLLATE NOCASE, row",
            (held.event.id,),
        )
    )
    return tuple(Spot(name, note, *_point(shape)) for name, note, shape, *_ in rows)


def _point(shape: str | None) -> tuple[float | None, float | None]:
    try:
        found = json.loads(shape or "{}")
        if found.get("type") != "Point":
            return None, None
        lon, lat = found["coordinates"][:2]
        return float(lat), float(lon)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None, None  # a shape that no map can draw either
