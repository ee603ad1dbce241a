"""The one-time code a desk joins with: a secret, and what the hub's certificate must be before it is told to anyone."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from eocdesk.models.errors import Refused

LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ"
"""29 of them, a prime: no vowels, no 0 O 1 I. Nothing to mishear or misspell."""
SECRET = 11
"""Letters of the secret, 53 bits; one more stands behind them and tells a slip of the pen."""
PIN = 24
"""Letters of the certificate's fingerprint, 116 bits."""
_GROUP = 4
_ROOT = 2  # a primitive root of 29: no weight is nothing, and neighbours weigh differently


@dataclass(frozen=True, slots=True)
class Code:
    """A code taken apart."""

    secret: str
    pin: str = ""
    """The beginning of the certificate's fingerprint in LETTERS; empty where the code names no certificate."""

    @property
    def text(self) -> str:
        """As it is printed: `7KQ4-...`, groups of four, the certificate's behind the secret's."""
        letters = self.secret + _check(self.secret, self.pin) + self.pin
        return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

    def fits(self, certificate: bytes) -> bool:
        """Whether this certificate (DER) is the one the code was made for; any is where the code names none."""
        return not self.pin or self.pin == pin_of(certificate)


def new_secret() -> str:
    """A new secret."""
    return "".join(secrets.choice(LETTERS) for _ in range(SECRET))


def pin_of(certificate: bytes) -> str:
    """What a code carries of a certificate (DER)."""
    left, letters = int.from_bytes(hashlib.sha256(certificate).digest()), ""
    for _ in range(PIN):
        left, at = divmod(left, len(LETTERS))
        letters += LETTERS[at]
    return letters


def parse(words: str) -> Code:
    """A code as people type it, in any case and grouping; Refused where it is none or was mistyped."""
    letters = "".join(words.upper().replace("-", " ").split())
    if not set(letters) <= set(LETTERS) or len(letters) not in (SECRET + 1, SECRET + 1 + PIN):
        raise Refused("This is not an enrolment code. Copy the whole of it, from the first group to the last.", "code")
    secret, check, pin = letters[:SECRET], letters[SECRET], letters[SECRET + 1 :]
    if _check(secret, pin) != check:
        raise Refused("A letter of this enrolment code is wrong. Compare it with what was printed.", "code")
    return Code(secret, pin)


def _check(secret: str, pin: str) -> str:
    """A letter that any one wrong letter, or two neighbours swapped, makes another one."""
    total = sum(pow(_ROOT, at, 29) * LETTERS.index(letter) for at, letter in enumerate(secret + pin))
    return LETTERS[total % len(LETTERS)]
