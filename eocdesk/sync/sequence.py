"""Where a piece stands in its chain, and the hash of a hub's sequence after it: always worked out, never believed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from eocdesk.models.change import Piece, Stub


class Place(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The place of a piece: the first fields of a change, and of a stub."""

    scope: bytes
    dev: bytes
    n: int


_PLACES = msgspec.msgpack.Decoder(Place)


def place_of(piece: Piece) -> Place:
    """The place of a piece; raises msgspec.MsgspecError where a body is none. Reads no more than it needs."""
    return Place(piece.scope, piece.dev, piece.n) if isinstance(piece, Stub) else _PLACES.decode(piece)


def digest_of(piece: Piece) -> bytes:
    """The hash of its words: the same for a body and for the stub in its place."""
    return piece.digest if isinstance(piece, Stub) else hashlib.sha256(piece).digest()


def linked(hash_: bytes, pieces: Iterable[Piece]) -> bytes:
    """A hub's sequence hash of a scope after these pieces; the same whoever reads, bodies or stubs."""
    sha256, read = hashlib.sha256, _PLACES.decode
    for piece in pieces:  # changelog.link, written out: it is half of what proving a page takes
        if isinstance(piece, Stub):
            place: Place | Stub = piece
            digest = piece.digest
        else:
            place, digest = read(piece), sha256(piece).digest()
        step = sha256(digest + place.dev + place.n.to_bytes(8, "big")).digest()
        hash_ = sha256(hash_ + step).digest()
    return hash_
