"""What the log's verbs mean: the questions they ask first, and the commands the answers become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eocdesk.commands.command import Command
from eocdesk.commands.entries import AmendEntry, StrikeEntry
from eocdesk.commands.incidents import AssignIncident, CloseIncident, ReopenIncident
from eocdesk.models import Entry
from eocdesk.models.incident import Status
from eocdesk.store.queries.entries import EntryRow, Said, Thread
from eocdesk.store.queries.incidents import Card, IncidentRow
from eocdesk.ui.panes.incidents.asking import Answer, Question

_SHORT = 90


@dataclass(frozen=True, slots=True)
class Subject:
    """What a verb is about: an entry, an incident, or an entry and the incident it belongs to."""

    entry: bytes | None = None
    incident: bytes | None = None
    venue: bytes | None = None
    status: str = ""
    number: str = ""
    """The incident's number."""

    @classmethod
    def of(cls, row: EntryRow | IncidentRow | None) -> Subject:
        """What a row stands for."""
        if isinstance(row, EntryRow):
            return cls(row.id, row.incident, row.venue, row.incident_status, row.incident_number)
        if isinstance(row, IncidentRow):
            return cls(None, row.id, row.venue, row.status, row.number)
        return cls()

    @property
    def kind(self) -> str:
        """`entry`, `incident`, or nothing."""
        return "entry" if self.entry is not None else "incident" if self.incident is not None else ""

    @property
    def record(self) -> bytes | None:
        """The record it is about first."""
        return self.entry if self.entry is not None else self.incident

    @property
    def is_over(self) -> bool:
        """Whether its incident can be reopened."""
        return self.status in (Status.RESOLVED, Status.CLOSED)

    @property
    def is_worked(self) -> bool:
        """Whether its incident can be closed."""
        return self.incident is not None and self.status != Status.CLOSED


@dataclass(frozen=True, slots=True)
class Amending:
    """How an entry should read."""

    entry: bytes


@dataclass(frozen=True, slots=True)
class Striking:
    """Why an entry is struck."""

    entry: bytes


@dataclass(frozen=True, slots=True)
class Closing:
    """Why an incident is closed."""

    incident: bytes


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why an incident is open again."""

    incident: bytes


@dataclass(frozen=True, slots=True)
class Assigning:
    """Who works an incident."""

    incident: bytes


@dataclass(frozen=True, slots=True)
class Naming:
    """What a view is called."""

    words: str


Intent = Amending | Striking | Closing | Reopening | Assigning | Naming


def ask_amend(thread: Thread) -> Question:
    """Ask how it should read."""
    row = thread.row
    return Question(
        f"Amend {row.number}",
        "The entry stays as it was written; another one says how it should read. Shift+Enter begins a line.",
        "Amend",
        "Why, if it needs saying",
        Amending(thread.first.id),
        text=row.words,
    )


def ask_strike(thread: Thread) -> Question:
    """Ask why it is struck."""
    return Question(
        f"Strike {thread.row.number}",
        _short(thread.row.words),
        "Strike",
        "Why is it struck?",
        Striking(thread.first.id),
    )


def ask_close(card: Card) -> Question:
    """Ask why it is closed."""
    row = card.row
    left = f"{row.tasks} of its tasks are not done. " if row.tasks else ""
    return Question(f"Close {row.number}", left + row.title, "Close", "Why is it closed?", Closing(row.id))


def ask_reopen(card: Card) -> Question:
    """Ask why it is open again."""
    row = card.row
    return Question(
        f"Reopen {row.number}", row.title, "Reopen", "Why is it open again? May stay empty.", Reopening(row.id)
    )


def ask_assign(card: Card, offers: Sequence[str]) -> Question:
    """Ask who works it."""
    row = card.row
    return Question(
        f"Assign {row.number}",
        row.title,
        "Assign",
        "Person or position",
        Assigning(row.id),
        line=row.owner,
        offers=tuple(offers),
        partner=True,
        lead=card.incident.lead,
    )


def ask_name(words: str, known: Sequence[str]) -> Question:
    """Ask what the view is called."""
    return Question("Keep this filter", words, "Keep", "What is it called?", Naming(words), offers=tuple(known))


def command(intent: Intent, answer: Answer) -> Command:
    """What the answer does."""
    if isinstance(intent, Amending):
        return AmendEntry(intent.entry, answer.text, " ".join(answer.line.split()))
    if isinstance(intent, Striking):
        return StrikeEntry(intent.entry, answer.line)
    if isinstance(intent, Closing):
        return CloseIncident(intent.incident, answer.line)
    if isinstance(intent, Reopening):
        return ReopenIncident(intent.incident, answer.line)
    if isinstance(intent, Assigning):
        return AssignIncident(intent.incident, " ".join(answer.line.split()), answer.lead)
    raise ValueError(intent)


def can_acknowledge(said: Sequence[Said], entry: Entry, person: str, position: str) -> list[str]:
    """For whom one can acknowledge here: oneself alone where one is addressed, else anybody who has not yet."""
    waiting = [one.addressee for one in said if not one.by and one.at is None]
    if not entry.addressees:
        return [position or person] if not said and entry.priority == "flash" and (position or person) else []
    own = {name.casefold() for name in (person, position) if name}
    mine = [name for name in waiting if name.casefold() in own]
    return mine[:1] or waiting


def prefill_of_entry(thread: Thread) -> dict[str, Any]:
    """What an incident opened from an entry starts as."""
    first, words = thread.first, " ".join(thread.row.words.split())
    return {
        "title": _short(words),
        "severity": first.severity,
        "venue": first.venue,
        "session": first.session,
        "place": first.place,
        "lat": first.lat,
        "lon": first.lon,
        "marking": first.marking,
    }


def _short(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= _SHORT:
        return words
    return words[:_SHORT].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
