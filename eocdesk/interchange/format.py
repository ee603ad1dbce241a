"""What a format is: how it is recognised, read and written, and what it loses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from eocdesk.commands.reading import Reading
from eocdesk.models import Agency, Alert, Contact, Event, Feature, Indicator, Product, Session, Threat, Venue
from eocdesk.models.marking import Tlp

OWN = "X-EOCDESK-"
"""Before the properties in calendars and cards that only a desk understands."""
EXERCISE = "EXERCISE: "
"""Before the titles and names of an exercise wherever other programs show them."""
BEAT = 256
"""Rows between two looks at whether the person has cancelled."""


class Cancelled(Exception):
    """The person stopped the import; nothing of it is to be written."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person gave with a file. `starts` and `ends` are the event's days, `profile` a name or a path."""

    zone: str | None = None
    year: int | None = None
    event_zone: str = "UTC"
    starts: date | None = None
    ends: date | None = None
    profile: str | None = None
    file_name: str = ""
    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], bool] | None = None
    exercise: bool = False

    def beat(self, done: int, total: int) -> None:
        """Told once in a while how far the reading is; raises Cancelled when the person has had enough."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(done, total)


@dataclass(frozen=True, slots=True)
class Export:
    """What is handed to a writer: the records, and the names that stand for ids in them."""

    event: Event
    sessions: Sequence[Session] = ()
    venues: Sequence[Venue] = ()
    features: Sequence[Feature] = ()
    agencies: Sequence[Agency] = ()
    contacts: Sequence[Contact] = ()
    indicators: Sequence[Indicator] = ()
    threats: Sequence[Threat] = ()
    products: Sequence[Product] = ()
    alerts: Sequence[Alert] = ()
    marking: str = Tlp.CLEAR.word  # nothing above it is in the records given
    now: int = 0  # when it is written, ms UTC
    venue_names: Mapping[bytes, str] = field(default_factory=dict)
    agency_names: Mapping[bytes, str] = field(default_factory=dict)

    def venue_name(self, id: bytes | None) -> str:  # noqa: A002  the word of the record
        """The venue's name, from the map or from the venues themselves; empty where unknown."""
        if id is None:
            return ""
        return self.venue_names.get(id) or next((venue.name for venue in self.venues if venue.id == id), "")

    def agency_name(self, id: bytes | None) -> str:  # noqa: A002  the word of the record
        """The agency's name, from the map or from the agencies themselves; empty where unknown."""
        if id is None:
            return ""
        return self.agency_names.get(id) or next((agency.name for agency in self.agencies if agency.id == id), "")


Reads = Callable[[bytes, Asked], Reading]
Writes = Callable[[Export], bytes]
Recognises = Callable[[bytes, str], bool]


def never(_data: bytes, _name: str) -> bool:
    """The recogniser of a format that is only written."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """One way in, one way out, or both. `loses` says in one sentence what does not come through."""

    name: str
    label: str
    endings: tuple[str, ...]
    loses: str
    reads: Reads | None = None
    writes: Writes | None = None
    recognises: Recognises = never
    also: tuple[str, ...] = ()  # other names a person may type
