"""What the world is: the whole vocabulary, named in one place."""

from __future__ import annotations

from eocdesk.models.change import Act, Change, Dot, Op
from eocdesk.models.document import Document, Summary
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.models.event import Event, Period, Posture
from eocdesk.models.incident import Acknowledgement, Entry, Incident, Severity, Status, Task
from eocdesk.models.partner import Agency, Contact, Duty, Seat
from eocdesk.models.person import Device, Person
from eocdesk.models.record import Base, Record, defaults_of, fields_of, kind_of
from eocdesk.models.session import Session
from eocdesk.models.venue import Feature, Venue

RECORDS: tuple[type[Record], ...] = (
    Event,
    Period,
    Posture,
    Session,
    Venue,
    Feature,
    Incident,
    Entry,
    Task,
    Acknowledgement,
    Agency,
    Contact,
    Seat,
    Duty,
    Document,
    Summary,
    Person,
    Device,
)
KINDS: dict[str, type[Record]] = {kind_of(record): record for record in RECORDS}

__all__ = [
    "KINDS",
    "RECORDS",
    "Acknowledgement",
    "Act",
    "Agency",
    "Base",
    "Change",
    "Contact",
    "Device",
    "Document",
    "Dot",
    "Duty",
    "Entry",
    "Event",
    "Feature",
    "Incident",
    "Op",
    "Period",
    "Person",
    "Posture",
    "Record",
    "Refused",
    "Seat",
    "Session",
    "Severity",
    "Status",
    "Summary",
    "Task",
    "Unavailable",
    "Venue",
    "defaults_of",
    "fields_of",
    "kind_of",
]
