"""What another desk hands over, taken chain by chain: what follows is kept, what does not yet is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import msgspec

from eocdesk.models import KINDS, ids
from eocdesk.models.card import Card, Signed
from eocdesk.models.change import Piece, Stub, Why, decode
from eocdesk.models.right import Labels, may_write
from eocdesk.store import meeting, peers
from eocdesk.store.held_back import Placed, kept_out
from eocdesk.store.kept import Store
from eocdesk.sync.protocol import Page
from eocdesk.sync.sequence import place_of
from eocdesk.sync.trust import Checked, Trust

Chain: TypeAlias = tuple[bytes, bytes]
"""(scope, device)."""
ORIGIN = "received"
BROKEN = (ValueError, msgspec.MsgspecError)
"""What pages may do wrong: chains that break, signatures that do not hold, bodies that are none."""


@dataclass(slots=True)
class Gain:
    """What came of pages."""

    taken: int = 0
    here: int = 0  # held already
    touched: set[tuple[str, bytes]] = field(default_factory=set)  # (kind, record) of what arrived
    reach: dict[Chain, int] = field(default_factory=dict)  # how far these chains are held now
    waiting: dict[Chain, int] = field(default_factory=dict)  # held so far; what came begins later
    withheld: int = 0  # taken as places without words: their author had no right to write them
    refused: list[str] = field(default_factory=list)  # a sentence each

    def refuse(self, sentence: str) -> None:
        """Say once what was not taken."""
        if sentence not in self.refused:
            self.refused.append(sentence)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A page, sorted."""

    chains: dict[Chain, list[tuple[int, Piece]]]
    ends: Mapping[Chain, Signed]
    shown: Checked
    labels: Mapping[bytes, Labels]


class Intake:
    """Takes pages from one desk into the store; what it holds is asked once, then remembered."""

    def __init__(self, store: Store, trust: Trust, giver: Card) -> None:
        self.gain = Gain()
        self._store = store
        self._trust = trust
        self._giver = giver
        self._reach: dict[Chain, int] = {}
        for scope, (_, _, chains) in store.readers.now(meeting.standing).items():
            self._reach |= {(scope, dev): n for dev, n in chains.items()}

    def held(self, chain: Chain) -> int:
        """How far a chain is held by now."""
        return self._reach.get(chain, 0)

    def take(self, page: Page, labels: Mapping[bytes, Labels]) -> Gain:
        """Take what follows; the sum of everything so far. `labels` say what the scopes of the page stand for.

        Unavailable where the database does not answer. What is broken or not to be believed is refused in words.
        """
        ends = {(end.scope, end.dev): end for end in page.signed}
        offer = _Offer(self._sorted(page), ends, self._trust.checked(page.cards, self._giver), labels)
        good = [chain for chain in offer.chains if self._may(chain, offer)]
        if not good:
            return self.gain
        try:
            self._keep(good, offer)
        except BROKEN:
            for chain in good:
                self._apart(chain, offer)
        return self.gain

    def _sorted(self, page: Page) -> dict[Chain, list[tuple[int, Piece]]]:
        chains: dict[Chain, list[tuple[int, Piece]]] = {}
        for piece in page.pieces:
            try:
                place = place_of(piece)
            except BROKEN:
                self.gain.refuse("A change cannot be read.")
                continue
            chains.setdefault((place.scope, place.dev), []).append((place.n, piece))
        return chains

    def _may(self, chain: Chain, offer: _Offer) -> bool:
        """Whether the chain is to be taken; noted where not."""
        scope, dev = chain
        pieces, desk = offer.chains[chain], ids.desk_code(dev)
        labels = offer.labels.get(scope)
        if labels is None or ids.scope_id(*labels) != scope or not self._trust.mine(labels):
            self.gain.refuse("Changes came that this desk may not see; they were not kept.")
        elif self._trust.key_of(dev, offer.shown.cards) is None:
            self.gain.refuse(f"Nobody whom this desk knows vouches for desk {desk}: its changes were not taken.")
        elif chain not in offer.ends or offer.ends[chain].n != pieces[-1][0]:
            self.gain.refuse(f"The changes of desk {desk} are not signed to their end.")
        elif pieces[0][0] > self.held(chain) + 1:
            self.gain.waiting[chain] = self.held(chain)
        else:
            return True
        return False

    def _apart(self, chain: Chain, offer: _Offer) -> None:
        """One chain alone, so that a broken one holds up no other."""
        try:
            self._keep([chain], offer)
        except BROKEN as error:
            self.gain.refuse(f"The changes of desk {ids.desk_code(chain[1])} do not hold: {error}.")

    def _keep(self, chains: Iterable[Chain], offer: _Offer) -> None:
        some = {chain: self._let_in(chain, offer) for chain in chains}
        signed = [offer.ends[chain] for chain in some]
        notice = self._store.writer.receive(partial(self._transaction, some, signed, offer), ORIGIN).result()
        self.gain.touched |= notice.ids
        for chain, placed in some.items():
            held, last = self.held(chain), placed[-1][0]
            fresh = max(0, last - held)
            self.gain.taken += fresh
            self.gain.here += max(0, len(placed) - fresh)
            self._reach[chain] = self.gain.reach[chain] = max(held, last)
            self.gain.waiting.pop(chain, None)

    def _let_in(self, chain: Chain, offer: _Offer) -> list[tuple[int, Piece]]:
        """The chain, with places instead of words where its author had no right to them.

        So does the hub, and copies stay equal; what it lets in after all it gives in words. Of authors that no hub of
        ours vouches for nothing is known but that they were brought by a desk this one was paired with.
        """
        scope, dev = chain
        card = offer.shown.cards.get(dev) or self._trust.cards.get(dev)
        if card is None or card.hub not in self._trust.hubs or dev in self._trust.own:
            return offer.chains[chain]
        may = partial(may_write, () if card.revoked else card.rights, offer.labels[scope], now=self._trust.now)
        if all(map(may, (*KINDS, ""))):
            return offer.chains[chain]
        read = {n: decode(piece) for n, piece in offer.chains[chain] if isinstance(piece, bytes)}
        acts = {(one.act.id, one.act.part) for one in read.values() if not may(one.kind)}
        blank = {n for n, one in read.items() if (one.act.id, one.act.part) in acts}
        fresh = sum(n > self.held(chain) for n in blank)
        self.gain.withheld += fresh
        if fresh:
            why = "was revoked" if card.revoked else "has no right to some of what it wrote"
            self.gain.refuse(f"{self._trust.name_of(dev)} {why}: those words were not taken. The hub decides.")
        return [
            (n, _emptied(piece, read[n].prev) if n in blank and isinstance(piece, bytes) else piece)
            for n, piece in offer.chains[chain]
        ]

    def _transaction(
        self, some: Mapping[Chain, Placed], signed: list[Signed], offer: _Offer, connection: Any
    ) -> set[tuple[str, bytes]]:
        shown = offer.shown
        keep_shown(self._trust, shown, connection)
        for dev in {end.dev for end in signed} & (shown.introduced.keys() - shown.by_hub.keys()):
            peers.keep_cards(connection, [shown.introduced[dev]], self._giver.key)
        key_of = partial(self._trust.key_of, shown=shown.cards)
        pieces = list(kept_out(connection, some))
        touched = meeting.take(connection, pieces, signed, key_of, offer.labels, self._giver.dev)
        meeting.acknowledge(connection, self._giver.dev, [(end.scope, end.dev, end.n) for end in signed])
        return touched


def _emptied(body: bytes, prev: bytes) -> Stub:
    place = place_of(body)
    return Stub(place.scope, place.dev, place.n, prev, hashlib.sha256(body).digest(), int(Why.REFUSED))


def keep_shown(trust: Trust, shown: Checked, connection: Any) -> None:
    """Keep the cards that hubs of ours signed."""
    for dev, one in shown.by_hub.items():
        peers.keep_cards(connection, [one], trust.hubs[shown.cards[dev].hub])
