"""Who stands with us: agencies, people, the ways to reach them, who sits where and when."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

SECTORS = (
    ("federal", "Federal"),
    ("state", "State"),
    ("local", "Local"),
    ("tribal", "Tribal"),
    ("private", "Private"),
    ("nonprofit", "Nonprofit"),
    ("international", "International"),
)
SEATS = (("not activated", "Not activated"), ("on call", "On call"), ("activated", "Activated"))


class Agency(Record):
    """A partner organisation."""

    __tablename__ = "agency"
    name: Mapped[str] = field("Name", default="", searched=True)
    short: Mapped[str] = field("Short name", default="", searched=True)
    sector: Mapped[str] = field("Sector", Holds.CHOICE, default="local", choices=SECTORS)
    role: Mapped[str] = field("Role", default="", searched=True)
    esf: Mapped[str] = field("ESF", default="", searched=True)
    ca_esf: Mapped[str] = field("CA-ESF", default="", searched=True)
    country: Mapped[str] = field("Country", default="")
    phone: Mapped[str] = field("Phone", default="", searched=True)
    email: Mapped[str] = field("E-mail", default="", searched=True)
    address: Mapped[str] = field("Address", Holds.TEXT, default="")
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Contact(Record):
    """A person one can call."""

    __tablename__ = "contact"
    name: Mapped[str] = field("Name", default="", searched=True)
    agency: Mapped[bytes | None] = field("Agency", Holds.RECORD, of="agency")
    organisation: Mapped[str] = field("Organisation in words", default="", searched=True)
    role: Mapped[str] = field("Role", default="", searched=True)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    phones: Mapped[list[list[str]] | None] = field(
        "Phones", Holds.LIST, searched=True, help="Pairs of label and number, E.164 where it is one."
    )
    emails: Mapped[list[list[str]] | None] = field("E-mails", Holds.LIST, searched=True, help="Pairs: label, address.")
    radio: Mapped[str] = field("Radio channel", default="", searched=True)
    call_sign: Mapped[str] = field("Call sign", default="", searched=True)
    languages: Mapped[str] = field("Languages", default="")
    availability: Mapped[str] = field("Availability", default="")
    address: Mapped[str] = field("Address", Holds.TEXT, default="")
    call_order: Mapped[int | None] = field("Place in the call-down", Holds.NUMBER)
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Seat(Record):
    """A seat in the centre that a partner fills."""

    __tablename__ = "seat"
    name: Mapped[str] = field("Seat", default="", searched=True)
    agency: Mapped[bytes | None] = field("Agency", Holds.RECORD, of="agency")
    status: Mapped[str] = field("Status", Holds.CHOICE, default="not activated", choices=SEATS)
    since: Mapped[int | None] = field("Since", Holds.MOMENT)
    holder: Mapped[bytes | None] = field("Held by", Holds.RECORD, of="contact")


class Duty(Record):
    """Who is on duty, from when to when."""

    __tablename__ = "duty"
    contact: Mapped[bytes | None] = field("Contact", Holds.RECORD, of="contact")
    position: Mapped[str] = field("Position", default="", searched=True)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    starts: Mapped[int | None] = field("From", Holds.MOMENT)
    ends: Mapped[int | None] = field("To", Holds.MOMENT)


Index("agency_name", Agency.event, Agency.name)
Index("contact_name", Contact.event, Contact.name)
Index("contact_agency", Contact.agency)
Index("seat_event", Seat.event)
Index("duty_starts", Duty.event, Duty.starts)
