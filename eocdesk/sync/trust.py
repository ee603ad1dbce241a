"""Whom this desk knows, and how far: desks its hubs vouch for, desks it was paired with, and whom those introduce."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from eocdesk.models import Unavailable, clock, ids
from eocdesk.models.card import Card, Vouched, decode_card, encode_card
from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels, may_see
from eocdesk.store import local, peers, sealing, signing
from eocdesk.store.kept import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keys:
    """This desk's private keys: to sign with, to open with."""

    key: bytes
    box: bytes

    @property
    def public_box(self) -> bytes:
        """What is sealed for this desk."""
        return sealing.public_box(self.box)


@dataclass(frozen=True, slots=True)
class Trust:
    """Everything that is known of others, as of one moment. A paired desk's card names this desk as its hub."""

    dev: bytes
    own: Mapping[bytes, bytes]
    """This desk's public key, and those of the devices it was before, by device."""
    hubs: Mapping[bytes, bytes]
    """The public key of each hub this desk joined, by its id."""
    cards: Mapping[bytes, Card]
    """The card of each device that is known, by device."""
    now: Moment

    def voucher(self, hub: bytes) -> bytes | None:
        """The key that signs cards of that hub: a joined hub's, or this desk's own of those it was paired with."""
        return self.own[self.dev] if hub == self.dev else self.hubs.get(hub)

    def known(self, dev: bytes) -> Card | None:
        """The card of a device that may be met: vouched for by a hub of ours or paired with, not revoked."""
        card = self.cards.get(dev)
        return None if card is None or card.revoked or self.voucher(card.hub) is None else card

    def paired(self, dev: bytes) -> bool:
        """Whether that device was taken on by a person here, not by a hub."""
        card = self.known(dev)
        return card is not None and card.hub == self.dev

    def name_of(self, dev: bytes) -> str:
        """What a device is called here."""
        card = self.cards.get(dev)
        return card.name if card is not None and card.name else f"Desk {ids.desk_code(dev)}"

    def sees(self, dev: bytes, labels: Labels) -> bool:
        """Whether what is marked so may reach that device from here. A card past its term opens nothing any more."""
        card = self.known(dev)
        return card is not None and self.now < card.until and may_see(card.rights, labels, self.now, card.met)

    def mine(self, labels: Labels) -> bool:
        """Whether what is marked so may be held here: what a hub of ours said of us, or all where no hub said."""
        card = self.known(self.dev)
        return card is None or may_see(card.rights, labels, self.now, card.met)

    def checked(self, vouched: Iterable[Vouched], introducer: Card | None = None) -> Checked:
        """Those of the cards that hold: of our hubs, and, shown by a paired desk, those it introduces itself.

        A hub's word stands above an introduction; a device that is known keeps its key.
        """
        found = Checked()
        for one in vouched:
            try:
                card = decode_card(one.body)
            except (msgspec.MsgspecError, ValueError, RecursionError):
                continue
            if card.hub in self.hubs and signing.holds(self.hubs[card.hub], one.message, one.signature):
                held = found.cards.get(card.dev) or self.cards.get(card.dev)
                if held is None or held.hub not in self.hubs or _newer(card, held):
                    found.by_hub[card.dev] = one
                    found.cards[card.dev] = card
            elif introducer is not None and self._introduced(card, one, introducer):
                found.introduced[card.dev] = one
                found.cards.setdefault(card.dev, card)
        return found

    def _introduced(self, card: Card, one: Vouched, introducer: Card) -> bool:
        """Whether a paired desk says: this is the key of a device that this desk has not met."""
        return (
            card.hub == introducer.dev
            and self.paired(introducer.dev)
            and card.dev not in self.cards
            and not card.rights
            and signing.holds(introducer.key, one.message, one.signature)
        )

    def key_of(self, dev: bytes, shown: Mapping[bytes, Card]) -> bytes | None:
        """The key that a device signs its chains with, as known here or just shown; None where nobody says."""
        if dev in self.own:
            return self.own[dev]
        card = shown.get(dev) or self.cards.get(dev)
        return None if card is None else card.key


def _newer(card: Card, held: Card) -> bool:
    return card.follows(held) if card.hub == held.hub else card.issued > held.issued


@dataclass(slots=True)
class Checked:
    """Cards that hold."""

    cards: dict[bytes, Card] = field(default_factory=dict)
    by_hub: dict[bytes, Vouched] = field(default_factory=dict)
    introduced: dict[bytes, Vouched] = field(default_factory=dict)


def trusted(store: Store) -> tuple[Trust, Keys]:
    """What is known now, and this desk's own keys, made where it never met anybody. Unavailable."""
    return read_first(store, _trusted)


def read_first(store: Store, query: Callable[[Any], T]) -> T:
    """What a query finds that writes the first time only: nobody who asks again stands in the writer's way."""
    try:
        return store.readers.now(query)
    except Unavailable:  # it would have written
        return store.writer.local(query).result()


def _trusted(connection: Any) -> tuple[Trust, Keys]:
    keys = Keys(local.own_key(connection), local.own_box(connection))
    own = {dev: signing.public(key) for dev, key in local.keys_made(connection).items()}
    hubs = {peer.id: peer.key for peer in peers.every(connection) if peer.kind == peers.HUB and not peer.state}
    trust = Trust(local.device(connection), own, hubs, peers.cards(connection), clock.now())
    return trust, keys


def vouch(card: Card, key: bytes) -> Vouched:
    """The card signed with this desk's private key: a pairing, or an introduction."""
    bare = Vouched(encode_card(card), b"")
    return Vouched(bare.body, signing.sign(key, bare.message))


def introduce(dev: bytes, key: bytes, who: tuple[bytes, bytes, str], now: Moment) -> Vouched:
    """A device (its id, public key and name) as this desk introduces it to those it is paired with: no right at all."""
    return vouch(Card(dev, who[0], who[1], b"", who[2], (), now, now), key)
