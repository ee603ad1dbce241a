"""A hub in the same process, met as any other peer is: for tests, drills and a desk that is its own room's hub."""

from __future__ import annotations

import asyncio

from eocdesk.models.checkpoint import Checkpoint
from eocdesk.server import handed
from eocdesk.server.answers import Answers
from eocdesk.server.checkpoints import Witness
from eocdesk.sync.protocol import Heads, Hello, Page, Pulled, Since, Taken, Welcome
from eocdesk.sync.unlocking import Locked, Unlocked


class HubPeer:
    """protocol.Peer over Answers, for one device."""

    by_seq = True

    def __init__(self, answers: Answers, dev: bytes) -> None:
        self.name = answers.hub.name
        self._answers = answers
        self._dev = dev
        self._witness = Witness(answers.hub)

    async def hello(self, hello: Hello) -> Welcome:
        """Begin."""
        return await asyncio.to_thread(self._answers.hello, self._dev, hello)

    async def heads(self) -> Heads:
        """What the hub holds that this device may see."""
        return await asyncio.to_thread(self._answers.heads, self._dev)

    async def push(self, page: Page) -> Taken:
        """Give the hub a page."""
        return await asyncio.to_thread(self._answers.push, self._dev, page)

    async def checkpoints(self, since: int) -> list[Checkpoint]:
        """What the hub signs of scopes that grew since."""
        return await asyncio.to_thread(self._witness.told, self._dev, since)

    async def unlock(self, locked: Locked) -> Unlocked:
        """Have it open what was sealed for it."""
        hub = self._answers.hub
        return await asyncio.to_thread(lambda: handed.unlocked(hub, self._dev, handed.keys_of(hub.key, locked)))

    async def pull(self, since: Since) -> Pulled:
        """Ask for what the device has not."""
        return await asyncio.to_thread(self._answers.pull, self._dev, since)
