"""Ed25519: the keys of devices and hubs, what they sign, and whether a signature holds."""

from __future__ import annotations

from typing import TypeAlias

PrivateKey: TypeAlias = bytes
"""32 bytes; kept only inside an encrypted database."""


def new_key() -> PrivateKey:
    """A new private key."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  a desk that meets nobody needs none

    return ed25519.Ed25519PrivateKey.generate().private_bytes_raw()


def public(key: PrivateKey) -> bytes:
    """The public key of a private one, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  likewise

    return ed25519.Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def sign(key: PrivateKey, message: bytes) -> bytes:
    """The signature, 64 bytes."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  likewise

    return ed25519.Ed25519PrivateKey.from_private_bytes(key).sign(message)


def holds(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that key's over that message; False also of a key or signature that is none."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  likewise
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  likewise

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
