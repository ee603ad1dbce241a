"""Two desks that share no hub take each other on: by a card that goes by hand, and a number read aloud."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from eocdesk.models import Refused
from eocdesk.models.card import Card
from eocdesk.models.change import DEVICE
from eocdesk.models.clock import Moment
from eocdesk.models.right import Right, Role
from eocdesk.store import sealing, signing

FILE_LIMIT = 4096
"""A file longer than that holds no card."""
NAME = 60
"""How many bytes of a desk's name go on its card."""
DAYS = 180
"""How long a pairing holds unless another term is agreed."""
ROLE = Role.WATCH_OFFICER
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
        """What is signed, and what the number read aloud is made from."""
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
    both = b"".join(sorted(hashlib.sha256(one.plain).digest() for one in (mine, theirs)))
    digits = str(int.from_bytes(hashlib.sha256(_NUMBER + both).digest()) % 10**30).zfill(30)
    return " ".join(digits[at : at + 5] for at in range(0, 30, 5))


def same_number(heard: str, shown: str) -> bool:
    """Whether what was heard is the number, however it was spaced."""
    return "".join(filter(str.isdigit, heard)) == shown.replace(" ", "")


def card_for(dev: bytes, other: Introduction, rights: tuple[Right, ...], term: tuple[Moment, Moment]) -> Card:
    """The other desk as this one vouches for it from now on, to itself alone; `term` is from when until when."""
    return Card(dev, other.dev, other.key, other.box, other.name, rights, *term)
