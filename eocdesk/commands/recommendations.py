"""Recommend what is to be done about a gap, move it along, and show by evidence that it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.gaps import CLOSED, of_gap
from eocdesk.commands.records import fit, named
from eocdesk.models import Document, Engagement, Entry, Gap, Incident, Recommendation, Record, Refused

WHOLE = 100
_SHOWN: tuple[tuple[str, type[Record]], ...] = (
    ("entry", Entry),
    ("incident", Incident),
    ("engagement", Engagement),
    ("document", Document),
)


@dataclass(frozen=True, slots=True)
class Recommend:
    """Recommend what is to be done about a gap; marked at least as the gap."""

    gap: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Recommend"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The recommendation's id and number."""
        gap = work.must(Gap, self.gap)
        if gap.state in CLOSED:
            raise Refused(f"Gap {gap.number} is closed. Open it again first.", "gap")
        left = ("number", "gap", "event")
        values = fit("recommendation", {name: value for name, value in self.values.items() if name not in left})
        named("recommendation", {"title": "", **values})
        _sound(work, gap.event, values)
        values |= of_gap(gap, values.get("marking"), values.get("audience") or "")
        values |= _settled(work, None, values)
        number = work.number("recommendation")
        return work.add("recommendation", event=gap.event, gap=gap.id, number=number, **values), number


@dataclass(frozen=True, slots=True)
class AmendRecommendation:
    """Change a recommendation."""

    id: bytes
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a recommendation"

    def do(self, work: Work) -> bytes:
        """The recommendation's id."""
        before = work.must(Recommendation, self.id)
        values = fit("recommendation", self.values)
        named("recommendation", values)
        _sound(work, before.event, values)
        values |= _settled(work, before, values)
        work.put("recommendation", self.id, **values)
        _taken_up(work, work.must(Recommendation, self.id))
        return self.id


@dataclass(frozen=True, slots=True)
class MoveRecommendation:
    """Say how a recommendation stands. `progress` in percent; a rejection needs its reason."""

    id: bytes
    state: str
    progress: int | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Move a recommendation"

    def do(self, work: Work) -> bytes:
        """The recommendation's id."""
        before = work.must(Recommendation, self.id)
        if self.state == before.state and self.progress in (None, before.progress):
            raise Refused("It stands so already.", "state")
        values: dict[str, Any] = {"state": self.state}
        if self.progress is not None:
            values["progress"] = self.progress
        reason = self.reason.strip()
        if self.state == "rejected" and not reason:
            raise Refused("Say why it is rejected.", "note")
        if reason:
            values["note"] = f"{before.note}\n{reason}".strip() if before.note else reason
        return AmendRecommendation(self.id, values).do(work)


@dataclass(frozen=True, slots=True)
class Serve:
    """Say which resources could serve a recommendation."""

    id: bytes
    resources: tuple[bytes, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Choose resources that could serve"

    def do(self, work: Work) -> bytes:
        """The recommendation's id."""
        return AmendRecommendation(self.id, {"resources": [one.hex() for one in self.resources] or None}).do(work)


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Show a gap, or that a recommendation was carried out: by an entry, incident, meeting or file, or in words."""

    gap: bytes | None = None
    recommendation: bytes | None = None
    entry: bytes | None = None
    incident: bytes | None = None
    engagement: bytes | None = None
    document: bytes | None = None
    words: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add evidence"

    def do(self, work: Work) -> bytes:
        """The evidence's id."""
        if self.recommendation is not None:
            owner: Gap | Recommendation = work.must(Recommendation, self.recommendation)
        elif self.gap is not None:
            owner = work.must(Gap, self.gap)
        else:
            raise Refused("Say which gap or recommendation it shows.", "gap")
        shown = {name: getattr(self, name) for name, _ in _SHOWN}
        if not any(shown.values()) and not self.words.strip():
            raise Refused("Say what shows it, or name an entry, an incident, a meeting or a file.", "words")
        for name, cls in _SHOWN:
            entries.of_event(work, cls, shown[name], owner.event, name)
        values = fit("evidence", {"words": self.words, "marking": owner.marking, "audience": owner.audience or ""})
        about = {"gap": self.gap, "recommendation": self.recommendation}
        return work.add("evidence", event=owner.event, **about, **shown, **values)


def _sound(work: Work, event: bytes, values: dict[str, Any]) -> None:
    progress = values.get("progress")
    if progress is not None and not 0 <= progress <= WHOLE:
        raise Refused("Progress is from 0 to 100 %.", "progress")
    entries.pointing(work, "recommendation", event, values)


def _settled(work: Work, before: Recommendation | None, values: dict[str, Any]) -> dict[str, Any]:
    """What being done and not being done set beside the state."""
    was = before.state if before is not None else ""
    state = values.get("state", was)
    if state == "done" and was != "done":
        return {"done": values.get("done") or work.moment, "progress": WHOLE}
    return {"done": None} if state != "done" and was == "done" else {}


def _taken_up(work: Work, now: Recommendation) -> None:
    """A gap somebody works on is in work."""
    gap = work.get(Gap, now.gap) if now.state == "in work" and now.gap is not None else None
    if gap is not None and gap.state == "open":
        work.put("gap", gap.id, state="in work")
