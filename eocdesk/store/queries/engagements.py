"""The meetings of an event in a time, as the daily meeting schedule wants them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.models.fields import ids_of
from eocdesk.store.queries.held import Held

_LAST = 1 << 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: when it begins (ms UTC), what it is called, what it is about, who comes, where."""

    starts: Moment
    name: str
    purpose: str
    people: str
    place: str


def engagements(connection: Connection, held: Held) -> tuple[Meeting, ...]:
    """Those that begin within the form's time, the first first; none on a blank form."""
    if held.blank:
        return ()
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT starts, coalesce(title, ''), committee, partners, people, coalesce(place, ''), marking, audience "
            "FROM engagement WHERE event = ? AND struck IS NOT 1 AND starts >= ? AND starts < ? ORDER BY starts, row",
            (held.event.id, held.since or 0, held.until or _LAST),
        )
    )
    return tuple(
        Meeting(
            starts,
            title,
            held.named.name("committee", committee),
            ", ".join((*_names(held, "contact", people), *_names(held, "agency", partners))),
            place,
        )
        for starts, title, committee, partners, people, place, *_ in rows
    )


def _names(held: Held, kind: str, stored: str | None) -> list[str]:
    """What the records of a stored list (JSON) are called."""
    return [held.named.name(kind, one) for one in ids_of(json.loads(stored))] if stored else []
