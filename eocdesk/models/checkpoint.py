"""A hub's word on how far a scope went and what all of it hashes to, signed: it cannot be taken back unnoticed."""

from __future__ import annotations

import hashlib

import msgspec

from eocdesk.models.clock import Moment

_HEAD = b"eocdesk checkpoint 1"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none of them is read as another
_CODE, _GROUP = 12, 4


class Checkpoint(msgspec.Struct, array_like=True, frozen=True):
    """One scope as its hub had it at a moment."""

    hub: bytes
    epoch: bytes  # another one where the hub was put back to an older state
    scope: bytes
    seq: int
    hash: bytes  # the hub's chain after change `seq`, 32 bytes
    at: Moment
    signature: bytes = b""  # Ed25519, 64 bytes, the hub's

    @property
    def message(self) -> bytes:
        """What is signed."""
        numbers = self.seq.to_bytes(8, "big") + self.at.to_bytes(8, "big")
        return b"".join((_HEAD, self.hub, self.epoch, self.scope, numbers, self.hash))

    @property
    def code(self) -> str:
        """Its short code for paper, `7K2Q-9XWM-3TB0`: 60 bits, so nobody makes up another of the same code."""
        number = int.from_bytes(hashlib.sha256(self.message).digest()[:8], "big")
        letters = "".join(_LETTERS[number >> (59 - 5 * at) & 31] for at in range(_CODE))
        return "-".join(letters[at : at + _GROUP] for at in range(0, _CODE, _GROUP))


class Checkpoints(msgspec.Struct, array_like=True, frozen=True):
    """Those of all scopes that may be seen and grew."""

    of: list[Checkpoint]
