"""What a hub bears: requests by address, bytes at a time, work that waits; nobody's knocking keeps another out."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from eocdesk.models import Unavailable

MANY = 10_000
"""Addresses remembered at a time; the longest unheard is forgotten first."""

OFTEN = "Too many requests from this address. Try again shortly."


class BusyError(Unavailable):
    """Come again in so many seconds."""

    def __init__(self, sentence: str, after: float) -> None:
        super().__init__(sentence)
        self.after = after


class TooOftenError(BusyError):
    """This address or device asked too often."""


class Rate:
    """So many at once from one address, and so many a second from then on."""

    def __init__(self, burst: float, each_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._each_second = each_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> None:
        """Count one; TooOftenError where the address has none left."""
        left = self._now(address)
        if left < 1:
            self._note(address, left)
            raise TooOftenError(
                "Too many requests from this address. Try again shortly.", (1 - left) / self._each_second
            )
        self._note(address, left - 1)

    def spent(self, address: str) -> float:
        """Seconds until the address has one again; 0: it has."""
        return max(0.0, (1 - self._now(address)) / self._each_second)

    def count(self, address: str) -> None:
        """Count one, whether there was one left or not."""
        self._note(address, max(0.0, self._now(address) - 1))

    def _now(self, address: str) -> float:
        left, at = self._left.get(address, (self._burst, 0.0))
        return min(self._burst, left + (self._clock() - at) * self._each_second) if address in self._left else left

    def _note(self, address: str, left: float) -> None:
        self._left[address] = (left, self._clock())
        self._left.move_to_end(address)
        while len(self._left) > MANY:
            self._left.popitem(last=False)


class Shares:
    """So much at a time for each of many. One loop's: no lock."""

    def __init__(self, most: int, sentence: str, after: float = 1.0) -> None:
        self._taken: dict[bytes, int] = {}
        self._most = most
        self._sentence = sentence
        self._after = after

    @contextmanager
    def hold(self, who: bytes, much: int) -> Iterator[None]:
        """Hold so much of one's share while inside; TooOftenError where it is used up. One alone may be larger."""
        taken = self._taken.get(who, 0)
        if taken and taken + much > self._most:
            raise TooOftenError(self._sentence, self._after)
        self._taken[who] = taken + much
        try:
            yield
        finally:
            self._taken[who] -= much
            if not self._taken[who]:
                del self._taken[who]


class Room:
    """So much at a time of something, whoever brings it. One loop's: no lock."""

    def __init__(self, most: int, sentence: str, after: float = 1.0) -> None:
        self.taken = 0
        self._most = most
        self._sentence = sentence
        self._after = after

    @contextmanager
    def hold(self, much: int = 1) -> Iterator[None]:
        """Hold so much while inside; BusyError where it is not there. One alone may be larger than the room."""
        if self.taken and self.taken + much > self._most:
            raise BusyError(self._sentence, self._after)
        self.taken += much
        try:
            yield
        finally:
            self.taken -= much
