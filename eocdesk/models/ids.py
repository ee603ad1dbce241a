"""Names made offline that never collide, and the short numbers people say aloud."""

from __future__ import annotations

import hashlib
import uuid

import uuid_utils

NIL = bytes(16)
"""The event of records that belong to no event (people, devices)."""

_NAMESPACE = uuid.UUID("6b0f4e6a-0d5b-5c0e-9a57-3f8f8a3f7f28")
_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ"  # no vowels, no 0 O 1 I: nothing to mishear or misspell
CODE_LENGTH = 4


def new_id() -> bytes:
    """A record made by hand: UUIDv7, 16 bytes, roughly in order of making."""
    return bytes(uuid_utils.uuid7().bytes)


def new_device() -> bytes:
    """A copy's own name, 16 random bytes, made at first start and after each restore."""
    return uuid.uuid4().bytes


def event_id(code: str) -> bytes:
    """The same event has the same id on every desk: UUIDv5 of its code, letter case ignored."""
    return uuid.uuid5(_NAMESPACE, "event/" + code.strip().upper()).bytes


def source_id(event: bytes, kind: str, source: str, key: str) -> bytes:
    """The same row of the same source has the same id on every desk: UUIDv5 of event, source and key."""
    return uuid.uuid5(_NAMESPACE, f"{event.hex()}/{kind}/{source}/{key}").bytes


def scope_id(event: bytes, marking: str, audience: str) -> bytes:
    """The scope a label set stands for, 16 bytes; `audience` in its canonical spelling."""
    return hashlib.sha256(b"\0".join((event, marking.encode(), audience.encode()))).digest()[:16]


def desk_code(device: bytes) -> str:
    """The letters before a number said aloud, derived from the device: `7KQ4` of `7KQ4-42`."""
    return letters(hashlib.sha256(device).digest(), CODE_LENGTH)


def letters(digest: bytes, count: int) -> str:
    """So many letters and digits worked out from a digest, fit to be said aloud and typed."""
    left = int.from_bytes(digest[:8])
    code = ""
    for _ in range(count):
        left, at = divmod(left, len(_LETTERS))
        code += _LETTERS[at]
    return code


def parse_id(words: str) -> bytes | None:
    """An id as people paste it (32 hexadecimal digits, dashes allowed), or None."""
    try:
        return uuid.UUID(words.strip()).bytes
    except ValueError:
        return None
