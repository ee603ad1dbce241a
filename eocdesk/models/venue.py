"""Where it happens: venues, and the gates, zones and routes around them."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

FEATURES = (
    ("footprint", "Footprint"),
    ("zone", "Zone"),
    ("perimeter", "Perimeter"),
    ("gate", "Gate"),
    ("route", "Route"),
    ("staging area", "Staging area"),
    ("landing zone", "Landing zone"),
    ("hospital", "Hospital"),
    ("command post", "Command post"),
    ("shelter", "Shelter"),
    ("other", "Other"),
)


class Venue(Record):
    """A place where the event happens."""

    __tablename__ = "venue"
    name: Mapped[str] = field("Name", default="", searched=True)
    short: Mapped[str] = field("Short name", default="", searched=True)
    aliases: Mapped[list[str] | None] = field("Other names", Holds.LIST, searched=True)
    lat: Mapped[float | None] = field("Latitude", Holds.REAL, Meets.NEWEST, unit="°")
    lon: Mapped[float | None] = field("Longitude", Holds.REAL, Meets.NEWEST, unit="°")
    address: Mapped[str] = field("Address", default="", searched=True)
    city: Mapped[str] = field("City", default="", searched=True)
    cluster: Mapped[str] = field("Cluster", default="", searched=True)
    zone: Mapped[str] = field("Time zone", default="", help="Only where it is not the event's.")
    capacity: Mapped[int | None] = field("Capacity", Holds.NUMBER, unit="people")
    access: Mapped[str] = field("Access", Holds.TEXT, default="")
    sports: Mapped[str] = field("Sports", default="", searched=True)
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    geometry: Mapped[str | None] = field("Footprint", Holds.TEXT, Meets.NEWEST, help="GeoJSON geometry, WGS 84.")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Feature(Record):
    """Something on the ground, of a venue or of none."""

    __tablename__ = "feature"
    name: Mapped[str] = field("Name", default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="other", choices=FEATURES)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    geometry: Mapped[str | None] = field("Shape", Holds.TEXT, Meets.NEWEST, help="GeoJSON geometry, WGS 84.")
    note: Mapped[str] = field("Note", Holds.TEXT, default="")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


Index("venue_name", Venue.event, Venue.name)
Index("feature_venue", Feature.event, Feature.venue)
