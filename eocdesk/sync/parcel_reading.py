"""Read a parcel: prove who wrote it, take what follows, and say what came in, what waits and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from eocdesk.models import KINDS, Refused, ids
from eocdesk.models.card import Card
from eocdesk.models.clock import Moment
from eocdesk.models.ids import NIL
from eocdesk.models.right import Labels
from eocdesk.store import meeting
from eocdesk.store.kept import Store
from eocdesk.store.open import unavailable
from eocdesk.store.queries import conflicts, events
from eocdesk.store.sealing import Stream
from eocdesk.sync import parcel, parcel_file
from eocdesk.sync.intake import ORIGIN, Intake
from eocdesk.sync.parcel import Ring, Share, Sheet
from eocdesk.sync.parcel_file import ParcelReader
from eocdesk.sync.protocol import MalformedError
from eocdesk.sync.trust import Keys, Trust, trusted

Told = Callable[[int, int], None]
"""Hears how much of a file is read, of how much."""


@dataclass(slots=True)
class Report:
    """What came of reading a parcel; counts are of this desk's side."""

    writer: str = ""
    made: Moment = 0
    changes: int = 0  # taken in
    here: int = 0  # held before
    records: Counter[str] = field(default_factory=Counter)  # what they touched, by kind
    conflicts: int = 0  # fields that people must settle, more than before
    withdrawn: int = 0  # records given up: they went where this desk may not look
    refused: list[str] = field(default_factory=list)  # a sentence each
    waiting: list[str] = field(default_factory=list)  # what an earlier parcel must bring first
    missing: list[str] = field(default_factory=list)  # what the file should hold and does not

    @property
    def whole(self) -> bool:
        """Whether all that was in the parcel for this desk is here now."""
        return not (self.refused or self.waiting or self.missing)

    def sentences(self) -> list[str]:
        """In words, the most important first."""
        changes = "1 change" if self.changes == 1 else f"{self.changes:,} changes"
        said = [f"{changes} taken in, {self.here:,} were here already."]
        if self.records:
            said.append(f"They touch {_counted(self.records)}.")
        if self.conflicts:
            said.append(f"{self.conflicts:,} {'field is' if self.conflicts == 1 else 'fields are'} to be settled.")
        if self.withdrawn:
            said.append(f"{self.withdrawn:,} withdrawn: this desk may not see them any more.")
        if files := self.records["document"]:
            said.append(
                f"Attached files are not in a parcel: {files:,} will come when this desk meets a hub or a desk."
            )
        return said + self.refused + self.waiting + self.missing


def _counted(records: Counter[str]) -> str:
    known = Counter({kind: count for kind, count in records.items() if kind in KINDS})
    words = [f"{count:,} {_many(kind, count)}" for kind, count in sorted(known.items(), key=lambda one: (-one[1], one))]
    if strange := records.total() - known.total():
        words.append(f"{strange:,} of kinds that this eocdesk does not know")
    return ", ".join(words)


def _many(kind: str, count: int) -> str:
    word = kind.replace("_", " ")
    if count == 1:
        return word
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def read(store: Store, path: Path, *, exercise: bool, told: Told | None = None) -> Report:
    """Read the file, and the files that continue it beside it.

    Refused where it is no parcel, not for this desk, or by a desk this one does not know. Unavailable as the disk
    or the database says. Whatever else is wrong stands in the report; reading again harms nothing.
    """
    trust, keys = trusted(store)
    before = store.readers.now(conflicts.count)
    try:
        with closing(ParcelReader(path)) as first:
            reading = _opened(store, trust, keys, first, exercise=exercise)
            reading.take(first, told)
        for file in parcel_file.more_parts(path):
            with suppress(Refused), closing(ParcelReader(file)) as reader:  # else a file that is none of it
                if reader.head.id == reading.id:
                    reading.take(reader, told)
    except OSError as error:
        raise _unread(path, error) from error
    report = reading.report()
    if not (report.waiting or report.missing):  # else what they went to may still be on its way
        gone = partial(meeting.by_word_of, peer=reading.giver)
        report.withdrawn = len(store.writer.receive(gone, ORIGIN).result().ids)
    report.conflicts = max(0, store.readers.now(conflicts.count) - before)
    return report


def _unread(path: Path, error: OSError) -> Exception:
    if isinstance(error, FileNotFoundError):
        return Refused(f"There is no file “{path.name}” there.")
    if isinstance(error, IsADirectoryError | PermissionError | NotADirectoryError):
        return Refused(f"“{path.name}” cannot be read ({error.strerror}).")
    return unavailable(error)


def _opened(store: Store, trust: Trust, keys: Keys, reader: ParcelReader, *, exercise: bool) -> _Reading:
    sealed = reader.ring(keys.box)
    if sealed is None:
        raise Refused(
            "This parcel does not open here: it was written for other desks, or before this desk was set up anew, "
            "or its beginning is damaged. Ask for a new one."
        )
    try:
        claimed = parcel.peek_ring(sealed)
        giver = trust.known(claimed.dev) or trust.checked(claimed.cards).cards.get(claimed.dev)
        if giver is None or giver.revoked:
            gone = " any more" if claimed.dev in trust.cards else ""
            raise Refused(
                f"This parcel says it is from desk {ids.desk_code(claimed.dev)}, which this desk does not know{gone}. "
                "Meet the hub, or pair the two desks with “eocdesk pair”, before its words are taken."
            )
        ring = parcel.read_ring(sealed, giver.key, reader.head.id + keys.public_box)
    except MalformedError as error:
        raise Refused(f"This parcel is forged or damaged: {error}.") from error
    if ring.exercise != exercise:
        raise Refused("A parcel of an exercise and a real desk never mix. Nothing was read.")
    return _Reading(store, trust, giver, ring, reader.head.id)


class _Reading:
    """One parcel as it is read, file after file."""

    def __init__(self, store: Store, trust: Trust, giver: Card, ring: Ring, id_: bytes) -> None:
        self.id = id_
        self._store = store
        self.giver = giver.dev
        self._giver = giver
        self._ring = ring
        self._intake = Intake(store, trust, giver)
        self._scopes = [_Scope(share, id_) for share in ring.shares]

    def take(self, reader: ParcelReader, told: Told | None) -> None:
        for which, data, last in reader.sheets([scope.stream for scope in self._scopes]):
            scope = self._scopes[which]
            try:
                sheet = parcel.read_sheet(data, self._giver.key, self.id + scope.share.scope)
            except MalformedError as error:
                self._intake.gain.refuse(f"A part of the parcel is forged: {error}.")
                continue
            scope.note(sheet, last=last)
            self._intake.take(sheet.page, {scope.share.scope: scope.share.labels})
            if told is not None:
                told(reader.at, reader.size)

    def report(self) -> Report:
        gain = self._intake.gain
        made = Report(self._giver.name, self._ring.made, gain.taken, gain.here)
        made.records = Counter(kind for kind, _ in gain.touched)
        made.refused = gain.refused
        for (scope, dev), held in sorted(gain.waiting.items()):
            desk, where = ids.desk_code(dev), self._words(scope)
            made.waiting.append(f"{where}: waits for an earlier parcel, from change {held + 1} of desk {desk}.")
        made.missing = [sentence for scope in self._scopes if (sentence := self._missing(scope))]
        return made

    def _missing(self, scope: _Scope) -> str:
        """What of a scope the file did not give; empty where nothing is missing, or it was here anyway."""
        where = self._words(scope.share.scope)
        if scope.whole:
            return ""
        if scope.chains is None:
            return (
                f"The file is cut short or damaged: nothing of {where} could be read. Copy it anew and read it again."
            )
        lacking = [
            f"desk {ids.desk_code(dev)} from change {held + 1} to {last}"
            for dev, (_, last) in sorted(scope.chains.items())
            if (held := self._intake.held((scope.share.scope, dev))) < last
        ]
        if not lacking:
            return ""
        return f"The file is cut short or damaged: of {where} there lack {', '.join(lacking)}. Read a whole copy."

    def _words(self, scope: bytes) -> str:
        labels = next(one.share.labels for one in self._scopes if one.share.scope == scope)
        return words_of(self._store, labels)


class _Scope:
    """One scope of a parcel as it is read."""

    def __init__(self, share: Share, id_: bytes) -> None:
        self.share = share
        self.stream = Stream(share.key, id_)
        self.chains: dict[bytes, tuple[int, int]] | None = None
        self._numbers: set[int] = set()
        self._last: int | None = None

    def note(self, sheet: Sheet, *, last: bool) -> None:
        """A sheet of it was read."""
        self._numbers.add(sheet.number)
        if sheet.number == 0:
            self.chains = sheet.chains
        if last:
            self._last = sheet.number

    @property
    def whole(self) -> bool:
        """Whether every sheet of it was read."""
        return self._last is not None and len(self._numbers) == self._last + 1


def words_of(store: Store, labels: Labels) -> str:
    """A scope as a person knows it."""
    event, marking, audience = labels
    if event == NIL:
        return "people and desks"
    found = store.readers.now(events.one, event)
    return " ".join(filter(None, (found.code if found else "an event", marking, audience and f"({audience})")))
