"""The shift brief: what changed since somebody was last here, what waits, what comes, and the words left for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import Event, Form, Refused
from eocdesk.models.clock import Moment
from eocdesk.models.marking import highest
from eocdesk.store.queries import events
from eocdesk.store.queries.referred import Referred
from eocdesk.store.queries.situation import Labels
from eocdesk.store.queries.traces import Reach

CODE, NOTES = "handover", "notes"
"""The form's code; the key of the block that holds the notes to the next officer."""
MOST = 80
"""So many lines a section names; more are counted."""
SHIFT = 12 * 3_600_000
"""How long a shift is taken to be where nobody said, and how far the brief looks ahead (ms)."""

ORDER = (
    "overdue",
    "waiting",
    "conflicts",
    "new",
    "changed",
    "closed",
    "open",
    "entries",
    "tasks",
    "requests",
    "calendar",
    "hazards",
    "plans",
    "ahead",
    "others",
)
"""The sections as they are read, on paper and on the screen: what must be done stands first."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One record the brief names. `part` qualifies it: bad, warn or nothing; moments in ms UTC."""

    kind: str
    id: bytes
    number: str
    title: str
    detail: str = ""
    where: str = ""
    when: Moment | None = None
    severity: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its lines, what it says where there are none, how many more there are than it names."""

    key: str
    title: str
    lines: tuple[Noted, ...]
    empty: str
    note: str = ""
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are, named or not."""
        return len(self.lines) + self.more


def part(
    key: str, title: str, rows: Iterable[Any], empty: str, note: str = "", *, draw: Callable[[Any], Noted] | None = None
) -> Part:
    """A section of these rows, lines already but where `draw` makes them: only those that are named are made."""
    held = tuple(rows)
    named = held[:MOST] if draw is None else tuple(draw(row) for row in held[:MOST])
    return Part(key, title, named, empty, note, max(len(held) - MOST, 0))


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the brief reaches, and why it begins there."""

    since: Moment
    until: Moment
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a handover says. `form` is the record of it where somebody opened one, `notes` what stands in it."""

    event: Event
    span: Span
    parts: tuple[Part, ...]
    form: Form | None
    notes: str
    marking: str
    audience: str

    def part(self, key: str) -> Part:
        """The section of a key."""
        return next(part for part in self.parts if part.key == key)


@dataclass(frozen=True, slots=True)
class Reader:
    """What each section is read with: one connection, one span, one reader's reach."""

    connection: Connection
    event: Event
    span: Span
    reach: Reach
    labels: Labels
    named: Referred


def reader(connection: Connection, event: Event, span: Span, reach: Reach) -> Reader:
    """One that has gathered the event's own marking."""
    labels = Labels([event.marking], {event.audience} - {""})
    return Reader(connection, event, span, reach, labels, Referred(connection, labels))


def whole(connection: Connection, event: bytes) -> Event:
    """The event; Refused where it is not on this desk, or not for this reader."""
    found = events.one(connection, event)
    if found is None:
        raise Refused("This event is not on this desk, or is marked more strictly than the paper asked for.")
    return found


def form_of(
    connection: Connection, event: bytes, now: Moment, form: bytes | None = None, position: str = ""
) -> Form | None:
    """The handover asked for, else the newest that nobody took over yet, of this position before those of others."""
    asked = (
        "SELECT id FROM form WHERE event = ? AND code = ? AND struck IS NOT 1 AND taken_at IS NULL AND made_at <= ? "
        "ORDER BY lower(coalesce(position, '')) <> lower(?), made_at DESC, row DESC LIMIT 1"
    )
    found = form or connection.exec_driver_sql(asked, (event, CODE, now, position)).scalar()
    return None if found is None else events.record(connection, Form, found)


def last_taken(connection: Connection, event: bytes, now: Moment) -> Form | None:
    """The handover that was taken last; None where there was none yet."""
    found = connection.exec_driver_sql(
        "SELECT id FROM form WHERE event = ? AND code = ? AND struck IS NOT 1 AND taken_at <= ? "
        "ORDER BY taken_at DESC, row DESC LIMIT 1",
        (event, CODE, now),
    ).scalar()
    return None if found is None else events.record(connection, Form, found)


def notes_of(connection: Connection, form: bytes, labels: Labels) -> str:
    """What stands in its notes; nothing where they may not be seen."""
    asked = (
        "SELECT coalesce(text, ''), marking, audience FROM block WHERE form = ? AND key = ? AND struck IS NOT 1 "
        "ORDER BY coalesce(place, 0), row"
    )
    rows = labels.take(connection.exec_driver_sql(asked, (form, NOTES)))
    return "\n".join(row[0] for row in rows if row[0].strip())


def span_of(
    connection: Connection,
    event: Event,
    now: Moment,
    person: str,
    since: Moment | None = None,
    begun: Moment | None = None,
) -> Span:
    """From the moment asked for, else from the last handover this person gave or took, else from where the brief was
    begun, else of one shift.
    """
    if since is not None:
        return Span(since, now, "since the moment asked for")
    if person:
        taken = connection.exec_driver_sql(
            "SELECT max(taken_at) FROM form WHERE event = ? AND code = ? AND struck IS NOT 1 AND taken_at <= ? "
            "AND (taken_by = ? OR prepared_by = ?)",
            (event.id, CODE, now, person, person),
        ).scalar()
        if taken is not None:
            return Span(int(taken), now, f"since the last handover {person} gave or took")
    if begun is not None:
        return Span(begun, now, "the shift that is handed over")
    return Span(now - SHIFT, now, "the last 12 hours: no earlier handover is on this desk")


def strictest(labels: Labels) -> tuple[str, str]:
    """The marking and the audiences of all that was gathered."""
    return highest(labels.markings).word, " & ".join(sorted(labels.audiences))
