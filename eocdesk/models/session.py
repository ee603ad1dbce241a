"""What is on the calendar: matches, ceremonies, deliveries, briefings."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

KINDS = (
    ("competition", "Competition"),
    ("ceremony", "Ceremony"),
    ("training", "Training"),
    ("movement", "Movement"),
    ("fan site", "Fan site"),
    ("meeting", "Meeting"),
    ("delivery", "Delivery"),
)
STATUSES = (
    ("scheduled", "Scheduled"),
    ("delayed", "Delayed"),
    ("running", "Running"),
    ("suspended", "Suspended"),
    ("postponed", "Postponed"),
    ("cancelled", "Cancelled"),
    ("finished", "Finished"),
)
RISKS = ((0, "Low"), (1, "Guarded"), (2, "Elevated"), (3, "High"), (4, "Severe"))


class Session(Record):
    """One row of the calendar. Planned times stay as planned; actual times stand beside them."""

    __tablename__ = "session"
    title: Mapped[str] = field("Title", default="", searched=True)
    kind: Mapped[str] = field("Kind", Holds.CHOICE, default="competition", choices=KINDS)
    sport: Mapped[str] = field("Sport", default="", searched=True)
    stage: Mapped[str] = field("Stage", default="", searched=True)
    venue: Mapped[bytes | None] = field("Venue", Holds.RECORD, of="venue")
    venue_words: Mapped[str] = field(
        "Venue in the source's words", default="", searched=True, help="Kept while no venue of the event matches."
    )
    day: Mapped[str | None] = field("Day", Holds.DATE, help="The local day; all that is known while the time is open.")
    starts: Mapped[int | None] = field("Planned start", Holds.MOMENT, help="None: time to be decided.")
    ends: Mapped[int | None] = field("Planned end", Holds.MOMENT)
    actual_start: Mapped[int | None] = field("Actual start", Holds.MOMENT)
    actual_end: Mapped[int | None] = field("Actual end", Holds.MOMENT)
    status: Mapped[str] = field("Status", Holds.CHOICE, default="scheduled", choices=STATUSES)
    reason: Mapped[str] = field("Reason of the last slip", default="")
    crowd: Mapped[int | None] = field("Expected crowd", Holds.NUMBER, unit="people")
    dignitaries: Mapped[str] = field("Dignitaries", default="", searched=True)
    risk: Mapped[int | None] = field("Risk", Holds.CHOICE, choices=RISKS)
    note: Mapped[str] = field("Note", Holds.TEXT, default="", searched=True)
    source: Mapped[str] = field("Source", Holds.LINE, Meets.NEWEST, default="")
    source_key: Mapped[str] = field("Id in the source", Holds.LINE, Meets.NEWEST, default="", searched=True)
    sequence: Mapped[int | None] = field("Revision in the source", Holds.NUMBER, Meets.NEWEST)


Index("session_starts", Session.event, Session.starts)
Index("session_venue", Session.venue, Session.starts)
