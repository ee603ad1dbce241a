"""What is done from the calendar: each act as a command, and the question that goes before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from eocdesk.commands.calendar import MoveSession, SetSessionStatus, StrikeSession
from eocdesk.models.session import STATUSES
from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar import telling
from eocdesk.ui.panes.calendar.ask import Question

WITH_REASON = frozenset({"delayed", "suspended", "postponed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Move:
    """A session asked to stand at other times."""

    id: bytes
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Status:
    """A session asked to stand otherwise."""

    id: bytes
    status: str


@dataclass(frozen=True, slots=True)
class Striking:
    """A session asked to leave the calendar."""

    id: bytes


@dataclass(frozen=True, slots=True)
class GoTo:
    """A day asked for."""


Intent: TypeAlias = Move | Status | Striking
Verb: TypeAlias = MoveSession | SetSessionStatus | StrikeSession


def question(intent: Intent, row: SessionRow, zone: str) -> Question:
    """What is asked before it is done."""
    if isinstance(intent, Move):
        detail = telling.shift(intent.starts, intent.ends, row, zone)
        return Question(f"Move {row.title}", detail, "Move", "Why does it move?", intent)
    if isinstance(intent, Striking):
        detail = "It leaves the calendar; its history stays."
        return Question(f"Strike {row.title}", detail, "Strike", "Why is it struck?", intent)
    word = dict(STATUSES)[intent.status]
    return Question(f"{word}: {row.title}", telling.planned(row, zone), word, f"Why is it {word.lower()}?", intent)


def verb(intent: Intent, reason: str, row: SessionRow | None = None) -> Verb:
    """The command that does it. An end that was open stays open when the whole moves."""
    if isinstance(intent, Move):
        was_open = row is not None and (row.ends is None or (row.starts is not None and row.ends <= row.starts))
        stretched = row is not None and row.starts is not None and intent.starts == row.starts
        return MoveSession(intent.id, intent.starts, None if was_open and not stretched else intent.ends, reason)
    if isinstance(intent, Striking):
        return StrikeSession(intent.id, reason)
    return SetSessionStatus(intent.id, intent.status, reason)
