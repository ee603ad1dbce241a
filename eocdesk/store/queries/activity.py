"""What a person, a position or a unit wrote in the log in a time: the activity log of an ICS 214."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.store.queries.held import Held


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry, as it reads now. `happened` in ms UTC; `struck` says why it does not stand, by whom."""

    number: str
    happened: Moment
    text: str
    author: str
    position: str
    amended: bool = False
    struck: str = ""


_COLUMNS = (
    "e.id, coalesce(e.number, ''), e.kind, coalesce(e.text, ''), e.amends, coalesce(e.reason, ''), "
    "coalesce(e.happened, e.written, e.made_at), coalesce(e.author, ''), coalesce(e.position, ''), "
    "e.marking, e.audience"
)
_WRITTEN = (
    "FROM entry e WHERE e.event = :event AND e.struck IS NOT 1 AND e.kind IN ('entry', 'change') "
    "AND coalesce(e.happened, e.written, e.made_at) BETWEEN :since AND :until - 1 "
    "AND (:who = '' OR lower(:who) IN (lower(trim(e.author)), lower(trim(e.position)))) "
    "AND (:incident IS NULL OR e.incident = :incident)"
)
_LAST = 1 << 60


def activities(connection: Connection, held: Held, of: str) -> tuple[Activity, ...]:
    """The entries of a person or position (`of`, in any case; empty: of everybody) in the form's time, the first first.

    Of a form about an incident, the entries of that one. An entry that was amended reads as it reads now; one that
    was struck says why.
    """
    if held.blank:
        return ()
    who = " ".join(of.split())  # lowered by SQLite as the names are: it knows the case of English letters alone
    given = {"event": held.event.id, "since": held.since or 0, "until": held.until or _LAST, "who": who}
    given["incident"] = None if held.incident is None else held.incident.id
    asked = f"SELECT {_COLUMNS} {_WRITTEN} ORDER BY 7, e.row"
    rows = held.labels.take(connection.exec_driver_sql(asked, given))
    amends, strikes = _later(connection, held, given)
    return tuple(
        Activity(
            number, happened, amends.get(record, text), author, position, record in amends, strikes.get(record, "")
        )
        for record, number, _kind, text, _entry, _reason, happened, author, position, *_ in rows
    )


def _later(connection: Connection, held: Held, given: dict[str, object]) -> tuple[dict[bytes, str], dict[bytes, str]]:
    """Of those that were put right: how each reads now, and why each of those struck does not stand."""
    asked = (
        f"SELECT {_COLUMNS} FROM entry e WHERE e.event = :event AND e.struck IS NOT 1 "
        f"AND e.kind IN ('amend', 'strike') AND e.amends IN (SELECT e.id {_WRITTEN}) ORDER BY e.made_at, e.row"
    )
    amends: dict[bytes, str] = {}
    strikes: dict[bytes, str] = {}
    rows = held.labels.take(connection.exec_driver_sql(asked, given))
    for _id, _number, kind, text, entry, reason, _happened, author, *_ in rows:
        if kind == "amend":
            amends[entry] = text
        else:
            strikes[entry] = ", ".join(word for word in (reason or "no reason given", author) if word)
    return amends, strikes
