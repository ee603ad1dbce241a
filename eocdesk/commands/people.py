"""What can be done with people: take the watch."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import Refused, ids


def person_id(name: str) -> bytes:
    """The same officer has the same id on every desk: made from the name, letter case and blanks ignored."""
    return ids.source_id(ids.NIL, "person", "name", " ".join(name.split()).casefold())


@dataclass(frozen=True, slots=True)
class SignIn:
    """Take the watch at this desk. With an event open the change of officer is logged."""

    event: bytes | None
    person: str
    position: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Take the watch"

    def do(self, work: Work) -> bytes:
        """The person's id; Refused without a name."""
        name, position = " ".join(self.person.split()), " ".join(self.position.split())
        if not name:
            raise Refused("Say who sits here.", "person")
        record = person_id(name)
        work.put("person", record, event=ids.NIL, struck=False, **fit("person", {"name": name, "position": position}))
        if self.event is not None:
            self._log(work, self.event, name, position)
        return record

    def _log(self, work: Work, event: bytes, name: str, position: str) -> None:
        words = f"Watch taken by {_said(name, position)}"
        before = _said(work.person, work.position)
        if work.person and before != _said(name, position):
            words += f"; before: {before}"
        marking, _ = entries.labels(work, event, None, None, "")
        entry, _ = entries.write(work, event, f"{words}.", marking=marking)
        work.put("entry", entry, author=name, position=position)  # who takes the watch writes it, not who leaves


def _said(name: str, position: str) -> str:
    return f"{name}, {position}" if position else name
