"""Open, change, assign and close incidents; each act also says in the log what it changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.along import along
from eocdesk.commands.command import Work
from eocdesk.commands.entries import CHANGE, Acknowledge, AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.records import fit, named
from eocdesk.commands.said import differences
from eocdesk.commands.tasks import AddTask, AmendTask, CompleteTask, ReopenTask, TickTask
from eocdesk.models import Entry, Event, Incident, Refused, Severity, Status
from eocdesk.models.marking import highest

__all__ = [
    "Acknowledge",
    "AddTask",
    "AmendEntry",
    "AmendTask",
    "AssignIncident",
    "CloseIncident",
    "CompleteTask",
    "LogEntry",
    "ReopenIncident",
    "ReopenTask",
    "ReportIncident",
    "SetIncident",
    "StrikeEntry",
    "TickTask",
]


@dataclass(frozen=True, slots=True)
class ReportIncident:
    """Open an incident. `entry` is the log entry it was opened from, if there is one."""

    event: bytes
    name: str
    type: str = ""
    severity: int = int(Severity.MINOR)
    venue: bytes | None = None
    session: bytes | None = None
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    lead: bytes | None = None
    owner: str = ""
    marking: str | None = None
    audience: str = ""
    entry: bytes | None = None
    opened: int | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Report an incident"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The incident's id and number."""
        work.must(Event, self.event)
        entries.pointing(
            work, "incident", self.event, {"venue": self.venue, "session": self.session, "lead": self.lead}
        )
        source = None if self.entry is None else work.must(Entry, self.entry)
        marking, audience = entries.labels(work, self.event, None, self.marking, self.audience)
        if source is not None and self.marking is None:
            marking, audience = highest([marking, source.marking]).word, audience or source.audience or ""
        values = fit("incident", {"title": self.name, "type": self.type, "severity": self.severity})
        values |= fit("incident", {"place": self.place, "lat": self.lat, "lon": self.lon, "owner": self.owner})
        values |= fit("incident", {"marking": marking, "audience": audience})
        named("incident", values)
        number = work.number("incident")
        opened = work.moment if self.opened is None else self.opened
        points = {"venue": self.venue, "session": self.session, "lead": self.lead}
        made = work.add("incident", event=self.event, number=number, opened=opened, **points, **values)
        came = f" from entry {source.number}" if source is not None else ""
        said = f"Incident {number} opened{came}: {values['title']}"
        entry = None if source is None else (source.amends or source.id)
        _say(work, work.must(Incident, made), said, happened=opened, amends=entry)
        return made, number


@dataclass(frozen=True, slots=True)
class SetIncident:
    """Change fields of an incident and log in words what changed. Closing needs a reason."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Change an incident"

    def do(self, work: Work) -> tuple[bytes, str] | None:
        """The log entry's id and number; None where nothing differs from what stands."""
        before = work.must(Incident, self.id)
        values = fit("incident", self.values)
        named("incident", values)
        entries.pointing(work, "incident", before.event, values)
        said = differences(work, before, values)
        if not said:
            return None
        reason = " ".join(self.reason.split())
        values |= _settled(work, before, values, reason)
        with along(work, "incident", self.id):
            work.put("incident", self.id, **values)
        return _say(work, before, f"{said}. {reason}" if reason else f"{said}.", reason=reason)


@dataclass(frozen=True, slots=True)
class CloseIncident:
    """Close an incident, with the reason."""

    id: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Close an incident"

    def do(self, work: Work) -> tuple[bytes, str] | None:
        """The log entry's id and number."""
        if work.must(Incident, self.id).status == Status.CLOSED:
            raise Refused("This incident is closed already.", "status")
        return SetIncident(self.id, {"status": str(Status.CLOSED)}, self.reason).do(work)


@dataclass(frozen=True, slots=True)
class ReopenIncident:
    """Open an incident again that was resolved or closed."""

    id: bytes
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Reopen an incident"

    def do(self, work: Work) -> tuple[bytes, str] | None:
        """The log entry's id and number."""
        if work.must(Incident, self.id).status not in (Status.RESOLVED, Status.CLOSED):
            raise Refused("This incident is not closed.", "status")
        return SetIncident(self.id, {"status": str(Status.OPEN)}, self.reason).do(work)


@dataclass(frozen=True, slots=True)
class AssignIncident:
    """Say who works an incident: a person or position, and the lead partner if it is given."""

    id: bytes
    owner: str
    lead: bytes | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Assign an incident"

    def do(self, work: Work) -> tuple[bytes, str] | None:
        """The log entry's id and number; None where it is assigned so already."""
        values: dict[str, Any] = {"owner": self.owner}
        if self.lead is not None:
            values["lead"] = self.lead
        return SetIncident(self.id, values, self.reason).do(work)


def _settled(work: Work, before: Incident, values: dict[str, Any], reason: str) -> dict[str, Any]:
    """What closing and reopening set beside the status."""
    status = values.get("status", before.status)
    if status == before.status:
        return {}
    if status == Status.CLOSED:
        if not reason:
            raise Refused("Say why it is closed.", "reason")
        return {"closed": work.moment, "reason": reason}
    return {"closed": None, "reason": ""} if before.status == Status.CLOSED else {}


def _say(work: Work, before: Incident, text: str, **values: Any) -> tuple[bytes, str]:
    """Write the change into the log, marked as strictly as the incident was or is."""
    now = work.must(Incident, before.id)
    return entries.write(
        work,
        before.event,
        text,
        kind=CHANGE,
        incident=before.id,
        venue=now.venue,
        session=now.session,
        severity=now.severity,
        marking=highest([before.marking, now.marking]).word,
        audience=now.audience or before.audience,
        **values,
    )
