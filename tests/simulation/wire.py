"""The way to another copy and all that befalls it: cut, lost, doubled; with an eye on everything that passes."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from eocdesk.models import Unavailable
from eocdesk.sync.protocol import Heads, Hello, Page, Peer, Pulled, Since, Taken, Welcome

T = TypeVar("T")


@dataclass(frozen=True)
class Weather:
    """How likely each thing is, per request."""

    cut: float = 0.0  # the request never arrives
    lost: float = 0.0  # the answer never arrives
    doubled: float = 0.0  # the request arrives twice
    stale: float = 0.0  # what arrives is the answer to an older question


FAIR = Weather()
ROUGH = Weather(cut=0.08, lost=0.12, doubled=0.15)
BENT = Weather(stale=0.2)
"""A line that answers another question than was asked: HTTP does not, so only runs on purpose take it."""


@dataclass
class Letter:
    """A request that was sent once, and may arrive again at any time."""

    room: str
    dev: bytes
    sent: Page


class Wire:
    """A peer as it is reached through bad weather. Everything that arrives is shown to `watch`."""

    def __init__(self, peer: Peer, rng: random.Random, weather: Weather) -> None:
        self.peer, self.rng, self.weather = peer, rng, weather
        self.name, self.by_seq = peer.name, peer.by_seq
        self.watch: Callable[[object], None] = _nobody
        self.sent: list[Page] = []
        self.faults = 0
        self._answers: list[Pulled] = []

    async def hello(self, hello: Hello) -> Welcome:
        return await self._through(lambda: self.peer.hello(hello))

    async def heads(self) -> Heads:
        return await self._through(self.peer.heads)

    async def push(self, page: Page) -> Taken:
        self.sent.append(page)
        return await self._through(lambda: self.peer.push(page))

    async def pull(self, since: Since) -> Pulled:
        answer = await self._through(lambda: self.peer.pull(since))
        self._answers.append(answer)
        if self.weather.stale and self.rng.random() < self.weather.stale:
            self.faults += 1
            return self.rng.choice(self._answers)
        return answer

    async def _through(self, ask: Callable[[], Awaitable[T]]) -> T:
        if self.rng.random() < self.weather.cut:
            raise self._fault("The line is cut.")
        answer = await ask()
        self.watch(answer)
        if self.rng.random() < self.weather.doubled:
            self.faults += 1
            answer = await ask()
            self.watch(answer)
        if self.rng.random() < self.weather.lost:
            raise self._fault("The answer is lost.")
        return answer

    def _fault(self, sentence: str) -> Unavailable:
        self.faults += 1
        return Unavailable(sentence)


def _nobody(_: object) -> None:
    """Nobody watches."""
