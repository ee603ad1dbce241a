"""Desks that listen hear which scopes have grown and how far: only of scopes they may see, and nothing of content."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from eocdesk.models import Unavailable, clock
from eocdesk.models.right import Labels, Right, may_see
from eocdesk.store.hub import people, people_scopes
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice

Read = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Runs something that blocks in a thread."""

GATHERED = 0.04
"""Seconds in which what grows is gathered: a wake-up per commit to each desk would be the hub's first bottleneck."""
HEARTBEAT = 15.0
"""Seconds after which a line without meaning shows that the hub is still there."""
LOOKED = 2.0
"""Seconds between two looks at the rights of those who listen: so soon a revoked desk hears no more."""

LINES = 4
"""Lines a device has at a time: its program, its command line, and those that broke and are not known to have."""

_log = logging.getLogger(__name__)


class Listener:
    """One open line to a desk. What it has not been sent is gathered, however slow it reads."""

    def __init__(self, device: HubDevice) -> None:
        self.dev = device.dev
        self.rights = device.rights
        self.open = True
        self._grown: dict[bytes, int] = {}
        self._wake = asyncio.Event()

    def tell(self, grown: Mapping[bytes, int]) -> None:
        """To be sent with the next line."""
        if grown:
            self._grown.update(grown)
            self._wake.set()

    def close(self) -> None:
        """End the line."""
        self.open = False
        self._wake.set()

    async def lines(self, heartbeat: float = HEARTBEAT) -> AsyncIterator[str]:
        """The events as they are sent."""
        while self.open:
            try:
                async with asyncio.timeout(heartbeat):
                    await self._wake.wait()
            except TimeoutError:
                yield ":\n\n"
                continue
            self._wake.clear()
            grown, self._grown = self._grown, {}
            if grown and self.open:
                yield f"data: {','.join(f'{scope.hex()}:{seq}' for scope, seq in grown.items())}\n\n"


class Live:
    """Everybody who listens. Used on the loop's thread, except `hear`."""

    def __init__(self, hub: Hub, read: Read, heartbeat: float = HEARTBEAT) -> None:
        self._hub = hub
        self._read = read
        self._heartbeat = heartbeat
        self._listeners: dict[Listener, None] = {}  # the oldest first
        self._labels: dict[bytes, Labels] = {}
        self._grown: dict[bytes, int] = {}
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = False

    @property
    def connected(self) -> int:
        """How many desks listen."""
        return len(self._listeners)

    def hear(self, grown: Mapping[bytes, int]) -> None:
        """What a commit made grow; from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._note, dict(grown))

    def _note(self, grown: dict[bytes, int]) -> None:
        for scope, seq in grown.items():
            self._grown[scope] = max(seq, self._grown.get(scope, 0))
        self._wake.set()

    async def listen(self, device: HubDevice) -> AsyncIterator[str]:
        """A line to this device: first how far all goes that it may see, then what grows."""
        self._loop = asyncio.get_running_loop()
        listener = Listener(device)
        self._listeners[listener] = None  # before it is told the state: nothing is committed in between unheard
        self._make_room(device.dev)
        try:
            yield ":\n\n"
            listener.tell(await self._read(lambda: self._reach(device)))
            if not self._over:
                async for line in listener.lines(self._heartbeat):
                    yield line
        except Unavailable as error:
            _tell(error)  # the line ends, and the desk comes again
        finally:
            self._listeners.pop(listener, None)

    def _make_room(self, dev: bytes) -> None:
        """A device that opens more and more lines ends its own oldest, and so locks nobody out."""
        mine = [listener for listener in self._listeners if listener.dev == dev]
        for listener in mine[:-LINES]:
            listener.close()
            del self._listeners[listener]

    def _reach(self, device: HubDevice) -> dict[bytes, int]:
        with self._hub.reading() as c:
            return people_scopes.reach(c, device.rights, clock.now())

    async def run(self) -> None:
        """Pass on what grows, for ever."""
        while True:
            await self._wake.wait()
            await asyncio.sleep(GATHERED)
            self._wake.clear()
            grown, self._grown = self._grown, {}
            try:
                await self._pass_on(grown)
            except Exception as error:  # noqa: BLE001  whatever it is, the next commit is passed on
                _tell(error)
                self._note(grown)
                await asyncio.sleep(LOOKED)

    async def _pass_on(self, grown: dict[bytes, int]) -> None:
        unknown = grown.keys() - self._labels.keys()
        if unknown:
            self._labels |= await self._read(lambda: self._labels_of(unknown))
        now = clock.now()
        seen: dict[tuple[Right, ...], dict[bytes, int]] = {}  # desks with the same rights hear the same
        for listener in self._listeners:
            if listener.rights not in seen:
                seen[listener.rights] = {
                    scope: seq
                    for scope, seq in grown.items()
                    if scope in self._labels and may_see(listener.rights, self._labels[scope], now)
                }
            listener.tell(seen[listener.rights])

    def _labels_of(self, scopes: set[bytes]) -> dict[bytes, Labels]:
        with self._hub.reading() as c:
            return people_scopes.labels_of(c, scopes)

    async def watch(self) -> None:
        """Look again and again at who may listen to what, for ever."""
        while True:
            await asyncio.sleep(LOOKED)
            try:
                if self._listeners:
                    self.look(await self._read(self._devices))
            except Exception as error:  # noqa: BLE001  likewise
                _tell(error)

    def _devices(self) -> dict[bytes, HubDevice]:
        with self._hub.reading() as c:
            return {device.dev: device for device in people.devices(c)}

    def look(self, devices: Mapping[bytes, HubDevice]) -> None:
        """End the lines of revoked devices; give the others the rights they have now."""
        for listener in tuple(self._listeners):
            device = devices.get(listener.dev)
            if device is None or device.revoked is not None:
                listener.close()
            else:
                listener.rights = device.rights

    def close(self) -> None:
        """End every line: the hub stops."""
        self._over = True
        for listener in tuple(self._listeners):
            listener.close()


def _tell(error: Exception) -> None:
    if isinstance(error, Unavailable):
        _log.info("who may hear is not known now: %s", error)
    else:
        _log.error("live notice failed and goes on", exc_info=error)
