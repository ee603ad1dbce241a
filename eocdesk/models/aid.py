"""What helps: resources, what is asked for, what partners offer, and what was given of it."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

RESOURCE_STATES = (
    ("available", "Available"),
    ("assigned", "Assigned"),
    ("out of service", "Out of service"),
    ("en route", "En route"),
    ("released", "Released"),
)
"""ICS 210 knows the first three."""
KINDS_OF_RESOURCE = (
    ("personnel", "Personnel"),
    ("team", "Team or crew"),
    ("equipment", "Equipment"),
    ("aircraft", "Aircraft"),
    ("facility", "Facility"),
    ("supplies", "Supplies"),
)
REQUEST_STATES = (
    ("draft", "Draft"),
    ("approved", "Section chief approved"),
    ("received", "Logistics received"),
    ("sourced", "Sourced"),
    ("ordered", "Ordered"),
    ("en route", "En route"),
    ("arrived", "Arrived"),
    ("assigned", "Assigned"),
    ("released", "Released"),
    ("declined", "Declined"),
    ("cancelled", "Cancelled"),
)
OVER = frozenset({"released", "declined", "cancelled"})
"""States in which nothing more is expected of a request."""
SEMS = (
    ("field", "Field"),
    ("local", "Local government"),
    ("area", "Operational area"),
    ("region", "Region"),
    ("state", "State"),
    ("federal", "Federal"),
)
"""The levels a request goes up, 19 CCR 2403(b), and beyond."""
REQUEST_PRIORITIES = (("urgent", "Urgent"), ("routine", "Routine"), ("low", "Low"))
"""ICS 213RR block 4."""
OFFER_STATES = (
    ("open", "Open"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
    ("over", "Over"),
)
FILL_STATES = (
    ("committed", "Committed"),
    ("en route", "En route"),
    ("arrived", "Checked in"),
    ("assigned", "Assigned"),
    ("released", "Demobilised"),
    ("fell through", "Fell through"),
)


class Resource(Record):
    """People, a crew, a machine or a store that can be sent."""

    __tablename__ = "resource"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    name: Mapped[str] = field("Resource", default="", searched=True)
    category: Mapped[str] = field(
        "Category", default="", searched=True, help="Its discipline: fire, medical, language."
    )
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="team", choices=KINDS_OF_RESOURCE)
    type: Mapped[str] = field("Type", default="", help="Type 1 can do more than type 2, 3 or 4.")
    quantity: Mapped[int | None] = field("How many", Holds.NUMBER, default=1)
    capacity: Mapped[str] = field("What it can do", Holds.TEXT, default="", searched=True)
    agency: Mapped[bytes | None] = field("Owner", Holds.RECORD, of="agency")
    nation: Mapped[str] = field("Nation", default="", searched=True)
    languages: Mapped[str] = field("Languages", default="", searched=True)
    credentials: Mapped[str] = field("Credentials", Holds.TEXT, default="", searched=True)
    valid_until: Mapped[str] = field("Credentials valid until", Holds.DATE, default="")
    liaison: Mapped[bytes | None] = field("Liaison", Holds.RECORD, of="contact")
    status: Mapped[str] = field("Status", Holds.CHOICE, default="available", choices=RESOURCE_STATES)
    venue: Mapped[bytes | None] = field("At venue", Holds.RECORD, of="venue")
    place: Mapped[str] = field("Where", default="", searched=True)
    lat: Mapped[float | None] = field("Latitude", Holds.REAL, Meets.NEWEST, unit="°")
    lon: Mapped[float | None] = field("Longitude", Holds.REAL, Meets.NEWEST, unit="°")
    offer: Mapped[bytes | None] = field("Of offer", Holds.RECORD, of="offer")
    assigned_to: Mapped[str] = field("Assigned to", default="", searched=True)
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Request(Record):
    """Something asked for, as ICS 213RR asks it."""

    __tablename__ = "request"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Request", default="", searched=True)
    state: Mapped[str] = field("State", Holds.CHOICE, default="draft", choices=REQUEST_STATES)
    priority: Mapped[str] = field("Priority", Holds.CHOICE, default="routine", choices=REQUEST_PRIORITIES)
    level: Mapped[str] = field("At level", Holds.CHOICE, default="local", choices=SEMS)
    mission: Mapped[str] = field("Mission number", default="", searched=True)
    category: Mapped[str] = field("Category", default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="team", choices=KINDS_OF_RESOURCE)
    type: Mapped[str] = field("Type", default="")
    quantity: Mapped[int | None] = field("How many", Holds.NUMBER, default=1)
    detail: Mapped[str] = field("Detailed description", Holds.TEXT, default="", searched=True)
    substitutes: Mapped[str] = field("Substitutes and sources", Holds.TEXT, default="")
    languages: Mapped[str] = field("Languages needed", default="")
    needed: Mapped[int | None] = field("Needed by", Holds.MOMENT)
    eta: Mapped[int | None] = field("Expected", Holds.MOMENT)
    venue: Mapped[bytes | None] = field("Deliver to", Holds.RECORD, of="venue")
    place: Mapped[str] = field("Reporting location", default="", searched=True)
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, of="incident")
    activation: Mapped[bytes | None] = field("Plan activated", Holds.RECORD, of="activation")
    asked: Mapped[int | None] = field("Asked", Holds.MOMENT)
    asked_by: Mapped[str] = field("Asked by", default="", searched=True)
    asked_as: Mapped[str] = field("Position", default="")
    approvals: Mapped[list[list[object]] | None] = field(
        "Approvals", Holds.LIST, Meets.UNION, help="Each: state, person, position, when (ms UTC)."
    )
    supplier: Mapped[str] = field("Supplier", default="", searched=True)
    cost: Mapped[float | None] = field("Cost", Holds.REAL, unit="USD")
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Offer(Record):
    """What a partner nation, state or organisation offers."""

    __tablename__ = "offer"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Offer", default="", searched=True)
    state: Mapped[str] = field("State", Holds.CHOICE, default="open", choices=OFFER_STATES)
    agency: Mapped[bytes | None] = field("Offered by", Holds.RECORD, of="agency")
    nation: Mapped[str] = field("Nation or state", default="", searched=True)
    category: Mapped[str] = field("Category", default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="team", choices=KINDS_OF_RESOURCE)
    type: Mapped[str] = field("Type", default="")
    quantity: Mapped[int | None] = field("How many", Holds.NUMBER, default=1)
    capacity: Mapped[str] = field("What it can do", Holds.TEXT, default="", searched=True)
    languages: Mapped[str] = field("Languages", default="", searched=True)
    conditions: Mapped[str] = field("Conditions", Holds.TEXT, default="", searched=True)
    starts: Mapped[int | None] = field("From", Holds.MOMENT)
    ends: Mapped[int | None] = field("To", Holds.MOMENT)
    contact: Mapped[bytes | None] = field("Contact", Holds.RECORD, of="contact")
    offered: Mapped[int | None] = field("Offered", Holds.MOMENT)
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Fill(Record):
    """What answers a request, wholly or in part."""

    __tablename__ = "fill"
    request: Mapped[bytes | None] = field("Request", Holds.RECORD, Meets.ONCE, of="request")
    offer: Mapped[bytes | None] = field("From offer", Holds.RECORD, of="offer")
    resource: Mapped[bytes | None] = field("Resource", Holds.RECORD, of="resource")
    words: Mapped[str] = field("In words", default="", help="Where it is no record here.")
    quantity: Mapped[int | None] = field("How many", Holds.NUMBER, default=1)
    state: Mapped[str] = field("State", Holds.CHOICE, default="committed", choices=FILL_STATES)
    eta: Mapped[int | None] = field("Expected", Holds.MOMENT)
    arrived: Mapped[int | None] = field("Checked in", Holds.MOMENT)
    checked_in_at: Mapped[str] = field("Checked in at", default="", help="Base, Staging Area, ICP, Helibase, Other.")
    released: Mapped[int | None] = field("Released", Holds.MOMENT)
    note: Mapped[str] = field("Note", Holds.TEXT, default="")


Index("resource_status", Resource.event, Resource.status)
Index("request_state", Request.event, Request.state, Request.priority, Request.asked)
Index("request_incident", Request.incident)
Index("offer_state", Offer.event, Offer.state)
Index("fill_request", Fill.request)
