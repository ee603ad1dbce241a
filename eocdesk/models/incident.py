"""What went wrong, each entry written about it, and what is to be done."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record


class Severity(IntEnum):
    """Five words, each with a shape and a colour wherever it is shown."""

    INFO = 0
    MINOR = 1
    MODERATE = 2
    MAJOR = 3
    CRITICAL = 4


class Status(StrEnum):
    """Where an incident stands."""

    OPEN = "open"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    CLOSED = "closed"


SEVERITIES = tuple((int(severity), severity.name.capitalize()) for severity in Severity)
STATUSES = tuple((str(status), status.name.capitalize()) for status in Status)
PRIORITIES = (("flash", "Flash"), ("priority", "Priority"), ("routine", "Routine"), ("info", "Info"))
SOURCES = (
    ("phone", "Phone"),
    ("radio", "Radio"),
    ("in person", "In person"),
    ("e-mail", "E-mail"),
    ("feed", "Feed"),
    ("desk", "This desk"),
)
ENTRY_KINDS = (("entry", "Entry"), ("amend", "Amendment"), ("strike", "Strike"), ("change", "Change of an incident"))


class Incident(Record):
    """Something that went wrong and is being worked."""

    __tablename__ = "incident"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Title", default="", searched=True)
    type: Mapped[str] = field("Type", default="", searched=True, help="One of the event's incident types.")
    severity: Mapped[int] = field("Severity", Holds.CHOICE, default=int(Severity.INFO), choices=SEVERITIES)
    status: Mapped[str] = field("Status", Holds.CHOICE, default=str(Status.OPEN), choices=STATUSES)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    session: Mapped[bytes | None] = field("Session", Holds.RECORD, of="session")
    lat: Mapped[float | None] = field("Latitude", Holds.REAL, Meets.NEWEST, unit="°")
    lon: Mapped[float | None] = field("Longitude", Holds.REAL, Meets.NEWEST, unit="°")
    place: Mapped[str] = field("Place in words", default="", searched=True)
    lead: Mapped[bytes | None] = field("Lead partner", Holds.RECORD, of="agency")
    owner: Mapped[str] = field("Assigned to", default="")
    opened: Mapped[int | None] = field("Opened", Holds.MOMENT)
    closed: Mapped[int | None] = field("Closed", Holds.MOMENT)
    reason: Mapped[str] = field("Reason of closing", default="")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="", searched=True)


class Entry(Record):
    """One line of the log. Written once; put right only by another entry."""

    __tablename__ = "entry"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, Meets.ONCE, default="entry", choices=ENTRY_KINDS)
    text: Mapped[str] = field("Text", Holds.TEXT, Meets.ONCE, default="", searched=True)
    amends: Mapped[bytes | None] = field("Amends or strikes", Holds.RECORD, Meets.ONCE, of="entry")
    reason: Mapped[str] = field("Reason", Holds.LINE, Meets.ONCE, default="", searched=True)
    severity: Mapped[int] = field("Severity", Holds.CHOICE, Meets.ONCE, default=0, choices=SEVERITIES)
    priority: Mapped[str] = field("Priority", Holds.CHOICE, Meets.ONCE, default="routine", choices=PRIORITIES)
    happened: Mapped[int | None] = field("Happened", Holds.MOMENT, Meets.ONCE)
    written: Mapped[int | None] = field("Written", Holds.MOMENT, Meets.ONCE)
    author: Mapped[str] = field("Author", Holds.LINE, Meets.ONCE, default="", searched=True)
    position: Mapped[str] = field("Position", Holds.LINE, Meets.ONCE, default="", searched=True)
    reported_by: Mapped[str] = field("Reported by", Holds.LINE, Meets.ONCE, default="", searched=True)
    channel: Mapped[str] = field("Came by", Holds.CHOICE, Meets.ONCE, default="desk", choices=SOURCES)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, Meets.ONCE, of="venue")
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, Meets.ONCE, of="incident")
    session: Mapped[bytes | None] = field("Session", Holds.RECORD, Meets.ONCE, of="session")
    place: Mapped[str] = field("Place in words", Holds.LINE, Meets.ONCE, default="", searched=True)
    lat: Mapped[float | None] = field("Latitude", Holds.REAL, Meets.ONCE, unit="°")
    lon: Mapped[float | None] = field("Longitude", Holds.REAL, Meets.ONCE, unit="°")
    addressees: Mapped[list[str] | None] = field("Addressees", Holds.LIST, Meets.ONCE)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.ONCE, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.ONCE, default="")
    struck: Mapped[bool] = field("Struck", Holds.YES, Meets.ONCE, default=False, order=-1)
    """Never: an entry is struck by another entry."""


class Task(Record):
    """Something somebody must do by a time."""

    __tablename__ = "task"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Task", default="", searched=True)
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, of="incident")
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    owner: Mapped[str] = field("Owner", default="", searched=True)
    due: Mapped[int | None] = field("Due", Holds.MOMENT)
    done: Mapped[int | None] = field("Done", Holds.MOMENT)
    done_by: Mapped[str] = field("Done by", default="")
    checklist: Mapped[list[list[object]] | None] = field("Checklist", Holds.LIST, help="Pairs of words and done.")
    note: Mapped[str] = field("Note", Holds.TEXT, default="")


class Acknowledgement(Record):
    """An addressee has read an entry. Its id is made from both, so it is there once.

    Said on two desks at once it is said twice, which is nothing for a person to settle.
    """

    __tablename__ = "acknowledgement"
    entry: Mapped[bytes | None] = field("Entry", Holds.RECORD, Meets.ONCE, of="entry")
    addressee: Mapped[str] = field("Addressee", Holds.LINE, Meets.NEWEST, default="")
    acknowledged_by: Mapped[str] = field("Acknowledged by", Holds.LINE, Meets.NEWEST, default="")
    at: Mapped[int | None] = field("At", Holds.MOMENT, Meets.NEWEST)


Index("incident_opened", Incident.event, Incident.opened)
Index("incident_status", Incident.event, Incident.status, Incident.severity)
Index("incident_venue", Incident.venue, Incident.status)
Index("incident_number", Incident.number)
Index("entry_happened", Entry.event, Entry.happened)
Index("entry_incident", Entry.incident, Entry.happened)
Index("entry_venue", Entry.venue, Entry.happened)
Index("entry_amends", Entry.amends, Entry.kind)
Index("entry_severity", Entry.event, Entry.severity, Entry.happened)
Index("entry_priority", Entry.event, Entry.priority, Entry.happened)
Index(
    "entry_addressed",
    Entry.event,
    Entry.happened,
    sqlite_where=Entry.addressees.is_not(None),
)
Index("entry_number", Entry.number)
Index("task_due", Task.event, Task.done, Task.due)
Index("acknowledgement_entry", Acknowledgement.entry, Acknowledgement.struck)
