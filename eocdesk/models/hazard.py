"""What nature and machines do: alerts that somebody issued, and what was observed or is forecast."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

HAZARDS = (
    ("heat", "Heat"),
    ("wildfire", "Wildfire"),
    ("smoke", "Smoke"),
    ("wind", "Wind"),
    ("storm", "Storm"),
    ("flood", "Flood"),
    ("winter", "Cold and snow"),
    ("earthquake", "Earthquake"),
    ("tsunami", "Tsunami"),
    ("outage", "Outage"),
    ("hazmat", "Hazardous materials"),
    ("health", "Health"),
    ("security", "Security"),
    ("other", "Other"),
)
ALERT_STATUS = tuple((word.lower(), word) for word in ("Actual", "Exercise", "System", "Test", "Draft"))
ALERT_MESSAGES = tuple((word.lower(), word) for word in ("Alert", "Update", "Cancel", "Ack", "Error"))
ALERT_STATES = (("in force", "In force"), ("superseded", "Superseded"), ("cancelled", "Cancelled"))
URGENCIES = tuple((word.lower(), word) for word in ("Immediate", "Expected", "Future", "Past", "Unknown"))
ALERT_SEVERITIES = tuple((word.lower(), word) for word in ("Extreme", "Severe", "Moderate", "Minor", "Unknown"))
CERTAINTIES = tuple((word.lower(), word) for word in ("Observed", "Likely", "Possible", "Unlikely", "Unknown"))
SIGNATURES = (("none", "Not signed"), ("present", "Signed, not checked"), ("valid", "Valid"), ("invalid", "Not valid"))
MEASURES = (
    ("heat index", "Heat index"),
    ("heatrisk", "HeatRisk"),
    ("temperature", "Temperature"),
    ("humidity", "Relative humidity"),
    ("wind", "Wind"),
    ("gust", "Wind gust"),
    ("aqi", "Air quality index"),
    ("fire", "Fire"),
    ("magnitude", "Magnitude"),
    ("outage", "Customers out"),
    ("other", "Other"),
)
UNITS = {"heat index": "°F", "temperature": "°F", "humidity": "%", "wind": "mph", "gust": "mph", "fire": "acres"}
"""The unit each measure is kept in; HeatRisk (0 to 4), AQI and magnitudes have none."""
HEATRISK = ((0, "Little to none"), (1, "Minor"), (2, "Moderate"), (3, "Major"), (4, "Extreme"))
"""NWS HeatRisk, by number."""


class Alert(Record):
    """A warning somebody issued, as CAP 1.2 divides it. What a feed wrote, the newest reading holds."""

    __tablename__ = "alert"
    title: Mapped[str] = field("Alert", Holds.LINE, Meets.NEWEST, default="", searched=True)
    hazard: Mapped[str] = field("Hazard", Holds.CHOICE, Meets.NEWEST, default="other", choices=HAZARDS)
    state: Mapped[str] = field("State", Holds.CHOICE, Meets.NEWEST, default="in force", choices=ALERT_STATES)
    status: Mapped[str] = field("Status", Holds.CHOICE, Meets.NEWEST, default="actual", choices=ALERT_STATUS)
    message: Mapped[str] = field("Message", Holds.CHOICE, Meets.NEWEST, default="alert", choices=ALERT_MESSAGES)
    urgency: Mapped[str] = field("Urgency", Holds.CHOICE, Meets.NEWEST, default="unknown", choices=URGENCIES)
    severity: Mapped[str] = field("Severity", Holds.CHOICE, Meets.NEWEST, default="unknown", choices=ALERT_SEVERITIES)
    certainty: Mapped[str] = field("Certainty", Holds.CHOICE, Meets.NEWEST, default="unknown", choices=CERTAINTIES)
    category: Mapped[str] = field("Category", Holds.LINE, Meets.NEWEST, default="", help="CAP: Met, Fire, Security ...")
    response: Mapped[str] = field("Response", Holds.LINE, Meets.NEWEST, default="", help="CAP: Shelter, Avoid ...")
    headline: Mapped[str] = field("Headline", Holds.LINE, Meets.NEWEST, default="", searched=True)
    description: Mapped[str] = field("Description", Holds.TEXT, Meets.NEWEST, default="", searched=True)
    instruction: Mapped[str] = field("Instruction", Holds.TEXT, Meets.NEWEST, default="", searched=True)
    sender: Mapped[str] = field("Sender", Holds.LINE, Meets.NEWEST, default="", searched=True)
    identifier: Mapped[str] = field("Identifier", Holds.LINE, Meets.NEWEST, default="", searched=True)
    sent: Mapped[int | None] = field("Sent", Holds.MOMENT, Meets.NEWEST)
    onset: Mapped[int | None] = field("Begins", Holds.MOMENT, Meets.NEWEST)
    ends: Mapped[int | None] = field("Ends", Holds.MOMENT, Meets.NEWEST, help="When the hazard ends.")
    expires: Mapped[int | None] = field("Expires", Holds.MOMENT, Meets.NEWEST, help="When the message runs out.")
    area: Mapped[str] = field("Area", Holds.TEXT, Meets.NEWEST, default="", searched=True)
    codes: Mapped[list[str] | None] = field(
        "Area codes", Holds.LIST, Meets.NEWEST, help="Such as UGC:CAZ368, SAME:006037."
    )
    geometry: Mapped[str] = field("Shape", Holds.TEXT, Meets.NEWEST, default="", help="GeoJSON, WGS 84.")
    replaces: Mapped[list[str] | None] = field(
        "Replaces", Holds.LIST, Meets.NEWEST, help="Identifiers of the messages it updates or cancels."
    )
    retired_by: Mapped[str] = field("Retired by", Holds.LINE, Meets.NEWEST, default="", help="An identifier.")
    signature: Mapped[str] = field("Signature", Holds.CHOICE, Meets.NEWEST, default="none", choices=SIGNATURES)
    url: Mapped[str] = field("Address", Holds.LINE, Meets.NEWEST, default="")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="", help="The feed, or empty: by hand.")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Observation(Record):
    """What was measured or is forecast at a place: a fire, a quake, the heat of the coming hours at a venue."""

    __tablename__ = "observation"
    title: Mapped[str] = field("Observation", Holds.LINE, Meets.NEWEST, default="", searched=True)
    hazard: Mapped[str] = field("Hazard", Holds.CHOICE, Meets.NEWEST, default="other", choices=HAZARDS)
    measure: Mapped[str] = field("Measure", Holds.CHOICE, Meets.NEWEST, default="other", choices=MEASURES)
    value: Mapped[float | None] = field("Value", Holds.REAL, Meets.NEWEST, help="In the measure's unit (UNITS).")
    series: Mapped[list[list[float]] | None] = field(
        "Course", Holds.LIST, Meets.NEWEST, help="Pairs: from when (ms UTC), value; each holds until the next."
    )
    forecast: Mapped[bool] = field("Forecast", Holds.YES, Meets.NEWEST, default=False)
    observed: Mapped[int | None] = field("Observed", Holds.MOMENT, Meets.NEWEST)
    starts: Mapped[int | None] = field("From", Holds.MOMENT, Meets.NEWEST)
    ends: Mapped[int | None] = field("To", Holds.MOMENT, Meets.NEWEST)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, Meets.NEWEST, of="venue")
    lat: Mapped[float | None] = field("Latitude", Holds.REAL, Meets.NEWEST, unit="°")
    lon: Mapped[float | None] = field("Longitude", Holds.REAL, Meets.NEWEST, unit="°")
    geometry: Mapped[str] = field("Shape", Holds.TEXT, Meets.NEWEST, default="", help="GeoJSON, WGS 84.")
    place: Mapped[str] = field("Place in words", Holds.LINE, Meets.NEWEST, default="", searched=True)
    status: Mapped[str] = field("Status", Holds.LINE, Meets.NEWEST, default="", help="As the source says: active, out.")
    contained: Mapped[float | None] = field("Contained", Holds.REAL, Meets.NEWEST, unit="%")
    note: Mapped[str] = field("Note", Holds.TEXT, Meets.NEWEST, default="", searched=True)
    url: Mapped[str] = field("Address", Holds.LINE, Meets.NEWEST, default="")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="", help="The feed, or empty: by hand.")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Threshold(Record):
    """The value of a measure from which a venue counts as touched; without a venue, for the whole event."""

    __tablename__ = "threshold"
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    measure: Mapped[str] = field("Measure", Holds.CHOICE, default="heat index", choices=MEASURES)
    value: Mapped[float | None] = field("From", Holds.REAL, help="In the measure's unit; fire: km of distance.")
    note: Mapped[str] = field("Note", Holds.TEXT, default="")


Index("alert_state", Alert.event, Alert.state, Alert.ends)
Index("alert_identifier", Alert.event, Alert.identifier)
Index("observation_measure", Observation.event, Observation.measure, Observation.observed)
Index("observation_venue", Observation.venue)
Index("threshold_venue", Threshold.event, Threshold.venue)
