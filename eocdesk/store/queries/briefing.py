"""What an incident briefing tells: what was done, what is asked for and has come, of an incident or of the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.store.queries import threads
from eocdesk.store.queries.held import Held

MOST = 200
"""Actions told, the newest; the log holds all of them."""
_GRAVE = 3
"""From Major on an entry of the event is told where no incident is asked for."""


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the log as it reads now."""

    when: Moment | None
    words: str


@dataclass(frozen=True, slots=True)
class Come:
    """One resource: what, its name, when it was ordered, when it is expected, whether it is here, where it works."""

    what: str
    name: str
    ordered: Moment | None
    expected: Moment | None
    arrived: bool
    note: str


def actions(connection: Connection, held: Held) -> tuple[tuple[Action, ...], int]:
    """The newest actions in their order, and how many older ones are left to the log."""
    if held.blank:
        return (), 0
    which, bound = ("incident = ?", (held.incident.id,)) if held.incident else ("severity >= ?", (_GRAVE,))
    rows = held.labels.take(
        connection.exec_driver_sql(
            f"SELECT e.happened, e.id, e.number, e.marking, e.audience FROM entry e WHERE e.event = ? AND {which} "
            "AND e.kind IN ('entry', 'change') AND e.struck IS NOT 1 AND coalesce(e.happened, 0) <= ? AND NOT EXISTS "
            "(SELECT 1 FROM entry s WHERE s.amends = e.id AND s.kind = 'strike') ORDER BY e.happened DESC, e.row DESC",
            (held.event.id, *bound, held.now),
        )
    )
    told = [
        Action(when, f"{threads.reads_now(connection, entry)} ({number})" if number else "")
        for when, entry, number, *_ in reversed(rows[:MOST])
    ]
    return tuple(told), max(len(rows) - MOST, 0)


def resources(connection: Connection, held: Held) -> tuple[Come, ...]:
    """What was asked for and what answered it, then what is assigned without having been asked for."""
    if held.blank:
        return ()
    asked = _asked(connection, held)
    return (*asked, *_assigned(connection, held, {one.name for one in asked}))


def _asked(connection: Connection, held: Held) -> list[Come]:
    which, bound = ("AND r.incident = ?", (held.incident.id,)) if held.incident else ("", ())
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT r.title, f.words, f.resource, f.offer, r.asked, coalesce(f.eta, r.eta), f.arrived, f.state, "
            "r.venue, coalesce(r.place, ''), r.state, r.number, r.marking, r.audience FROM request r "
            "LEFT JOIN fill f ON f.request = r.id AND f.struck IS NOT 1 "
            f"WHERE r.event = ? AND r.struck IS NOT 1 AND r.state NOT IN ('draft', 'declined', 'cancelled') {which} "
            "ORDER BY r.asked, r.row, f.row",
            (held.event.id, *bound),
        )
    )
    return [_come(held, row) for row in rows]


def _come(held: Held, row: Any) -> Come:
    title, words, resource, offer, ordered, expected, arrived, filled, venue, place, state, number, *_ = row
    name = words or held.named.name("resource", resource) or held.named.name("offer", offer) or number or ""
    note = ", ".join(word for word in (held.named.name("venue", venue), place, filled or state) if word)
    here = arrived is not None or filled in {"arrived", "assigned"}
    return Come(title or "", name, ordered, expected, here, note)


def _assigned(connection: Connection, held: Held, named: set[str]) -> list[Come]:
    venue = held.incident.venue if held.incident else None
    which, bound = ("AND venue = ?", (venue,)) if held.incident else ("", ())
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(category, ''), kind, coalesce(name, ''), venue, coalesce(place, ''), "
            "coalesce(assigned_to, ''), status, marking, audience FROM resource WHERE event = ? AND struck IS NOT 1 "
            f"AND status IN ('assigned', 'en route') {which} ORDER BY row",
            (held.event.id, *bound),
        )
    )
    found = []
    for category, kind, name, at, place, whose, status, *_ in rows:
        if name not in named:
            where = ", ".join(word for word in (held.named.name("venue", at), place, whose) if word)
            found.append(Come(category or kind, name, None, None, status == "assigned", where))
    return found
