"""What the log shows of entries: rows by page, and one entry with all that became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models import Entry
from eocdesk.store.queries import events

_KEYS = 500


class EntryRow(NamedTuple):
    """One line of the log. Moments in ms UTC; texts of what is not there are empty."""

    row: int
    id: bytes
    number: str
    kind: str
    text: str
    severity: int
    priority: str
    happened: int | None
    written: int | None
    author: str
    position: str
    place: str
    marking: str
    amends: bytes | None
    addressees: str | None
    """JSON list."""
    venue: bytes | None
    venue_name: str
    incident: bytes | None
    incident_number: str
    incident_severity: int
    incident_status: str
    lead: str
    amended: int
    """How many entries amend this one."""
    reads_now: str | None
    """The newest amendment's text."""
    struck: str | None
    """The reason it was struck with."""
    acknowledged: int
    documents: int
    conflict: bool

    @property
    def words(self) -> str:
        """How it reads now."""
        return self.text if self.reads_now is None else self.reads_now

    @property
    def area(self) -> str:
        """Where, in a few words."""
        return self.venue_name or self.place

    @property
    def waits(self) -> bool:
        """Whether somebody has still to acknowledge it."""
        if self.struck is not None or (self.addressees is None and self.priority != "flash"):
            return False
        wanted = len(json.loads(self.addressees)) if self.addressees else 1
        return self.acknowledged < max(1, wanted)


_NEWEST = "FROM entry a WHERE a.amends = e.id AND a.kind = '{}' ORDER BY a.written DESC, a.id DESC LIMIT 1"
_ROWS = f"""
SELECT e.row, e.id, coalesce(e.number, ''), coalesce(e.kind, 'entry'), coalesce(e.text, ''), coalesce(e.severity, 0),
  coalesce(e.priority, 'routine'), e.happened, e.written, coalesce(e.author, ''), coalesce(e.position, ''),
  coalesce(e.place, ''), coalesce(e.marking, ''), e.amends, e.addressees,
  e.venue, coalesce(nullif(v.short, ''), v.name, ''),
  e.incident, coalesce(i.number, ''), coalesce(i.severity, 0), coalesce(i.status, ''),
  coalesce(nullif(g.short, ''), g.name, ''),
  (SELECT count(*) FROM entry a WHERE a.amends = e.id AND a.kind = 'amend'),
  (SELECT a.text {_NEWEST.format("amend")}),
  (SELECT coalesce(a.reason, '') {_NEWEST.format("strike")}),
  (SELECT count(*) FROM acknowledgement k WHERE k.entry = e.id AND k.struck IS NOT 1),
  (SELECT count(*) FROM document d WHERE d.entry = e.id AND d.struck IS NOT 1),
  EXISTS (SELECT 1 FROM conflict c WHERE c.rec = e.id)
FROM entry e LEFT JOIN venue v ON v.id = e.venue LEFT JOIN incident i ON i.id = e.incident
  LEFT JOIN agency g ON g.id = i.lead
"""


def page(connection: Connection, rows: Sequence[int]) -> Mapping[int, EntryRow]:
    """These rows of the log, by row number; those that are not here are left out."""
    return {one.row: one for one in _read(connection, "e.row", rows)}


def of_incident(connection: Connection, incident: bytes, limit: int) -> tuple[EntryRow, ...]:
    """The newest entries of an incident."""
    asked = f"{_ROWS} WHERE e.incident = ? ORDER BY e.happened DESC, e.row DESC LIMIT ?"
    return tuple(EntryRow(*values) for values in connection.exec_driver_sql(asked, (incident, limit)))


def count_of_incident(connection: Connection, incident: bytes) -> int:
    """How many entries an incident has."""
    asked = "SELECT count(*) FROM entry WHERE incident = ?"
    return int(connection.exec_driver_sql(asked, (incident,)).scalar_one())


@dataclass(frozen=True, slots=True)
class Said:
    """An addressee, and who acknowledged for them and when, if somebody did."""

    addressee: str
    by: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file attached to an entry."""

    id: bytes
    name: str
    mime: str
    size: int | None
    sha256: str
    caption: str


@dataclass(frozen=True, slots=True)
class Thread:
    """An entry with all that became of it. `first` is the original, as it was written."""

    first: Entry
    row: EntryRow
    later: tuple[Entry, ...]
    """Amendments, the strike, incidents opened from it; in the order they were written."""
    said: tuple[Said, ...]
    documents: tuple[Attached, ...]
    incident_title: str = ""


def thread(connection: Connection, entry: bytes) -> Thread | None:
    """The thread an entry belongs to, whichever of its entries is asked for; None where it is not here."""
    asked = events.record(connection, Entry, entry)
    if asked is None:
        return None
    first = events.record(connection, Entry, asked.amends) if asked.amends else asked
    if first is None:
        first = asked  # the original is marked more strictly than this desk may hold
    rows = list(_read(connection, "e.id", [first.id]))
    later = connection.exec_driver_sql("SELECT id FROM entry WHERE amends = ? ORDER BY written, id", (first.id,))
    known = [events.record(connection, Entry, record) for (record,) in later.fetchall()]
    title = connection.exec_driver_sql("SELECT title FROM incident WHERE id = ?", (first.incident,)).scalar()
    return Thread(
        first,
        rows[0],
        tuple(one for one in known if one is not None),
        _said(connection, first),
        documents(connection, "entry", first.id),
        str(title or ""),
    )


def _said(connection: Connection, entry: Entry) -> tuple[Said, ...]:
    found = connection.exec_driver_sql(
        "SELECT addressee, acknowledged_by, at FROM acknowledgement WHERE entry = ? AND struck IS NOT 1 ORDER BY at",
        (entry.id,),
    )
    done = {name: Said(name, by or "", at) for name, by, at in found}
    wanted = list(dict.fromkeys([*(entry.addressees or []), *done]))
    return tuple(done.get(name, Said(name)) for name in wanted)


def documents(connection: Connection, kind: str, record: bytes) -> tuple[Attached, ...]:
    """The files attached to an entry or an incident (`kind`), in the order they came."""
    found = connection.exec_driver_sql(
        "SELECT id, coalesce(name, ''), coalesce(mime, ''), size, coalesce(sha256, ''), coalesce(caption, '') "
        f"FROM document WHERE {kind} = ? AND struck IS NOT 1 ORDER BY row",
        (record,),
    )
    return tuple(Attached(*values) for values in found)


def _read(connection: Connection, column: str, keys: Sequence[int | bytes]) -> Iterable[EntryRow]:
    for at in range(0, len(keys), _KEYS):
        some = tuple(keys[at : at + _KEYS])
        marks = ", ".join("?" * len(some))
        for values in connection.exec_driver_sql(f"{_ROWS} WHERE {column} IN ({marks})", some):
            yield EntryRow._make(values)
