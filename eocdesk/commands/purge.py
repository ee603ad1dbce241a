"""Purge a report (28 CFR 23): its words are taken out for good, by two persons, with the reason; the number stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.models import Entry, Refused, Report, clock
from eocdesk.store import peers, purged

ON_THE_LINE = (
    "{hub} and other desks hold this report too: a purge here alone would leave its words there. "
    "It stays due until it can be purged everywhere."
)


_OF_ENTRY = ("number", "kind", "written", "happened", "author", "position", "incident", "severity")
"""What stays of an entry: where it stood in the log and who wrote it."""


class Purged(NamedTuple):
    """What came of it."""

    number: str
    changes: int
    """So many changes were emptied."""
    entry: str
    """The number of the log entry that says so."""


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """Take a report out for good. `second` is who confirms it beside the person who acts; `along` are entries that tell
    its words and go too. What stays is number, that it was purged, when, by whom and why. It cannot be undone.
    """

    id: bytes
    reason: str
    second: str
    along: tuple[bytes, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return "Purge a report"

    def do(self, work: Work) -> Purged:
        """How much went; Refused where a person or the reason is missing, and where other copies would keep it."""
        report = work.must(Report, self.id)
        if report.state == purged.PURGED:
            raise Refused(purged.GONE)
        _alone(work)
        reason = " ".join(self.reason.split())
        if not reason:
            raise Refused("Say why it is purged: its day has come, a court ordered it …", "reason")
        first, second = _two(work.person, self.second)
        told = f"Purged on {clock.at(work.moment).date().isoformat()} by {first} and {second}: {reason}"
        said = f"Report {report.number} purged (28 CFR 23) by {first} and {second}: {reason}"
        _, entry = entries.write(work, report.event, said, marking=report.marking, audience=report.audience or "")
        stays = {"number": report.number, "state": purged.PURGED, "purged": work.moment, "text": told}
        count = work.purge("report", report.id, title=f"Purged report {report.number}", **stays)
        return Purged(report.number, count + _entries(work, report, self.along), entry)


def _alone(work: Work) -> None:
    """Refused while a hub or other desks have the words: they would say what this desk calls purged."""
    hub = next((one for one in work.read(peers.every) if one.state != peers.REVOKED), None)
    if hub is not None:
        raise Refused(ON_THE_LINE.format(hub=hub.name or "A hub"))


def _two(person: str, second: str) -> tuple[str, str]:
    """Both names; Refused where it is not two persons who say so."""
    first, other = " ".join(person.split()), " ".join(second.split())
    if not first:
        raise Refused("Say who you are in the settings first: a purge bears two names.")
    if not other:
        raise Refused("Name the person who confirms it beside you.", "second")
    if first.casefold() == other.casefold():
        raise Refused("Two persons purge a report: name another than yourself.", "second")
    return first, other


def _entries(work: Work, report: Report, along: Sequence[bytes]) -> int:
    """Entries that go with it: of each the number, the moment and its author stay."""
    count = 0
    for record in dict.fromkeys(along):
        entry = work.must(Entry, record)
        if entry.event != report.event:
            raise Refused("This entry belongs to another event.", "along")
        stays = {name: getattr(entry, name) for name in _OF_ENTRY}
        count += work.purge("entry", record, text=f"{purged.TAKEN_OUT}{report.number}.", **stays)
    return count
