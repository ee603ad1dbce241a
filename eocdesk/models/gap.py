"""What is missing and what is to be done about it: gaps, recommendations, capabilities, committees, agreements."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

MISSION_AREAS = (
    ("prevention", "Prevention"),
    ("protection", "Protection"),
    ("mitigation", "Mitigation"),
    ("response", "Response"),
    ("recovery", "Recovery"),
    ("common", "All areas"),
)
GAP_STATES = (
    ("open", "Open"),
    ("in work", "In work"),
    ("closed", "Closed"),
    ("accepted", "Risk accepted"),
)
WEIGHTS = (("high", "High"), ("medium", "Medium"), ("low", "Low"))
RECOMMENDATION_STATES = (
    ("proposed", "Proposed"),
    ("accepted", "Accepted"),
    ("in work", "In work"),
    ("done", "Done"),
    ("rejected", "Rejected"),
)
AGREEMENT_KINDS = (
    ("mou", "Memorandum of understanding"),
    ("compact", "Mutual-aid compact"),
    ("contract", "Contract"),
    ("other", "Other"),
)


class Committee(Record):
    """A body that advises or decides: its purpose and its members."""

    __tablename__ = "committee"
    name: Mapped[str] = field("Committee", default="", searched=True)
    purpose: Mapped[str] = field("Purpose", Holds.TEXT, default="", searched=True)
    chair: Mapped[bytes | None] = field("Chair", Holds.RECORD, of="contact")
    members: Mapped[list[str] | None] = field("Members", Holds.LIST, of="contact")
    agencies: Mapped[list[str] | None] = field("Partners", Holds.LIST, of="agency")
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)


class Capability(Record):
    """One of the core capabilities, as it is and as it should be, on a scale of 0 to 5."""

    __tablename__ = "capability"
    name: Mapped[str] = field("Capability", default="", searched=True)
    area: Mapped[str] = field("Mission area", Holds.CHOICE, default="common", choices=MISSION_AREAS)
    goal: Mapped[str] = field("Goal of the strategy", default="", searched=True)
    present: Mapped[int | None] = field("Present level", Holds.NUMBER, help="0 to 5.")
    target: Mapped[int | None] = field("Target level", Holds.NUMBER, help="0 to 5.")
    owner: Mapped[str] = field("Owner", default="", searched=True)
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)


class Gap(Record):
    """Something that is missing."""

    __tablename__ = "gap"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Gap", default="", searched=True)
    text: Mapped[str] = field("What is missing", Holds.TEXT, default="", searched=True)
    state: Mapped[str] = field("State", Holds.CHOICE, default="open", choices=GAP_STATES)
    weight: Mapped[str] = field("Weight", Holds.CHOICE, default="medium", choices=WEIGHTS)
    goal: Mapped[str] = field("Goal of the strategy", default="", searched=True)
    capability: Mapped[bytes | None] = field("Capability", Holds.RECORD, of="capability")
    committee: Mapped[bytes | None] = field("Committee", Holds.RECORD, of="committee")
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, of="incident")
    entry: Mapped[bytes | None] = field("Entry", Holds.RECORD, of="entry")
    engagement: Mapped[bytes | None] = field("Exercise or meeting", Holds.RECORD, of="engagement")
    found: Mapped[int | None] = field("Found", Holds.MOMENT)
    found_by: Mapped[str] = field("Found by", default="")
    carried_from: Mapped[str] = field("Carried from", default="", searched=True, help="Event and number it began as.")
    closed: Mapped[int | None] = field("Closed", Holds.MOMENT)
    outcome: Mapped[str] = field("Outcome", Holds.TEXT, default="", searched=True)


class Recommendation(Record):
    """What is to be done about a gap, by whom, until when."""

    __tablename__ = "recommendation"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Recommendation", default="", searched=True)
    text: Mapped[str] = field("In full", Holds.TEXT, default="", searched=True)
    gap: Mapped[bytes | None] = field("Gap", Holds.RECORD, of="gap")
    state: Mapped[str] = field("State", Holds.CHOICE, default="proposed", choices=RECOMMENDATION_STATES)
    owner: Mapped[str] = field("Owner", default="", searched=True)
    agency: Mapped[bytes | None] = field("Owning partner", Holds.RECORD, of="agency")
    due: Mapped[int | None] = field("Due", Holds.MOMENT)
    resources: Mapped[list[str] | None] = field("Resources that could serve", Holds.LIST, of="resource")
    progress: Mapped[int | None] = field("Progress", Holds.NUMBER, unit="%")
    done: Mapped[int | None] = field("Done", Holds.MOMENT)
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)


class Evidence(Record):
    """What shows a gap, or that a recommendation was carried out: a record here, or words."""

    __tablename__ = "evidence"
    gap: Mapped[bytes | None] = field("Gap", Holds.RECORD, Meets.ONCE, of="gap")
    recommendation: Mapped[bytes | None] = field("Recommendation", Holds.RECORD, Meets.ONCE, of="recommendation")
    entry: Mapped[bytes | None] = field("Entry", Holds.RECORD, of="entry")
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, of="incident")
    engagement: Mapped[bytes | None] = field("Exercise or meeting", Holds.RECORD, of="engagement")
    document: Mapped[bytes | None] = field("File", Holds.RECORD, of="document")
    words: Mapped[str] = field("In words", default="")


class Agreement(Record):
    """What partners promised each other, its scope and its end."""

    __tablename__ = "agreement"
    name: Mapped[str] = field("Agreement", default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="mou", choices=AGREEMENT_KINDS)
    partners: Mapped[list[str] | None] = field("Partners", Holds.LIST, of="agency")
    scope_words: Mapped[str] = field("Scope", Holds.TEXT, default="", searched=True)
    signed: Mapped[str] = field("Signed", Holds.DATE, default="")
    expires: Mapped[str] = field("Expires", Holds.DATE, default="")
    document: Mapped[bytes | None] = field("File", Holds.RECORD, of="document")
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)


Index("capability_event", Capability.event)
Index("gap_state", Gap.event, Gap.state)
Index("recommendation_gap", Recommendation.gap)
Index("recommendation_due", Recommendation.event, Recommendation.state, Recommendation.due)
Index("evidence_gap", Evidence.gap)
Index("evidence_recommendation", Evidence.recommendation)
Index("agreement_expires", Agreement.event, Agreement.expires)
