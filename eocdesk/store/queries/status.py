"""What an incident status summary takes from elsewhere: the situation report's blocks, what partners commit, costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.aid import KINDS_OF_RESOURCE
from eocdesk.models.sitrep import SITUATION
from eocdesk.store.queries import approved
from eocdesk.store.queries.aid_costs import COUNTED
from eocdesk.store.queries.arrivals import people
from eocdesk.store.queries.held import Held, of_period

_KINDS = dict(KINDS_OF_RESOURCE)
_SAID = frozenset({"submitted", "approved"})
_ORDERED = frozenset({"ordered", "en route", "arrived", "assigned", "released"})
"""States in which a request is paid for."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What one partner has here of one kind of resource. `extra`: people who belong to no resource."""

    agency: str
    resource: str
    count: int = 0
    persons: int = 0
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Costs:
    """What requests cost in USD: `spent` of those ordered or further, `ahead` of those on their way to it.

    `uncosted` and `uncosted_ahead` are how many of them nobody has priced.
    """

    ordered: int = 0
    spent: float = 0.0
    uncosted: int = 0
    wanted: int = 0
    ahead: float = 0.0
    uncosted_ahead: int = 0


def reported(connection: Connection, held: Held) -> Mapping[str, str]:
    """The blocks of the newest situation report of the period that was submitted, rows as lines; else nothing."""
    if held.blank:
        return {}
    period = None if held.period is None else held.period.id
    incident = None if held.incident is None else held.incident.id
    made = of_period(connection, held.event.id, SITUATION, period)
    fitting = [one for one in made if one.state in _SAID and one.incident == incident]
    if not fitting:
        return {}
    blocks = approved.blocks(connection, fitting[-1], held.kept, held.labels)
    return {
        key: said if isinstance(said, str) else "\n".join(row[0] for row in said if row) for key, said in blocks.items()
    }


def committed(connection: Connection, held: Held) -> tuple[Committed, ...]:
    """What is assigned or on its way, by partner and kind, in the order it was written; none on a blank form.

    A team is one resource with its people, where they are said; people alone are extra; of anything else the
    quantity is counted.
    """
    if held.blank:
        return ()
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT agency, coalesce(nation, ''), coalesce(category, ''), coalesce(kind, ''), coalesce(type, ''), "
            "coalesce(quantity, 1), marking, audience FROM resource WHERE event = ? AND struck IS NOT 1 "
            "AND status IN ('assigned', 'en route') ORDER BY row",
            (held.event.id,),
        )
    )
    return tuple(
        _committed(held.named.name("agency", agency) or nation or "Not said", category, kind, type_, quantity)
        for agency, nation, category, kind, type_, quantity, *_ in rows
    )


def _committed(agency: str, category: str, kind: str, type_: str, quantity: int) -> Committed:
    if kind == "personnel":
        return Committed(agency, "", extra=quantity)
    name = ", ".join(word for word in (category, _KINDS.get(kind, kind), type_ and f"type {type_}") if word)
    if kind == "team":
        return Committed(agency, name, 1, int(people(kind, quantity) or 0))
    return Committed(agency, name, quantity)


def costs(connection: Connection, held: Held) -> Costs:
    """What the aid of the form's incident costs, of the whole event where it is about none; nothing on a blank form.

    Counted is what the costs of aid count (aid_costs): no draft, nothing that was declined or cancelled.
    """
    if held.blank:
        return Costs()
    incident = None if held.incident is None else held.incident.id
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(r.state, ''), r.cost, r.marking, r.audience FROM request r WHERE r.event = ? "
            f"AND r.struck IS NOT 1 AND {COUNTED} AND (? IS NULL OR r.incident = ?)",
            (held.event.id, incident, incident),
        )
    )
    ordered = [cost for state, cost, *_ in rows if state in _ORDERED]
    wanted = [cost for state, cost, *_ in rows if state not in _ORDERED]
    return Costs(len(ordered), *_priced(ordered), len(wanted), *_priced(wanted))


def _priced(found: list[float | None]) -> tuple[float, int]:
    """The sum of what is priced, how many are not."""
    known = [cost for cost in found if cost is not None]
    return sum(known), len(found) - len(known)
