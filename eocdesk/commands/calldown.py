"""Call everybody on the list, one after the other; each call is an entry of the log."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.models import Agency, Contact, Event, Refused
from eocdesk.models.marking import highest
from eocdesk.store.queries import calldown

OUTCOMES = (
    ("reached", "Reached"),
    ("no answer", "No answer"),
    ("left message", "Left message"),
    ("busy", "Busy"),
)
_SAID = {"reached": "reached", "no answer": "no answer", "left message": "left a message", "busy": "busy"}


@dataclass(frozen=True, slots=True)
class BeginCallDown:
    """Begin a new call-down: everybody on the list is to be called from now on."""

    event: bytes
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Begin a call-down"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The entry's id and number; Refused where nobody is on the list."""
        event = work.must(Event, self.event)
        called = work.read(calldown.order, self.event)
        if not called:
            raise Refused("Nobody is on the call-down list. Give contacts a place in it first.")
        reason = self.reason.strip()
        count = f"{len(called)} to call" if len(called) != 1 else "1 to call"
        text = f"{calldown.WORDS} begun, {count}{': ' + reason if reason else ''}"
        return entries.write(
            work, self.event, text, marking=event.marking, source=calldown.SOURCE, source_key=calldown.BEGIN
        )


@dataclass(frozen=True, slots=True)
class TickOff:
    """Say what came of a call; the log keeps it, the list shows the latest."""

    contact: bytes
    event: bytes
    outcome: str
    note: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Tick off a call"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The entry's id and number; Refused where the contact is not of this event or the outcome is none."""
        if self.outcome not in _SAID:
            raise Refused(f"A call ends in one of: {', '.join(_SAID)}.", "outcome")
        event = work.must(Event, self.event)
        contact = work.must(Contact, self.contact)
        entries.of_event(work, Contact, self.contact, self.event, "contact")
        agency = None if contact.agency is None else work.get(Agency, contact.agency)
        place = (agency.short or agency.name) if agency is not None else contact.organisation
        who = f"{contact.name} ({place})" if place else contact.name
        note = self.note.strip()
        text = f"{calldown.WORDS}: {who}: {_SAID[self.outcome]}.{' ' + note if note else ''}"
        return entries.write(
            work,
            self.event,
            text,
            channel="phone",
            marking=highest([event.marking, contact.marking]).word,
            audience=contact.audience,
            source=calldown.SOURCE,
            source_key=calldown.key_of(contact.id, self.outcome),
        )


@dataclass(frozen=True, slots=True)
class MoveInCallDown:
    """Give a contact another place in the call-down, 1 the first; None takes it off the list."""

    contact: bytes
    place: int | None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Change the call-down"

    def do(self, work: Work) -> bytes:
        """The contact's id. Whoever moves up or down for it is numbered anew, from 1 without gaps."""
        known = work.must(Contact, self.contact)
        listed = [record for record in work.read(calldown.order, known.event) if record != self.contact]
        if self.place is None:
            work.put("contact", self.contact, call_order=None)
        else:
            if self.place < 1:
                raise Refused("Places are counted from 1.", "call_order")
            listed.insert(self.place - 1, self.contact)
        for place, record in enumerate(listed, 1):
            work.put("contact", record, call_order=place)
        return self.contact
