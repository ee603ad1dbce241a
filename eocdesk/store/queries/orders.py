"""What was asked for, as ICS 213 RR and 215 want it: one request by its number, all that are still open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models.aid import KINDS_OF_RESOURCE, OVER
from eocdesk.models.clock import Moment
from eocdesk.store.queries.held import Held

_KINDS = dict(KINDS_OF_RESOURCE)
_COLUMNS = (
    "r.id, coalesce(r.number, ''), coalesce(r.title, ''), coalesce(r.state, ''), coalesce(r.priority, ''), "
    "coalesce(r.mission, ''), coalesce(r.kind, ''), coalesce(r.type, ''), r.quantity, coalesce(r.detail, ''), "
    "coalesce(r.substitutes, ''), coalesce(r.languages, ''), r.needed, r.eta, r.venue, coalesce(r.place, ''), "
    "r.asked, coalesce(r.asked_by, ''), coalesce(r.asked_as, ''), r.approvals, coalesce(r.supplier, ''), r.cost, "
    "coalesce(r.note, ''), r.marking, r.audience"
)
_LOGISTICS = ("received", "sourced", "ordered")
"""States a request reaches by the hand of logistics, the first that was reached signs for it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who brought a request to a state. `when` in ms UTC."""

    person: str = ""
    position: str = ""
    when: Moment | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One request in words. Moments in ms UTC, `cost` in USD, `come` how many have checked in."""

    number: str
    title: str
    priority: str
    mission: str
    kind: str
    type: str
    quantity: int | None
    detail: str
    substitutes: str
    languages: str
    needed: Moment | None
    eta: Moment | None
    where: str
    asked: Stamp
    approved: Stamp
    logistics: Stamp
    supplier: str
    cost: float | None
    note: str
    come: int = 0


def order(connection: Connection, held: Held, number: str) -> Order | None:
    """The request of a number, in any case; None where there is none that may be seen, or the form is blank."""
    if held.blank or not number.strip():
        return None
    asked = (
        f"SELECT {_COLUMNS} FROM request r WHERE r.event = ? AND r.struck IS NOT 1 "
        "AND upper(r.number) = ? ORDER BY r.row LIMIT 1"
    )
    rows = held.labels.take(connection.exec_driver_sql(asked, (held.event.id, number.strip().upper())))
    return _order(connection, held, rows[0]) if rows else None


def orders(connection: Connection, held: Held) -> tuple[Order, ...]:
    """Every request that is still open, those needed first at the top; none on a blank form."""
    if held.blank:
        return ()
    over = ", ".join(f"'{state}'" for state in sorted(OVER))
    asked = (
        f"SELECT {_COLUMNS} FROM request r WHERE r.event = ? AND r.struck IS NOT 1 "
        f"AND coalesce(r.state, '') NOT IN ({over}) ORDER BY r.needed IS NULL, r.needed, r.row"
    )
    rows = held.labels.take(connection.exec_driver_sql(asked, (held.event.id,)))
    return tuple(_order(connection, held, row) for row in rows)


def _order(connection: Connection, held: Held, row: Any) -> Order:
    stamps = _stamps(row[19])
    come, from_whom = _filled(connection, held, row[0])
    return Order(
        number=row[1],
        title=row[2],
        priority=row[4],
        mission=row[5],
        kind=_KINDS.get(row[6], row[6]),
        type=row[7],
        quantity=row[8],
        detail=row[9],
        substitutes=row[10],
        languages=row[11],
        needed=row[12],
        eta=row[13],
        where=", ".join(word for word in (held.named.name("venue", row[14]), row[15]) if word),
        asked=Stamp(row[17], row[18], row[16]),
        approved=stamps.get("approved", Stamp()),
        logistics=next((stamps[state] for state in _LOGISTICS if state in stamps), Stamp()),
        supplier=row[20] or from_whom,
        cost=row[21],
        note=row[22],
        come=come,
    )


def _stamps(stored: str | None) -> dict[str, Stamp]:
    """The approvals as the table holds them (JSON), by state; the first of a state stands."""
    made: dict[str, Stamp] = {}
    for one in json.loads(stored) if stored else ():
        state, person, position, when = (*one, "", "", "", None)[:4]
        made.setdefault(str(state), Stamp(str(person or ""), str(position or ""), when or None))
    return made


def _filled(connection: Connection, held: Held, request: bytes) -> tuple[int, str]:
    """How many have come, and what answers the request by name."""
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT offer, resource, coalesce(words, ''), coalesce(quantity, 1), coalesce(state, ''), marking, "
            "audience FROM fill WHERE request = ? AND struck IS NOT 1 AND coalesce(state, '') <> 'fell through' "
            "ORDER BY row",
            (request,),
        )
    )
    names = [held.named.name("offer", row[0]) or held.named.name("resource", row[1]) or row[2] for row in rows]
    come = sum(row[3] for row in rows if row[4] in {"arrived", "assigned"})
    return come, ", ".join(dict.fromkeys(name for name in names if name))
