"""What can be done with a session: add, amend, move, set its status, strike. A slip says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Refused, Session, Venue
from eocdesk.models.clock import at
from eocdesk.models.session import STATUSES
from eocdesk.store.merge import STRUCK

_SLIPS = frozenset({"delayed", "suspended", "postponed", "cancelled"})
_OVER = {"cancelled": "cancelled", "finished": "finished"}
_TIMES = ("starts", "ends")
_WHY_MOVED = "Say why it moves."


@dataclass(frozen=True, slots=True)
class AddSession:
    """Add a session by hand. Without `starts` its time is to be decided: give at least its `day`, if known."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a session"

    def do(self, work: Work) -> bytes:
        """The new session's id; Refused where it has no title or a value does not fit."""
        event = work.must(Event, self.event)
        values = fit("session", {"title": "", **self.values})
        named("session", values)
        _pointing(work, self.event, values)
        _in_order(values)
        values["marking"], values["audience"] = entries.labels(
            work, self.event, None, values.get("marking"), values.get("audience") or ""
        )
        if values.get("starts") is not None:
            values["day"] = _day(values["starts"], event.zone)
        return work.add("session", event=self.event, **values)


@dataclass(frozen=True, slots=True)
class AmendSession:
    """Change fields of a session; where a planned time changes, `reason` among the values says why."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a session"

    def do(self, work: Work) -> bytes:
        """The session's id; Refused where a value does not fit or a slip has no reason."""
        before = work.must(Session, self.id)
        values = fit("session", self.values)
        named("session", values)
        _pointing(work, before.event, values)
        now = _after(before, values)
        if not values.keys().isdisjoint(now):  # an import may bring an odd end; amending the crowd shall not trip on it
            _in_order(now)
        moved = [name for name in _TIMES if name in values and values[name] != getattr(before, name)]
        known = [name for name in moved if getattr(before, name) is not None]
        slipped = values.get("status") in _SLIPS and values["status"] != before.status
        if (known or slipped) and not _said(values.get("reason")):
            raise Refused(_WHY_MOVED if known else "Say why.", "reason")
        if now["starts"] is not None and ("starts" in moved or "day" in values):
            values["day"] = _day(now["starts"], _zone(work, before.event))
        work.put("session", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class MoveSession:
    """Plan a session for other times, and say why. Later the same day is a delay; actual times stay."""

    id: bytes
    starts: int
    ends: int | None
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Move a session"

    def do(self, work: Work) -> bytes:
        """The session's id; Refused without a reason, with an end before its start, or where it is over."""
        before = work.must(Session, self.id)
        if before.status in _OVER:
            raise Refused(f"This session is {_OVER[before.status]}. Set its status first.", "status")
        reason = _said(self.reason)
        if not reason:
            raise Refused(_WHY_MOVED, "reason")
        if (self.starts, self.ends) == (before.starts, before.ends):
            raise Refused("It is planned for these times already.", "starts")
        values = fit("session", {"starts": self.starts, "ends": self.ends, "reason": reason})
        _in_order(values)
        zone = _zone(work, before.event)
        values["day"] = _day(self.starts, zone)
        values["status"] = _moved_status(before, self.starts, zone)
        work.put("session", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class SetSessionStatus:
    """Say where a session stands. Running and finished take their actual time from now; a slip says why."""

    id: bytes
    status: str
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Set a session’s status"

    def do(self, work: Work) -> bytes:
        """The session's id; Refused where it stands so already, or a slip has no reason."""
        before = work.must(Session, self.id)
        values = fit("session", {"status": self.status})
        if self.status == before.status:
            raise Refused(f"It is {dict(STATUSES)[self.status].lower()} already.", "status")
        reason = _said(self.reason)
        if self.status in _SLIPS and not reason:
            raise Refused(f"Say why it is {self.status}.", "reason")
        if reason:
            values["reason"] = reason
        values |= _actual(before, self.status, work.moment)
        work.put("session", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class StrikeSession:
    """Strike a session that should not be on the calendar, and say why; its history stays."""

    id: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Strike a session"

    def do(self, work: Work) -> bytes:
        """The session's id; Refused without a reason."""
        work.must(Session, self.id)
        reason = _said(self.reason)
        if not reason:
            raise Refused("Say why it is struck.", "reason")
        work.put("session", self.id, **{STRUCK: True, "reason": reason})
        return self.id


def _said(words: str | None) -> str:
    return " ".join((words or "").split())


def _pointing(work: Work, event: bytes, values: dict[str, Any]) -> None:
    entries.of_event(work, Venue, values.get("venue"), event, "venue")


def _after(before: Session, values: dict[str, Any]) -> dict[str, Any]:
    names = ("starts", "ends", "actual_start", "actual_end")
    return {name: values.get(name, getattr(before, name)) for name in names}


def _in_order(values: dict[str, Any]) -> None:
    for first, last in (_TIMES, ("actual_start", "actual_end")):
        starts, ends = values.get(first), values.get(last)
        if starts is not None and ends is not None and ends <= starts:
            raise Refused("The end is not after the start.", last)


def _zone(work: Work, event: bytes) -> str:
    whole = work.get(Event, event)
    return whole.zone if whole is not None else "UTC"


def _day(when: int, zone: str) -> str:
    return at(when, zone).date().isoformat()


def _moved_status(before: Session, starts: int, zone: str) -> str:
    if before.status in ("running", "suspended"):
        return before.status
    if before.starts is None or before.status == "postponed" or _day(before.starts, zone) != _day(starts, zone):
        return "scheduled"
    return "delayed" if starts > before.starts else before.status


def _actual(before: Session, status: str, now: int) -> dict[str, Any]:
    """The actual times a status brings with it, where nobody wrote them."""
    if status == "running":
        return {"actual_start": now if before.actual_start is None else before.actual_start, "actual_end": None}
    if status == "finished":
        # A start nobody saw stays unknown; an end typed beforehand stands.
        return {"actual_end": now if before.actual_end is None else before.actual_end}
    if status in ("scheduled", "delayed", "postponed"):
        return {"actual_start": None, "actual_end": None}
    return {"actual_end": None} if status == "suspended" else {}
