"""What can be done with documents: attach one whose bytes are kept already."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import Entry, Event, Incident, Refused

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PATH = re.compile(r"[\\/]")


@dataclass(frozen=True, slots=True)
class Attach:
    """Name a file, kept by its SHA-256, in an entry or an incident, or in the event alone.

    Without a marking it takes that of what it is attached to, its audience with it, so that both are seen
    by the same people.
    """

    event: bytes
    name: str
    mime: str
    size: int
    sha256: str
    entry: bytes | None = None
    incident: bytes | None = None
    caption: str = ""
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Attach a document"

    def do(self, work: Work) -> bytes:
        """The document's id; Refused where what it is attached to is not here."""
        name = _PATH.split(self.name.strip())[-1]
        if not name:
            raise Refused("The file has no name.", "name")
        if not _DIGEST.fullmatch(self.sha256):
            raise Refused("The file's SHA-256 is not 64 hexadecimal digits.", "sha256")
        owner = self._owner(work)
        values = fit(
            "document",
            {
                "name": name,
                "mime": self.mime,
                "size": self.size,
                "sha256": self.sha256,
                "entry": self.entry,
                "incident": self.incident,
                "caption": self.caption.strip(),
                "marking": self.marking or owner.marking,
                "audience": owner.audience,
            },
        )
        return work.add("document", event=self.event, **values)

    def _owner(self, work: Work) -> Entry | Incident | Event:
        if self.entry is not None:
            return work.must(Entry, self.entry)
        if self.incident is not None:
            return work.must(Incident, self.incident)
        return work.must(Event, self.event)
