"""Two desks that share no hub take each other on: by a card that goes by hand, and a number read aloud."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec

from eocdesk.models import Refused, clock, ids
from eocdesk.models.card import Card, Vouched
from eocdesk.models.change import DEVICE
from eocdesk.models.right import Right, Role
from eocdesk.store import peers, sealing, signing
from eocdesk.store.kept import Store
from eocdesk.sync.trust import trusted, vouch

FILE_LIMIT = 4096
"""A file longer than that holds no card."""
NAME = 60
"""How many bytes of a desk's name go on its card."""
DAYS = 180
"""How long a pairing holds unless another term is agreed."""
ROLE = Role.WATCH_OFFICER
_DAY = 24 * 60 * 60 * 1000
_VERSION = 1
_EXERCISE = 0x80
_KEY = 32
_SIGNATURE = 64
_ABOUT = b"eocdesk introduction 1"
_NUMBER = b"eocdesk pair 1"
_MEANT = str.maketrans("018", "OIB", " -\n\r\t·")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A desk as it introduces itself: nobody vouches for it but its own signature."""

    dev: bytes
    key: bytes  # Ed25519, public
    box: bytes  # X25519, public
    name: str
    exercise: bool = False

    @property
    def plain(self) -> bytes:
        """What is signed."""
        first = bytes((_VERSION | (_EXERCISE if self.exercise else 0),))
        return first + self.dev + self.key + self.box + self.name.encode()


def introduction(dev: bytes, keys: tuple[bytes, bytes], name: str, *, exercise: bool) -> Introduction:
    """This desk's own, from its private keys (to sign with, to open with)."""
    short = name.encode()[:NAME].decode(errors="ignore")
    return Introduction(dev, signing.public(keys[0]), sealing.public_box(keys[1]), short, exercise)


def text_of(known: Introduction, key: bytes) -> str:
    """The card as it is handed over, in lines of letters and digits; `key` is the desk's private key."""
    signed = signing.sign(key, _ABOUT + known.plain) + known.plain
    letters = base64.b32encode(signed).decode().rstrip("=")
    groups = [letters[at : at + 5] for at in range(0, len(letters), 5)]
    return "\n".join(" ".join(groups[at : at + 10]) for at in range(0, len(groups), 10))


def read(text: str) -> Introduction:
    """The card of another desk from its text, however it was spaced; Refused where it is none, or mistyped."""
    letters = text.upper().translate(_MEANT)
    try:
        found = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise Refused("This is no card of a desk. Print one there with “eocdesk pair”.") from None
    signature, plain = found[:_SIGNATURE], found[_SIGNATURE:]
    size = 1 + DEVICE + 2 * _KEY
    if len(plain) < size or plain[0] & ~_EXERCISE != _VERSION:
        raise Refused("This is no card of a desk, or one of another eocdesk: print it there with “eocdesk pair”.")
    dev, key, box = plain[1:17], plain[17:49], plain[49:81]
    if not signing.holds(key, _ABOUT + plain, signature):
        raise Refused("The card was mistyped, cut short or changed. Take it from the other desk once more.")
    name = " ".join("".join(c for c in plain[size:].decode(errors="replace") if c.isprintable()).split())
    return Introduction(dev, key, box, name, bool(plain[0] & _EXERCISE))


def number(mine: Introduction, theirs: Introduction) -> str:
    """What both desks show and both people read aloud: equal only where each holds the other's own card."""
    both = b"".join(sorted(one.dev + one.key + one.box for one in (mine, theirs)))  # names may be told differently
    digits = str(int.from_bytes(hashlib.sha256(_NUMBER + both).digest()) % 10**30).zfill(30)
    return " ".join(digits[at : at + 5] for at in range(0, 30, 5))


def same_number(heard: str, shown: str) -> bool:
    """Whether what was heard is the number, however it was spaced."""
    return "".join(filter(str.isdigit, heard)) == shown.replace(" ", "")


def mine(store: Store, name: str, *, exercise: bool) -> tuple[Introduction, str]:
    """This desk's own introduction, and its text. Unavailable as the database says."""
    trust, keys = trusted(store)
    own = introduction(trust.dev, (keys.key, keys.box), name, exercise=exercise)
    return own, text_of(own, keys.key)


def check(store: Store, own: Introduction, other: Introduction) -> None:
    """Refused where the two need not or must not be paired."""
    if other.dev == own.dev:
        raise Refused("This is this desk's own card. Take the other desk's.")
    if other.exercise != own.exercise:
        raise Refused("One of the two is an exercise desk. An exercise and a real desk never meet.")
    trust, _ = trusted(store)
    known = trust.cards.get(other.dev)
    if known is not None and known.key != other.key:
        raise Refused(
            f"This desk knows {trust.name_of(other.dev)} with another key. Somebody may pretend to be it: ask there."
        )
    if known is not None and known.hub in trust.hubs and known.until > trust.now and not known.revoked:
        raise Refused(f"The hub vouches for {known.name} already. Nothing needs to be paired.")


def pair(store: Store, other: Introduction, rights: tuple[Right, ...], days: int = DAYS) -> Card:
    """Take the other desk on: what its rights reach may be given to it, and what it brings is believed.

    Whoever calls has compared the number. Refused as `check` does.
    """
    trust, keys = trusted(store)
    now = clock.now()
    card = Card(trust.dev, other.dev, other.key, other.box, other.name, rights, now, now + days * _DAY)
    store.writer.local(partial(_keep, card=card, vouched=vouch(card, keys.key), own=trust.own[trust.dev])).result()
    return card


def _keep(connection: Any, card: Card, vouched: Vouched, own: bytes) -> None:
    peers.keep_cards(connection, [vouched], own)
    peers.put(connection, peers.Peer(card.dev, peers.DESK, card.name, key=card.key, joined=card.issued))


def unpair(store: Store, words: str) -> Card:
    """Take a pairing back: the desk is given nothing and believed nothing from now on. What it brought stays."""
    trust, keys = trusted(store)
    folded = words.strip().casefold()
    found = [
        card
        for dev, card in trust.cards.items()
        if trust.paired(dev) and folded in {card.name.casefold(), ids.desk_code(dev).casefold()}
    ]
    if len(found) != 1:
        names = ", ".join(sorted(f"{card.name} ({ids.desk_code(card.dev)})" for card in paired(store))) or "none"
        raise Refused(f"“{words}” does not name one desk that was paired here (paired: {names}). Use its code.")
    gone = msgspec.structs.replace(found[0], rights=(), revoked=True, issued=clock.now())
    store.writer.local(partial(_end, card=gone, vouched=vouch(gone, keys.key), own=trust.own[trust.dev])).result()
    return gone


def _end(connection: Any, card: Card, vouched: Vouched, own: bytes) -> None:
    peers.keep_cards(connection, [vouched], own)
    known = peers.get(connection, card.dev)
    if known is not None:
        peers.put(connection, replace(known, state=peers.REVOKED))


def paired(store: Store) -> list[Card]:
    """The desks that were paired here."""
    trust, _ = trusted(store)
    return [card for dev, card in trust.cards.items() if trust.paired(dev)]
