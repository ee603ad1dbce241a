"""One incident with all that was written about it: entries with their three times, tasks, requests, files, history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import Event, Incident, Refused, Request, fields_of
from eocdesk.models.clock import Moment
from eocdesk.models.place import usng
from eocdesk.store.queries import events
from eocdesk.store.queries.handover import strictest, whole
from eocdesk.store.queries.referred import Referred
from eocdesk.store.queries.situation import Labels
from eocdesk.store.queries.traces import Reach, Trace, traces

_STANDING = ("open", "monitoring")


@dataclass(frozen=True, slots=True)
class Later:
    """An entry about another one: what it says, why, who wrote it when (ms UTC)."""

    kind: str
    number: str
    text: str
    reason: str
    written: Moment | None
    author: str
    of: bytes | None


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry as it was written, with what became of it. Moments in ms UTC; `received` is this desk's."""

    id: bytes
    number: str
    kind: str
    text: str
    severity: int
    priority: str
    happened: Moment | None
    written: Moment | None
    received: Moment | None
    author: str
    position: str
    reported_by: str
    channel: str
    place: str
    said: tuple[tuple[str, str, Moment | None], ...]
    """Addressees: name, who acknowledged for them (empty: nobody yet), when."""
    later: tuple[Later, ...]

    @property
    def struck(self) -> Later | None:
        """What strikes it."""
        return next((one for one in self.later if one.kind == "strike"), None)

    @property
    def reads(self) -> str:
        """How it reads now."""
        amended = [one.text for one in self.later if one.kind == "amend"]
        return amended[-1] if amended else self.text


@dataclass(frozen=True, slots=True)
class Todo:
    """A task or a request of the incident. `when` is when it is due or needed, in ms UTC."""

    number: str
    title: str
    who: str
    state: str
    when: Moment | None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """An attached file: to which entry, how big (bytes), its digest."""

    name: str
    mime: str
    size: int | None
    sha256: str
    caption: str
    entry: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of one incident."""

    event: Event
    incident: Incident
    venue: str
    session: str
    lead: str
    where: str
    entries: tuple[Logged, ...]
    orphans: tuple[Later, ...]
    """Amendments and strikes of entries that may not be seen."""
    tasks: tuple[Todo, ...]
    requests: tuple[Todo, ...]
    files: tuple[Filed, ...]
    history: tuple[Trace, ...]
    marking: str
    audience: str

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.incident.status in _STANDING


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in the register. Moments in ms UTC."""

    number: str
    title: str
    severity: int
    status: str
    where: str
    lead: str
    opened: Moment | None
    closed: Moment | None


@dataclass(frozen=True, slots=True)
class Register:
    """Every incident of an event."""

    event: Event
    lines: tuple[Listed, ...]
    marking: str
    audience: str


def sheet(connection: Connection, incident: bytes, reach: Reach) -> Sheet:
    """All of it up to `reach.until`; Refused where the incident is not here, or not for this reader."""
    found = events.record(connection, Incident, incident)
    if found is None:
        raise Refused("This incident is not on this desk, or is marked more strictly than the paper asked for.")
    event = whole(connection, found.event)
    labels = Labels([event.marking, found.marking], {event.audience, found.audience} - {""})
    named = Referred(connection, labels)
    entries, orphans = _entries(connection, incident, labels, reach.until)
    numbers = {one.id: one.number for one in entries}
    grid = usng(found.lat, found.lon) if found.lat is not None and found.lon is not None else ""
    made: dict[str, Any] = {
        "venue": named.name("venue", found.venue),
        "session": named.name("session", found.session),
        "lead": named.name("agency", found.lead),
        "where": ", ".join(part for part in (found.place or "", grid) if part),
        "tasks": _tasks(connection, incident, labels),
        "requests": _requests(connection, incident, labels),
        "files": _files(connection, incident, numbers, labels),
        "history": traces(connection, "incident", incident, reach, event.zone, named, labels),
    }
    marking, audience = strictest(labels)
    return Sheet(event, found, **made, entries=entries, orphans=orphans, marking=marking, audience=audience)


def register(connection: Connection, event: bytes, now: Moment) -> Register:
    """The incidents of an event that are not struck, the newest first."""
    known = whole(connection, event)
    labels = Labels([known.marking], {known.audience} - {""})
    named = Referred(connection, labels)
    rows = labels.take(
        connection.exec_driver_sql(
            "SELECT number, title, severity, status, venue, place, lead, opened, closed, marking, audience "
            "FROM incident WHERE event = ? AND struck IS NOT 1 AND made_at <= ? ORDER BY opened DESC, row DESC",
            (event, now),
        )
    )
    lines = tuple(
        Listed(
            number or "",
            title or "",
            severity or 0,
            status or "",
            named.name("venue", venue) or place or "",
            named.name("agency", lead),
            opened,
            closed,
        )
        for number, title, severity, status, venue, place, lead, opened, closed, *_ in rows
    )
    return Register(known, lines, *strictest(labels))


def _entries(
    connection: Connection, incident: bytes, labels: Labels, until: Moment | None
) -> tuple[tuple[Logged, ...], tuple[Later, ...]]:
    end = (1 << 62) if until is None else until
    rows = labels.take(
        connection.exec_driver_sql(
            "SELECT id, coalesce(number, ''), kind, coalesce(text, ''), coalesce(severity, 0), coalesce(priority, ''), "
            "happened, written, received, coalesce(author, ''), coalesce(position, ''), coalesce(reported_by, ''), "
            "coalesce(channel, ''), coalesce(place, ''), addressees, amends, coalesce(reason, ''), marking, audience "
            "FROM entry WHERE incident = ? AND struck IS NOT 1 AND coalesce(written, 0) <= ? "
            "ORDER BY happened, written, row",
            (incident, end),
        )
    )
    first = [row for row in rows if row[2] not in ("amend", "strike")]
    later = _later(connection, {row[0] for row in first}, labels, end)
    apart = [
        row for row in rows if row[2] in ("amend", "strike") and row[15] not in later.keys() | {one[0] for one in first}
    ]
    said = _said(connection, incident)
    made: list[Logged] = []
    for row in first:
        values: tuple[Any, ...] = (*row[:14], _answers(row[14], said.get(row[0], {})), later.get(row[0], ()))
        made.append(Logged(*values))
    return tuple(made), tuple(Later(row[2], row[1], row[3], row[16], row[7], row[9], row[15]) for row in apart)


def _later(connection: Connection, known: set[bytes], labels: Labels, end: Moment) -> dict[bytes, tuple[Later, ...]]:
    """Amendments and strikes of these entries, in the order they were written."""
    made: dict[bytes, list[Later]] = {}
    wanted = sorted(known)
    for begin in range(0, len(wanted), 500):
        some = wanted[begin : begin + 500]
        rows = connection.exec_driver_sql(
            "SELECT kind, coalesce(number, ''), coalesce(text, ''), coalesce(reason, ''), written, "
            "coalesce(author, ''), amends, marking, audience FROM entry WHERE kind IN ('amend', 'strike') "
            f"AND amends IN ({', '.join('?' * len(some))}) AND coalesce(written, 0) <= ? ORDER BY written, row",
            (*some, end),
        )
        for row in labels.take(rows):
            made.setdefault(row[6], []).append(Later(*row[:7]))
    return {entry: tuple(lines) for entry, lines in made.items()}


def _said(connection: Connection, incident: bytes) -> dict[bytes, dict[str, tuple[str, Moment | None]]]:
    rows = connection.exec_driver_sql(
        "SELECT k.entry, k.addressee, coalesce(k.acknowledged_by, ''), k.at FROM acknowledgement k "
        "JOIN entry e ON e.id = k.entry WHERE e.incident = ? AND k.struck IS NOT 1 ORDER BY k.at",
        (incident,),
    )
    found: dict[bytes, dict[str, tuple[str, Moment | None]]] = {}
    for entry, addressee, by, at in rows:
        found.setdefault(entry, {})[addressee or ""] = (by, at)
    return found


def _answers(
    addressees: str | None, said: dict[str, tuple[str, Moment | None]]
) -> tuple[tuple[str, str, Moment | None], ...]:
    wanted = [str(name) for name in json.loads(addressees or "[]")]
    return tuple((name, *said.get(name, ("", None))) for name in dict.fromkeys((*wanted, *said)))


def _tasks(connection: Connection, incident: bytes, labels: Labels) -> tuple[Todo, ...]:
    rows = connection.exec_driver_sql(
        "SELECT coalesce(number, ''), coalesce(title, ''), coalesce(owner, ''), due, done, coalesce(done_by, ''), "
        "marking, audience FROM task WHERE incident = ? AND struck IS NOT 1 "
        "ORDER BY done IS NOT NULL, due IS NULL, due, row",
        (incident,),
    )
    return tuple(
        Todo(number, title, owner or "nobody", _done(done, by), done or due, done is not None)
        for number, title, owner, due, done, by, *_ in labels.take(rows)
    )


def _done(done: Moment | None, by: str) -> str:
    return "to do" if done is None else f"done by {by}" if by else "done"


def _requests(connection: Connection, incident: bytes, labels: Labels) -> tuple[Todo, ...]:
    rows = connection.exec_driver_sql(
        "SELECT coalesce(number, ''), coalesce(title, ''), coalesce(asked_by, ''), state, needed, "
        "marking, audience FROM request WHERE incident = ? AND struck IS NOT 1 ORDER BY asked, row",
        (incident,),
    )
    word = fields_of(Request)["state"].word
    return tuple(Todo(row[0], row[1], row[2], word(row[3]), row[4]) for row in labels.take(rows))


def _files(connection: Connection, incident: bytes, numbers: dict[bytes, str], labels: Labels) -> tuple[Filed, ...]:
    asked = (
        "SELECT coalesce(name, ''), coalesce(mime, ''), size, coalesce(sha256, ''), coalesce(caption, ''), entry, "
        "marking, audience FROM document WHERE struck IS NOT 1 AND (incident = ? OR entry IN "
        "(SELECT id FROM entry WHERE incident = ?)) ORDER BY row"
    )
    rows: list[Any] = labels.take(connection.exec_driver_sql(asked, (incident, incident)))
    values: list[tuple[Any, ...]] = [(*row[:5], numbers.get(row[5], "") if row[5] else "") for row in rows]
    return tuple(Filed(*one) for one in values)
