"""The one act a reading becomes, and the gate: feeds make hazards, indicators, layers and schedules, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.commands.command import Command, Work
from eocdesk.models import Refused
from eocdesk.models.right import FED


@dataclass(frozen=True, slots=True)
class TakeReading:
    """All that one answer of a feed brought, in one transaction. `feed` is its name."""

    feed: str
    commands: tuple[Command, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Take in {self.feed}"

    def do(self, work: Work) -> list[Any]:
        """What each command gave back; Refused, and nothing written, where one wrote what no feed may."""
        made = [command.do(work) for command in self.commands]
        foreign = sorted({kind for kind, _ in work.ids} - FED)
        if foreign:
            raise Refused(f"The feed {self.feed} may not write {', '.join(foreign)}. Nothing of it was taken in.")
        return made
