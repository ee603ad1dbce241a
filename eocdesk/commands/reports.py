"""What can be done with issued paper: issue it under its number with what it was made from, approve it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import Event, Refused, Summary
from eocdesk.models.marking import Tlp
from eocdesk.models.signer import same_person
from eocdesk.store.queries import forms

CAPTION = "What an issued paper was made from"


class NumberTakenError(Refused):
    """Another summary got the number meanwhile: draw it anew under the next one."""


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """Keep an issued paper: what it was called, when its data is of, the digests of its pages and of its content.

    `called` names it where its kind has no number of its own; `content` is the SHA-256 of the frozen content, whose
    bytes are kept before this is done, as those of the pages are. `access` is its entry of the trail, written with it.
    """

    event: bytes
    number: int
    version: int
    as_of: int
    sha256: str
    marking: str
    audience: str = ""
    highlights: str = ""
    remarks: str = ""
    code: str = "situation"
    called: str = ""
    stage: str = "update"
    form: bytes | None = None
    changed: str = ""
    digest: str = ""
    content: str = ""
    access: NoteAccess | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Issue {self._name}"

    @property
    def _name(self) -> str:
        return f"{self.called or 'situation report'} {self.number}"

    def do(self, work: Work) -> bytes:
        """The paper's id; NumberTakenError where this number and version stand already."""
        work.must(Event, self.event)
        if work.read(forms.is_taken, self.event, self.code, self.number, self.version):
            name = f"{self._name[:1].upper()}{self._name[1:]}"
            raise NumberTakenError(f"{name}, version {self.version} has been issued already.")
        values = {
            "number": self.number,
            "version": self.version,
            "as_of": self.as_of,
            "sha256": self.sha256,
            "highlights": self.highlights.strip(),
            "remarks": self.remarks.strip(),
            "prepared_by": ", ".join(word for word in (work.person, work.position) if word),
            "marking": self.marking,
            "code": self.code,
            "title": self.called,
            "stage": self.stage,
            "form": self.form,
            "changed": self.changed.strip(),
            "digest": self.digest,
            "content": self.content,
        }
        keep_content(
            work, self.event, f"{self.code}-{self.number}-v{self.version}", self.content, self.marking, self.audience
        )
        paper = work.add("summary", event=self.event, audience=self.audience, **fit("summary", values))
        if self.access is not None:
            replace(self.access, summary=paper).do(work)
        return paper


def keep_content(work: Work, event: bytes, name: str, sha256: str, marking: str, audience: str = "") -> None:
    """Name the frozen content of a paper in a record of its own, so that its bytes travel and are kept as others are.

    Nothing where there is none.
    """
    if sha256:
        values = {"name": f"{name}.json", "mime": "application/json", "sha256": sha256, "caption": CAPTION}
        work.add("document", event=event, audience=audience, **fit("document", {**values, "marking": marking}))


@dataclass(frozen=True, slots=True)
class ApproveSummary:
    """Say that a supervisor has approved an issued summary. Its pages stay as they were issued.

    One that is TLP:RED is approved with the word RED in `confirmed`.
    """

    summary: bytes
    confirmed: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Approve situation report"

    def do(self, work: Work) -> bytes:
        """The summary's id; Refused where nobody sits here, who issued it does, or it is approved already."""
        found = work.must(Summary, self.summary)
        if found.approved_by:
            raise Refused(f"Situation report {found.number} has been approved by {found.approved_by} already.")
        if not work.person:
            raise Refused("Say who sits here first.", "person")
        issuer = (found.prepared_by or "").split(", ")  # the name, then the position; each may hold commas
        if any(same_person(work.person, ", ".join(issuer[:end])) for end in range(1, len(issuer) + 1)):
            raise Refused(f"{work.person} prepared this report. Another person approves it.", "person")
        if found.marking == Tlp.RED.word and self.confirmed.strip().upper() != Tlp.RED.word:
            raise Refused("This report is TLP:RED. Confirm with the word RED that you have seen that.", "confirmed")
        name = ", ".join(word for word in (work.person, work.position) if word)
        work.put("summary", self.summary, approved_by=name, approved_at=work.moment)
        return self.summary
