"""What the log shows of incidents: rows by page, one incident's card, what needs somebody now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models import Incident
from eocdesk.store.queries import entries, events, tasks
from eocdesk.store.queries.entries import Attached, EntryRow
from eocdesk.store.queries.tasks import TaskRow
from eocdesk.store.queries.terms import LATE_MS, waiting_flash

_KEYS = 500
CARD_ENTRIES = 100


class IncidentRow(NamedTuple):
    """One incident. Moments in ms UTC; texts of what is not there are empty."""

    row: int
    id: bytes
    number: str
    title: str
    type: str
    severity: int
    status: str
    venue: bytes | None
    venue_name: str
    place: str
    lead: str
    owner: str
    opened: int | None
    closed: int | None
    reason: str
    marking: str
    entries: int
    latest: int | None
    """When its newest entry happened."""
    tasks: int
    """How many of its tasks are not done."""
    due: int | None
    """When the first of them is due."""
    struck: bool
    conflict: bool

    @property
    def area(self) -> str:
        """Where, in a few words."""
        return self.venue_name or self.place


# When and why it was closed holds only while it is: where one desk closed what another kept open, and the other's
# status shows, the two would contradict each other.
_ROWS = """
SELECT i.row, i.id, coalesce(i.number, ''), coalesce(i.title, ''), coalesce(i.type, ''), coalesce(i.severity, 0),
  coalesce(i.status, 'open'), i.venue, coalesce(nullif(v.short, ''), v.name, ''), coalesce(i.place, ''),
  coalesce(nullif(g.short, ''), g.name, ''), coalesce(i.owner, ''), i.opened,
  CASE i.status WHEN 'closed' THEN i.closed END, CASE i.status WHEN 'closed' THEN coalesce(i.reason, '') ELSE '' END,
  coalesce(i.marking, ''),
  (SELECT count(*) FROM entry e WHERE e.incident = i.id),
  (SELECT max(e.happened) FROM entry e WHERE e.incident = i.id),
  (SELECT count(*) FROM task t WHERE t.incident = i.id AND t.done IS NULL AND t.struck IS NOT 1),
  (SELECT min(t.due) FROM task t WHERE t.incident = i.id AND t.done IS NULL AND t.struck IS NOT 1),
  i.struck IS 1, EXISTS (SELECT 1 FROM conflict c WHERE c.rec = i.id)
FROM incident i LEFT JOIN venue v ON v.id = i.venue LEFT JOIN agency g ON g.id = i.lead
"""


def page(connection: Connection, rows: Sequence[int]) -> Mapping[int, IncidentRow]:
    """These incidents, by row number."""
    found: dict[int, IncidentRow] = {}
    for at in range(0, len(rows), _KEYS):
        some = tuple(rows[at : at + _KEYS])
        asked = f"{_ROWS} WHERE i.row IN ({', '.join('?' * len(some))})"
        found |= {values[0]: IncidentRow(*values) for values in connection.exec_driver_sql(asked, some)}
    return found


@dataclass(frozen=True, slots=True)
class Card:
    """An incident in full. `entries` are the newest; `entry_count` says how many there are."""

    incident: Incident
    row: IncidentRow
    entries: tuple[EntryRow, ...]
    entry_count: int
    tasks: tuple[TaskRow, ...]
    session: str = ""
    documents: tuple[Attached, ...] = ()
    """Files attached to the incident itself; those of its entries are the entries'."""


def card(connection: Connection, incident: bytes) -> Card | None:
    """One incident with its newest entries and its tasks; None where it is not here."""
    found = events.record(connection, Incident, incident)
    values = connection.exec_driver_sql(f"{_ROWS} WHERE i.id = ?", (incident,)).first()
    if found is None or values is None:
        return None
    session = connection.exec_driver_sql("SELECT title FROM session WHERE id = ?", (found.session,)).scalar()
    return Card(
        found,
        IncidentRow(*values),
        entries.of_incident(connection, incident, CARD_ENTRIES),
        entries.count_of_incident(connection, incident),
        tasks.of_incident(connection, incident),
        str(session or ""),
        entries.documents(connection, "incident", incident),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is open."""

    incidents: int
    tasks: int
    late: int


def counts(connection: Connection, event: bytes, now: int) -> Counts:
    """Incidents worked on, tasks to be done, tasks that are late."""
    open_incidents = connection.exec_driver_sql(
        "SELECT count(*) FROM incident WHERE event = ? AND status IN ('open', 'monitoring') AND struck IS NOT 1",
        (event,),
    ).scalar_one()
    found = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(due < ?), 0) FROM task WHERE event = ? AND done IS NULL AND struck IS NOT 1",
        (now, event),
    ).one()
    return Counts(int(open_incidents), int(found[0]), int(found[1]))


@dataclass(frozen=True, slots=True)
class Alert:
    """Something somebody must look at now. `kind` and `id` name the record; `since` when it began to be late."""

    kind: str
    id: bytes
    number: str
    title: str
    since: int
    severity: int
    flash: bool = False
    late: bool = True


def alerts(connection: Connection, event: bytes, now: int) -> tuple[Alert, ...]:
    """Flash entries that wait for an acknowledgement, then tasks past their time; the oldest first."""
    flash = connection.exec_driver_sql(
        "SELECT e.id, coalesce(e.number, ''), coalesce(e.text, ''), coalesce(e.written, e.happened, 0), "
        f"coalesce(e.severity, 0) FROM entry e WHERE e.row IN ({waiting_flash()}) ORDER BY e.written, e.row",
        {"event": event},
    )
    waiting = [
        Alert("entry", record, number, text, since, severity, flash=True, late=since < now - LATE_MS)
        for record, number, text, since, severity in flash
    ]
    late = connection.exec_driver_sql(
        "SELECT t.id, coalesce(t.number, ''), coalesce(t.title, ''), t.due, coalesce(i.severity, 0) "
        "FROM task t LEFT JOIN incident i ON i.id = t.incident "
        "WHERE t.event = ? AND t.done IS NULL AND t.due < ? AND t.struck IS NOT 1 ORDER BY t.due, t.row",
        (event, now),
    )
    return (*waiting, *(Alert("task", *values) for values in late))


def belongings(connection: Connection, incident: bytes) -> list[tuple[str, bytes, str, str]]:
    """(kind, id, marking, audience) of what was written about an incident: its entries, tasks and attachments."""
    entry = "SELECT id FROM entry WHERE incident = :incident"
    asked = (
        "SELECT 'entry', id, marking, coalesce(audience, '') FROM entry WHERE incident = :incident UNION ALL "
        "SELECT 'task', id, marking, coalesce(audience, '') FROM task WHERE incident = :incident UNION ALL "
        f"SELECT 'document', id, marking, coalesce(audience, '') FROM document "
        f"WHERE incident = :incident OR entry IN ({entry})"
    )
    found = connection.exec_driver_sql(asked, {"incident": incident}).fetchall()
    return [(kind, record, marking, audience) for kind, record, marking, audience in found]
