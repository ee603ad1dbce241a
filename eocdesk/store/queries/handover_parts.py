"""The sections of the shift brief, each read from the records of one span."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from eocdesk.models import KINDS, Status, fields_of
from eocdesk.models.aid import OVER
from eocdesk.models.change import NO_KIND
from eocdesk.models.clock import Moment, at
from eocdesk.store.queries import titles
from eocdesk.store.queries.handover import Noted, Part, Reader, part
from eocdesk.store.queries.terms import STRUCK, WAITING
from eocdesk.store.queries.threads import reads_now
from eocdesk.store.queries.traces import Trace, traces

_GRAVE, _LETTERS = 3, 240
_OPEN = (str(Status.OPEN), str(Status.MONITORING))
_OVER = ", ".join(f"'{state}'" for state in sorted({*OVER, "arrived", "assigned"}))
_LISTED = frozenset({"incident", "task", "session", "request"})
"""Kinds the brief tells of by themselves: only what was struck of them is counted."""
_PAPER = frozenset({"entry", "acknowledgement", "form", "block", "access"})

_LATE = {
    "task": (
        (
            "SELECT id, number, title, owner, due, marking, audience FROM task WHERE event = ? AND struck IS NOT 1 "
            "AND done IS NULL AND due <= ?"
        ),
        "Task",
    ),
    "request": (
        (
            "SELECT id, number, title, asked_by, needed, marking, audience FROM request WHERE event = ? "
            f"AND struck IS NOT 1 AND state NOT IN ({_OVER}) AND needed <= ?"
        ),
        "Request, needed by then",
    ),
    "product": (
        (
            "SELECT p.id, p.number, p.title, p.sent_by, p.due, p.marking, p.audience FROM product p WHERE p.event = ? "
            "AND p.struck IS NOT 1 AND p.state = 'sent' AND p.due <= ? AND EXISTS (SELECT 1 FROM dissemination d "
            "WHERE d.product = p.id AND d.struck IS NOT 1 AND d.acknowledged IS NULL)"
        ),
        "Product a partner has not acknowledged",
    ),
    "recommendation": (
        (
            "SELECT id, number, title, owner, due, marking, audience FROM recommendation WHERE event = ? "
            "AND struck IS NOT 1 AND state NOT IN ('done', 'rejected') AND due <= ?"
        ),
        "Recommendation",
    ),
}
"""What falls due: who is asked by id, number, title, owner, moment; what a line calls it."""


@dataclass(slots=True)
class Touched:
    """The records written since, by kind, as this desk came to know of it."""

    kinds: dict[str, set[bytes]] = field(default_factory=dict)

    def of(self, kind: str) -> set[bytes]:
        """Those of a kind."""
        return self.kinds.get(kind, set())


def touched(reader: Reader) -> Touched:
    """What was written and came here in the span; one reading of the log."""
    found = Touched()
    rows = reader.connection.exec_driver_sql(
        "SELECT DISTINCT kind, rec FROM change WHERE at > ? AND at <= ? AND kind <> ?",
        (reader.span.since, reader.span.until, NO_KIND),
    )
    for kind, record in rows:
        found.kinds.setdefault(kind, set()).add(record)
    return found


def incidents(reader: Reader, seen: Touched) -> tuple[Part, ...]:
    """New, changed, closed, and those open that nothing happened to."""
    rows = reader.labels.take(
        reader.connection.exec_driver_sql(
            "SELECT id, number, title, severity, status, venue, place, lead, owner, opened, closed, reason, received, "
            "marking, audience FROM incident WHERE event = ? AND struck IS NOT 1 AND made_at <= ? "
            "ORDER BY severity DESC, opened, row",
            (reader.event.id, reader.span.until),
        )
    )
    told = _entries_since(reader)
    held: dict[str, list[Any]] = {"new": [], "changed": [], "closed": [], "open": []}
    for row in rows:
        stands, fresh = row[4] in _OPEN, row[12] > reader.span.since
        moved = row[0] in seen.of("incident") or row[0] in told
        if not stands and not moved:
            continue
        key = "closed" if not stands else "new" if fresh else "changed" if moved else "open"
        held[key].append(row)

    def some(key: str, title: str, empty: str) -> Part:
        return part(key, title, held[key], empty, draw=lambda row: _incident(reader, row, key, told.get(row[0], 0)))

    return (
        some("new", "New incidents", "No incident was opened."),
        some("changed", "Changed incidents", "No open incident changed."),
        some("closed", "Closed incidents", "No incident was closed."),
        some("open", "Open, unchanged", "No other incident is open."),
    )


def _incident(reader: Reader, row: Any, key: str, entries: int) -> Noted:
    record, number, title, severity, status, venue, place, lead, owner, opened, closed, reason = row[:12]
    said: list[str] = []
    if key == "closed":
        said.append(f"{str(status).capitalize()}{f': {reason}' if reason else ''}")
    elif key in ("new", "open"):
        said.append(str(status).capitalize())
    if key != "open":
        said += _changes(reader, "incident", record)
    newest = _newest(reader, record)
    if entries:
        said.append(f"{entries} {'entry' if entries == 1 else 'entries'} since")
    if newest:
        said.append(newest)
    who = reader.named.name("agency", lead) or owner or ""
    where = reader.named.name("venue", venue) or place or ""
    return Noted(
        "incident",
        record,
        number or "",
        title or "",
        ". ".join(part.rstrip(".") for part in said),
        ", ".join(part for part in (where, who) if part),
        closed if key == "closed" else opened,
        severity,
    )


def _changes(reader: Reader, kind: str, record: bytes, only: frozenset[str] = frozenset()) -> list[str]:
    """`Severity: Moderate → Major (14:02, K. Ito)` for each field since; the newest of each field."""
    zone = reader.event.zone
    found: dict[str, Trace] = {}
    for one in traces(reader.connection, kind, record, reader.reach, zone, reader.named, reader.labels):
        if not one.first and (not only or one.label in only):
            before = found.get(one.label)
            found[one.label] = one if before is None else _joined(before, one)
    return [_moved(one, zone) for one in found.values() if one.old != one.new]


def _moved(one: Trace, zone: str) -> str:
    by = f", {one.who}" if one.who else ""
    return f"{one.label}: {one.old or '–'} → {one.new or '–'} ({at(one.when, zone):%H:%M}{by})"


def _joined(before: Trace, after: Trace) -> Trace:
    return Trace(
        after.when,
        after.received,
        after.who,
        after.position,
        after.title,
        after.label,
        before.old,
        after.new,
        after.first,
    )


def _entries_since(reader: Reader) -> dict[bytes, int]:
    """How many entries each incident got in the span."""
    rows = reader.connection.exec_driver_sql(
        "SELECT incident, count(*) FROM entry WHERE event = ? AND incident IS NOT NULL AND received > ? "
        "AND received <= ? GROUP BY incident",
        (reader.event.id, reader.span.since, reader.span.until),
    )
    return {incident: int(many) for incident, many in rows}


def _newest(reader: Reader, incident: bytes) -> str:
    rows = reader.labels.take(
        reader.connection.exec_driver_sql(
            "SELECT e.id, e.happened, e.marking, e.audience FROM entry e WHERE e.incident = ? AND e.kind = 'entry' "
            f"AND e.happened <= ? AND NOT {STRUCK} ORDER BY e.happened DESC, e.row DESC LIMIT 1",
            (incident, reader.span.until),
        )
    )
    if not rows:
        return ""
    words = " ".join(reads_now(reader.connection, rows[0][0]).split())
    said = words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1]}…"
    return f"{at(rows[0][1], reader.event.zone):%H:%M} {said}"


def entries(reader: Reader) -> Part:
    """The grave and urgent ones written since; the others are counted."""
    span = (reader.event.id, reader.span.since, reader.span.until)
    test = "e.event = ? AND e.kind = 'entry' AND e.received > ? AND e.received <= ?"
    whole = reader.connection.exec_driver_sql(f"SELECT count(*) FROM entry e WHERE {test}", span).scalar_one()
    rows = reader.connection.exec_driver_sql(
        "SELECT e.id, e.number, e.severity, e.priority, e.happened, e.author, e.incident, e.venue, e.place, "
        f"e.marking, e.audience FROM entry e WHERE {test} AND (e.severity >= {_GRAVE} "
        f"OR e.priority IN ('flash', 'priority')) AND NOT {STRUCK} ORDER BY e.happened, e.row",
        span,
    )
    note = f"flash, priority, Major and Critical, of {whole} written"
    none = f"None among {whole} written."
    return part(
        "entries", "Grave and urgent entries", reader.labels.take(rows), none, note, draw=partial(_entry, reader)
    )


def _entry(reader: Reader, row: Any, detail: str = "", part: str = "") -> Noted:
    record, number, severity, priority, happened, author, incident, venue, place = row[:9]
    words = " ".join(reads_now(reader.connection, record).split())
    said = [detail, str(priority).capitalize() if priority in ("flash", "priority") else "", author or ""]
    if incident is not None:
        said.append(f"incident {reader.named.name('incident', incident)}")
    where = reader.named.name("venue", venue) or place or ""
    told = " · ".join(one for one in said if one)
    return Noted("entry", record, number or "", words, told, where, happened, severity, part)


def waiting(reader: Reader) -> Part:
    """Entries that somebody has still to acknowledge."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.id, e.number, e.severity, e.priority, e.happened, e.author, e.incident, e.venue, e.place, "
        "e.addressees, e.marking, e.audience FROM entry e WHERE e.event = ? AND e.kind = 'entry' "
        f"AND e.struck IS NOT 1 AND e.happened <= ? AND {WAITING} ORDER BY e.happened, e.row",
        (reader.event.id, reader.span.until),
    )

    def line(row: Any) -> Noted:
        return _entry(reader, row, _waits(reader, row[0], row[9]), "bad")

    none = "Nothing waits to be acknowledged."
    return part("waiting", "Not acknowledged", reader.labels.take(rows), none, draw=line)


def _waits(reader: Reader, entry: bytes, addressees: str | None) -> str:
    said = reader.connection.exec_driver_sql(
        "SELECT addressee FROM acknowledgement WHERE entry = ? AND struck IS NOT 1", (entry,)
    )
    done = {name for (name,) in said}
    left = [str(name) for name in json.loads(addressees or "[]") if name not in done]
    return f"waits for {', '.join(left)}" if left else "nobody acknowledged it"


def overdue(reader: Reader) -> Part:
    """Tasks, requests, products and recommendations whose time has passed."""
    now = reader.span.until
    lines: list[Noted] = []
    for kind, (words, called) in _LATE.items():
        rows = reader.labels.take(reader.connection.exec_driver_sql(words, (reader.event.id, now)))
        lines += [
            Noted(kind, row[0], row[1] or "", row[2] or "", called, row[3] or "nobody", row[4], None, "bad")
            for row in rows
        ]
    lines.sort(key=lambda one: one.when or 0)
    return part("overdue", "Overdue", lines, "Nothing is overdue.")


def tasks(reader: Reader, seen: Touched) -> Part:
    """Given, changed or done since."""
    rows = _of(reader, seen, "task", "number, title, owner, due, done, done_by, received")

    def line(row: Any) -> Noted:
        record, number, title, owner, due, done, done_by, received = row[:8]
        fresh = "new" if received > reader.span.since else ""
        by = f"done by {done_by}" if done_by else "done"
        said = by if done is not None else fresh or "; ".join(_changes(reader, "task", record)) or "changed"
        return Noted("task", record, number or "", title or "", said, owner or "nobody", done or due)

    return part("tasks", "Tasks given, changed, done", rows, "No task was given, changed or done.", draw=line)


def requests(reader: Reader, seen: Touched) -> Part:
    """Asked for or moved on since."""
    rows = _of(reader, seen, "request", "number, title, state, asked_by, needed, received")
    lines = []
    for record, number, title, state, by, needed, received, *_ in rows:
        word = fields_of(KINDS["request"])["state"].word(state)
        said = f"{word}, new" if received > reader.span.since else word
        lines.append(Noted("request", record, number or "", title or "", said, by or "", needed))
    return part("requests", "Requests asked for, moved on", lines, "No request was made or moved on.")


def calendar(reader: Reader, seen: Touched) -> Part:
    """Sessions whose time, place or state changed since; those that are new are counted."""
    rows = _of(reader, seen, "session", "title, starts, venue, venue_words, reason, received")
    only = frozenset({"Planned start", "Planned end", "Status", "Venue", "Day"})
    lines = []
    for record, title, starts, venue, words, reason, received, *_ in rows:
        said = [] if received > reader.span.since else _changes(reader, "session", record, only)
        if said:
            where = reader.named.name("venue", venue) or words or ""
            why = [reason] if reason else []
            lines.append(Noted("session", record, "", title or "", "; ".join(said + why), where, starts))
    lines.sort(key=lambda one: one.when or 0)
    fresh = sum(row[6] > reader.span.since for row in rows)
    note = f"{fresh} {'session is' if fresh == 1 else 'sessions are'} new and not named here" if fresh else ""
    return part("calendar", "Changes of the calendar", lines, "No session changed its time, place or state.", note)


def hazards(reader: Reader) -> Part:
    """Warnings in force and plans at work."""
    rows = reader.labels.take(
        reader.connection.exec_driver_sql(
            "SELECT id, coalesce(nullif(headline, ''), title), severity, sender, area, coalesce(onset, sent), "
            "coalesce(ends, expires), marking, audience FROM alert WHERE event = ? AND struck IS NOT 1 "
            "AND state = 'in force' AND message NOT IN ('cancel', 'ack', 'error') AND status IN ('actual', 'exercise') "
            "AND (coalesce(ends, expires) IS NULL OR coalesce(ends, expires) > ?) ORDER BY coalesce(onset, sent), row",
            (reader.event.id, reader.span.until),
        )
    )
    lines = []
    for record, title, severity, sender, area, begins, ends, *_ in rows:
        until = f"until {_time(reader, ends)}" if ends else "no end said"
        detail = " · ".join(one for one in (str(severity).capitalize(), sender or "", until) if one)
        lines.append(
            Noted("alert", record, "", title or "", detail, " ".join((area or "").split()), begins, part="warn")
        )
    return part("hazards", "Warnings in force", lines, "No warning is in force or to come.")


def plans(reader: Reader) -> Part:
    """Plans at work, and those a person left for now."""
    rows = reader.labels.take(
        reader.connection.exec_driver_sql(
            "SELECT id, plan, state, reason, started, started_by, until, rehearsal IS 1, marking, audience "
            "FROM activation WHERE event = ? AND struck IS NOT 1 AND (state = 'active' OR (state = 'declined' "
            "AND (until IS NULL OR until > ?))) ORDER BY started, row",
            (reader.event.id, reader.span.until),
        )
    )
    lines = []
    for record, plan, state, reason, started, by, until, rehearsal, *_ in rows:
        said = "at work" if state == "active" else f"left for now{f' until {_time(reader, until)}' if until else ''}"
        said += ", a rehearsal" if rehearsal else ""
        detail = f"{said}: {reason}" if reason else said
        lines.append(Noted("activation", record, "", reader.named.name("plan", plan), detail, by or "", started))
    return part("plans", "Plans at work or left for now", lines, "No plan is at work.")


def others(reader: Reader, seen: Touched) -> Part:
    """How much of every other kind is new, changed or struck."""
    lines = []
    for kind in sorted((seen.kinds.keys() & KINDS.keys()) - _PAPER):
        rows = _of(reader, seen, kind, "received, struck IS 1", struck=True)
        gone = [row for row in rows if row[2]]
        stand = [] if kind in _LISTED else [row for row in rows if not row[2]]
        fresh = sum(row[1] > reader.span.since for row in stand)
        counted = ((fresh, "new"), (len(stand) - fresh, "changed"), (len(gone), "struck"))
        said = ", ".join(f"{many} {word}" for many, word in counted if many)
        if said:
            lines.append(Noted(kind, b"", "", kind.capitalize(), said))
    return part("others", "What else was written", lines, "Nothing else was written.", "counted by kind of record")


def conflicts(reader: Reader) -> Part:
    """Fields two desks wrote that a person has to settle."""
    rows = reader.connection.exec_driver_sql(
        "SELECT DISTINCT c.kind, c.rec, c.field, s.marking, s.audience FROM conflict c JOIN scope s ON s.id = c.scope "
        "WHERE s.event = ? ORDER BY c.kind, c.rec, c.field",
        (reader.event.id,),
    )
    lines: dict[tuple[bytes, str], Noted] = {}
    for kind, record, name, marking, audience in rows:
        if kind not in KINDS or not reader.reach.sees(marking, audience):
            continue
        called = titles.titles(reader.connection, kind, [record])
        if record in called:
            reader.labels.take([(marking, audience)])
            label = fields_of(KINDS[kind])[name].label if name in fields_of(KINDS[kind]) else name
            lines[record, name] = Noted(kind, record, "", called[record], label, kind.capitalize(), part="warn")
    return part("conflicts", "Conflicts to settle", lines.values(), "Nothing waits to be settled.")


def _of(reader: Reader, seen: Touched, kind: str, columns: str, *, struck: bool = False) -> list[Any]:
    """The touched records of a kind in this event that may be seen: id, the columns, marking, audience."""
    found: list[Any] = []
    wanted = sorted(seen.of(kind))
    for begin in range(0, len(wanted), 500):
        some = wanted[begin : begin + 500]
        asked = (
            f"SELECT id, {columns}, marking, audience FROM {kind} WHERE id IN ({', '.join('?' * len(some))}) "
            f"AND event = ?{'' if struck else ' AND struck IS NOT 1'} ORDER BY row"
        )
        found += reader.connection.exec_driver_sql(asked, (*some, reader.event.id)).fetchall()
    return reader.labels.take(found)


def _time(reader: Reader, when: Moment) -> str:
    return f"{at(when, reader.event.zone):%d %b %H:%M}"
