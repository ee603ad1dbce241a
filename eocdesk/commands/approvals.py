"""How a form passes: submitted, sent back, approved by another person with its pages, corrected by a new version."""

from __future__ import annotations

from dataclasses import dataclass, replace

from eocdesk.commands import entries
from eocdesk.commands.access import NoteAccess
from eocdesk.commands.command import Work
from eocdesk.commands.forms import HEAD, draft, opened, standing, write_blocks
from eocdesk.commands.records import fit
from eocdesk.commands.reports import NumberTakenError, keep_content
from eocdesk.models import Form, Refused, Summary
from eocdesk.models.marking import highest
from eocdesk.models.signer import same_person
from eocdesk.models.sitrep import SITUATION, wanting
from eocdesk.store.merge import STRUCK
from eocdesk.store.queries import forms
from eocdesk.store.queries.forms import Written


@dataclass(frozen=True, slots=True)
class SubmitForm:
    """Say that a draft is ready for approval. From now on its blocks stand still, unless it is sent back."""

    form: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Submit a form"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number; Refused where nobody sits here or a block breaks a rule of the form."""
        found = draft(work, self.form)
        _somebody(work)
        lines = work.read(forms.written, self.form)
        if any(line.disputed for line in lines):
            raise Refused("Two desks wrote one block differently. Choose what stands before it is submitted.", "blocks")
        if found.code == SITUATION:
            for key, sentence in wanting({line.key: line.text for line in lines}):
                raise Refused(sentence, key)
        signed = {"prepared_by": work.person, "prepared_as": work.position, "prepared_at": work.moment}
        work.put("form", self.form, state="submitted", **signed)
        return _say(work, found, f"{name(found)} submitted for approval")


@dataclass(frozen=True, slots=True)
class SendBack:
    """Give a submitted form back to who prepared it, with the reason."""

    form: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Send a form back"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number."""
        found = standing(work, self.form)
        if found.state != "submitted":
            raise Refused(f"This form is {found.state}. Only a submitted one is sent back.", "state")
        reason = " ".join(self.reason.split())
        if not reason:
            raise Refused("Say why it is sent back.", "reason")
        work.put("form", self.form, state="draft", prepared_at=None)
        return _say(work, found, f"{name(found)} sent back to {found.prepared_by}: {reason}")


@dataclass(frozen=True, slots=True)
class Frozen:
    """The pages a form is approved with: drawn, kept by digest, never drawn again. `at`: when it was approved."""

    at: int
    as_of: int
    number: int
    version: int
    sha256: str
    marking: str
    audience: str = ""
    digest: str = ""
    content: str = ""
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ApproveForm:
    """Approve a submitted form, by another person than prepared it; with `pages` it is issued under its number.

    `submitted` is when the form was submitted that the pages were drawn from; `access` the paper's entry of the trail,
    written with it.
    """

    form: bytes
    submitted: int
    pages: Frozen | None = None
    access: NoteAccess | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Approve a form"

    def do(self, work: Work) -> bytes | None:
        """The issued paper's id, None where there are no pages; NumberTakenError where the number stands already."""
        found = standing(work, self.form)
        if found.state != "submitted":
            raise Refused(f"This form is {found.state}. Only a submitted one is approved.", "state")
        may_approve(work.person, found.prepared_by)
        if found.prepared_at != self.submitted:
            raise Refused("This form was sent back and submitted again meanwhile. Read it again.", "form")
        if keys := late(work, self.form):
            said = f"Block {', '.join(keys)} was written on another desk after this was submitted."
            raise Refused(f"{said} Send it back, so that it is read.", "blocks")
        if self.pages is None and found.code == SITUATION:
            raise Refused("A situation report is approved with its pages.", "form")
        when = work.moment if self.pages is None else self.pages.at
        paper = None if self.pages is None else self._issue(work, found, self.pages)
        if self.access is not None:
            replace(self.access, summary=paper).do(work)
        signed = {"approved_by": work.person, "approved_as": work.position, "approved_at": when}
        if self.pages is not None:
            signed["title"] = self._called(found, self.pages)
        work.put("form", self.form, state="approved", **signed)
        said = f"{name(found)} approved" if self.pages is None else f"{self._called(found, self.pages)} approved"
        if found.corrects is not None:
            _supersede(work, found)
            said += f" as a correction: {' '.join(found.changed.split())}"
        if self.pages is not None and self.pages.note:
            said += f". {self.pages.note}"
        _say(work, found, said, () if self.pages is None else (self.pages.marking,))
        return paper

    def _called(self, found: Form, pages: Frozen) -> str:
        version = f", version {pages.version}" if pages.version > 1 else ""
        return f"{pages.title or found.title or found.code} {pages.number}{version}"

    def _issue(self, work: Work, found: Form, pages: Frozen) -> bytes:
        if work.read(forms.is_taken, found.event, found.code, pages.number, pages.version):
            raise NumberTakenError(f"{self._called(found, pages)} has been issued already.")
        blocks = work.read(forms.blocks_of, found.id) if found.code == SITUATION else {}
        values = {
            "number": pages.number,
            "version": pages.version,
            "as_of": pages.as_of,
            "sha256": pages.sha256,
            "highlights": str(blocks.get("1", "")).strip(),
            "remarks": str(blocks.get("17", "")).strip(),
            "prepared_by": signed_as(found.prepared_by, found.prepared_as),
            "approved_by": signed_as(work.person, work.position),
            "approved_at": pages.at,
            "marking": highest([pages.marking, found.marking]).word,
            "code": found.code,
            "title": pages.title or found.title,
            "stage": found.stage,
            "form": found.id,
            "changed": found.changed,
            "digest": pages.digest,
            "content": pages.content,
        }
        name, marking = f"{found.code}-{pages.number}-v{pages.version}", str(values["marking"])
        keep_content(work, found.event, name, pages.content, marking, pages.audience)
        return work.add("summary", event=found.event, audience=pages.audience, **fit("summary", values))


@dataclass(frozen=True, slots=True)
class Correct:
    """Begin the next version of an issued paper: a draft with its texts, and what changed in words."""

    summary: bytes
    changed: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Correct an issued paper"

    def do(self, work: Work) -> bytes:
        """The new form's id; Refused where a newer version stands, or is being written."""
        changed = self.changed.strip()
        if not changed:
            raise Refused("Say what changed.", "changed")
        paper = work.must(Summary, self.summary)
        code = paper.code or SITUATION
        newest = next(
            (one for one in work.read(forms.papers_of, paper.event, code) if one.number == paper.number), None
        )
        if newest is None or (newest.id != self.summary and newest.version > (paper.version or 1)):
            raise Refused("There is a newer version of this paper. Correct that one.", "summary")
        going = work.read(forms.correction_of, self.summary)
        if going is not None:
            raise Refused(f"Form {going.number} corrects this paper already. Go on from there.", "summary")
        before = None if paper.form is None else work.get(Form, paper.form)
        head = {"title": paper.title or "", "stage": paper.stage or "update"}
        labels = (paper.marking, paper.audience or "")
        carried: tuple[Written, ...] = ()
        if before is not None:
            head |= {one: getattr(before, one) for one in HEAD if one != "title"}
            labels, carried = (before.marking, before.audience or ""), work.read(forms.written, before.id)
        values = fit("form", {**head, "corrects": self.summary, "changed": changed})
        made = opened(work, paper.event, code, values, labels, carried)
        if before is None and code == SITUATION:
            write_blocks(work, made, {"1": paper.highlights or "", "17": paper.remarks or ""}, {})
        called = f"{paper.title or 'Situation report'} {paper.number}"
        _say(work, work.must(Form, made), f"Correction of {called} begun: {' '.join(changed.split())}")
        return made


def late(work: Work, form: bytes) -> tuple[str, ...]:
    """The blocks of a submitted form that another desk wrote, or a row it struck, after it was submitted."""
    state = work.state("form", form)
    submitted = 0 if state is None else max((head.hlc for head in state.heads.get("state", ())), default=0)
    found = []
    for block, key in work.read(forms.every_block, form):
        held = work.state("block", block)
        heads = () if held is None else (*held.heads.get("text", ()), *held.heads.get(STRUCK, ()))
        if any(head.hlc > submitted for head in heads):
            found.append(key)
    return tuple(dict.fromkeys(found))


def name(form: Form) -> str:
    """What a form is called in the log."""
    return " ".join(word for word in (form.title or form.code, f"({form.number})" if form.number else "") if word)


def signed_as(person: str, position: str) -> str:
    """`L. Chen, Watch officer`."""
    return ", ".join(word for word in (person, position) if word)


def may_approve(person: str, prepared_by: str) -> None:
    """Refused where nobody sits here, or who prepared it would approve it."""
    if not person.strip():
        raise Refused("Say who sits here first.", "person")
    if same_person(person, prepared_by):
        raise Refused(f"{person} prepared this form. Another person approves it.", "person")


def _somebody(work: Work) -> None:
    if not work.person.strip():
        raise Refused("Say who sits here first.", "person")


def _supersede(work: Work, correction: Form) -> None:
    paper = None if correction.corrects is None else work.get(Summary, correction.corrects)
    before = None if paper is None or paper.form is None else work.get(Form, paper.form)
    if before is not None and before.state == "approved":
        work.put("form", before.id, state="superseded")


def _say(work: Work, form: Form, text: str, marks: tuple[str, ...] = ()) -> tuple[bytes, str]:
    marking = highest([form.marking, *marks]).word
    return entries.write(work, form.event, text, marking=marking, audience=form.audience or "")
