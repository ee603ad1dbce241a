"""What checked in for an event and what is let go again, as ICS 211 and 221 want it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models.aid import KINDS_OF_RESOURCE
from eocdesk.models.clock import Moment
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.organisation import reaches

_KINDS = dict(KINDS_OF_RESOURCE)
_LAST = 1 << 60
_FILL = (
    "SELECT f.resource, f.request, f.offer, coalesce(f.words, ''), f.arrived, "
    "coalesce(f.checked_in_at, ''), f.released, f.marking, f.audience FROM fill f"
)


@dataclass(frozen=True, slots=True)
class Means:
    """A resource in words."""

    name: str
    number: str = ""
    nation: str = ""
    agency: str = ""
    category: str = ""
    kind: str = ""
    type: str = ""
    leader: str = ""
    reach: str = ""
    assigned: str = ""
    credentials: str = ""
    persons: str = ""  # how many people; empty: not said


@dataclass(frozen=True, slots=True)
class Arrival:
    """One check-in: what came, for which request, when (ms UTC), where."""

    what: Means
    order: str
    arrived: Moment
    at: str


@dataclass(frozen=True, slots=True)
class Release:
    """A resource that is let go: for which request it came, when it was released (ms UTC)."""

    what: Means
    order: str = ""
    released: Moment | None = None


def arrivals(connection: Connection, held: Held, at: str = "") -> tuple[Arrival, ...]:
    """Who checked in within the form's time, the first first; `at` names one place alone. None on a blank form."""
    if held.blank:
        return ()
    span = (held.event.id, held.since or 0, held.until or _LAST, at.strip(), at.strip().lower())
    rows = held.labels.take(
        connection.exec_driver_sql(
            f"{_FILL} WHERE f.event = ? AND f.struck IS NOT 1 AND f.arrived >= ? AND f.arrived < ? "
            "AND (? = '' OR lower(trim(f.checked_in_at)) = ?) ORDER BY f.arrived, f.row",
            span,
        )
    )
    return tuple(_arrival(connection, held, row) for row in rows)


def release(connection: Connection, held: Held, of: str) -> Release | None:
    """The resource of a number or a name, in any case; None where there is none that may be seen."""
    word = " ".join(of.split()).lower()
    if held.blank or not word:
        return None
    found = connection.exec_driver_sql(
        "SELECT id FROM resource WHERE event = ? AND struck IS NOT 1 "
        "AND ? IN (lower(trim(coalesce(number, ''))), lower(trim(coalesce(name, '')))) ORDER BY row LIMIT 1",
        (held.event.id, word),
    ).scalar()
    if found is None:
        return None
    asked = f"{_FILL} WHERE f.resource = ? AND f.struck IS NOT 1 ORDER BY f.row DESC LIMIT 1"
    rows = held.labels.take(connection.exec_driver_sql(asked, (found,)))
    what = _means(connection, held, found, "")
    return Release(what, _ordered(connection, held, rows[0][1]), rows[0][6]) if rows else Release(what)


def _arrival(connection: Connection, held: Held, row: Any) -> Arrival:
    resource, request, offer, words, arrived, at, *_ = row
    what = _means(connection, held, resource, words or held.named.name("offer", offer))
    return Arrival(what, _ordered(connection, held, request), arrived, at)


def _means(connection: Connection, held: Held, resource: bytes | None, otherwise: str) -> Means:
    if resource is None:
        return Means(otherwise)
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(name, ''), coalesce(number, ''), coalesce(nation, ''), agency, coalesce(category, ''), "
            "coalesce(kind, ''), coalesce(type, ''), liaison, coalesce(assigned_to, ''), coalesce(credentials, ''), "
            "coalesce(quantity, 1), marking, audience FROM resource WHERE id = ?",
            (resource,),
        )
    )
    if not rows:
        return Means(held.named.name("resource", resource))
    name, number, nation, agency, category, kind, type_, liaison, assigned, credentials, quantity, *_ = rows[0]
    return Means(
        name or number,
        number,
        nation,
        held.named.name("agency", agency),
        category,
        _KINDS.get(kind, kind),
        type_,
        held.named.name("contact", liaison),
        reaches(connection, [liaison]).get(liaison, ""),
        assigned,
        credentials,
        people(kind, quantity),
    )


def people(kind: str, quantity: int) -> str:
    """How many people a resource is. A team of one is one team, whose people nobody has counted."""
    return str(quantity) if kind == "personnel" or (kind == "team" and quantity > 1) else ""


def _ordered(connection: Connection, held: Held, request: bytes | None) -> str:
    """The number of a request; nothing of nothing, "withheld" of what may not be seen."""
    seen = held.named.name("request", request)
    found = connection.exec_driver_sql("SELECT coalesce(number, '') FROM request WHERE id = ?", (request,)).scalar()
    return seen if found is None else str(found)
