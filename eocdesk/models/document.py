"""What is attached and what is handed up: files by content, and numbered summaries."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from eocdesk.models.fields import Holds, Meets, field
from eocdesk.models.paper import STAGES
from eocdesk.models.record import Record


class Document(Record):
    """A file, named by what is in it, attached to an entry or an incident."""

    __tablename__ = "document"
    name: Mapped[str] = field("File name", Holds.LINE, Meets.ONCE, default="", searched=True)
    mime: Mapped[str] = field("Type", Holds.LINE, Meets.ONCE, default="")
    size: Mapped[int | None] = field("Size", Holds.NUMBER, Meets.ONCE, unit="bytes")
    sha256: Mapped[str] = field("SHA-256", Holds.LINE, Meets.ONCE, default="")
    entry: Mapped[bytes | None] = field("Entry", Holds.RECORD, Meets.ONCE, of="entry")
    incident: Mapped[bytes | None] = field("Incident", Holds.RECORD, Meets.ONCE, of="incident")
    caption: Mapped[str] = field("Caption", default="", searched=True)


class Summary(Record):
    """One issued paper: numbered per event and form, versioned, its bytes and what they were made from kept."""

    __tablename__ = "summary"
    number: Mapped[int | None] = field("Number", Holds.NUMBER, Meets.ONCE)
    version: Mapped[int | None] = field("Version", Holds.NUMBER, Meets.ONCE)
    as_of: Mapped[int | None] = field("Data as of", Holds.MOMENT, Meets.ONCE)
    highlights: Mapped[str] = field("Highlights", Holds.TEXT, Meets.ONCE, default="")
    remarks: Mapped[str] = field("Remarks", Holds.TEXT, Meets.ONCE, default="")
    prepared_by: Mapped[str] = field("Prepared by", Holds.LINE, Meets.ONCE, default="")
    approved_by: Mapped[str] = field("Approved by", Holds.LINE, default="")
    approved_at: Mapped[int | None] = field("Approved at", Holds.MOMENT)
    sha256: Mapped[str] = field("SHA-256 of the PDF", Holds.LINE, Meets.ONCE, default="")
    code: Mapped[str] = field("Form", Holds.LINE, Meets.ONCE, default="situation", help="situation, iap, ics-209.")
    title: Mapped[str] = field("Title", Holds.LINE, Meets.ONCE, default="", searched=True)
    stage: Mapped[str] = field("Stage", Holds.CHOICE, Meets.ONCE, default="update", choices=STAGES)
    form: Mapped[bytes | None] = field("Record of the form", Holds.RECORD, Meets.ONCE, of="form")
    changed: Mapped[str] = field("What changed", Holds.TEXT, Meets.ONCE, default="")
    digest: Mapped[str] = field("Digest of the content", Holds.LINE, Meets.ONCE, default="", searched=True)
    content: Mapped[str] = field("SHA-256 of the frozen content", Holds.LINE, Meets.ONCE, default="")


Index("document_entry", Document.entry)
Index("summary_number", Summary.event, Summary.number)
