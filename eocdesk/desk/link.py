"""What the desk sees of its link: how it stands, join, meet now, cut; the work is done on a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from inspect import CORO_CREATED, getcoroutinestate, iscoroutine
from typing import TYPE_CHECKING, Any, TypeVar

from eocdesk.desk import lease, linking
from eocdesk.desk.bus import Bus
from eocdesk.desk.fetching import Carried
from eocdesk.models import Refused, clock
from eocdesk.models.clock import Moment
from eocdesk.store import local, purged
from eocdesk.store.kept import Store
from eocdesk.store.notice import Notice
from eocdesk.store.queries import attachments
from eocdesk.store.queries.linked import CUT, Linked, linked

if TYPE_CHECKING:
    from eocdesk.sync.meeting import Meeting

T = TypeVar("T")

FRESH_MS = 90_000
"""A contact older than three polls is no link any more."""
RECEIVED = "received"
"""The origin of what came by meetings."""

_log = logging.getLogger(__name__)


class LinkState(StrEnum):
    """In one word."""

    ALONE = "not linked"  # has joined no hub
    LINKED = "linked"  # the last meeting went well, just now
    TRYING = "trying"  # the last meeting failed, or none was of late: it is tried again
    PAUSED = "paused"  # cut on purpose, until a moment
    REVOKED = "revoked"  # the hub has put this desk out; its copy was withdrawn


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """How this desk stands with its hub. Read from the store or absent; nothing is guessed."""

    state: LinkState = LinkState.ALONE
    peer: str = ""  # the hub's name
    url: str = ""
    met: Moment | None = None  # the last contact that went well
    unsent: int | None = None  # changes the hub has not acknowledged; None while alone
    skew: int = 0  # how far this desk's clock is ahead of the hub's, milliseconds; behind: negative
    refused: int = 0  # changes the hub did not let in; their words are kept here
    conflicts: int = 0  # fields that people must settle
    sentence: str = ""  # why it does not go at the moment
    until: Moment | None = None  # PAUSED: until then
    ending: str = ""  # which right ends within a day unless the hub is met before
    history: int | None = None  # percent of the older history that is here; None: nothing is coming
    attachments: str = ""  # what is to be brought and to be fetched, in words


Listener = Callable[[LinkStanding], None]


class Link:
    """This desk and its hub. Nothing that a person does on the desk waits for it."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        exercise: Callable[[], bool],
        gave_up: Callable[[], None] | None = None,
        most: Callable[[], int] | None = None,
    ) -> None:
        """`exercise`: whether this is an exercise desk, which meets nobody.

        `gave_up` is called in the reading pool after a meeting in which this copy had to give something up.
        `most`: up to how many bytes an attachment is fetched unasked.
        """
        self._carrying = linking.Carrying(most)
        self._store = store
        self._bus = bus
        self._exercise = exercise
        self._gave_up = gave_up
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()
        self._told = LinkStanding()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._staying: linking.Staying | None = None
        self._met: Callable[[Meeting], None] | None = None
        self._deaf: Callable[[], None] | None = None

    # how it stands

    def standing(self) -> LinkStanding:
        """How it stands now, read from the store: a few milliseconds. Unavailable where that does not answer."""
        found = standing_of(self._store.readers.now(linked), clock.now())
        return replace(found, attachments=self.carried.waiting)

    @property
    def carried(self) -> Carried:
        """What came of the last round of attachments, or how far the one under way is."""
        return self._carrying.now

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear of each change of the standing, on the link's thread, until the returned function is called."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return stop

    def tell(self) -> None:
        """Say how it stands, if that is news; any thread."""
        now = self.standing()
        with self._lock:
            news, self._told, listeners = now != self._told, now, self._listeners
        for listener in listeners if news else ():
            try:
                listener(now)
            except Exception:  # noqa: BLE001  whatever it is, the others must hear
                _log.exception("a listener to the link failed")

    # staying linked

    def start(self, after: float = 0.0, met: Callable[[Meeting], None] | None = None) -> None:
        """Stay linked from now on, the first meeting in so many seconds; a desk that joined nobody waits for that.

        `met` hears of each meeting, on the link's thread.
        """
        if self._staying is None:
            self._met = met
            self._staying = linking.Staying(self._store, self.tell, self._over, after, self._carrying)
            self._submit(self._staying.run())
            self._submit(lease.stay(self._store, self._gave_up))
            self._deaf = self._bus.listen(self._heard)

    def stop(self) -> None:
        """End what is under way and let go of the line and the thread."""
        if self._deaf is not None:
            self._deaf()
        self._staying = self._deaf = None
        loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def wake(self, *, now: bool = False) -> None:
        """There is something to send; `now`: a person asks, whatever failed before."""
        staying, loop = self._staying, self._loop
        if staying is not None and loop is not None:
            try:
                loop.call_soon_threadsafe(staying.press if now else staying.wake)
            except RuntimeError:
                return  # it is closing: the next start sends it

    def _heard(self, notice: Notice) -> None:
        """Something was committed; on the writer's thread, so it is only passed on."""
        if notice.act.origin != RECEIVED:
            self.wake()

    # asked by a person

    def join_now(self, url: str, code: str, name: str = "") -> LinkStanding:
        """Join a hub with a one-time code, blocking. Refused, Unavailable: nothing was joined."""
        self._joining(url, code, name).result()
        return self._after_asking()

    async def join(self, url: str, code: str, name: str = "") -> LinkStanding:
        """The same, awaited."""
        await asyncio.wrap_future(self._joining(url, code, name))
        return self._after_asking()

    def _joining(self, url: str, code: str, name: str) -> Future[None]:
        if self._exercise():
            raise Refused("This is an exercise desk. It joins no hub, where real desks may be.")
        return self._submit(linking.join(self._store, url, code, name.strip() or f"Desk {self._store.code}"))

    def meet_now(self) -> Meeting:
        """Meet the hub once and carry attachments, blocking: what came of it, also where it failed (and `carried`).

        Refused where there is no hub to meet.
        """
        meeting = self._submit(linking.once(self._store, self._carrying)).result()
        self._given_up(meeting).result()
        self.tell()
        return meeting

    async def meet(self) -> Meeting:
        """Meet the hub once, awaited; attachments go after it in their own time."""
        meeting = await asyncio.wrap_future(self._submit(linking.once(self._store)))
        await asyncio.wrap_future(self._given_up(meeting))
        self.tell()
        return meeting

    def _over(self, meeting: Meeting) -> None:
        """A meeting of those that go on by themselves; on the link's thread, which waits for no backup."""
        self._given_up(meeting)
        if self._met is not None:
            self._met(meeting)

    def _given_up(self, meeting: Meeting) -> Future[None]:
        gone = meeting.withdrawn or meeting.revoked or self._store.readers.now(purged.to_wipe)
        if self._gave_up is not None and gone:
            return self._store.readers.run(self._gave_up)
        nothing: Future[None] = Future()
        nothing.set_result(None)
        return nothing

    def _after_asking(self) -> LinkStanding:
        self.wake(now=True)
        self.tell()
        return self.standing()

    async def want(self, sha256: str) -> str:
        """Ask for an attachment that is not here: it is fetched whatever its size. What becomes of it, in words."""
        found = self.standing()
        if found.state in (LinkState.ALONE, LinkState.REVOKED):
            return "There is no hub to get it from."
        await asyncio.wrap_future(self._store.writer.local(partial(attachments.ask_for, sha256=sha256)))
        self.wake(now=True)
        if found.state is LinkState.LINKED:
            return f"It is fetched from {found.peer} now, if it is there."
        return f"It is fetched from {found.peer} at the next contact."

    def pause(self, until: Moment) -> None:
        """Meet nobody until then, whichever program asks; a restart does not end it.

        What is written after this returns is not sent before the cut is over.
        """
        self._cut(until)
        if self._staying is not None:
            self._submit(self._staying.halt()).result()
        self.tell()

    def resume(self) -> None:
        """Meet again."""
        self._cut(None)
        self.wake(now=True)
        self.tell()

    def _cut(self, until: Moment | None) -> None:
        self._store.writer.local(lambda connection: local.put(connection, CUT, until)).result()

    # the thread

    def run(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Do something else of the network on the link's thread: the room, an order to the hub. Cancelled, it ends."""
        return self._submit(work)

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=turn, args=(self._loop,), name="link", daemon=True)
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)


def standing_of(found: Linked, now: Moment) -> LinkStanding:
    """What the store says of the hub, in the words of the strip."""
    if not found.hub:
        return LinkStanding(conflicts=found.conflicts)
    counts = (found.unsent, found.skew, found.refused, found.conflicts)
    sentence = found.trouble if found.tried and found.tried > (found.met or 0) else ""
    until = _cut_until(found, now)
    why = (sentence, until, found.ending, found.history)
    return LinkStanding(_state(found, now), found.name, found.url, found.met, *counts, *why)


def _state(found: Linked, now: Moment) -> LinkState:
    if found.revoked:
        return LinkState.REVOKED
    if _cut_until(found, now) is not None:
        return LinkState.PAUSED
    fresh = found.met is not None and now - found.met < FRESH_MS and found.met >= (found.tried or 0)
    return LinkState.LINKED if fresh else LinkState.TRYING


def _cut_until(found: Linked, now: Moment) -> Moment | None:
    return found.cut if found.cut is not None and now < found.cut else None


def _is_begun(task: asyncio.Task[Any]) -> bool:
    coroutine = task.get_coro()
    return not iscoroutine(coroutine) or getcoroutinestate(coroutine) != CORO_CREATED


def turn(loop: asyncio.AbstractEventLoop) -> None:
    """The link's thread: its loop until it is stopped, then everything on it ended in order."""
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        while left := asyncio.all_tasks(loop):  # what is cancelled may begin something to end in order
            begun = [task for task in left if _is_begun(task)]  # else what it was to wait for would never run
            for task in begun:
                task.cancel()
            loop.run_until_complete(asyncio.gather(asyncio.sleep(0), *begun, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(asyncio.sleep(0))  # a line that was closed is let go of at the loop's next turn
    finally:
        asyncio.set_event_loop(None)
        loop.close()
