"""What is to be done, by whom, until when; ticked off point by point."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Incident, Refused, Task, Venue

Checklist = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class AddTask:
    """Give somebody something to do. `checklist` are pairs of words and done."""

    event: bytes
    name: str
    incident: bytes | None = None
    venue: bytes | None = None
    owner: str = ""
    due: int | None = None
    checklist: Checklist = ()
    note: str = ""
    marking: str | None = None
    audience: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a task"

    def do(self, work: Work) -> tuple[bytes, str]:
        """The task's id and number."""
        work.must(Event, self.event)
        entries.of_event(work, Incident, self.incident, self.event, "incident")
        entries.of_event(work, Venue, self.venue, self.event, "venue")
        marking, audience = entries.labels(work, self.event, self.incident, self.marking, self.audience)
        values = fit("task", {"title": self.name, "owner": self.owner, "note": self.note, "due": self.due})
        values |= fit("task", {"marking": marking, "audience": audience})
        named("task", values)
        number = work.number("task")
        points = {"incident": self.incident, "venue": self.venue}
        checklist = _points(self.checklist) or None
        made = work.add("task", event=self.event, number=number, checklist=checklist, **points, **values)
        return made, number


@dataclass(frozen=True, slots=True)
class AmendTask:
    """Change what is to be done, by whom or until when."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a task"

    def do(self, work: Work) -> bytes:
        """The task's id."""
        task = work.must(Task, self.id)
        values = fit("task", self.values)
        named("task", values)
        if "checklist" in values:
            values["checklist"] = _points(values["checklist"] or ()) or None
        entries.of_event(work, Incident, values.get("incident"), task.event, "incident")
        entries.of_event(work, Venue, values.get("venue"), task.event, "venue")
        work.put("task", self.id, **values)
        return self.id


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """The task is done."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Complete a task"

    def do(self, work: Work) -> bytes:
        """The task's id."""
        if work.must(Task, self.id).done is not None:
            raise Refused("This task is done already.", "done")
        work.put("task", self.id, done=work.moment, done_by=work.person)
        return self.id


@dataclass(frozen=True, slots=True)
class ReopenTask:
    """The task is not done after all."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Reopen a task"

    def do(self, work: Work) -> bytes:
        """The task's id."""
        if work.must(Task, self.id).done is None:
            raise Refused("This task is not done yet.", "done")
        work.put("task", self.id, done=None, done_by="")
        return self.id


@dataclass(frozen=True, slots=True)
class TickTask:
    """Tick a point of a task's checklist, or take the tick away. `point` counts from 0."""

    id: bytes
    point: int
    done: bool = True

    @property
    def title(self) -> str:
        """What it is called."""
        return "Tick a task's checklist"

    def do(self, work: Work) -> bytes:
        """The task's id."""
        points = _points(work.must(Task, self.id).checklist or ())
        if not 0 <= self.point < len(points):
            raise Refused("The checklist has no such point.", "checklist")
        points[self.point] = [points[self.point][0], self.done]
        work.put("task", self.id, checklist=points)
        return self.id


def _points(checklist: Any) -> list[list[object]]:
    """Pairs of words and done, as they are stored."""
    points: list[list[object]] = []
    for words, done in checklist:
        said = " ".join(str(words).split())
        if not said:
            raise Refused("A point of the checklist has no words.", "checklist")
        points.append([said, bool(done)])
    return points
