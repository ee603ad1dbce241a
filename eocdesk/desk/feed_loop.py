"""Feeds asked by themselves while a desk is open: each in its rhythm, seldom while it fails, never two at once."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from eocdesk import __version__
from eocdesk.desk import feed_asking, feeding
from eocdesk.desk.feed_rules import Rules, rules
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.right import FED
from eocdesk.store import peers

if TYPE_CHECKING:
    import httpx

    from eocdesk.desk.desk import Desk
    from eocdesk.desk.feeding import FeedAge
    from eocdesk.feeds.feed import Feed
    from eocdesk.models import Event
    from eocdesk.models.clock import Moment

LOOK = 15.0
"""Seconds between two looks at the settings and the clock."""
LONGEST_S = 3_600
"""A feed that fails is asked once an hour at least."""
SPREAD = 0.1
"""How far a question strays from its rhythm, so that desks do not come all at once."""
IDLE_MS = 300_000
"""A feed that has no address or no key yet is looked at again so much later, or once a setting changes."""
_ENDING_S = 5.0

_log = logging.getLogger(__name__)


def wait_s(feed: Feed, every: int, failures: int, chance: float) -> float:
    """Seconds from one question to the next; `chance` in 0..1 spreads them. Never below the feed's floor."""
    plain = every if not failures else min(LONGEST_S, max(feed.floor_s, 60) * 2.0 ** min(failures - 1, 12))
    return max(float(feed.floor_s), plain * (1 - SPREAD + 2 * SPREAD * chance))


class FeedLoop:
    """The feeds of one desk, on the link's thread: nothing that a person does waits for them."""

    def __init__(self, desk: Desk, chance: Callable[[], float] | None = None) -> None:
        self._desk = desk
        self._chance = chance or random.Random().random  # noqa: S311  spreads desks in time, keeps no secret
        self._chances: dict[str, float] = {}
        self._idle: dict[str, tuple[Rules, Moment]] = {}
        self._eager = False
        """Whether the next round asks whatever its source lets be asked: a person asks, or one that failed is back."""
        self._pressed = asyncio.Event()
        self._running: Future[None] | None = None
        self._over = asyncio.Event()
        self._told: Callable[[list[FeedAge]], None] | None = None

    def start(self, after: float = 0.0, told: Callable[[list[FeedAge]], None] | None = None) -> None:
        """Ask from now on, first in so many seconds. `told` hears of ages after each round, on the link's thread."""
        if self._running is None:
            self._told = told
            self._pressed, self._over = asyncio.Event(), asyncio.Event()
            self._running = self._desk.link.run(self._run(after))

    def stop(self) -> None:
        """Ask no more; what is under way is given up, and gone when this returns."""
        running, self._running = self._running, None
        if running is not None and not running.done():
            self._desk.link.run(self._halt(running)).result()

    async def _halt(self, running: Future[None]) -> None:
        """On the link's thread, where what was begun before this has come to its first step."""
        running.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(_ENDING_S):
                await self._over.wait()

    def press(self) -> bool:
        """A person asks now: what failed is not waited for, sources that want to be left alone are. Whether any is."""
        asks = rules(self._desk).run(exercise=self._desk.exercise) and self._desk.event is not None
        if self._running is not None and asks:
            self._desk.link.run(self._press())
        return asks

    async def _press(self) -> None:
        self._eager = True
        self._pressed.set()

    async def _run(self, after: float) -> None:
        try:
            wait = after
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._pressed.wait()
                self._pressed.clear()
                wait = min(LOOK, await self._safely())
        finally:
            self._over.set()

    async def _safely(self) -> float:
        try:
            return await self.turn()
        except (Refused, Unavailable) as error:
            _log.info("feeds wait: %s", error)
        except Exception:  # noqa: BLE001  whatever it is, the desk goes on and feeds are tried again
            _log.exception("feeds failed")
        return LOOK

    async def turn(self) -> float:
        """Ask every feed whose time has come, all at once; seconds until the next one's."""
        told, event = rules(self._desk), self._desk.event
        if event is None or not told.run(exercise=self._desk.exercise) or self._reads_only():
            return LOOK
        due = [feed for feed in self._wanted(told) if self._left(feed, event, told, eager=self._eager) <= 0]
        self._eager = False
        if due and await self._ask(event, due) and self._told is not None:
            self._told(self.ages())
        left = [self._left(feed, event, told) for feed in self._wanted(told)]
        return max(1.0, min((one for one in left if one > 0), default=LOOK))

    async def _ask(self, event: Event, due: list[Feed]) -> bool:
        """Whether any was asked indeed."""
        from eocdesk.feeds.fetch import client  # noqa: PLC0415  heavy

        async with client(rules(self._desk).contact, __version__) as http, asyncio.TaskGroup() as group:
            asking = [group.create_task(self._poll(event, feed, http), name=f"ask {feed.name}") for feed in due]
        return any(one.result() for one in asking)

    async def _poll(self, event: Event, feed: Feed, http: httpx.AsyncClient) -> bool:
        self._chances[feed.name] = self._chance()
        failed = feeding.state_of(self._desk, feed, event.id).get("failures", 0)
        try:
            took = await feed_asking.poll(self._desk, event, feed, http)
            asked = took.asked
            self._eager |= bool(failed and asked and took.ok)  # the network is back, so others may be too
        except Unavailable as error:  # the desk itself cannot keep anything now
            _log.info("the feed %s waits: %s", feed.name, error)
            asked = False
        if not asked:
            self._idle[feed.name] = rules(self._desk), clock.now() + IDLE_MS
        return asked

    def ages(self) -> list[FeedAge]:
        """The ages of those that are asked; none while feeds are off."""
        event, told = self._desk.event, rules(self._desk)
        if event is None or not told.run(exercise=self._desk.exercise):
            return []
        found = self._desk.read_now(feeding.kept_ages, event.id)
        return [one for one in found if one.name not in told.off]

    def _wanted(self, told: Rules) -> list[Feed]:
        left_out = told.off | self._by_hub()
        return [feed for feed in feeding.known() if feed.name not in left_out and not self._is_idle(feed, told)]

    def _by_hub(self) -> frozenset[str]:
        """What the hub asks for all its desks, unless it has brought nothing for more than three rhythms."""
        event, now = self._desk.event, clock.now()
        found = [] if event is None else self._desk.read_now(feeding.hub_ages, event.id)
        return frozenset(one.name for one in found if one.last_try is not None and not one.is_late(now))

    def _is_idle(self, feed: Feed, told: Rules) -> bool:
        before, until = self._idle.get(feed.name, (None, 0))
        return told == before and 0 <= until - clock.now() <= IDLE_MS

    def _reads_only(self) -> bool:
        """Whether this desk is a partner's at its hub, which would take in nothing of it."""
        return bool(self._desk.read_now(peers.reading_at, self._desk.device, FED))

    def _left(self, feed: Feed, event: Event, told: Rules, *, eager: bool = False) -> float:
        """Seconds until it is to be asked; 0 or less: now."""
        state = feeding.state_of(self._desk, feed, event.id)
        now, tried = clock.now(), int(state.get("tried", 0))
        if not tried or tried > now + LONGEST_S * 1000:  # never, or before the clock was put back
            return 0.0
        failures, chance = int(state.get("failures", 0)), self._chances.get(feed.name, 0.5)
        pause = feed.floor_s if eager else wait_s(feed, told.every(feed), failures, chance)
        return (max(tried + pause * 1000, int(state.get("later", 0))) - now) / 1000
