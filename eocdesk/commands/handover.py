"""One shift hands over to the next: notes are written, the brief is given, the officer who comes takes it."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands import entries
from eocdesk.commands.approvals import signed_as
from eocdesk.commands.command import Work
from eocdesk.commands.forms import FillBlock, OpenForm, standing
from eocdesk.models import Event, Form, Refused
from eocdesk.models.marking import highest
from eocdesk.models.signer import same_person
from eocdesk.store.queries import forms, handover

TITLE = "Shift handover brief"


@dataclass(frozen=True, slots=True)
class WriteNotes:
    """Write the notes to the next officer; the handover is begun with them where none is being written."""

    event: bytes
    text: str
    form: bytes | None = None
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Write handover notes"

    def do(self, work: Work) -> bytes:
        """The form's id. Refused where it has been handed over."""
        event = work.must(Event, self.event)
        form = self.form
        if form is None:
            held = work.read(handover.form_of, self.event, work.moment, None, work.position)
            form = held.id if held is not None and _is_mine(held, work.position) else None
        if form is None:
            span = work.read(handover.span_of, event, work.moment, work.person)
            values = {"title": TITLE, "person": work.person, "position": work.position, "since": span.since}
            form = OpenForm(self.event, handover.CODE, values).do(work)
        FillBlock(form, handover.NOTES, self.text, marking=self.marking).do(work)
        return form


@dataclass(frozen=True, slots=True)
class HandOver:
    """The shift is handed over: its notes stand from now on, and the next officer is asked to take it."""

    form: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Hand over the shift"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number."""
        found = _of(work, self.form)
        if found.state != "draft":
            raise Refused("This shift has been handed over already.", "state")
        _somebody(work)
        if any(line.disputed for line in work.read(forms.written, self.form)):
            raise Refused("Two desks wrote the notes differently. Choose what stands before you hand over.", "notes")
        signed = {"prepared_by": work.person, "prepared_as": work.position, "prepared_at": work.moment}
        work.put("form", self.form, state="submitted", until=work.moment, **signed)
        return _say(work, found, f"Shift handed over by {signed_as(work.person, work.position)}, form {found.number}.")


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The officer who comes has read the brief and is on watch from now on; the brief stays as it is."""

    form: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Take over the shift"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The log entry's id and number. Who left without handing over is taken over from all the same."""
        found = _of(work, self.form)
        if found.taken_at is not None:
            raise Refused(f"{found.taken_by or 'Somebody'} has taken this shift over already.", "state")
        _somebody(work)
        giver = found.prepared_by or found.person or ""
        if giver and same_person(work.person, giver):
            raise Refused(f"{work.person} hands this shift over. The officer who comes takes it.", "person")
        left = {"until": work.moment, "prepared_by": giver} if found.state == "draft" else {}
        taken = {"taken_by": work.person, "taken_as": work.position, "taken_at": work.moment}
        work.put("form", self.form, state="approved", **left, **taken)
        unsaid = ", who had not handed over" if found.state == "draft" else ""
        whom = f" from {signed_as(giver, found.prepared_as or found.position or '')}{unsaid}" if giver else ""
        who = signed_as(work.person, work.position)
        return _say(work, found, f"Shift taken over by {who}{whom}, form {found.number}.")


def _of(work: Work, form: bytes) -> Form:
    found = standing(work, form)
    if found.code != handover.CODE:
        raise Refused("This form is no handover.", "form")
    return found


def _is_mine(form: Form, position: str) -> bool:
    """Whether it is being written at this position: two positions hand over apart."""
    at, here = (" ".join(word.split()).casefold() for word in (form.position or "", position))
    return form.state == "draft" and at in ("", here)


def _somebody(work: Work) -> None:
    if not work.person.strip():
        raise Refused("Say who sits here first.", "person")


def _say(work: Work, form: Form, text: str) -> tuple[bytes, str]:
    marking = highest([form.marking]).word
    return entries.write(work, form.event, text, marking=marking, audience=form.audience or "")
