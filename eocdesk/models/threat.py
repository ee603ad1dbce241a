"""The threat cycle: reports taken in, threats assessed, products sent out and acknowledged, indicators and systems."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.plan import LEVELS
from eocdesk.models.record import Record

REPORT_KINDS = (("sar", "Suspicious activity"), ("tip", "Tip"), ("cyber", "Cyber event"))
REPORT_STATES = (
    ("new", "New"),
    ("assessed", "Assessed"),
    ("no nexus", "No nexus"),
    ("purged", "Purged"),
)
RELIABILITIES = (
    ("A", "A: completely reliable"),
    ("B", "B: usually reliable"),
    ("C", "C: fairly reliable"),
    ("D", "D: not usually reliable"),
    ("E", "E: unreliable"),
    ("F", "F: cannot be judged"),
)
CREDIBILITIES = (
    (1, "1: confirmed"),
    (2, "2: probably true"),
    (3, "3: possibly true"),
    (4, "4: doubtful"),
    (5, "5: improbable"),
    (6, "6: cannot be judged"),
)
"""The Admiralty scales of source and information."""
THREAT_CLASSES = (
    ("physical", "Physical"),
    ("cyber", "Cyber"),
    ("ai", "AI-enabled"),
    ("insider", "Insider"),
    ("uas", "UAS"),
    ("cbrne", "CBRNE"),
    ("information", "Information"),
)
LIKELIHOODS = (
    ("unassessed", "Not assessed"),
    ("almost no chance", "Almost no chance (1–5 %)"),
    ("very unlikely", "Very unlikely (5–20 %)"),
    ("unlikely", "Unlikely (20–45 %)"),
    ("roughly even", "Roughly even chance (45–55 %)"),
    ("likely", "Likely (55–80 %)"),
    ("very likely", "Very likely (80–95 %)"),
    ("almost certain", "Almost certain (95–99 %)"),
)
"""The words of ICD 203; confidence is said apart from them."""
CONFIDENCES = (("unstated", "Not stated"), ("low", "Low"), ("moderate", "Moderate"), ("high", "High"))
THREAT_STATES = (("open", "Open"), ("watched", "Watched"), ("closed", "Closed"))
PRODUCT_KINDS = (
    ("bulletin", "Bulletin"),
    ("assessment", "Assessment"),
    ("warning", "Warning"),
    ("strategy", "Strategy"),
    ("document", "Document"),
)
PRODUCT_STATES = (
    ("draft", "Draft"),
    ("approved", "Approved"),
    ("sent", "Disseminated"),
    ("superseded", "Superseded"),
    ("recalled", "Recalled"),
)
INDICATOR_KINDS = (
    ("ipv4", "IPv4 address"),
    ("ipv6", "IPv6 address"),
    ("domain", "Domain"),
    ("url", "URL"),
    ("file", "File hash"),
    ("email", "E-mail address"),
    ("vulnerability", "Vulnerability"),
    ("pattern", "STIX pattern"),
    ("other", "Other"),
)


class Report(Record):
    """What somebody told: suspicious activity, a tip, a cyber event. Identifying data is kept only for a predicate."""

    __tablename__ = "report"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="sar", choices=REPORT_KINDS)
    title: Mapped[str] = field("Report", default="", searched=True)
    text: Mapped[str] = field("What was seen", Holds.TEXT, default="", searched=True)
    state: Mapped[str] = field("State", Holds.CHOICE, default="new", choices=REPORT_STATES)
    happened: Mapped[int | None] = field("Happened", Holds.MOMENT)
    reported: Mapped[int | None] = field("Received", Holds.MOMENT)
    told_by: Mapped[str] = field("Told by", default="", searched=True)
    reliability: Mapped[str] = field("Source reliability", Holds.CHOICE, default="F", choices=RELIABILITIES)
    credibility: Mapped[int] = field("Information credibility", Holds.CHOICE, default=6, choices=CREDIBILITIES)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    session: Mapped[bytes | None] = field("Session", Holds.RECORD, of="session")
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, of="incident")
    place: Mapped[str] = field("Place in words", default="", searched=True)
    lat: Mapped[float | None] = field("Latitude", Holds.REAL, Meets.NEWEST, unit="°")
    lon: Mapped[float | None] = field("Longitude", Holds.REAL, Meets.NEWEST, unit="°")
    predicate: Mapped[str] = field(
        "Criminal predicate", Holds.TEXT, default="", help="28 CFR 23: what makes a crime reasonably suspected."
    )
    identifying: Mapped[str] = field(
        "Identifying data", Holds.TEXT, default="", help="Only where there is a predicate."
    )
    review: Mapped[str] = field("Review by", Holds.DATE, default="")
    purge: Mapped[str] = field("Purge by", Holds.DATE, default="")
    purged: Mapped[int | None] = field("Purged", Holds.MOMENT)
    threat: Mapped[bytes | None] = field("Threat", Holds.RECORD, of="threat")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Threat(Record):
    """A threat as it is assessed."""

    __tablename__ = "threat"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Threat", default="", searched=True)
    nature: Mapped[str] = field("Class", Holds.CHOICE, default="physical", choices=THREAT_CLASSES)
    state: Mapped[str] = field("State", Holds.CHOICE, default="open", choices=THREAT_STATES)
    level: Mapped[str] = field("Level", Holds.CHOICE, default="guarded", choices=LEVELS)
    likelihood: Mapped[str] = field("Likelihood", Holds.CHOICE, default="unassessed", choices=LIKELIHOODS)
    confidence: Mapped[str] = field("Confidence", Holds.CHOICE, default="unstated", choices=CONFIDENCES)
    summary: Mapped[str] = field("Assessment", Holds.TEXT, default="", searched=True)
    venues: Mapped[list[str] | None] = field("Venues at risk", Holds.LIST, of="venue")
    sessions: Mapped[list[str] | None] = field("Sessions at risk", Holds.LIST, of="session")
    lead: Mapped[bytes | None] = field("Lead partner", Holds.RECORD, of="agency")
    assessed: Mapped[int | None] = field("Assessed", Holds.MOMENT)
    assessed_by: Mapped[str] = field("Assessed by", default="")
    lat: Mapped[float | None] = field("Latitude", Holds.REAL, Meets.NEWEST, unit="°")
    lon: Mapped[float | None] = field("Longitude", Holds.REAL, Meets.NEWEST, unit="°")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="", searched=True)


class Product(Record):
    """What is told to partners: a bulletin, an assessment, a warning, a shared document, in versions."""

    __tablename__ = "product"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="bulletin", choices=PRODUCT_KINDS)
    title: Mapped[str] = field("Product", default="", searched=True)
    version: Mapped[int | None] = field("Version", Holds.NUMBER, default=1)
    text: Mapped[str] = field("Text", Holds.TEXT, default="", searched=True)
    state: Mapped[str] = field("State", Holds.CHOICE, default="draft", choices=PRODUCT_STATES)
    threat: Mapped[bytes | None] = field("Threat", Holds.RECORD, of="threat")
    document: Mapped[bytes | None] = field("File", Holds.RECORD, of="document")
    replaces: Mapped[bytes | None] = field("Replaces", Holds.RECORD, of="product")
    sent: Mapped[int | None] = field("Disseminated", Holds.MOMENT)
    sent_by: Mapped[str] = field("Disseminated by", default="")
    due: Mapped[int | None] = field("To be acknowledged by", Holds.MOMENT)
    recalled: Mapped[int | None] = field("Recalled", Holds.MOMENT)
    reason: Mapped[str] = field("Reason of the recall", default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="", searched=True)


class Dissemination(Record):
    """A product told to one partner. Its id is made from both, so it is there once."""

    __tablename__ = "dissemination"
    product: Mapped[bytes | None] = field("Product", Holds.RECORD, Meets.ONCE, of="product")
    agency: Mapped[bytes | None] = field("Partner", Holds.RECORD, Meets.ONCE, of="agency")
    sent: Mapped[int | None] = field("Told", Holds.MOMENT, Meets.NEWEST)
    way: Mapped[str] = field("By", Holds.LINE, Meets.NEWEST, default="", help="E-mail, in person, portal ...")
    acknowledged: Mapped[int | None] = field("Acknowledged", Holds.MOMENT, Meets.NEWEST)
    acknowledged_by: Mapped[str] = field("Acknowledged by", Holds.LINE, Meets.NEWEST, default="")
    chased: Mapped[int | None] = field("Asked again", Holds.MOMENT, Meets.NEWEST)


class Inquiry(Record):
    """A request for information."""

    __tablename__ = "inquiry"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    question: Mapped[str] = field("Question", Holds.TEXT, default="", searched=True)
    agency: Mapped[bytes | None] = field("Asked of", Holds.RECORD, of="agency")
    threat: Mapped[bytes | None] = field("Threat", Holds.RECORD, of="threat")
    asked: Mapped[int | None] = field("Asked", Holds.MOMENT)
    asked_by: Mapped[str] = field("Asked by", default="")
    due: Mapped[int | None] = field("Due", Holds.MOMENT)
    answer: Mapped[str] = field("Answer", Holds.TEXT, default="", searched=True)
    answered: Mapped[int | None] = field("Answered", Holds.MOMENT)


class Indicator(Record):
    """A sign by which an attack or a weakness is known."""

    __tablename__ = "indicator"
    kind: Mapped[str] = field("Kind", Holds.CHOICE, Meets.NEWEST, default="other", choices=INDICATOR_KINDS)
    value: Mapped[str] = field("Value", Holds.LINE, Meets.NEWEST, default="", searched=True)
    name: Mapped[str] = field("Name", Holds.LINE, Meets.NEWEST, default="", searched=True)
    pattern: Mapped[str] = field("Pattern", Holds.TEXT, Meets.NEWEST, default="")
    note: Mapped[str] = field("Note", Holds.TEXT, Meets.NEWEST, default="", searched=True)
    vendor: Mapped[str] = field("Vendor", Holds.LINE, Meets.NEWEST, default="", searched=True)
    product: Mapped[str] = field("Product", Holds.LINE, Meets.NEWEST, default="", searched=True)
    due: Mapped[str] = field("To be mended by", Holds.DATE, Meets.NEWEST, default="", help="KEV: federal agencies.")
    ransomware: Mapped[bool] = field("Used by ransomware", Holds.YES, Meets.NEWEST, default=False)
    starts: Mapped[int | None] = field("Valid from", Holds.MOMENT, Meets.NEWEST)
    ends: Mapped[int | None] = field("Valid to", Holds.MOMENT, Meets.NEWEST)
    revoked: Mapped[bool] = field("Revoked", Holds.YES, Meets.NEWEST, default=False)
    confidence: Mapped[int | None] = field("Confidence", Holds.NUMBER, Meets.NEWEST, help="0 to 100, as STIX says it.")
    threat: Mapped[bytes | None] = field("Threat", Holds.RECORD, of="threat")
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="", searched=True)


class System(Record):
    """A machine or program the event stands on; known vulnerabilities are matched to it."""

    __tablename__ = "system"
    name: Mapped[str] = field("System", default="", searched=True)
    vendor: Mapped[str] = field("Vendor", default="", searched=True)
    product: Mapped[str] = field("Product", default="", searched=True)
    version: Mapped[str] = field("Version", default="")
    use: Mapped[str] = field("Used for", default="", searched=True)
    agency: Mapped[bytes | None] = field("Owner", Holds.RECORD, of="agency")
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)


Index("report_state", Report.event, Report.state, Report.reported)
Index("threat_state", Threat.event, Threat.state)
Index("product_state", Product.event, Product.state)
Index("dissemination_product", Dissemination.product)
Index("inquiry_event", Inquiry.event, Inquiry.answered, Inquiry.due)
Index("indicator_kind", Indicator.event, Indicator.kind, Indicator.value)
Index("system_event", System.event)
