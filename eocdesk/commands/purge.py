"""Purge a report (28 CFR 23): its words are taken out for good, by two persons, with the reason; the number stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.models import Block, Document, Entry, Refused, Report, Summary, clock, kind_of
from eocdesk.models.signer import same_person
from eocdesk.store import peers, purged
from eocdesk.store.queries import holding

AT_A_HUB = (
    "{hub} and its desks have this report too. Two people who lead there order its purge, with their passphrases; "
    "nothing was purged."
)
_LABELS = ("event", "marking", "audience")
_OF_ENTRY = ("number", "kind", "written", "happened", "author", "position", "incident", "severity")
"""What stays of an entry: where it stood in the log and who wrote it."""
_OF_BLOCK = ("form", "key", "place")
_OF_PAPER = (
    *("number", "version", "as_of", "code", "stage", "form", "digest"),
    *("prepared_by", "approved_by", "approved_at"),
)
"""What stays of a paper: that it was, when, whose it was, its digest. Its pages and words go."""
_SAID_IN = {"entry": "text", "block": "text", "summary": "changed", "document": "caption"}


class Purged(NamedTuple):
    """What came of it."""

    number: str
    changes: int
    """So many changes were emptied on this desk."""
    entry: str
    """The number of the log entry that says so."""


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """Take a report out for good, on a desk that shares it with nobody. `second` is who confirms it beside the person
    who acts; `along` are entries and blocks that tell its words, and issued papers that hold them: they go too. Number,
    who, when and why stay, of a paper its digest too. It cannot be undone.
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
        hub = next((one for one in work.read(peers.every) if one.state != peers.REVOKED), None)
        if hub is not None:
            raise Refused(AT_A_HUB.format(hub=hub.name or "A hub"))
        return _tell(work, _plan(work, self.id, self.reason, (work.person, self.second), self.along))


@dataclass(frozen=True, slots=True)
class OrderPurge:
    """Note what is to be told of a report once its hub has purged it, before that is ordered there: it may be gone from
    here by the time the hub has answered, or this desk be closed.
    """

    id: bytes
    reason: str
    by: tuple[str, str]
    along: tuple[bytes, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return "Order a purge"

    def do(self, work: Work) -> tuple[bytes, ...]:
        """The records to be purged; Refused as for a purge here."""
        plan = work.noted(purged.ORDERED + self.id.hex()) if work.get(Report, self.id) is None else None
        plan = plan or _plan(work, self.id, self.reason, self.by, self.along)
        work.note(purged.ORDERED + self.id.hex(), plan)
        return (self.id, *(record for _, record, _ in plan["along"]))


@dataclass(frozen=True, slots=True)
class FinishPurge:
    """The hub has purged it: purge what is here, and tell every desk what stays."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Purge a report"

    def do(self, work: Work) -> Purged:
        """How much went; Refused where nothing was ordered."""
        plan = work.noted(purged.ORDERED + self.id.hex())
        if not plan:
            raise Refused("This purge was not ordered from this desk.")
        work.note(purged.ORDERED + self.id.hex(), None)
        return _tell(work, plan)


def _plan(work: Work, record: bytes, reason: str, by: tuple[str, str], along: Sequence[bytes]) -> dict[str, Any]:
    """All that stays, as it is noted; Refused where it cannot be purged."""
    report = work.must(Report, record)
    if report.state == purged.PURGED:
        raise Refused(purged.GONE)
    said = " ".join(reason.split())
    if not said:
        raise Refused("Say why it is purged: its day has come, a court ordered it …", "reason")
    first, second = _two(*by)
    gone = [_found(work, one) for one in dict.fromkeys(along)]
    if any(one.event != report.event for one in gone):
        raise Refused("This belongs to another event.", "along")
    return {
        "report": record,
        "number": report.number,
        "said": f"by {first} and {second}: {said}",
        "labels": {name: getattr(report, name) for name in _LABELS},
        "along": [told for one in gone for told in _stays(work, one, work.read(holding.known_by, record))],
    }


def _found(work: Work, record: bytes) -> Entry | Block | Summary:
    """What goes along; Refused where it is none of what can."""
    found = work.get(Entry, record) or work.get(Block, record) or work.get(Summary, record)
    if found is not None:
        return found
    raise Refused("An entry, a block of a form or an issued paper goes with a report, and this is none here.", "along")


def _stays(work: Work, one: Entry | Block | Summary, words: Sequence[str]) -> list[tuple[str, bytes, dict[str, Any]]]:
    """(kind, id, what stays) of what goes along; of a paper also the record that names what it was made from.

    A paper's title stays where it has none of the report's `words`.
    """
    names = _OF_ENTRY if isinstance(one, Entry) else _OF_BLOCK if isinstance(one, Block) else _OF_PAPER
    told = [(kind_of(type(one)), one.id, {name: getattr(one, name) for name in (*_LABELS, *names)})]
    if isinstance(one, Summary):
        told[0][2]["title"] = (one.code if holding.says(one.title or "", words) else one.title) or ""
        for record in work.read(holding.naming_content, one.content or ""):
            beside = work.must(Document, record)
            told.append(("document", record, {name: getattr(beside, name) for name in (*_LABELS, "name", "mime")}))
    return told


def _two(person: str, second: str) -> tuple[str, str]:
    """Both names; Refused where it is not two persons who say so."""
    first, other = " ".join(person.split()), " ".join(second.split())
    if not first:
        raise Refused("Say who you are in the settings first: a purge bears two names.")
    if not other:
        raise Refused("Name the person who confirms it beside you.", "second")
    if same_person(first, other):
        raise Refused("Two persons purge a report: name another than yourself.", "second")
    return first, other


def _tell(work: Work, plan: dict[str, Any]) -> Purged:
    """Do it, and say so in the log."""
    number, labels = plan["number"], plan["labels"]
    said = f"Report {number} purged (28 CFR 23) {plan['said']}"
    _, entry = entries.write(work, labels["event"], said, marking=labels["marking"], audience=labels["audience"] or "")
    stays = labels | {"number": number, "state": purged.PURGED, "purged": work.moment}
    told = f"Purged on {clock.at(work.moment).date().isoformat()} {plan['said']}"
    count = work.purge("report", plan["report"], title=f"Purged report {number}", text=told, **stays)
    # an order noted by a version before knows entries alone
    along = plan.get("along") or [("entry", *one) for one in plan.get("entries", ())]
    for kind, record, kept in along:
        gone = f"{purged.TAKEN_OUT}{number}"
        gone += f" on {told.removeprefix('Purged on ')}" if kind == "summary" else "."
        count += work.purge(kind, record, **{**kept, _SAID_IN[kind]: gone})
    return Purged(number, count, entry)
