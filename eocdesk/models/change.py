"""What one act did to one record: the only thing that travels."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Any, TypeAlias, TypeVar

import msgspec

T = TypeVar("T")

VERSION = 1

Dot: TypeAlias = tuple[bytes, int]
"""The identity of a change inside its scope: (device, n). In a base, a change of another scope than the record's
home carries its scope behind the device, 32 bytes in all."""
DEVICE = 16


class Op(IntEnum):
    """What the change does to the record in its scope."""

    SET = 0
    LEAVE = 1  # the record moves out of this scope; not a strike
    ENTER = 2  # the record's full state, arriving from another scope


class Act(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One gesture: what it is called, who did it, from where. Shared by all its changes."""

    id: bytes
    title: str
    person: str = ""
    position: str = ""
    origin: str = ""  # hand, command line, import:<source>, undo, feed:<name>
    size: int = 1  # how many changes share this part of the act: they are stored and sent together or not at all
    part: int = 0  # big imports are one act in several parts


class Change(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One save on one record in one scope. Canonical msgpack: arrays, binary ids, sorted map keys."""

    scope: bytes
    dev: bytes
    n: int
    prev: bytes  # first 8 bytes of the chain hash before this change
    hlc: int
    kind: str
    rec: bytes
    op: int
    fields: dict[str, Any]
    base: dict[str, list[Dot]]
    act: Act
    labels: tuple[bytes, str, str]  # event, marking, audience: what the scope id was made from
    left: bytes = b""  # ENTER: the scope the record came from
    ver: int = VERSION


class Why(IntEnum):
    """Why a change's words are not here, though its place in its chain is."""

    REFUSED = 1  # its author had not the right; the words wait at the hub for a person
    WITHDRAWN = 2  # its record left for a scope this copy may not see
    REDACTED = 3  # taken out for good by two people


class Stub(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The place of a change without its words: chains still verify, since a chain hashes the body's hash."""

    scope: bytes
    dev: bytes
    n: int
    prev: bytes  # first 8 bytes of the chain hash before this change
    digest: bytes  # SHA-256 of the body
    why: int = Why.REFUSED


Piece: TypeAlias = bytes | Stub
"""What is kept and sent: a body verbatim, or what stands in its place."""
MOST = 100_000
"""How many pieces a page may hold: more than any message of a desk does."""
Few = Annotated[list[T], msgspec.Meta(max_length=MOST)]
"""A list on the wire that is read only where it is no longer: before one thing of it is made."""
NO_KIND = ""
"""The kind noted in the log beside a stub."""

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(Change)


def encode(change: Change) -> bytes:
    """The change as it is kept, hashed and sent: the same bytes on every desk, for ever."""
    return _ENCODER.encode(change)


def decode(body: bytes) -> Change:
    """A body read back; raises msgspec.DecodeError where it is none."""
    return _read(_DECODER, body)


_STUBS = msgspec.msgpack.Decoder(Stub)


def encode_stub(stub: Stub) -> bytes:
    """A stub as the log keeps it."""
    return _ENCODER.encode(stub)


def decode_stub(body: bytes) -> Stub:
    """A stub read back; raises msgspec.DecodeError where it is none."""
    return _read(_STUBS, body)


def _read(decoder: msgspec.msgpack.Decoder[T], body: bytes) -> T:
    try:
        return decoder.decode(body)
    except (UnicodeDecodeError, RecursionError) as error:  # the decoder's own word for some of what is none
        raise msgspec.DecodeError(str(error)) from error
