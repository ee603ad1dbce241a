"""What can be done with situation summaries: issue one under its number, approve it."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import Event, Refused, Summary
from eocdesk.store.queries import reports


class NumberTakenError(Refused):
    """Another summary got the number meanwhile: draw it anew under the next one."""


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """Keep an issued summary: what it was called, when its data is of, the digest of its pages."""

    event: bytes
    number: int
    version: int
    as_of: int
    sha256: str
    marking: str
    audience: str = ""
    highlights: str = ""
    remarks: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Issue situation report {self.number}"

    def do(self, work: Work) -> bytes:
        """The summary's id; NumberTakenError where this number and version stand already."""
        work.must(Event, self.event)
        if work.read(reports.is_taken, self.event, self.number, self.version):
            raise NumberTakenError(f"Situation report {self.number}, version {self.version} has been issued already.")
        values = {
            "number": self.number,
            "version": self.version,
            "as_of": self.as_of,
            "sha256": self.sha256,
            "highlights": self.highlights.strip(),
            "remarks": self.remarks.strip(),
            "prepared_by": ", ".join(word for word in (work.person, work.position) if word),
            "marking": self.marking,
        }
        return work.add("summary", event=self.event, audience=self.audience, **fit("summary", values))


@dataclass(frozen=True, slots=True)
class ApproveSummary:
    """Say that a supervisor has approved an issued summary. Its pages stay as they were issued."""

    summary: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Approve situation report"

    def do(self, work: Work) -> bytes:
        """The summary's id; Refused where nobody sits here, or it is approved already."""
        found = work.must(Summary, self.summary)
        if found.approved_by:
            raise Refused(f"Situation report {found.number} has been approved by {found.approved_by} already.")
        if not work.person:
            raise Refused("Say who sits here first.", "person")
        name = ", ".join(word for word in (work.person, work.position) if word)
        work.put("summary", self.summary, approved_by=name, approved_at=work.moment)
        return self.summary
