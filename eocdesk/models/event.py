"""The Games, the World Cup: events, their operational periods, the centre's posture."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, field
from eocdesk.models.record import Record

RATINGS = (
    ("NSSE", "National Special Security Event"),
    ("SEAR 1", "SEAR 1"),
    ("SEAR 2", "SEAR 2"),
    ("SEAR 3", "SEAR 3"),
    ("SEAR 4", "SEAR 4"),
    ("SEAR 5", "SEAR 5"),
)
# NIMS counts 1 as the fullest; older practice the other way: always word and number together.
LEVELS = (
    (1, "Level 1, full activation"),
    (2, "Level 2, enhanced steady state"),
    (3, "Level 3, normal operations"),
)


class Event(Record):
    """What is watched over. Its id is made from its code, so two cold desks agree on it."""

    __tablename__ = "event"
    code: Mapped[str] = field("Code", default="", searched=True)
    name: Mapped[str] = field("Name", default="", searched=True)
    zone: Mapped[str] = field("Time zone", default="UTC")
    starts: Mapped[str | None] = field("First day", Holds.DATE)
    ends: Mapped[str | None] = field("Last day", Holds.DATE)
    rating: Mapped[str | None] = field("Rating", Holds.CHOICE, choices=RATINGS)
    exercise: Mapped[bool] = field("Exercise", Holds.YES, default=False)
    partner_zone: Mapped[str | None] = field("Partner's time zone")
    partner_name: Mapped[str | None] = field("Partner's name", help="Said beside the partner's clock, such as Paris.")
    place: Mapped[str | None] = field("Place")


class Period(Record):
    """An operational period of an event."""

    __tablename__ = "period"
    number: Mapped[int | None] = field("Number", Holds.NUMBER)
    name: Mapped[str] = field("Name", default="")
    starts: Mapped[int | None] = field("From", Holds.MOMENT)
    ends: Mapped[int | None] = field("To", Holds.MOMENT)
    objectives: Mapped[str] = field("Objectives", Holds.TEXT, default="")


class Posture(Record):
    """The centre's activation level from a moment on; a new one for each change of level."""

    __tablename__ = "posture"
    level: Mapped[int | None] = field("Activation level", Holds.CHOICE, choices=LEVELS)
    since: Mapped[int | None] = field("Since", Holds.MOMENT)
    reason: Mapped[str] = field("Reason", default="")
    note: Mapped[str] = field("Situation in words", Holds.TEXT, default="")


Index("period_starts", Period.event, Period.starts)
Index("posture_since", Posture.event, Posture.since)
