"""A key locked inside another: by a passphrase, by a recovery key printed on paper."""

from __future__ import annotations

import hashlib
import re
import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: what is misread is read as what was meant
_MISREAD = str.maketrans("OILU", "011V")
_GROUPS, _GROUP = 6, 5
_RECOVERY = b"eocdesk recovery 1"
SALT = 16
LENGTH = 32


class WrongKeyError(ValueError):
    """What was given does not unlock it."""


def derive(phrase: str, salt: bytes) -> bytes:
    """A key from a passphrase, 32 bytes: argon2id, a quarter of a second and 64 MB for each guess."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415  loaded only where a passphrase is used

    return hash_secret_raw(
        phrase.encode(), salt, time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=LENGTH, type=Type.ID
    )


def new_recovery() -> str:
    """A recovery key to print: 30 letters and digits in groups, 150 bits, beyond all guessing."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP))
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def is_recovery(words: str) -> bool:
    """Whether what a person typed has the form of a recovery key."""
    return _plain(words) is not None


def of_recovery(words: str) -> bytes:
    """The key a recovery key stands for, 32 bytes; WrongKeyError where it has not the form of one."""
    plain = _plain(words)
    if plain is None:
        raise WrongKeyError("no recovery key")
    return hashlib.sha256(_RECOVERY + plain.encode()).digest()


def _plain(words: str) -> str | None:
    plain = re.sub(r"[\s-]", "", words).upper().translate(_MISREAD)
    return plain if len(plain) == _GROUPS * _GROUP and set(plain) <= set(_LETTERS) else None


def wrap(outer: bytes, key: bytes) -> bytes:
    """The key locked with another (RFC 3394), 40 bytes."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap  # noqa: PLC0415  likewise

    return aes_key_wrap(outer, key)


def unwrap(outer: bytes, wrapped: bytes) -> bytes:
    """The key inside; WrongKeyError where this one does not unlock it."""
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap  # noqa: PLC0415  likewise

    try:
        return aes_key_unwrap(outer, wrapped)
    except InvalidUnwrap as error:
        raise WrongKeyError("not this key") from error
