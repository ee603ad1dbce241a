"""What a desk asks its hub to open for it, and the keys that the hub gives back while the right holds."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import msgspec


class Locked(msgspec.Struct, array_like=True, frozen=True):
    """Keys that were sealed for the hub (store/handing)."""

    sealed: bytes


class Unlocked(msgspec.Struct, array_like=True, frozen=True):
    """Those of them whose scope the desk may see now, by SHA-256."""

    keys: dict[str, bytes]


@runtime_checkable
class Unlocking(Protocol):
    """A hub that can be asked."""

    async def unlock(self, locked: Locked) -> Unlocked:
        """The keys. Refused, Unavailable."""
