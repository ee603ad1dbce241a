"""Write the log: log, amend, strike, acknowledge. What stands is never touched; another entry puts it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import (
    KINDS,
    Acknowledgement,
    Entry,
    Event,
    Incident,
    Record,
    Refused,
    Session,
    Venue,
    fields_of,
    ids,
)
from eocdesk.models.fields import Holds, ids_of
from eocdesk.models.marking import highest
from eocdesk.store.queries import threads

BLANK = "Say what happened."
CHANGE = "change"
AMEND = "amend"
STRIKE = "strike"


def of_event(work: Work, cls: type[Record], record: bytes | None, event: bytes, field: str) -> None:
    """Refused where a record that is pointed to is not here, or belongs to another event."""
    if record is None:
        return
    found = work.get(cls, record)
    if found is None:
        raise Refused(f"This {field} is not on this desk.", field)
    if found.event != event:
        raise Refused(f"This {field} belongs to another event.", field)


def pointing(work: Work, kind: str, event: bytes, values: Mapping[str, Any]) -> None:
    """Refused where one of the values points to a record that is not here or belongs to another event.

    Which fields point, and to what, is as they are declared.
    """
    for name, known in fields_of(KINDS[kind]).items():
        if name == "event" or not known.of or name not in values:
            continue
        pointed = ids_of(values[name]) if known.holds is Holds.LIST else [values[name]]
        for record in pointed:
            of_event(work, KINDS[known.of], record, event, name)


def labels(work: Work, event: bytes, incident: bytes | None, marking: str | None, audience: str) -> tuple[str, str]:
    """(marking, audience) as asked; where not asked, the incident's, else the event's marking."""
    if marking is not None:
        return marking, audience
    above = None if incident is None else work.get(Incident, incident)
    if above is not None:
        return above.marking, audience or above.audience or ""
    whole = work.get(Event, event)
    return (whole.marking if whole is not None else Entry.__table__.c.marking.default.arg), audience


def write(work: Work, event: bytes, text: str, *, id: bytes | None = None, **values: Any) -> tuple[bytes, str]:  # noqa: A002  a record's id
    """Write one entry, signed and dated by this act; its id and number."""
    text = text.strip()
    if not text:
        raise Refused(BLANK, "text")
    fitted = fit("entry", {"text": text, **values})
    number = work.number("entry")
    record = id or ids.new_id()
    fitted.setdefault("happened", work.moment)
    work.put(
        "entry",
        record,
        event=event,
        number=number,
        author=work.person,
        position=work.position,
        written=work.moment,
        **fitted,
    )
    return record, number


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Log what happened. `happened` None is now; `marking` None is the incident's, else the event's.

    An entry of that `id` that stands already is left as it is: logging it twice is logging it once.
    """

    event: bytes
    text: str
    venue: bytes | None = None
    incident: bytes | None = None
    session: bytes | None = None
    severity: int = 0
    priority: str = "routine"
    happened: int | None = None
    channel: str = "desk"
    reported_by: str = ""
    addressees: tuple[str, ...] = ()
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    marking: str | None = None
    audience: str = ""
    id: bytes | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Log an entry"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The entry's id and number; Refused where nothing is said or what it points to is not here."""
        stands = None if self.id is None else work.get(Entry, self.id)
        if stands is not None:
            return stands.id, stands.number
        if not self.text.strip():
            raise Refused(BLANK, "text")
        work.must(Event, self.event)
        of_event(work, Venue, self.venue, self.event, "venue")
        of_event(work, Incident, self.incident, self.event, "incident")
        of_event(work, Session, self.session, self.event, "session")
        marking, audience = labels(work, self.event, self.incident, self.marking, self.audience)
        said = [word for name in self.addressees if (word := " ".join(name.split()))]
        return write(
            work,
            self.event,
            self.text,
            id=self.id,
            venue=self.venue,
            incident=self.incident,
            session=self.session,
            severity=self.severity,
            priority=self.priority,
            happened=work.moment if self.happened is None else self.happened,
            channel=self.channel,
            reported_by=self.reported_by,
            addressees=list(dict.fromkeys(said)) or None,
            place=self.place,
            lat=self.lat,
            lon=self.lon,
            marking=marking,
            audience=audience,
        )


@dataclass(frozen=True, slots=True)
class AmendEntry:
    """Put an entry right by another one that says how it should read."""

    entry: bytes
    text: str
    reason: str = ""
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend an entry"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The amendment's id and number; it is marked at least as what it amends."""
        first = _standing(work, self.entry)
        text = self.text.strip()
        if not text:
            raise Refused("Say how it should read.", "text")
        if text == work.read(threads.reads_now, first.id):
            raise Refused("This is how it reads already.", "text")
        return _follow(work, first, AMEND, text, self.reason, self.marking)


@dataclass(frozen=True, slots=True)
class StrikeEntry:
    """Strike an entry by another one that says why. Both stay in the log."""

    entry: bytes
    reason: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Strike an entry"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The striking entry's id and number."""
        first = _standing(work, self.entry)
        if first.kind == CHANGE:
            raise Refused("This entry records a change that was made. Change the incident again, or amend the words.")
        reason = " ".join(self.reason.split())
        if not reason:
            raise Refused("Say why it is struck.", "reason")
        return _follow(work, first, STRIKE, f"Entry {first.number} struck. {reason}", reason)


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """An addressee has read an entry. Twice is once, on whichever desks it is said."""

    entry: bytes
    addressee: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Acknowledge an entry"

    def do(self, work: Work) -> bytes:
        """The acknowledgement's id."""
        entry = work.must(Entry, self.entry)
        wanted = " ".join(self.addressee.split())
        if not wanted:
            raise Refused("Say who acknowledges.", "addressee")
        said = entry.addressees or []
        addressee = next((name for name in said if name.casefold() == wanted.casefold()), None)
        if said and addressee is None:
            raise Refused(f"{wanted} is not an addressee of this entry ({', '.join(said)}).", "addressee")
        name = addressee or wanted
        record = acknowledgement_id(entry.event, entry.id, name)
        stands = work.get(Acknowledgement, record)
        if stands is not None:
            work.put("acknowledgement", record, struck=False)  # brought back where it was undone
        else:
            work.put(
                "acknowledgement",
                record,
                event=entry.event,
                marking=entry.marking,
                audience=entry.audience,
                entry=entry.id,
                addressee=name,
                acknowledged_by=work.person,
                at=work.moment,
            )
        return record


def acknowledgement_id(event: bytes, entry: bytes, addressee: str) -> bytes:
    """The id of that addressee's acknowledgement, the same on every desk."""
    return ids.source_id(event, "acknowledgement", "entry/" + entry.hex(), addressee)


def _standing(work: Work, entry: bytes) -> Entry:
    """The entry a thread begins with; Refused where it is struck."""
    found = work.must(Entry, entry)
    first = work.must(Entry, found.amends) if found.kind in (AMEND, STRIKE) and found.amends else found
    if work.read(threads.is_struck, first.id):
        raise Refused(f"Entry {first.number} has been struck. Log a new one.")
    return first


def _follow(
    work: Work, first: Entry, kind: str, text: str, reason: str, marking: str | None = None
) -> tuple[bytes, str]:
    words = [first.marking] if marking is None else [first.marking, marking]
    return write(
        work,
        first.event,
        text,
        kind=kind,
        reason=reason,
        amends=first.id,
        venue=first.venue,
        incident=first.incident,
        session=first.session,
        severity=first.severity,
        happened=work.moment,
        marking=highest(words).word,
        audience=first.audience,
    )
