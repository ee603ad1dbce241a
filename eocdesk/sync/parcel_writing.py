"""Write a parcel: everything this desk holds, for every desk it knows, each scope for those alone that may see it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eocdesk.models import Refused, ids
from eocdesk.models.card import Card
from eocdesk.models.ids import NIL
from eocdesk.models.right import Labels
from eocdesk.store import local, meeting, peers, sealing, signatures
from eocdesk.store.kept import Store
from eocdesk.store.named_bytes import named_by
from eocdesk.store.open import unavailable
from eocdesk.store.sealing import Stream
from eocdesk.sync import parcel, parcel_file
from eocdesk.sync.giving import Giver, further
from eocdesk.sync.parcel import Ring, Share, Sheet
from eocdesk.sync.parcel_file import ParcelWriter
from eocdesk.sync.protocol import Page
from eocdesk.sync.trust import Keys, Trust, trusted

PIECES = 1_000
BYTES = 1 << 20
"""What one sheet holds at most: the less, the less a scratch in the file costs."""
Told = Callable[[int, int], None]
"""Hears how many changes are written, of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the file, the name this desk goes by, for whom, and whether only what is new since last.

    A file of it grows to `part` bytes, a sheet to `sheet` changes.
    """

    target: Path
    name: str
    exercise: bool = False
    only: tuple[str, ...] = ()
    new: bool = False
    part: int = parcel_file.PART
    sheet: int = PIECES


@dataclass(slots=True)
class Written:
    """What was written, for whom."""

    files: list[Path] = field(default_factory=list)
    changes: int = 0
    scopes: int = 0
    readers: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)  # known, but their cards have run out: not for them
    attachments: int = 0  # named by what was written; their bytes go by the hub alone

    @property
    def stays(self) -> str:
        """What of it stays here, in a sentence; empty where nothing does."""
        if not self.attachments:
            return ""
        counted = "1 attachment" if self.attachments == 1 else f"{self.attachments:,} attachments"
        return f"{counted} named in it did not travel: files come by the hub."


@dataclass(frozen=True, slots=True)
class _Section:
    """One scope as it goes into the parcel."""

    scope: bytes
    labels: Labels
    key: bytes
    readers: tuple[bytes, ...]
    begins: dict[bytes, int]  # how far each chain was given before
    ends: dict[bytes, int]

    @property
    def chains(self) -> dict[bytes, tuple[int, int]]:
        """(first, last) of each chain that has something in it."""
        return {dev: (self.begins.get(dev, 0) + 1, n) for dev, n in self.ends.items() if n > self.begins.get(dev, 0)}

    @property
    def count(self) -> int:
        """How many changes."""
        return sum(last - first + 1 for first, last in self.chains.values())


def write(store: Store, order: Order, told: Told | None = None) -> Written:
    """Write it; whole or not at all. Refused where it is for nobody, Unavailable where the disk does not take it."""
    parcel_file.check_free(order.target)
    trust, keys = trusted(store)
    readers, late = _readers(trust, order.only)
    note = _note_of(readers)
    before = store.readers.now(local.get, note, {}) if order.new else {}
    sections = _sections(store, trust, readers, before)
    if not sections:
        raise Refused("There is nothing new for them." if before else "There is nothing here that they may see.")
    written = _Writing(store, trust, keys, told).write(order, sections, readers)
    given = {one.scope: one.ends for one in sections}
    store.writer.local(lambda connection: local.put(connection, note, before | given)).result()
    written.late = [card.name for card in late]
    return written


def _note_of(readers: Sequence[Card]) -> str:
    """Under which name this copy remembers what these desks were given."""
    return "parcel/" + ids.source_id(NIL, "parcel", "", " ".join(sorted(card.dev.hex() for card in readers))).hex()


def _readers(trust: Trust, only: Sequence[str]) -> tuple[list[Card], list[Card]]:
    """The desks meant: those named, or all; and those whose cards ran out. Refused where nobody is left."""
    known = [card for dev in trust.cards if dev != trust.dev and (card := trust.known(dev)) and card.rights]
    if not known:
        raise Refused(
            "This desk knows no other desk, so nobody could read the parcel. "
            "Meet the hub once, or pair the two desks with “eocdesk pair”."
        )
    meant = list({card.dev: card for words in only for card in _named(known, words)}.values()) if only else known
    late = [card for card in meant if card.until <= trust.now]
    if len(late) == len(meant):
        names = ", ".join(sorted(card.name for card in late))
        raise Refused(f"What is known of {names} is too old to give them anything. Meet the hub, or pair again.")
    return [card for card in meant if card not in late], late


def _named(known: Sequence[Card], words: str) -> list[Card]:
    folded = words.strip().casefold()
    found = [card for card in known if folded in {card.name.casefold(), ids.desk_code(card.dev).casefold()}]
    if not found:
        names = ", ".join(sorted(f"{card.name} ({ids.desk_code(card.dev)})" for card in known))
        raise Refused(f"This desk knows no desk “{words}”. It knows {names}.")
    return found


def _sections(
    store: Store, trust: Trust, readers: Sequence[Card], before: dict[bytes, dict[bytes, int]]
) -> list[_Section]:
    """Every scope that one of the readers may see and that has something for them; people and events first."""
    found = []
    for scope, (labels, _, chains) in store.readers.now(meeting.standing).items():
        who = tuple(card.dev for card in readers if trust.sees(card.dev, labels))
        begins = before.get(scope, {})
        if who:
            ends = store.readers.now(_ends, scope, chains, begins)
            found.append(_Section(scope, labels, os.urandom(sealing.KEY), who, begins, ends))
    return sorted((one for one in found if one.count), key=lambda one: (one.labels[0] != NIL, one.labels))


def _ends(connection: Any, scope: bytes, chains: dict[bytes, int], begins: dict[bytes, int]) -> dict[bytes, int]:
    """How far each chain can be passed on: ours to its end, another's as far as its device signed it."""
    own = local.own_devices(connection)
    signed = {dev: signatures.points(connection, scope, dev, begins.get(dev, 0)) for dev in chains if dev not in own}
    return {dev: n if dev in own else max(signed[dev], default=0) for dev, n in chains.items()}


class _Writing:
    """One parcel as it is written."""

    def __init__(self, store: Store, trust: Trust, keys: Keys, told: Told | None) -> None:
        self._store = store
        self._trust = trust
        self._keys = keys
        self._sheet = PIECES
        self._told = told
        self._done = 0
        self._total = 0
        self._named: set[str] = set()
        self._giver = Giver(store, trust, keys)
        self._own = store.readers.now(peers.vouched_of, [trust.dev])

    def write(self, order: Order, sections: Sequence[_Section], readers: Sequence[Card]) -> Written:
        self._sheet = order.sheet
        id_, sealer = parcel_file.new_parcel()
        rings = {card.box: self._ring(order, sections, card, id_) for card in readers}
        self._total = sum(one.count for one in sections)
        try:
            file = ParcelWriter(order.target, rings, (id_, sealer), order.part)
            try:
                for section in sections:
                    self._section(file, section, id_)
                files = file.finish()
            finally:
                file.drop()
        except OSError as error:
            raise unavailable(error) from error
        return Written(files, self._done, len(sections), [card.name for card in readers], attachments=len(self._named))

    def _ring(self, order: Order, sections: Sequence[_Section], card: Card, id_: bytes) -> bytes:
        shares = [Share(one.scope, one.labels, one.key) for one in sections if card.dev in one.readers]
        ring = Ring(self._trust.dev, order.name, self._trust.now, order.exercise, shares, self._own)
        return parcel.seal_ring(ring, self._keys.key, id_ + card.box)

    def _section(self, file: ParcelWriter, section: _Section, id_: bytes) -> None:
        stream = Stream(section.key, id_)
        number, chains = 0, section.chains
        sheets = self._pages(section)
        page: Page | None = next(sheets, Page([], []))
        while page is not None:
            after = next(sheets, None)
            sheet = Sheet(number, page, chains if number == 0 else {})
            file.sheet(stream, parcel.seal_sheet(sheet, self._keys.key, id_ + section.scope), last=after is None)
            number, page = number + 1, after
            self._done += len(sheet.page.pieces)
            self._named |= {name for one in sheet.page.pieces if isinstance(one, bytes) and (name := named_by(one))}
            if self._told is not None:
                self._told(min(self._done, self._total), self._total)

    def _pages(self, section: _Section) -> Iterator[Page]:
        """What the section holds, page by page, up to where it ended when the parcel was begun, or a little further."""
        reach = dict(section.begins)

        def may(labels: Labels) -> bool:
            return all(self._trust.sees(dev, labels) for dev in section.readers)

        while any(reach.get(dev, 0) < n for dev, n in section.ends.items()):
            page = self._giver.page({section.scope: reach}, may, self._sheet, BYTES, only=section.scope)
            if not page.pieces:
                return
            reach = further({section.scope: reach}, page.signed)[section.scope]
            yield page
