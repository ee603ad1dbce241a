"""A saved answer of a feed comes in as a file does: counted row by row, said in the log, one act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from eocdesk.commands.command import Command, Work
from eocdesk.commands.hazards import Taken
from eocdesk.commands.imports import Report, say
from eocdesk.commands.reading import Refusal
from eocdesk.store.rehearsal import Rehearsal

REPEATED = "rows passed over because a later one speaks of the same record: {:,}"


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """Write what an answer of a feed brought. `commands` are its parts, `whole` all of them behind the feeds' gate.

    Of the `read` rows those in `refused` were not understood; a row that stands behind a newer one of the same
    thing counts as unchanged.
    """

    event: bytes
    format: str
    name: str
    read: int
    commands: tuple[Command, ...]
    whole: Command
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Import {self.name}"

    def do(self, work: Work) -> Report:
        """The report of every row."""
        report = self._report(self.whole.do(work) if self.commands else ())
        say(work, self.event, self.name, report)
        return report

    def look(self, rehearsal: Rehearsal) -> Report:
        """The report of what would come in; nothing is written, and no writer waits."""
        work = cast("Work", rehearsal)  # it answers as one does
        return self._report([command.do(work) for command in self.commands])

    def _report(self, results: Iterable[Any]) -> Report:
        report = Report(self.format, self.read, refused=list(self.refused), warnings=list(self.warnings))
        for taken in results:
            if isinstance(taken, Taken):
                report.added += taken.added
                report.changed += taken.changed
                report.refused += taken.refused
                report.warnings += [REPEATED.format(taken.repeated)] if taken.repeated else []
        report.unchanged = report.read - report.added - report.changed - len(report.refused)
        return report
