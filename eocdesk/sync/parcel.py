"""What is in a parcel: for each reader a ring with its keys, and sheets of changes, signed by the desk that wrote."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

from eocdesk.models.card import Vouched
from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels
from eocdesk.store import signing
from eocdesk.sync.protocol import MalformedError, Page, pack, unpack

_S = TypeVar("_S", bound=msgspec.Struct)

_RING = b"eocdesk ring 1"
_SHEET = b"eocdesk sheet 1"


class Share(msgspec.Struct, array_like=True, frozen=True):
    """One scope of the parcel, and the key of its sheets."""

    scope: bytes
    labels: Labels
    key: bytes


class Ring(msgspec.Struct, array_like=True, frozen=True):
    """What one reader is given: who wrote the parcel and when, and the scopes this reader may see."""

    dev: bytes
    name: str
    made: Moment
    exercise: bool
    shares: list[Share]
    cards: list[Vouched]  # the writer's own, for readers that have not met it


class Sheet(msgspec.Struct, array_like=True, frozen=True):
    """Some changes of one scope. The first sheet says how far each chain goes in the whole parcel."""

    number: int  # from 0, in each scope
    page: Page
    chains: dict[bytes, tuple[int, int]] = {}  # device: (first, last) of its changes in this parcel


class _Letter(msgspec.Struct, array_like=True, frozen=True):
    """Something and the writer's signature over it."""

    body: bytes
    signature: bytes


_ENCODER = msgspec.msgpack.Encoder()


def seal_ring(ring: Ring, key: bytes, about: bytes) -> bytes:
    """The ring as its reader gets it; `about` is the parcel's id and the reader's box: it is for nobody else."""
    return _sealed(ring, key, _RING + about)


def peek_ring(data: bytes) -> Ring:
    """A ring not proven yet, to learn whose key to prove it with; MalformedError where it is none."""
    return _read(unpack(data, _Letter).body, Ring)


def read_ring(data: bytes, key: bytes, about: bytes) -> Ring:
    """The ring, proven to be of the holder of that public key, for this reader of this parcel. MalformedError."""
    return _opened(data, key, _RING + about, Ring)


def seal_sheet(sheet: Sheet, key: bytes, about: bytes) -> bytes:
    """The sheet as it goes into the cells; `about` is the parcel's id and the scope."""
    return _sealed(sheet, key, _SHEET + about)


def read_sheet(data: bytes, key: bytes, about: bytes) -> Sheet:
    """The sheet, proven to be of the holder of that public key; MalformedError where it is none."""
    return _opened(data, key, _SHEET + about, Sheet)


def _sealed(what: msgspec.Struct, key: bytes, about: bytes) -> bytes:
    body = _ENCODER.encode(what)
    return pack(_Letter(body, signing.sign(key, about + hashlib.sha256(body).digest())))


def _opened(data: bytes, key: bytes, about: bytes, kind: type[_S]) -> _S:
    letter = unpack(data, _Letter)
    if not signing.holds(key, about + hashlib.sha256(letter.body).digest(), letter.signature):
        raise MalformedError(f"this {kind.__name__.lower()} is not signed by the desk that wrote the parcel")
    return _read(letter.body, kind)


def _read(body: bytes, kind: type[_S]) -> _S:
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise MalformedError(f"this is no {kind.__name__.lower()} ({error})") from error
