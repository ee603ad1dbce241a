"""Say which venue a source's words mean: its sessions go there, and the next file finds it by itself."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands.command import Work
from eocdesk.commands.entries import of_event
from eocdesk.commands.records import fit
from eocdesk.models import Refused, Venue
from eocdesk.store.queries import matching, review


@dataclass(frozen=True, slots=True)
class MatchVenue:
    """Match words that no venue of the event bears; without a venue one of that name is added.

    Done with an origin `import:…`, the sessions stay free to be moved by a newer file.
    """

    event: bytes
    words: str
    venue: bytes | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Match “{self.words}”"

    def do(self, work: Work) -> tuple[bytes, int]:
        """The venue's id, and how many sessions went there; Refused where nothing waits under these words."""
        waiting = work.read(review.sessions_of, self.event, self.words)
        if not waiting:
            raise Refused(f"No session waits with the words “{self.words}”.", "venue")
        of_event(work, Venue, self.venue, self.event, "venue")
        venue = self.venue or work.add("venue", event=self.event, **fit("venue", {"name": self.words}))
        self._name(work, venue)
        for session in waiting:
            work.put("session", session, venue=venue, venue_words="")
        return venue, len(waiting)

    def _name(self, work: Work, venue: bytes) -> None:
        """The words become one of the venue's names, where they are not yet."""
        held = work.must(Venue, venue)
        names = {matching.plain(name) for name in (held.name, held.short, *(held.aliases or ())) if name}
        if matching.plain(self.words) not in names:
            work.put("venue", venue, aliases=[*(held.aliases or ()), self.words])
