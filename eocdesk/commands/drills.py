"""Ask every desk of an event for a blackout drill, and answer: entries of the log, so that they travel as all do."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands.command import Work
from eocdesk.commands.entries import labels, write
from eocdesk.models import Entry, Event, Refused, clock
from eocdesk.models.clock import Moment
from eocdesk.store import local
from eocdesk.store.queries import drill_asks, threads
from eocdesk.store.queries.drill_asks import ANSWERS, ASK, ASKS, DECLINED, SOURCE, WELL, WRONG

__all__ = ["DECLINED", "WELL", "WRONG", "AnswerDrill", "AskDrill"]

MINUTE, DAY = 60_000, 86_400_000
LONGEST = 240
"""Minutes: a whole room is not cut off for longer by a word of one."""
AHEAD = 7 * DAY


@dataclass(frozen=True, slots=True)
class AskDrill:
    """Ask all desks to cut themselves off at a moment for so many minutes."""

    event: bytes
    begins: Moment
    minutes: int
    why: str

    @property
    def title(self) -> str:
        """What it is called."""
        return "Ask all desks for a blackout drill"

    def do(self, work: Work) -> bytes:
        """The asking entry's id."""
        event = work.must(Event, self.event)
        why = " ".join(self.why.split())
        if not why:
            raise Refused("Say why: every desk shows it.", "why")
        if not 1 <= self.minutes <= LONGEST:
            raise Refused(f"A drill of all desks lasts from 1 to {LONGEST} minutes.", "minutes")
        if not work.moment <= self.begins <= work.moment + AHEAD:
            raise Refused("It begins from now on, within a week.", "begins")
        marking, audience = labels(work, self.event, None, None, "")
        when = clock.at(self.begins, event.zone).strftime("%Y-%m-%d %H:%M")
        record, _ = write(
            work,
            self.event,
            f"Blackout drill asked of all desks: {when}, {self.minutes} minutes. {why}",
            reason=why,
            priority=ASKS,
            source=SOURCE,
            source_key=f"{ASK} {self.begins} {self.minutes}",
            marking=marking,
            audience=audience,
        )
        return record


_SAID = {
    WELL: "Blackout drill reported by desk {}: nothing is missing. {}",
    WRONG: "Blackout drill reported by desk {}: look at it. {}",
    DECLINED: "Blackout drill declined by desk {}. {}",
}


@dataclass(frozen=True, slots=True)
class AnswerDrill:
    """What came of a drill that was asked of all, on this desk; or that it takes no part."""

    ask: bytes
    state: str
    """WELL, WRONG or DECLINED."""
    words: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Decline a blackout drill" if self.state == DECLINED else "Report a blackout drill"

    def do(self, work: Work) -> bytes:
        """The answering entry's id; a second answer of one desk to the same ask is refused."""
        asked = work.must(Entry, self.ask)
        if self.state == DECLINED and work.read(threads.is_struck, self.ask):
            raise Refused("This drill was called off. There is nothing to decline.")
        if work.read(drill_asks.answered, self.ask, asked.event, work.read(local.device)):
            raise Refused("This desk has answered already.")
        record, _ = write(
            work,
            asked.event,
            _SAID[self.state].format(work.code, " ".join(self.words.split())).strip(),
            source=SOURCE,
            source_key=f"{self.state} {self.ask.hex()}",
            priority=ANSWERS,
            marking=asked.marking,
            audience=asked.audience,
        )
        return record
