"""Keep what was shared with partners and what is learned from them: engagements, lessons, what became of them here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.gaps import AddGap
from eocdesk.commands.records import fit, named
from eocdesk.models import Committee, Engagement, Event, Lesson, Refused

REASONED = ("adapted", "rejected")
_ABOVE: tuple[tuple[str, type[Engagement | Committee]], ...] = (("engagement", Engagement), ("committee", Committee))
"""What a record of the exchange is made from: it takes its marking."""


@dataclass(frozen=True, slots=True)
class AddEngagement:
    """Keep a meeting with partners: a delegation, a visit, an exercise, a committee's meeting."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add an engagement"

    def do(self, work: Work) -> bytes:
        """The engagement's id."""
        work.must(Event, self.event)
        values = fit("engagement", self.values)
        named("engagement", {"title": "", **values})
        _meeting(work, self.event, None, values)
        values |= _labels(work, self.event, values)
        return work.add("engagement", event=self.event, **values)


@dataclass(frozen=True, slots=True)
class AmendEngagement:
    """Change an engagement; minutes are written so."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend an engagement"

    def do(self, work: Work) -> bytes:
        """The engagement's id."""
        before = work.must(Engagement, self.id)
        values = fit("engagement", self.values)
        named("engagement", values)
        _meeting(work, before.event, before, values)
        work.put("engagement", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class AddLesson:
    """Keep a lesson; marked as the engagement it was learned at, unless told otherwise."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a lesson"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The lesson's id and number."""
        work.must(Event, self.event)
        values = fit("lesson", {name: value for name, value in self.values.items() if name != "number"})
        named("lesson", {"title": "", **values})
        entries.pointing(work, "lesson", self.event, values)
        values |= _decided(work, None, values)
        values |= _labels(work, self.event, values)
        number = work.number("lesson")
        return work.add("lesson", event=self.event, number=number, **values), number


@dataclass(frozen=True, slots=True)
class AmendLesson:
    """Change a lesson."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a lesson"

    def do(self, work: Work) -> bytes:
        """The lesson's id."""
        before = work.must(Lesson, self.id)
        values = fit("lesson", self.values)
        named("lesson", values)
        entries.pointing(work, "lesson", before.event, values)
        values |= _decided(work, before, values)
        work.put("lesson", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class DecideLesson:
    """Say what becomes of a lesson here; what is adapted or rejected needs its reason."""

    id: bytes
    adoption: str
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Decide on a lesson"

    def do(self, work: Work) -> bytes:
        """The lesson's id."""
        before = work.must(Lesson, self.id)
        if self.adoption == before.adoption and self.reason.strip() == (before.reason or ""):
            raise Refused("It is decided so already.", "adoption")
        return AmendLesson(self.id, {"adoption": self.adoption, "reason": self.reason.strip()}).do(work)


@dataclass(frozen=True, slots=True)
class GapOfLesson:
    """Name the gap a lesson shows, and tie the lesson to it."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Name a gap from a lesson"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The gap's id and number."""
        lesson = work.must(Lesson, self.id)
        if lesson.gap is not None:
            raise Refused(f"Lesson {lesson.number} has its gap already.", "gap")
        told = "\n\n".join(part for part in (lesson.observed, lesson.taken) if part)
        values = {"title": lesson.title, "text": told, "engagement": lesson.engagement}
        values |= {"marking": lesson.marking, "audience": lesson.audience}
        made, number = AddGap(lesson.event, values).do(work)
        work.put("lesson", self.id, gap=made)
        return made, number


def _meeting(work: Work, event: bytes, before: Engagement | None, values: dict[str, Any]) -> None:
    entries.pointing(work, "engagement", event, values)
    starts = values.get("starts", before.starts if before is not None else None)
    ends = values.get("ends", before.ends if before is not None else None)
    if starts is not None and ends is not None and ends < starts:
        raise Refused("The end is before the start.", "ends")


def _decided(work: Work, before: Lesson | None, values: dict[str, Any]) -> dict[str, Any]:
    """What a decision sets beside the adoption."""
    was, why = (before.adoption, before.reason) if before is not None else ("considered", "")
    adoption = values.get("adoption", was)
    reason = str(values.get("reason", why) or "").strip()
    if adoption in REASONED and not reason:
        raise Refused(f"Say why it is {adoption}.", "reason")
    if adoption == was:
        return {}
    if adoption == "considered":
        return {"decided": None, "decided_by": ""}
    return {"decided": work.moment, "decided_by": work.person}


def _labels(work: Work, event: bytes, values: dict[str, Any]) -> dict[str, str]:
    """As asked; else those of the engagement it was learned at or of the committee that meets, else the event's."""
    found = (work.get(cls, values[name]) for name, cls in _ABOVE if values.get(name))
    above = next((one for one in found if one is not None), None)
    if above is not None and not values.get("marking"):
        return {"marking": above.marking, "audience": values.get("audience") or above.audience or ""}
    asked = values.get("marking") or None
    marking, audience = entries.labels(work, event, None, asked, values.get("audience") or "")
    return {"marking": marking, "audience": audience}
