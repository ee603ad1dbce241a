"""What proposing plans is reckoned from: plans that count, triggers, threats, what was activated or left before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.models.fields import ids_of
from eocdesk.store.queries import exposures, plans
from eocdesk.store.queries.exposures import World
from eocdesk.store.queries.plans import TriggerRow

KINDS = exposures.KINDS | {"plan", "trigger", "activation", "threat"}
"""A change of one of these may change what proposes itself."""


class Watched(NamedTuple):
    """A plan that counts. `venues` empty: every venue."""

    id: bytes
    row: int
    name: str
    version: str
    hazard: str
    marking: str
    venues: frozenset[bytes]


class Before(NamedTuple):
    """What was done with a plan: at work, stood down, left; with the keys of what it was done for. ms UTC."""

    plan: bytes
    state: str
    until: Moment | None
    ended: Moment | None
    crossed: tuple[str, ...]


class Danger(NamedTuple):
    """A threat that is open or watched."""

    id: bytes
    number: str
    title: str
    nature: str
    level: str
    venues: frozenset[bytes]
    assessed: Moment


class Told(NamedTuple):
    """Who told a hazard and when (ms UTC), beside what exposure knows of it."""

    hazard: str
    severity: str
    source: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Watch:
    """All of it, read in one transaction."""

    plans: tuple[Watched, ...] = ()
    triggers: tuple[TriggerRow, ...] = ()
    before: tuple[Before, ...] = ()
    dangers: tuple[Danger, ...] = ()
    told: Mapping[bytes, Told] = field(default_factory=dict)
    world: World = field(default_factory=World)
    zone: str = "UTC"


def watch(connection: Connection, event: bytes, now: Moment) -> Watch:
    """What stands at `now`; nothing of the world is read where no approved plan has a trigger."""
    held = _plans(connection, event)
    wanted = {plan.id for plan in held}
    asked = f"{plans.TRIGGERS} WHERE event = ? AND struck IS NOT 1 AND kind <> 'hand' ORDER BY row"
    found = (TriggerRow(*row) for row in connection.exec_driver_sql(asked, (event,)))
    triggers = tuple(row for row in found if row.plan in wanted)
    if not triggers:
        return Watch(held)
    zone = connection.exec_driver_sql("SELECT zone FROM event WHERE id = ?", (event,)).scalar() or "UTC"
    return Watch(
        held,
        triggers,
        _before(connection, event),
        _dangers(connection, event),
        _told(connection, event),
        exposures.world(connection, event, now),
        zone,
    )


def _plans(connection: Connection, event: bytes) -> tuple[Watched, ...]:
    found = connection.exec_driver_sql(
        "SELECT id, row, coalesce(name, ''), coalesce(version, ''), hazard, coalesce(marking, ''), venues FROM plan "
        "WHERE event = ? AND state = 'approved' AND struck IS NOT 1 ORDER BY row",
        (event,),
    )
    return tuple(Watched._make([*head, _members(venues)]) for *head, venues in found)


def _before(connection: Connection, event: bytes) -> tuple[Before, ...]:
    found = connection.exec_driver_sql(
        "SELECT plan, state, until, ended, crossed FROM activation WHERE event = ? AND plan IS NOT NULL "
        "AND struck IS NOT 1 ORDER BY started, row",
        (event,),
    )
    return tuple(Before._make([*head, tuple(json.loads(crossed or "null") or ())]) for *head, crossed in found)


def _dangers(connection: Connection, event: bytes) -> tuple[Danger, ...]:
    found = connection.exec_driver_sql(
        "SELECT id, coalesce(number, ''), coalesce(title, ''), nature, level, venues, coalesce(assessed, made_at) "
        "FROM threat WHERE event = ? AND state IN ('open', 'watched') AND struck IS NOT 1 ORDER BY row",
        (event,),
    )
    return tuple(Danger._make([*head, _members(venues), at]) for *head, venues, at in found)


def _told(connection: Connection, event: bytes) -> dict[bytes, Told]:
    rows = connection.exec_driver_sql(
        "SELECT id, hazard, coalesce(severity, ''), coalesce(nullif(sender, ''), nullif(source, ''), 'by hand'), "
        "coalesce(sent, made_at) FROM alert WHERE event = :event AND struck IS NOT 1 AND state = 'in force' "
        "UNION ALL SELECT id, hazard, '', coalesce(nullif(source, ''), 'by hand'), coalesce(observed, made_at) "
        "FROM observation WHERE event = :event AND struck IS NOT 1",
        {"event": event},
    )
    return {row[0]: Told(*row[1:]) for row in rows}


def _members(text: str | None) -> frozenset[bytes]:
    return frozenset(ids_of(json.loads(text or "null")))
