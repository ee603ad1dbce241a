"""The loop of a linked desk: meet when something was written, when the hub says so, and every half minute anyway."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.sync.meeting import Copy, Meeting, meet
from eocdesk.sync.protocol import MAX_PIECES, Peer

LEAST_PIECES = 100
_STEP = 500
_MISTAKE = "This is a mistake in eocdesk; it is in the log. It is tried again."

_log = logging.getLogger(__name__)


class LiveCopy(Copy, Protocol):
    """A copy that knows how far it has read."""

    def behind(self, grown: dict[bytes, int]) -> bool:
        """Whether it has not read so far."""


class LivePeer(Peer, Protocol):
    """A hub that tells when something grows."""

    def events(self) -> AsyncIterator[dict[bytes, int]]:
        """Scopes and how far they go, as they grow; Unavailable or Refused at the end."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds: between two meetings at most, and after a failed one at least and at most."""

    poll: float = 30.0
    least: float = 1.0
    most: float = 60.0

    def after(self, failures: int, chance: float) -> float:
        """How long to wait after so many failures in a row; `chance` in 0..1 keeps desks from coming all at once."""
        ceiling = min(self.most, self.least * 2.0 ** min(failures, 30))
        return self.least + (ceiling - self.least) * chance


class Pace:
    """How many pieces a page may hold: half after an answer that took too long, a little more after each other."""

    def __init__(self, most: Callable[[], int] | None = None) -> None:
        self._most = most or _all
        self._held = MAX_PIECES

    def limit(self) -> int:
        """For the next page."""
        return min(self._held, self._most())

    def heard(self, *, slow: bool) -> None:
        """What came of a meeting."""
        self._held = max(LEAST_PIECES, self.limit() // 2) if slow else min(MAX_PIECES, self._held + _STEP)


def _all() -> int:
    return MAX_PIECES


class Runner:
    """One meeting after the other with one hub, until it puts this desk out or the task is cancelled."""

    def __init__(
        self,
        copy: LiveCopy,
        peer: LivePeer,
        told: Callable[[Meeting, float], Awaitable[None]],
        pace: Pace,
        rhythm: Rhythm | None = None,
    ) -> None:
        """`told` hears of each meeting and how many seconds it took."""
        self._copy = copy
        self._peer = peer
        self._told = told
        self._pace = pace
        self._rhythm = rhythm or Rhythm()
        self._chance = random.Random().random  # noqa: S311  spreads desks in time, keeps no secret
        self._woken = asyncio.Event()
        self._pressed = asyncio.Event()
        self._linked = asyncio.Event()
        self.still = asyncio.Event()
        """Set while no meeting is under way."""
        self.still.set()
        self._whole = 0.0

    def wake(self, *, now: bool = False) -> None:
        """Something was written here. `now`: a person asks, which also ends a wait. On the loop's thread."""
        self._woken.set()
        if now:
            self._pressed.set()

    async def run(self) -> None:
        """Until the hub has put this desk out."""
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(self._listen(), name="listen to the hub")
            await self._go_on()
            listening.cancel()

    async def _go_on(self) -> None:
        failures = 0
        while True:
            self._woken.clear()
            self._pressed.clear()
            meeting = await self._meet(whole=bool(failures) or self._is_due())
            if meeting.revoked:
                return
            failures = 0 if meeting.ok else failures + 1
            if meeting.ok:
                self._linked.set()
                await _until(self._woken, self._rhythm.poll)
            else:
                self._linked.clear()
                await _until(self._pressed, max(meeting.wait, self._rhythm.after(failures, self._chance())))

    async def _meet(self, *, whole: bool) -> Meeting:
        clock = asyncio.get_running_loop().time
        began = clock()
        self.still.clear()
        try:
            meeting = await meet(self._copy, self._peer, self._pace.limit, whole=whole)
        except Exception:  # noqa: BLE001  whatever it is, the desk goes on and the next meeting is tried
            _log.exception("a meeting with %s failed", self._peer.name)
            meeting = Meeting(self._peer.name, ok=False, trouble=_MISTAKE)
        finally:
            self.still.set()
        self._pace.heard(slow=meeting.slow)
        self._whole = clock() if whole and meeting.ok else self._whole if meeting.ok else 0.0
        await self._told(meeting, clock() - began)
        return meeting

    def _is_due(self) -> bool:
        """Whether to greet and compare once more: while linked, at the pace of the poll, not at each entry."""
        return not self._whole or asyncio.get_running_loop().time() - self._whole >= self._rhythm.poll

    async def _listen(self) -> None:
        """Be woken by the hub. Where its events do not get through, the poll is enough."""
        failures = 0
        while True:
            await self._linked.wait()
            try:
                async for grown in self._peer.events():
                    failures = 0
                    if grown and self._copy.behind(grown):
                        self._woken.set()
            except (Unavailable, Refused):
                self._woken.set()  # look at once whether the hub is still there
            except Exception:  # noqa: BLE001  likewise
                _log.exception("listening to %s failed", self._peer.name)
            failures += 1
            await asyncio.sleep(self._rhythm.after(failures, self._chance()))


async def _until(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
