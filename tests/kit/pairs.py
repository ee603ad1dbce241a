"""Desks that know each other without a meeting: paired with each other, or vouched for by one hub."""

from __future__ import annotations

from functools import partial
from typing import Any

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.card import Card, Vouched
from eocdesk.models.ids import new_device
from eocdesk.models.right import Right
from eocdesk.store import peers, signing
from eocdesk.sync import pairing
from eocdesk.sync.trust import trusted, vouch
from tests.kit.desks import EVENT

OFFICER = Right("watch officer")
PARTNER = Right("partner")
DAY = 86_400_000


def log(desk: Desk, text: str, **values: Any) -> bytes:
    """An entry in the desk's log; its id."""
    return bytes(desk.do_now(LogEntry(event=EVENT, text=text, **values)).value[0])


def pair(one: Desk, other: Desk, gives: Right = OFFICER, gets: Right = OFFICER) -> None:
    """Pair two desks; `gives` is what the other may see of the first, `gets` what the first may see of the other."""
    cards = {desk: pairing.mine(desk.store, desk.person, exercise=False)[0] for desk in (one, other)}
    pairing.pair(one.store, cards[other], (gives,))
    pairing.pair(other.store, cards[one], (gets,))


class RoomHub:
    """A hub that is only a key: what desks know of each other through it, and nothing else."""

    def __init__(self) -> None:
        self.id, self.key = new_device(), signing.new_key()
        self.cards: dict[bytes, Vouched] = {}
        self.desks: list[Desk] = []

    def vouch(self, desk: Desk, *rights: Right, days: float = 1, revoked: bool = False, name: str = "") -> Vouched:
        """A card of the desk, with a watch officer's right where none is named."""
        trust, keys = trusted(desk.store)
        now = clock.now()
        public = trust.own[trust.dev], keys.public_box
        card = Card(self.id, trust.dev, *public, name or desk.person, rights or (OFFICER,), now, now + int(days * DAY))
        if revoked:
            card = Card(self.id, trust.dev, *public, card.name, (), now + 1, now + 2, revoked=True)
        return vouch(card, self.key)

    def join(self, desk: Desk, *rights: Right, days: float = 1) -> None:
        """Let a desk in: it knows the hub, and every desk of it knows it."""
        self.cards[desk.device] = self.vouch(desk, *rights, days=days)
        self.desks.append(desk)
        for one in self.desks:
            self.tell(one, *self.cards.values())

    def tell(self, desk: Desk, *cards: Vouched) -> None:
        """What a meeting with the hub would bring of others."""
        desk.store.writer.local(partial(self._tell, cards=cards)).result()

    def _tell(self, connection: Any, cards: tuple[Vouched, ...]) -> None:
        peers.put(connection, peers.Peer(self.id, peers.HUB, "The hub", key=signing.public(self.key)))
        peers.keep_cards(connection, cards, signing.public(self.key))
