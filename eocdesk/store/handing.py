"""What only a hub may open, made with its public key alone: pages of changes sealed for it until the next meeting."""

from __future__ import annotations

import hashlib
import zlib

import msgspec

from eocdesk.models.card import Signed
from eocdesk.models.change import Few, Piece
from eocdesk.store import sealing

LARGEST = 32 * 1024 * 1024
"""What a sealed page may unpack to at most."""
_ABOUT = b"eocdesk handing 1"
_P = 2**255 - 19


class Handed(msgspec.Struct, array_like=True, frozen=True):
    """A page: pieces as they would have been pushed, and the signed ends of their chains; or keys to be given back."""

    pieces: Few[Piece]
    signed: Few[Signed]
    keys: Few[tuple[str, bytes, bytes]] = []  # of attachments locked meanwhile: (SHA-256, scope, key)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Handed)


def seal(hub_key: bytes, page: Handed) -> bytes:
    """The page for the holder of that signing key (Ed25519, public) alone; ValueError where it is no such key."""
    sealer = sealing.Sealer(_ABOUT)
    return sealer.public + sealer.seal(_box_of(hub_key), zlib.compress(_ENCODER.encode(page)))


def unseal(hub_key: bytes, sealed: bytes) -> Handed | None:
    """The page, opened with the private signing key; None where it is another's, was changed, or is none."""
    box = hashlib.sha512(hub_key).digest()[: sealing.BOX]
    packed = sealing.Unsealer(box, sealed[: sealing.BOX], _ABOUT).open(sealed[sealing.BOX :])
    if packed is None:
        return None
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(packed, LARGEST)
        return _DECODER.decode(plain) if unpacking.eof else None
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _box_of(key: bytes) -> bytes:
    """The box key (X25519) of a signing key (Ed25519): the same point on the curve's other form (RFC 7748, 4.1)."""
    if len(key) != sealing.BOX:
        message = "no signing key"
        raise ValueError(message)
    y = int.from_bytes(key, "little") & ((1 << 255) - 1)
    return ((1 + y) * pow(1 - y, -1, _P) % _P).to_bytes(sealing.BOX, "little")
