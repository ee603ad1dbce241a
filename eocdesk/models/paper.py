"""What people write on paper: forms and reports with their blocks, and the trail of what was looked at and let out."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.record import Record

FORM_STATES = (
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("superseded", "Superseded"),
)
STAGES = (("initial", "Initial"), ("update", "Update"), ("final", "Final"))
WAYS_OUT = (
    ("viewed", "Viewed"),
    ("printed", "Printed"),
    ("exported", "Exported"),
    ("issued", "Issued"),
)


class Form(Record):
    """A form, a report or a brief that people fill in: what it is about, and how far it has come."""

    __tablename__ = "form"
    code: Mapped[str] = field(
        "Form", Holds.LINE, Meets.ONCE, default="", searched=True, help="ics-202, situation, handover."
    )
    number: Mapped[str] = field("Number", Holds.LINE, Meets.ONCE, default="", searched=True)
    title: Mapped[str] = field("Title", default="", searched=True)
    state: Mapped[str] = field("State", Holds.CHOICE, default="draft", choices=FORM_STATES)
    stage: Mapped[str] = field("Stage", Holds.CHOICE, default="update", choices=STAGES)
    period: Mapped[bytes | None] = field("Operational period", Holds.RECORD, of="period")
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, of="incident")
    person: Mapped[str] = field("Of whom", default="", searched=True)
    position: Mapped[str] = field("Position or unit", default="", searched=True)
    since: Mapped[int | None] = field("From", Holds.MOMENT)
    until: Mapped[int | None] = field("To", Holds.MOMENT)
    corrects: Mapped[bytes | None] = field("Corrects", Holds.RECORD, Meets.ONCE, of="summary")
    changed: Mapped[str] = field("What changed", Holds.TEXT, default="", searched=True)
    prepared_by: Mapped[str] = field("Prepared by", default="", searched=True)
    prepared_as: Mapped[str] = field("Position of who prepared it", default="")
    prepared_at: Mapped[int | None] = field("Prepared at", Holds.MOMENT)
    approved_by: Mapped[str] = field("Approved by", default="", searched=True)
    approved_as: Mapped[str] = field("Position of who approved it", default="")
    approved_at: Mapped[int | None] = field("Approved at", Holds.MOMENT)
    taken_by: Mapped[str] = field("Taken over by", default="", searched=True)
    taken_as: Mapped[str] = field("Position of who took over", default="")
    taken_at: Mapped[int | None] = field("Taken over at", Holds.MOMENT)


class Block(Record):
    """What stands in one block of a form, or in one row of a block that is a table (its cells parted by tabs)."""

    __tablename__ = "block"
    form: Mapped[bytes | None] = field("Form", Holds.RECORD, Meets.ONCE, of="form")
    key: Mapped[str] = field("Block", Holds.LINE, Meets.ONCE, default="", help="3, 5.address, 7[].")
    place: Mapped[int | None] = field("Row", Holds.NUMBER, Meets.NEWEST)
    text: Mapped[str] = field("Text", Holds.TEXT, default="", searched=True)
    unchanged: Mapped[bool] = field("No change since the last one", Holds.YES, default=False)


class Access(Record):
    """One look at marked paper, or one copy of it let out: written once, never taken back."""

    __tablename__ = "access"
    way: Mapped[str] = field("How", Holds.CHOICE, Meets.ONCE, default="viewed", choices=WAYS_OUT)
    what: Mapped[str] = field("What", Holds.LINE, Meets.ONCE, default="", searched=True)
    code: Mapped[str] = field("Form", Holds.LINE, Meets.ONCE, default="", searched=True)
    form: Mapped[bytes | None] = field("Record of the form", Holds.RECORD, Meets.ONCE, of="form")
    summary: Mapped[bytes | None] = field("Issued paper", Holds.RECORD, Meets.ONCE, of="summary")
    product: Mapped[bytes | None] = field("Product", Holds.RECORD, Meets.ONCE, of="product")
    released: Mapped[str] = field("Let out at", Holds.LINE, Meets.ONCE, default="", help="TLP word.")
    withheld: Mapped[int | None] = field("Left out", Holds.NUMBER, Meets.ONCE, unit="records")
    pages: Mapped[int | None] = field("Pages", Holds.NUMBER, Meets.ONCE)
    digest: Mapped[str] = field("Digest of the content", Holds.LINE, Meets.ONCE, default="", searched=True)
    sent_to: Mapped[str] = field("To", Holds.LINE, Meets.ONCE, default="", searched=True, help="Printer, file, screen.")
    author: Mapped[str] = field("Who", Holds.LINE, Meets.ONCE, default="", searched=True)
    position: Mapped[str] = field("Position", Holds.LINE, Meets.ONCE, default="", searched=True)
    written: Mapped[int | None] = field("When", Holds.MOMENT, Meets.ONCE)


Index("form_code", Form.event, Form.code)
Index("block_form", Block.form)
Index("access_written", Access.event, Access.written)
