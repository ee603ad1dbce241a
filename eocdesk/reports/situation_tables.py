"""The tables of the situation summary: calendar, incidents, counts, venues, seats, tasks."""

from __future__ import annotations

from itertools import groupby

from eocdesk.models.incident import SEVERITIES, STATUSES
from eocdesk.models.partner import SEATS
from eocdesk.models.session import KINDS, RISKS
from eocdesk.models.session import STATUSES as RUNNING
from eocdesk.reports.document import Cell, Column, Group, Paragraph, Piece, Row, Table
from eocdesk.reports.times import ago, clock
from eocdesk.store.queries.facts import Age, Facts, IncidentLine, SessionLine, TaskLine

OPEN = frozenset({"open", "monitoring"})
_LATEST = 220
"""Letters of an incident's latest entry that are quoted; the entry's number leads to the rest."""
_TONES = {
    "suspended": "warn",
    "postponed": "warn",
    "delayed": "warn",
    "cancelled": "bad",
    "open": "bad",
    "monitoring": "warn",
    "resolved": "ok",
    "activated": "ok",
    "not activated": "muted",
}


def _status(value: str, words: tuple[tuple[str, str], ...], note: str = "") -> Cell:
    return Cell(dict(words).get(value, value), note=note, tone=_TONES.get(value, ""))


def last_contact(age: Age, facts: Facts) -> str:
    """When data last came that way, and how long ago."""
    if age.at is None:
        return age.said or "never"
    return f"{clock(age.at, facts.zone, facts.as_of)}, {ago(facts.as_of - age.at)} before this report"


def sentence(incident: IncidentLine, zone: str) -> str:
    """One line about an incident, ready to be edited by a person."""
    where = f" at {incident.place}" if incident.place else ""
    opened = f" (opened {clock(incident.opened, zone)})" if incident.opened is not None else ""
    words = dict(SEVERITIES)[incident.severity]
    return f"{words}, {incident.number}: {incident.title}{where}; {dict(STATUSES)[incident.status].lower()}{opened}."


def calendar(sessions: tuple[SessionLine, ...], facts: Facts) -> tuple[Piece, ...]:
    """Sessions grouped by venue, in the order of their first start."""
    if not sessions:
        return ()
    columns = (
        Column("Time", 66, digits=True, letters=12),
        Column("Session", share=1, letters=26),
        Column("Kind", 58, letters=10),
        Column("Expected", 48, right=True, letters=10),
        Column("Dignitaries", 84, letters=15),
        Column("Status", 100, letters=18),
    )
    by_venue = sorted(sessions, key=lambda each: each.venue)
    groups = [
        Group(venue or "Venue to be decided", tuple(_session(each, facts) for each in sorted(rows, key=_start)))
        for venue, rows in groupby(by_venue, key=lambda each: each.venue)
    ]
    return (Table(columns, groups=tuple(groups)),)


def _start(session: SessionLine) -> tuple[int, str]:
    return (session.starts if session.starts is not None else 1 << 60, session.title)


def _session(session: SessionLine, facts: Facts) -> Row:
    starts = clock(session.starts, facts.zone, facts.as_of) or "to be decided"
    ends = clock(session.ends, facts.zone, session.starts) if session.starts is not None else ""
    risk = f"Risk: {dict(RISKS)[session.risk].lower()}" if session.risk else ""
    return (
        Cell(f"{starts}–{ends}" if ends else starts),
        Cell(session.title, note=risk, strong=session.status == "running", mark=session.change.upper()),
        Cell(dict(KINDS).get(session.kind, session.kind), tone="muted"),
        Cell(f"{session.crowd:,}" if session.crowd is not None else "–"),
        Cell(session.dignitaries or "–"),
        _status(session.status, RUNNING, session.reason),
    )


def incidents(facts: Facts) -> tuple[Piece, ...]:
    """Worst first, then newest first."""
    if not facts.incidents:
        return ()
    columns = (
        Column("Opened, no.", 56, digits=True, letters=10),
        Column("Severity", 58, letters=10),
        Column("Type and place", 92, letters=17),
        Column("Incident", share=1, letters=34),
        Column("Status", 56, letters=10),
        Column("Lead", 56, letters=10),
    )
    ordered = sorted(facts.incidents, key=lambda each: (-each.severity, -(each.opened or 0), each.number))
    return (Table(columns, tuple(_incident(each, facts) for each in ordered)),)


def _incident(incident: IncidentLine, facts: Facts) -> Row:
    latest = ""
    if incident.latest:
        words = " ".join(incident.latest.split())
        cut = words if len(words) <= _LATEST else words[:_LATEST].rsplit(" ", 1)[0] + " …"
        latest = f"{clock(incident.latest_at, facts.zone, facts.as_of)} {cut}"
        if cut != words:
            latest += f" (whole in entry {incident.latest_number})"
    return (
        Cell(clock(incident.opened, facts.zone, facts.as_of), incident.number),
        Cell(severity=incident.severity),
        Cell(incident.type or "No type given", incident.place),
        Cell(incident.title, latest, strong=incident.status in OPEN, mark=incident.change.upper()),
        _status(incident.status, STATUSES),
        Cell(incident.lead or "–"),
    )


def counts(facts: Facts) -> tuple[Piece, ...]:
    """Types against severities, to date, with a last row of totals."""
    if not facts.counts:
        return ()
    columns = (
        Column("Type", share=1, letters=40),
        *(Column(word, 56, right=True) for _, word in SEVERITIES),
        Column("All", 44, right=True),
        Column("Open now", 56, right=True),
    )

    def row(name: str, severities: tuple[int, ...], still: int, *, strong: bool = False) -> Row:
        figures = tuple(Cell(f"{count:,}" if count else "–", strong=strong) for count in severities)
        tail = (Cell(f"{sum(severities):,}", strong=True), Cell(f"{still:,}" if still else "–", strong=strong))
        return (Cell(name, strong=strong), *figures, *tail)

    totals = tuple(sum(each.severities[level] for each in facts.counts) for level, _ in SEVERITIES)
    rows = [row(each.type or "No type given", each.severities, each.open) for each in facts.counts]
    return (Table(columns, (*rows, row("All types", totals, sum(each.open for each in facts.counts), strong=True))),)


def venues(facts: Facts) -> tuple[Piece, ...]:
    """Venues with something on, next or open; the others are counted."""
    if not facts.venues:
        return ()
    columns = (
        Column("Venue", share=1.1, letters=22),
        Column("Now", share=1.4, letters=24),
        Column("Next", share=1.4, letters=24),
        Column("Open incidents", 74, letters=13),
    )
    rows = []
    for venue in facts.venues:
        following = f"{clock(venue.next_at, facts.zone, facts.as_of)} {venue.next}".strip()
        now = Cell(venue.now or "–", note="" if venue.now_status in {"", "running"} else _word(venue.now_status))
        many = (
            Cell(f"{venue.open} open", severity=venue.worst) if venue.worst is not None else Cell("none", tone="muted")
        )
        rows.append((Cell(venue.name, strong=True), now, Cell(following or "–"), many))
    table = Table(columns, tuple(rows))
    if not facts.venues_quiet:
        return (table,)
    return (table, Paragraph(f"{facts.venues_quiet} more: nothing on or next this period, no open incident.", "muted"))


def _word(status: str) -> str:
    return dict(RUNNING).get(status, status)


def seats(facts: Facts) -> tuple[Piece, ...]:
    """Activated first, then on call, then the rest."""
    if not facts.seats:
        return ()
    columns = (
        Column("Seat", share=1.2, letters=19),
        Column("Agency", share=1.2, letters=19),
        Column("Status", 76, letters=14),
        Column("Since", 62, digits=True, letters=12),
        Column("Held by", share=1, letters=16),
        Column("ESF / CA-ESF", 68, letters=12),
    )
    order = {"activated": 0, "on call": 1}
    rows = []
    for seat in sorted(facts.seats, key=lambda each: (order.get(each.status, 2), each.seat)):
        roles = " / ".join(role or "–" for role in (seat.esf, seat.ca_esf)) if seat.esf or seat.ca_esf else "–"
        since = clock(seat.since, facts.zone, facts.as_of) or "–"
        rows.append(
            (
                Cell(seat.seat, strong=seat.status == "activated"),
                Cell(seat.agency or "–"),
                _status(seat.status, SEATS),
                Cell(since),
                Cell(seat.holder or "–"),
                Cell(roles),
            )
        )
    return (Table(columns, tuple(rows)),)


def tasks(facts: Facts, *, done: bool) -> tuple[Piece, ...]:
    """Those done in this period, or those open: overdue first, then by due time."""
    chosen = [each for each in facts.tasks if (each.done is not None) is done]
    if not chosen:
        return ()
    columns = (
        Column("Due", 62, digits=True, letters=11),
        Column("No.", 50, letters=8),
        Column("Task", share=1, letters=24),
        Column("Owner", 84, letters=16),
        Column("For", 84, letters=16),
        Column("State", 84, letters=16),
    )
    ordered = sorted(chosen, key=lambda each: (each.due is None, each.due or 0, each.number))
    return (Table(columns, tuple(_task(each, facts) for each in ordered)),)


def _task(task: TaskLine, facts: Facts) -> Row:
    if task.done is not None:
        state = Cell(f"Done {clock(task.done, facts.zone, facts.as_of)}", tone="ok")
    elif task.due is not None and task.due < facts.as_of:
        state = Cell(f"Overdue by {ago(facts.as_of - task.due)}", tone="bad", strong=True)
    else:
        state = Cell("Open")
    return (
        Cell(clock(task.due, facts.zone, facts.as_of) or "no time"),
        Cell(task.number),
        Cell(task.title, strong=state.strong),
        Cell(task.owner or "–"),
        Cell(" · ".join(word for word in (task.incident, task.venue) if word) or "–"),
        state,
    )
