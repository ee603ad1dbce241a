"""What a device shows to be believed: its key and its rights, signed by the hub; and its chains, signed by itself."""

from __future__ import annotations

import msgspec

from eocdesk.models.clock import Moment
from eocdesk.models.right import Right

_HEAD = b"eocdesk head 1"
_CARD = b"eocdesk card 1"
_GRAIN = 3_600_000  # a hub makes a card anew once an hour


class Signed(msgspec.Struct, array_like=True, frozen=True):
    """The end of a device's chain at `n`, signed by that device: it speaks for every change before it."""

    scope: bytes
    dev: bytes
    n: int
    hash: bytes  # the chain's hash after change n, 32 bytes
    signature: bytes  # Ed25519, 64 bytes

    @property
    def message(self) -> bytes:
        """What was signed."""
        return message_of(self.scope, self.dev, self.n, self.hash)


def message_of(scope: bytes, dev: bytes, n: int, hash_: bytes) -> bytes:
    """What a device signs of its chain."""
    return b"".join((_HEAD, scope, dev, n.to_bytes(8, "big"), hash_))


class Card(msgspec.Struct, array_like=True, frozen=True):
    """A device as a hub vouches for it. Who holds the hub's key can check it with no network."""

    hub: bytes  # 16 bytes
    dev: bytes
    key: bytes  # Ed25519 public key, 32 bytes: what it signs with
    box: bytes  # X25519 public key, 32 bytes: what is sealed for it
    name: str
    rights: tuple[Right, ...]
    issued: Moment
    until: Moment  # the lease: after it the rights are not believed offline
    revoked: bool = False
    serial: int = 0  # counts what the hub decided about the device; clocks say nothing about which card is newer

    @property
    def met(self) -> Moment:
        """From when a lease counts: the end of the hour in which the hub vouched for it."""
        return self.issued + _GRAIN

    def follows(self, other: Card) -> bool:
        """Whether it takes the place of another of the same device and hub, whoever brought the two."""
        return (self.serial, self.issued) > (other.serial, other.issued)


class Vouched(msgspec.Struct, array_like=True, frozen=True):
    """A card as it travels: its bytes verbatim, and the hub's signature over them."""

    body: bytes
    signature: bytes

    @property
    def message(self) -> bytes:
        """What was signed."""
        return _CARD + self.body


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(Card)


def encode_card(card: Card) -> bytes:
    """The card as it is signed and sent."""
    return _ENCODER.encode(card)


def decode_card(body: bytes) -> Card:
    """A card read back; raises msgspec.DecodeError where it is none."""
    try:
        return _DECODER.decode(body)
    except UnicodeDecodeError as error:  # the decoder's own word for text that is none
        raise msgspec.DecodeError(str(error)) from error
