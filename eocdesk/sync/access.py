"""What a desk says to be let in and to be believed: joining by a code, a challenge answered, a token; as messages."""

from __future__ import annotations

import msgspec

from eocdesk.models.card import Vouched
from eocdesk.models.clock import Moment

_TOKEN = b"eocdesk token 1"
_BEFORE = b"eocdesk before 1"


class Before(msgspec.Struct, array_like=True, frozen=True):
    """A device that the joining copy wrote as before it stood elsewhere: what it wrote then is to be believed too."""

    dev: bytes
    key: bytes  # Ed25519 public key
    signature: bytes  # of before_of(the joining device), by that key


class Join(msgspec.Struct, array_like=True, frozen=True):
    """POST /v1/enrol: a desk shows a code, and the keys it will be known by."""

    code: str  # the secret of a models.enrolment.Code; its certificate's letters stay at home
    dev: bytes
    key: bytes  # Ed25519 public key
    box: bytes  # X25519 public key
    name: str
    before: tuple[Before, ...] = ()


class Joined(msgspec.Struct, array_like=True, frozen=True):
    """The answer: who let it in, and its card."""

    hub: bytes  # the hub's id
    key: bytes  # the hub's public key: what its cards are signed with
    name: str
    epoch: bytes
    card: Vouched
    clock: Moment


class Asking(msgspec.Struct, array_like=True, frozen=True):
    """POST /v1/challenge."""

    dev: bytes


class Challenge(msgspec.Struct, array_like=True, frozen=True):
    """The answer: to be signed within a minute, once."""

    nonce: bytes
    clock: Moment


class Proof(msgspec.Struct, array_like=True, frozen=True):
    """POST /v1/token: the challenge signed with the device's key."""

    dev: bytes
    nonce: bytes
    signature: bytes  # of proof_of(hub, nonce)


class Token(msgspec.Struct, array_like=True, frozen=True):
    """The answer: goes into each request as `Authorization: Bearer ...`."""

    token: str
    until: Moment  # of the hub's clock
    clock: Moment
    order: str = ""  # "purge": the device was revoked; the token lets it push what it has, nothing else


def before_of(dev: bytes) -> bytes:
    """What an earlier device signs: that this device goes on where it ended."""
    return _BEFORE + dev


def proof_of(hub: bytes, nonce: bytes) -> bytes:
    """What a device signs: for the hub it joined (its id as the desk keeps it), so that none can pass it on."""
    return _TOKEN + hub + nonce
