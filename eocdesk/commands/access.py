"""The trail of paper: who looked at what, printed it or let it out; one entry each, written once, for good."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import Event

KIND = "access"
FOR_GOOD = "What was looked at and let out stands in the trail for good: nobody takes it out."


@dataclass(frozen=True, slots=True)
class NoteAccess:
    """Note that marked paper was viewed, or that a copy was printed, exported or issued.

    `way` is one of models.paper.WAYS_OUT, `what` what the paper is called, `released` the TLP word it goes out at;
    it is marked as the paper is. `sent_to`: the printer, the file, the screen.
    """

    event: bytes
    way: str
    what: str
    marking: str
    audience: str = ""
    code: str = ""
    form: bytes | None = None
    summary: bytes | None = None
    product: bytes | None = None
    released: str = ""
    withheld: int = 0
    pages: int = 0
    digest: str = ""
    sent_to: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Note who saw a paper"

    def do(self, work: Work) -> bytes:
        """The entry's id."""
        work.must(Event, self.event)
        names = ("way", "what", "code", "form", "summary", "product", "released", "withheld", "pages", "digest")
        values = {name: getattr(self, name) for name in (*names, "sent_to", "marking")}
        values |= {"author": work.person, "position": work.position, "written": work.moment}
        return work.add(KIND, event=self.event, audience=self.audience, **fit(KIND, values))
