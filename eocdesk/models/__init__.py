"""What the world is: the whole vocabulary, named in one place."""

from __future__ import annotations

from eocdesk.models.aid import Fill, Offer, Request, Resource
from eocdesk.models.change import Act, Change, Dot, Op
from eocdesk.models.document import Document, Summary
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.models.event import Event, Period, Posture
from eocdesk.models.exchange import Engagement, Lesson
from eocdesk.models.gap import Agreement, Capability, Committee, Evidence, Gap, Recommendation
from eocdesk.models.hazard import Alert, Observation, Threshold
from eocdesk.models.incident import Acknowledgement, Entry, Incident, Severity, Status, Task
from eocdesk.models.paper import Access, Block, Form
from eocdesk.models.partner import Agency, Contact, Duty, Seat
from eocdesk.models.person import Device, Person
from eocdesk.models.plan import Action, Activation, Plan, Trigger
from eocdesk.models.record import Base, Record, defaults_of, fields_of, kind_of
from eocdesk.models.session import Session
from eocdesk.models.threat import Dissemination, Indicator, Inquiry, Product, Report, System, Threat
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
    Alert,
    Observation,
    Threshold,
    Plan,
    Trigger,
    Action,
    Activation,
    Resource,
    Request,
    Offer,
    Fill,
    Report,
    Threat,
    Product,
    Dissemination,
    Inquiry,
    Indicator,
    System,
    Committee,
    Capability,
    Gap,
    Recommendation,
    Evidence,
    Agreement,
    Engagement,
    Lesson,
    Form,
    Block,
    Access,
)
KINDS: dict[str, type[Record]] = {kind_of(record): record for record in RECORDS}

__all__ = [
    "KINDS",
    "RECORDS",
    "Access",
    "Acknowledgement",
    "Act",
    "Action",
    "Activation",
    "Agency",
    "Agreement",
    "Alert",
    "Base",
    "Block",
    "Capability",
    "Change",
    "Committee",
    "Contact",
    "Device",
    "Dissemination",
    "Document",
    "Dot",
    "Duty",
    "Engagement",
    "Entry",
    "Event",
    "Evidence",
    "Feature",
    "Fill",
    "Form",
    "Gap",
    "Incident",
    "Indicator",
    "Inquiry",
    "Lesson",
    "Observation",
    "Offer",
    "Op",
    "Period",
    "Person",
    "Plan",
    "Posture",
    "Product",
    "Recommendation",
    "Record",
    "Refused",
    "Report",
    "Request",
    "Resource",
    "Seat",
    "Session",
    "Severity",
    "Status",
    "Summary",
    "System",
    "Task",
    "Threat",
    "Threshold",
    "Trigger",
    "Unavailable",
    "Venue",
    "defaults_of",
    "fields_of",
    "kind_of",
]
