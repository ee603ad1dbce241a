"""What partners learn from each other: delegations, meetings, visits, exercises, and the lessons taken."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

ENGAGEMENT_KINDS = (
    ("delegation", "Delegation"),
    ("meeting", "Meeting"),
    ("visit", "Visit"),
    ("exercise", "Exercise"),
    ("committee", "Committee meeting"),
)
ADOPTIONS = (
    ("considered", "Considered"),
    ("adopted", "Adopted"),
    ("adapted", "Adapted"),
    ("rejected", "Rejected"),
)


class Engagement(Record):
    """A meeting of partners: who, when, what was shared."""

    __tablename__ = "engagement"
    title: Mapped[str] = field("Engagement", default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="meeting", choices=ENGAGEMENT_KINDS)
    starts: Mapped[int | None] = field("From", Holds.MOMENT)
    ends: Mapped[int | None] = field("To", Holds.MOMENT)
    place: Mapped[str] = field("Place", default="", searched=True)
    partners: Mapped[list[str] | None] = field("Partners", Holds.LIST, of="agency")
    people: Mapped[list[str] | None] = field("Who took part", Holds.LIST, of="contact")
    committee: Mapped[bytes | None] = field("Committee", Holds.RECORD, of="committee")
    shared: Mapped[str] = field("What was shared", Holds.TEXT, default="", searched=True)
    products: Mapped[list[str] | None] = field("Documents shared", Holds.LIST, of="product")
    minutes: Mapped[str] = field("Minutes", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="")


class Lesson(Record):
    """What was seen elsewhere, what we take of it, and what became of it here."""

    __tablename__ = "lesson"
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Lesson", default="", searched=True)
    observed: Mapped[str] = field("What was observed", Holds.TEXT, default="", searched=True)
    observed_at: Mapped[str] = field(
        "Where", default="", searched=True, help="Event and place: Paris 2024, La Défense."
    )
    taken: Mapped[str] = field("What we take", Holds.TEXT, default="", searched=True)
    adoption: Mapped[str] = field("Adoption", Holds.CHOICE, default="considered", choices=ADOPTIONS)
    reason: Mapped[str] = field("Reason", Holds.TEXT, default="", searched=True)
    decided: Mapped[int | None] = field("Decided", Holds.MOMENT)
    decided_by: Mapped[str] = field("Decided by", default="")
    agency: Mapped[bytes | None] = field("Learned from", Holds.RECORD, of="agency")
    engagement: Mapped[bytes | None] = field("Engagement", Holds.RECORD, of="engagement")
    gap: Mapped[bytes | None] = field("Gap", Holds.RECORD, of="gap")
    owner: Mapped[str] = field("Owner", default="", searched=True)


Index("engagement_starts", Engagement.event, Engagement.starts)
Index("lesson_adoption", Lesson.event, Lesson.adoption)
