"""One clock and one source of names for a whole world: the same seed gives the same world, to the byte."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

from eocdesk.models import clock, ids
from eocdesk.store import signing

BEGIN = 1_846_800_000_000
"""When every world begins: a morning in July 2028."""
HOUR = 3_600_000
DAY = 24 * HOUR
_NAMES = ("new_id", "new_device")


class Virtual:
    """The world's time, each party's clock beside it, and the names that are made."""

    def __init__(self) -> None:
        self.time = BEGIN
        self.skew: dict[str, int] = {}
        self.party = ""
        self._rng = random.Random(0)  # noqa: S311  a simulation that can be repeated
        self._real = (clock.now, ids.new_id, ids.new_device, signing.new_key)

    def install(self) -> None:
        """Take the places of the machine's clock and chance: the one seam between a world and the program."""
        clock.now = self.now
        ids.new_id = self.new_id
        ids.new_device = self.new_device
        signing.new_key = self.new_key

    def uninstall(self) -> None:
        """Give them back."""
        clock.now, ids.new_id, ids.new_device, signing.new_key = self._real

    def seed(self, number: int) -> None:
        """What a step makes depends on that step alone: others can be left out without renaming anything."""
        self._rng = random.Random(number)  # noqa: S311  likewise

    @contextmanager
    def at(self, party: str) -> Iterator[None]:
        """Whose clock is read meanwhile."""
        before, self.party = self.party, party
        try:
            yield
        finally:
            self.party = before

    def now(self) -> int:
        """The clock on the wall of whoever looks."""
        return self.time + self.skew.get(self.party, 0)

    def new_id(self) -> bytes:
        """A UUIDv7 of the world's time: made by hand, as the hubs can tell."""
        made = bytearray((max(0, self.now()) & (1 << 48) - 1).to_bytes(6, "big") + self._rng.randbytes(10))
        made[6], made[8] = 0x70 | made[6] & 0x0F, 0x80 | made[8] & 0x3F
        return bytes(made)

    def new_device(self) -> bytes:
        """A copy's name."""
        return self._rng.randbytes(16)

    def new_key(self) -> bytes:
        """A private key."""
        return self._rng.randbytes(32)
