"""Who sits at the desk, and the desks themselves."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, field
from eocdesk.models.record import Record


class Person(Record):
    """An officer who signs what is written here."""

    __tablename__ = "person"
    name: Mapped[str] = field("Name", default="", searched=True)
    position: Mapped[str] = field("Position", default="", searched=True)
    agency: Mapped[str] = field("Agency", default="")


class Device(Record):
    """A desk: one copy of the record. Its id is the device's own."""

    __tablename__ = "device"
    code: Mapped[str] = field("Code", default="", searched=True)
    name: Mapped[str] = field("Name", default="", searched=True)
    since: Mapped[int | None] = field("First start", Holds.MOMENT)
