"""Bring over from one event to the next what was learned there: lessons, and the gaps that are still open."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.commands.command import Work
from eocdesk.commands.gaps import CarryOver
from eocdesk.models import Event, Lesson, Refused, ids
from eocdesk.models.exchange import ADOPTIONS
from eocdesk.store.queries import gap_sources


@dataclass(frozen=True, slots=True)
class CarryLessons:
    """Carry lessons on to another event: new records there, to be considered, with what became of them here in words.

    A lesson that was carried there before is left as it is, on whichever desk it was.
    """

    lessons: tuple[bytes, ...]
    event: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Carry lessons over"

    def do(self, work: Work) -> tuple[bytes, ...]:
        """The ids of the new lessons."""
        if not self.event:
            raise Refused("Choose the event.", "event")
        made = self.carry(work)
        if not made:
            raise Refused("These lessons have been carried to that event before.", "event")
        return made

    def carry(self, work: Work) -> tuple[bytes, ...]:
        """The same; nothing where all were carried before."""
        work.must(Event, self.event)
        made = []
        for one in self.lessons:
            lesson = work.must(Lesson, one)
            if lesson.event == self.event:
                raise Refused(f"Lesson {lesson.number} belongs to this event already.", "event")
            record = ids.source_id(self.event, "lesson", "carried", lesson.id.hex())
            if work.get(Lesson, record) is None:
                self._carry(work, lesson, record)
                made.append(record)
        return tuple(made)

    def _carry(self, work: Work, lesson: Lesson, record: bytes) -> None:
        code = work.must(Event, lesson.event).code
        partner = work.read(gap_sources.learned_from, lesson.id)
        became = f"{code} {lesson.number}: {dict(ADOPTIONS).get(lesson.adoption, lesson.adoption).lower()}."
        told = (
            lesson.observed,
            f"Learned from {partner}." if partner else "",
            f"{became} {lesson.reason or ''}".strip(),
        )
        work.put(
            "lesson",
            record,
            event=self.event,
            number=work.number("lesson"),
            title=lesson.title,
            observed="\n\n".join(part for part in told if part),
            observed_at=lesson.observed_at or code,
            taken=lesson.taken,
            owner=lesson.owner,
            marking=lesson.marking,
            audience=lesson.audience or "",
        )


@dataclass(frozen=True, slots=True)
class BringOver:
    """Bring over all of another event that is still open: its open gaps and its lessons."""

    source: bytes
    event: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Bring over gaps and lessons"

    def do(self, work: Work) -> tuple[int, int]:
        """How many gaps and how many lessons came; Refused where none did."""
        if not self.source:
            raise Refused("Choose the event they come from.", "event")
        if self.source == self.event:
            raise Refused("Choose another event than this one.", "event")
        gaps = CarryOver(work.read(gap_sources.open_gaps, self.source), self.event).carry(work)
        lessons = CarryLessons(work.read(gap_sources.lessons, self.source), self.event).carry(work)
        if not gaps and not lessons:
            raise Refused("Nothing of that event is open that has not come before.", "event")
        return len(gaps), len(lessons)
