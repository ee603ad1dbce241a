"""What only some desks may read: sealed for their keys, and streams of cells that show every cut and every swap."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

BOX = 32
"""The length of a box key, private or public (X25519)."""
KEY = 32
MARK = 16
_TAG = 16
OVERHEAD = MARK + _TAG
"""By how much a cell of a stream is longer than what it holds."""
SEALED = _TAG
"""By how much what is sealed for a box is longer than it was."""
_NONCE = bytes(12)  # each key derived here seals once


def new_box() -> bytes:
    """A new private box key."""
    from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415  a desk that meets nobody needs none

    return x25519.X25519PrivateKey.generate().private_bytes_raw()


def public_box(box: bytes) -> bytes:
    """The public key of a private box key."""
    from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415  likewise

    return x25519.X25519PrivateKey.from_private_bytes(box).public_key().public_bytes_raw()


class Sealer:
    """Seals for many boxes with one key of the moment, whose public half goes along and whose private half is lost.

    What is sealed does not say for whom: a reader tries its box on each. Seal once per box and purpose.
    """

    def __init__(self, about: bytes) -> None:
        self._box = new_box()
        self._about = about
        self.public = public_box(self._box)

    def seal(self, box: bytes, plain: bytes) -> bytes:
        """The plain bytes for the holder of that public box key alone; ValueError where it is no such key."""
        return _aead(_shared(self._box, box, self.public + box, self._about)).encrypt(_NONCE, plain, self._about)


class Unsealer:
    """Opens what was sealed for one private box key under one key of the moment."""

    def __init__(self, box: bytes, public: bytes, about: bytes) -> None:
        self._about = about
        try:
            self._key: bytes | None = _shared(box, public, public + public_box(box), about)
        except ValueError:
            self._key = None  # a key of the moment that is none opens nothing

    def open(self, sealed: bytes) -> bytes | None:
        """What was sealed; None where it was sealed for another, for another purpose, or was changed."""
        return None if self._key is None else _opened(self._key, _NONCE, sealed, self._about)


class Stream:
    """A stream of cells under one key: each cell sealed at its place, the last one marked as the last.

    A cell opens only at the place it was sealed for, so what is swapped, repeated or left out shows; a stream
    without its last cell was cut. The mark before each cell tells who holds the key that it is theirs, and nobody
    else anything: cells of several streams lie mixed in one file and look alike. A place is used once per key.
    """

    def __init__(self, key: bytes, about: bytes) -> None:
        self._about = about
        self._cells = _derived(key, b"cells", about)
        self._marks = _derived(key, b"marks", about)

    def seal(self, place: int, plain: bytes, *, last: bool = False) -> bytes:
        """The cell for that place, OVERHEAD bytes longer than the plain bytes."""
        nonce = _place(place, last=last)
        return self._mark(nonce) + _aead(self._cells).encrypt(nonce, plain, self._about)

    def owns(self, place: int, cell: bytes) -> bool:
        """Whether the cell at that place bears this stream's mark."""
        mark = cell[:MARK]
        return any(hmac.compare_digest(mark, self._mark(_place(place, last=last))) for last in (False, True))

    def open(self, place: int, cell: bytes) -> tuple[bytes, bool] | None:
        """(plain, whether it is the last) of the cell at that place; None where it is not this stream's, or changed."""
        for last in (False, True):
            nonce = _place(place, last=last)
            if hmac.compare_digest(cell[:MARK], self._mark(nonce)):
                plain = _opened(self._cells, nonce, cell[MARK:], self._about)
                return None if plain is None else (plain, last)
        return None

    def _mark(self, nonce: bytes) -> bytes:
        return hmac.digest(self._marks, nonce, "sha256")[:MARK]


def _place(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes((last,))


def _aead(key: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415  likewise

    return ChaCha20Poly1305(key)


def _opened(key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  likewise

    try:
        return _aead(key).decrypt(nonce, sealed, about)
    except InvalidTag:
        return None


def _shared(private: bytes, public: bytes, both: bytes, about: bytes) -> bytes:
    """The key two boxes share for one purpose; ValueError where the public one is none."""
    from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: PLC0415  likewise

    agreed = x25519.X25519PrivateKey.from_private_bytes(private).exchange(
        x25519.X25519PublicKey.from_public_bytes(public)
    )
    return _derived(agreed, both, about)


def _derived(secret: bytes, what: bytes, about: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  likewise
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415  likewise

    return HKDF(SHA256(), KEY, salt=None, info=b"eocdesk seal 1\0" + what + b"\0" + about).derive(secret)
