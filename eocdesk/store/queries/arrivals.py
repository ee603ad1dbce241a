"""What checked in for an event and what is let go again, as ICS 211 and 221 want it."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    person: bool = False  # one person by name; `assigned` is their position


@dataclass(frozen=True, slots=True)
class Arrival:
    """One check-in: what came, for which request, when (ms UTC), where."""

    what: Means
    order: str
    arrived: Moment
    at: str


@dataclass(frozen=True, slots=True)
class Release:
    """A resource or a person that is let go: for which request they came, when they were released (ms UTC).

    `planned` is the end of a person's last duty.
    """

    what: Means
    order: str = ""
    released: Moment | None = None
    planned: Moment | None = None


def arrivals(connection: Connection, held: Held, at: str = "") -> tuple[Arrival, ...]:
    """Who checked in within the form's time, the first first; `at` names one place alone. None on a blank form."""
    if held.blank:
        return ()
    span = (held.event.id, held.since or 0, held.until or _LAST, at.strip(), at.strip())
    rows = held.labels.take(
        connection.exec_driver_sql(
            f"{_FILL} WHERE f.event = ? AND f.struck IS NOT 1 AND f.arrived >= ? AND f.arrived < ? "
            "AND (? = '' OR lower(trim(f.checked_in_at)) = lower(?)) ORDER BY f.arrived, f.row",
            span,
        )
    )
    return tuple(_arrival(connection, held, row) for row in rows)


def release(connection: Connection, held: Held, of: str) -> Release | None:
    """The resource of a number or a name, in any case, else the person of that name; None where none may be seen."""
    word = _plain(of)
    if held.blank or not word:
        return None
    asked = "SELECT id, coalesce(number, ''), coalesce(name, '') FROM resource WHERE event = ? AND struck IS NOT 1"
    found = _called(connection, f"{asked} ORDER BY row", held, word)
    if found is None:
        return _person(connection, held, word)
    return _let_go(connection, held, Release(_means(connection, held, found, "")), "resource", found)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _called(connection: Connection, asked: str, held: Held, word: str) -> bytes | None:
    """The first record one of whose words is this, in any case of any script: SQLite knows that of English alone."""
    rows = connection.exec_driver_sql(asked, (held.event.id,))
    return next((record for record, *words in rows if word in map(_plain, words)), None)


def _person(connection: Connection, held: Held, word: str) -> Release | None:
    """Somebody of the contacts with their last duty, or who checked in by name alone."""
    asked = "SELECT id, coalesce(name, '') FROM contact WHERE event = ? AND struck IS NOT 1 ORDER BY row"
    contact = _called(connection, asked, held, word)
    asked = "SELECT id, words FROM fill WHERE event = ? AND struck IS NOT 1 AND resource IS NULL AND words <> ''"
    came = _called(connection, f"{asked} ORDER BY row DESC", held, word)
    if contact is not None:
        known = _on_duty(connection, held, contact)
    elif came is not None:
        words = connection.exec_driver_sql("SELECT words FROM fill WHERE id = ?", (came,)).scalar_one()
        known = Release(Means(words.strip(), person=True))
    else:
        return None
    return known if came is None else _let_go(connection, held, known, "id", came)


def _on_duty(connection: Connection, held: Held, contact: bytes) -> Release:
    """A person with partner, position and the end of their last duty."""
    asked = "SELECT coalesce(role, ''), agency, coalesce(organisation, ''), marking, audience FROM contact WHERE id = ?"
    ((role, agency, organisation, *_),) = held.labels.take(connection.exec_driver_sql(asked, (contact,)))
    asked = (
        "SELECT coalesce(position, ''), ends, marking, audience FROM duty WHERE event = ? AND contact = ? "
        "AND struck IS NOT 1 ORDER BY ends IS NULL DESC, ends DESC, row DESC LIMIT 1"
    )
    duties = held.labels.take(connection.exec_driver_sql(asked, (held.event.id, contact)))
    position, ends = duties[0][:2] if duties else ("", None)
    name, of = held.named.name("contact", contact), held.named.name("agency", agency) or organisation
    return Release(Means(name, agency=of, assigned=position or role, person=True), planned=ends)


def _let_go(connection: Connection, held: Held, known: Release, column: str, record: bytes) -> Release:
    """The same with what its newest check-in says: for which request it came, when it left."""
    asked = f"{_FILL} WHERE f.{column} = ? AND f.struck IS NOT 1 ORDER BY f.row DESC LIMIT 1"
    rows = held.labels.take(connection.exec_driver_sql(asked, (record,)))
    return replace(known, order=_ordered(connection, held, rows[0][1]), released=rows[0][6]) if rows else known


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
