"""Know resources: people, crews, machines and stores; each change of their status is logged (ICS 210)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Refused, Resource
from eocdesk.models.aid import RESOURCE_STATES

_STATES = dict(RESOURCE_STATES)
_BY_ACTS = frozenset({"number", "event"})


@dataclass(frozen=True, slots=True)
class AddResource:
    """Make a resource known."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a resource"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The resource's id and number."""
        work.must(Event, self.event)
        values = _fitted(self.values)
        named("resource", {"name": "", **values})
        entries.pointing(work, "resource", self.event, values)
        marking, audience = entries.labels(
            work, self.event, None, values.get("marking") or None, values.get("audience") or ""
        )
        values |= {"marking": marking, "audience": audience}
        number = work.number("resource")
        return work.add("resource", event=self.event, number=number, **values), number


@dataclass(frozen=True, slots=True)
class AmendResource:
    """Change what is known of a resource; a change of its status is logged."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a resource"

    def do(self, work: Work) -> bytes:
        """The resource's id."""
        before = work.must(Resource, self.id)
        values = _fitted(self.values)
        named("resource", values)
        entries.pointing(work, "resource", before.event, values)
        work.put("resource", self.id, **values)
        if values.get("status", before.status) != before.status:
            _say(work, before, "")
        return self.id


@dataclass(frozen=True, slots=True)
class SetResource:
    """The status changes (ICS 210): to which, where it is or what it does now, and why. None: as it was."""

    id: bytes
    status: str
    place: str | None = None
    assigned_to: str | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Change a resource's status"

    def do(self, work: Work) -> bytes:
        """The resource's id; Refused where nothing differs, or nobody says why it is out of service."""
        before = work.must(Resource, self.id)
        values: dict[str, Any] = {"status": self.status}
        if self.status == "assigned":
            to = before.assigned_to if self.assigned_to is None else self.assigned_to
            if not (to or "").strip():
                raise Refused("Say what it is assigned to.", "assigned_to")
            values["assigned_to"] = to
        elif before.assigned_to:
            values["assigned_to"] = ""
        if self.place is not None:
            values["place"] = self.place
        note = " ".join(self.note.split())
        if self.status == "out of service" and not note:
            raise Refused("Say why it is out of service.", "note")
        values = _fitted(values)
        if all(getattr(before, name) == value for name, value in values.items()):
            raise Refused(f"{before.name} is {_STATES.get(self.status, self.status).lower()} already.", "status")
        work.put("resource", self.id, **values)
        _say(work, before, note)
        return self.id


def _say(work: Work, before: Resource, note: str) -> None:
    now = work.must(Resource, before.id)
    was, new = (_doing(one) for one in (before, now))
    called = f"Resource {now.number} {now.name}" if now.number else f"Resource {now.name}"
    entries.write(
        work,
        now.event,
        f"{called}: {was} → {new}. {note}".strip(),
        venue=now.venue,
        marking=now.marking,
        audience=now.audience or "",
    )


def _doing(resource: Resource) -> str:
    """Status, assignment and place, as ICS 210 says them from and to."""
    status = _STATES.get(resource.status, resource.status).lower()
    to = f" to {resource.assigned_to}" if resource.assigned_to and resource.status == "assigned" else ""
    at = f" ({resource.place})" if resource.place else ""
    return f"{status}{to}{at}"


def _fitted(said: dict[str, Any]) -> dict[str, Any]:
    fitted = fit("resource", {name: value for name, value in said.items() if name not in _BY_ACTS})
    if (fitted.get("quantity") or 0) < 0:
        raise Refused("How many is not below nought.", "quantity")
    return fitted
