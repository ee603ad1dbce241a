"""What an incident status summary takes from elsewhere: the situation report's blocks, what each partner commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.aid import KINDS_OF_RESOURCE
from eocdesk.models.sitrep import SITUATION
from eocdesk.store.queries import forms
from eocdesk.store.queries.arrivals import people
from eocdesk.store.queries.held import Held, of_period

_KINDS = dict(KINDS_OF_RESOURCE)
_SAID = frozenset({"submitted", "approved"})


@dataclass(frozen=True, slots=True)
class Committed:
    """What one partner has here of one kind of resource. `extra`: people who belong to no resource."""

    agency: str
    resource: str
    count: int = 0
    persons: int = 0
    extra: int = 0


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
    held.labels.take(forms.labels_of(connection, fitting[-1].id))
    blocks = forms.blocks_of(connection, fitting[-1].id)
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
