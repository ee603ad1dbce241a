"""Ask for aid as ICS 213RR asks it, and move the request along: approvals, levels, an end with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.commands.said import differences
from eocdesk.models import Event, Fill, Incident, Record, Refused, Request, Resource
from eocdesk.models.aid import OVER, REQUEST_STATES, SEMS
from eocdesk.models.marking import highest
from eocdesk.store.queries import aid

DRAFT, DECLINED, CANCELLED = "draft", "declined", "cancelled"
_STOPS = (DECLINED, CANCELLED)
MOVES: dict[str, tuple[str, ...]] = {
    "draft": ("approved", *_STOPS),
    "approved": ("received", *_STOPS),
    "received": ("sourced", "ordered", *_STOPS),
    "sourced": ("ordered", "en route", "received", *_STOPS),
    "ordered": ("en route", "arrived", "sourced", "received", *_STOPS),
    "en route": ("arrived", "ordered", "received", CANCELLED),
    "arrived": ("assigned", "released", CANCELLED),
    "assigned": ("released", "arrived"),
    "released": ("assigned",),
    "declined": ("draft",),
    "cancelled": ("draft",),
}
"""Where a request can go from each state (standards 5.8): the likely one first, back where something fell through."""
STATES = dict(REQUEST_STATES)
LEVELS = tuple(level for level, _ in SEMS)
_LEVEL = dict(SEMS)
_BY_ACTS = frozenset({"number", "state", "approvals", "event", "asked", "asked_by", "asked_as"})
"""What moves alone set; a form shows it and changes nothing of it."""


@dataclass(frozen=True, slots=True)
class AskFor:
    """Ask for something: a draft, until it is approved. Marked at least as the incident it is for."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Ask for aid"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The request's id and number."""
        work.must(Event, self.event)
        if self.values.get("state", DRAFT) != DRAFT:
            raise Refused("A request begins as a draft. Ask first, then move it along.", "state")
        values = _fitted({name: value for name, value in self.values.items() if name not in _BY_ACTS})
        named("request", {"title": "", **values})
        entries.pointing(work, "request", self.event, values)
        values |= _marked(work, self.event, values)
        asked = {
            "asked": self.values.get("asked") or work.moment,
            "asked_by": self.values.get("asked_by") or work.person,
            "asked_as": self.values.get("asked_as") or work.position,
        }
        number = work.number("request")
        made = work.add("request", event=self.event, number=number, **fit("request", asked), **values)
        quantity = values.get("quantity", 1) or 1
        say(work, work.must(Request, made), f"Request {number}: {quantity} × {values['title']}")
        return made, number


@dataclass(frozen=True, slots=True)
class AmendRequest:
    """Change what is asked for; its state, its level and its approvals have acts of their own."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a request"

    def do(self, work: Work) -> bytes:
        """The request's id; Refused where a form changes what only a move may set."""
        before = work.must(Request, self.id)
        for name in ("state", "level"):
            if name in self.values and self.values[name] != getattr(before, name):
                raise Refused("This changes by moving or forwarding the request, with who did it.", name)
        values = _fitted({name: value for name, value in self.values.items() if name not in _BY_ACTS})
        named("request", values)
        entries.pointing(work, "request", before.event, values)
        quantity = values.get("quantity", before.quantity)
        said = differences(work, before, {"quantity": quantity}) if quantity != before.quantity else ""
        work.put("request", self.id, **values)
        if said and before.state != DRAFT:
            say(work, work.must(Request, self.id), f"Request {before.number}: {said}. {before.title}", before)
        return self.id


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """Approve, receive, source, order, ... : one state on, signed by person and position, told in the log once."""

    id: bytes
    state: str
    note: str = ""
    eta: int | None = None
    supplier: str = ""
    cost: float | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Request: {STATES.get(self.state, self.state)}"

    def do(self, work: Work) -> bytes:
        """The request's id; Refused where it cannot go there from where it is."""
        before = work.must(Request, self.id)
        if self.state not in STATES:
            raise Refused(f"“{self.state}” is not a state. It is one of: {', '.join(STATES)}.", "state")
        if before.state == self.state:
            raise Refused(f"This request is {STATES[self.state].lower()} already.", "state")
        able = MOVES.get(before.state, ())
        if self.state not in able:
            words = ", ".join(STATES[one].lower() for one in able)
            raise Refused(f"From {STATES.get(before.state, before.state).lower()} it can be: {words}.", "state")
        note = " ".join(self.note.split())
        if not note and (self.state in _STOPS or before.state in _STOPS):
            raise Refused("Say why.", "note")
        given = {"eta": self.eta, "supplier": self.supplier.strip() or None, "cost": self.cost}
        values = _fitted({name: value for name, value in given.items() if value is not None})
        move(work, before, self.state, note, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class DeclineRequest:
    """The request is declined, with the reason."""

    id: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Decline a request"

    def do(self, work: Work) -> bytes:
        """The request's id."""
        return MoveRequest(self.id, DECLINED, self.reason).do(work)


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """Nobody needs it any more; what was promised and not yet here is called off with it."""

    id: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Cancel a request"

    def do(self, work: Work) -> bytes:
        """The request's id."""
        return MoveRequest(self.id, CANCELLED, self.reason).do(work)


@dataclass(frozen=True, slots=True)
class Forward:
    """Pass a request up the SEMS levels, with the mission number where one was given.

    The next level needs no reason; skipping one, or sending it back down, does.
    """

    id: bytes
    level: str = ""
    """Empty: the next one."""
    mission: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Forward a request"

    def do(self, work: Work) -> bytes:
        """The request's id."""
        before = work.must(Request, self.id)
        if before.state in OVER:
            raise Refused(f"This request is {STATES[before.state].lower()}.", "state")
        if before.state == DRAFT:
            raise Refused("This request is a draft. Approve it before it goes up.", "state")
        at = LEVELS.index(before.level) if before.level in LEVELS else 0
        if not self.level and at + 1 == len(LEVELS):
            raise Refused("It is at the highest level.", "level")
        level = self.level or LEVELS[at + 1]
        if level not in LEVELS:
            raise Refused(f"“{level}” is not a level. It is one of: {', '.join(LEVELS)}.", "level")
        to, reason = LEVELS.index(level), " ".join(self.reason.split())
        if to == at:
            raise Refused(f"It is at the level {_LEVEL[level]} already.", "level")
        if to > at + 1 and not reason:
            skipped = ", ".join(_LEVEL[one] for one in LEVELS[at + 1 : to])
            raise Refused(f"This skips {skipped}. Say why.", "reason")
        if to < at and not reason:
            raise Refused("Say why it goes back down.", "reason")
        mission = self.mission.strip() or before.mission or ""
        work.put("request", self.id, **_fitted({"level": level, "mission": mission}))
        way = "forwarded to" if to > at else "sent back to"
        number = f", mission {mission}" if mission else ""
        text = f"Request {before.number} {way} {_LEVEL[level]}{number}: {before.title}. {reason}"
        say(work, before, text.strip())
        return self.id


def move(work: Work, before: Request, state: str, note: str = "", **values: Any) -> None:
    """Set the state with its approval and say so in the log; what was promised falls through with a cancelled one."""
    stamp: list[object] = [state, work.person, work.position, work.moment]
    approvals = [*(before.approvals or []), stamp]
    if note:
        values["note"] = f"{before.note}\n{note}".strip() if before.note else note
    work.put("request", before.id, state=state, approvals=approvals, **values)
    if state in _STOPS:
        _call_off(work, before, note)
    words = STATES[state][0].lower() + STATES[state][1:]
    say(work, before, f"Request {before.number}: {words}. {before.title}. {note}".strip())


def say(work: Work, request: Request, text: str, *others: Record) -> tuple[bytes, str]:
    """Log it, marked as strictly as the strictest of what it names."""
    audiences = [one.audience for one in (request, *others) if one.audience]  # others name none, or the same
    return entries.write(
        work,
        request.event,
        text,
        incident=request.incident,
        venue=request.venue,
        priority="priority" if request.priority == "urgent" else "routine",
        marking=highest([one.marking for one in (request, *others)]).word,
        audience=audiences[0] if audiences else "",
    )


def let_go(work: Work, fill: Fill, note: str = "") -> None:
    """What was promised does not come: its resource is free again, its offer has it to give again."""
    said = f"{fill.note}\n{note}".strip() if fill.note and note else note or fill.note
    work.put("fill", fill.id, state=aid.GONE, note=said)
    resource = None if fill.resource is None else work.get(Resource, fill.resource)
    if resource is not None and resource.status in ("en route", "assigned"):
        work.put("resource", resource.id, status="available", assigned_to="")


def _call_off(work: Work, request: Request, note: str) -> None:
    for row in work.read(aid.fills_of, request.id):
        if row.state in ("committed", "en route"):
            let_go(work, work.must(Fill, row.id), note)


def _fitted(values: dict[str, Any]) -> dict[str, Any]:
    fitted = fit("request", values)
    quantity = fitted.get("quantity")
    if "quantity" in fitted and (quantity is None or quantity < 1):
        raise Refused("Say how many: 1 or more.", "quantity")
    if (fitted.get("cost") or 0) < 0:
        raise Refused("A cost is not below nought.", "cost")
    return fitted


def _marked(work: Work, event: bytes, values: dict[str, Any]) -> dict[str, Any]:
    marking, audience = entries.labels(
        work, event, values.get("incident"), values.get("marking"), values.get("audience") or ""
    )
    above = None if values.get("incident") is None else work.get(Incident, values["incident"])
    words = [marking] if above is None else [marking, above.marking]
    return {"marking": highest(words).word, "audience": audience}
