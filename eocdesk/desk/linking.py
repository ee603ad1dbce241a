"""The link's work, on its own thread: join a hub, meet it once, stay linked; what the network needs loads only here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from eocdesk.desk.fetching import Carried, Fetching
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.store import local, peers, sealing, signing
from eocdesk.store.kept import Store
from eocdesk.store.queries.linked import Linked, linked

if TYPE_CHECKING:
    from eocdesk.sync.copy import DeskCopy
    from eocdesk.sync.http import HttpPeer, Keys
    from eocdesk.sync.meeting import Meeting
    from eocdesk.sync.runner import Runner

LOOK = 10.0
"""Seconds between two looks whether another program joined a hub, or cut the link."""
WINDOW_PIECES = 500
"""In one page while somebody sits here: a keystroke waits for no more than that to be taken in."""
HALT = 5.0
"""Seconds that who cuts the link waits for it to be down, at most."""
SAID = 0.3
"""Seconds between two words about what is unsent, while much is written."""

_log = logging.getLogger(__name__)


async def join(store: Store, url: str, code: str, name: str) -> None:
    """Join a hub by a one-time code. Refused, Unavailable: nothing was joined; the same code serves again."""
    from eocdesk.sync import http  # noqa: PLC0415  a desk that stands alone loads nothing of this

    found = store.readers.now(linked)
    place = http.address(url)
    if found.hub and not found.revoked and found.url != place:
        raise Refused(f"This desk belongs to {found.name}. A desk belongs to one hub.", "url")
    keys = await asyncio.wrap_future(store.writer.local(_keys))
    joined, pin = await http.join(place, code, store.device, keys, name)
    peer = peers.Peer(joined.hub, peers.HUB, joined.name, place, pin, joined.key, joined.epoch, clock.now())

    def note(connection: Any) -> None:
        known = peers.get(connection, peer.id)  # of another epoch: the next meeting brings back what the hub lacks
        peers.put(connection, peer if known is None else replace(peer, epoch=known.epoch))
        peers.keep_cards(connection, [joined.card], joined.key)

    await asyncio.wrap_future(store.writer.local(note))


def _keys(connection: Any) -> Keys:
    """What this copy is known by, as it is and as it was before it stood elsewhere; made where there is none yet."""
    from eocdesk.sync.access import Before, before_of  # noqa: PLC0415  likewise
    from eocdesk.sync.http import Keys  # noqa: PLC0415  likewise

    own = local.device(connection)
    earlier = {dev: local.key_as(connection, dev) for dev in sorted(local.own_devices(connection) - {own})}
    signed = [Before(dev, signing.public(key), signing.sign(key, before_of(own))) for dev, key in earlier.items()]
    public = signing.public(local.own_key(connection))
    return Keys(public, sealing.public_box(local.own_box(connection)), tuple(signed))


@dataclass
class Carrying:
    """How attachments go: up to how many bytes one is fetched unasked, and how far it is."""

    most: Callable[[], int] | None = None
    told: Callable[[], None] | None = None
    now: Carried = field(default_factory=Carried)

    def begin(self, store: Store, hub: bytes, peer: HttpPeer) -> Fetching:
        """What carries them over this line."""
        from eocdesk.sync.http_files import HttpFiles  # noqa: PLC0415  likewise

        return Fetching(store, hub, HttpFiles(peer), self.most, self._hear)

    def _hear(self, carried: Carried) -> None:
        self.now = carried
        if self.told is not None:
            self.told()


async def once(store: Store, carrying: Carrying | None = None) -> Meeting:
    """Meet the hub once, note what came of it, and carry attachments. Refused where there is no hub to meet."""
    from eocdesk.sync.meeting import meet  # noqa: PLC0415  likewise

    found = store.readers.now(linked)
    _refuse(found)
    async with _line(store, found.hub) as (copy, peer):
        clocked = asyncio.get_running_loop().time
        began = clocked()
        meeting = await meet(copy, peer)
        await copy.note(meeting, clocked() - began)
        if carrying is not None and meeting.ok and not meeting.revoked:
            await carrying.begin(store, found.hub, peer).once()
        return meeting


def _refuse(found: Linked) -> None:
    if not found.hub:
        raise Refused("This desk has joined no hub. Ask for a code, then: eocdesk join URL CODE.")
    if found.revoked:
        raise Refused(f"{found.name} has put this desk out. Nothing is sent to it or taken from it any more.")
    if found.cut is not None and clock.now() < found.cut:
        until = clock.at(found.cut).strftime("%H:%M UTC")
        raise Refused(f"This desk is cut from {found.name} on purpose until {until}.")


@asynccontextmanager
async def _line(store: Store, hub: bytes) -> AsyncIterator[tuple[DeskCopy, HttpPeer]]:
    from eocdesk.sync.copy import where  # noqa: PLC0415  likewise
    from eocdesk.sync.handing_in import HandingCopy  # noqa: PLC0415  likewise
    from eocdesk.sync.http import HttpPeer  # noqa: PLC0415  likewise

    async with HttpPeer(await where(store, hub)) as peer:
        yield HandingCopy(store, hub, peer), peer


class Staying:
    """Linked for as long as the desk is open: whichever hub it has joined, unless it is cut or was put out."""

    def __init__(
        self,
        store: Store,
        told: Callable[[], None],
        met: Callable[[Meeting], None] | None,
        after: float,
        carrying: Carrying | None = None,
    ) -> None:
        """`told` when the standing may be another one, `met` of each meeting; the first one in `after` seconds."""
        self._carrying = carrying or Carrying()
        self._store = store
        self._told = told
        self._met = met
        self._after = after
        self._runner: Runner | None = None
        self._pressed = asyncio.Event()
        self._written = asyncio.Event()
        self._carrying.told = self._written.set
        self._down = asyncio.Event()
        self._down.set()

    def wake(self) -> None:
        """Something was written here. On the link's thread, as all of this."""
        self._written.set()
        if self._runner is not None:
            self._runner.wake()

    def press(self) -> None:
        """A person asks, or something about the link was changed."""
        self._pressed.set()
        if self._runner is not None:
            self._runner.wake(now=True)

    async def halt(self) -> None:
        """The link was cut: returns once no meeting is under way any more, a few seconds at the most."""
        self._pressed.set()
        await _until(self._down, HALT)

    async def run(self) -> None:
        """Until it is cancelled."""
        await _until(self._pressed, self._after)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._say(), name="say how the link stands")
            while True:
                try:
                    await self._stay()
                except (Refused, Unavailable) as error:
                    _log.info("not linked: %s", error)
                    await _until(self._pressed, LOOK)
                except Exception:  # noqa: BLE001  whatever it is, the desk goes on and the link is tried again
                    _log.exception("the link failed")
                    await _until(self._pressed, LOOK)

    async def _stay(self) -> None:
        found = self._store.readers.now(linked)
        self._pressed.clear()
        self._written.set()
        if not _meets(found):
            await _until(self._pressed, _patience(found))
            return
        async with _line(self._store, found.hub) as (copy, peer), asyncio.TaskGroup() as group:
            running = group.create_task(self._run(found.hub, copy, peer), name="meet the hub")
            watching = group.create_task(self._changed(found.hub), name="watch whether the link is cut")
            await asyncio.wait({running, watching}, return_when=asyncio.FIRST_COMPLETED)
            running.cancel()
            watching.cancel()

    async def _run(self, hub: bytes, copy: DeskCopy, peer: HttpPeer) -> None:
        from eocdesk.sync.runner import Pace, Runner  # noqa: PLC0415  likewise

        files = self._carrying.begin(self._store, hub, peer)

        async def told(meeting: Meeting, seconds: float) -> None:
            await copy.note(meeting, seconds)
            if meeting.ok:
                files.met(moved=bool(meeting.sent or meeting.received))
            self._written.set()
            if self._met is not None:
                self._met(meeting)

        self._down.clear()
        self._runner = Runner(copy, peer, told, Pace(lambda: WINDOW_PIECES))
        files.gate = self._runner.still.wait
        try:
            async with asyncio.TaskGroup() as group:
                carrying = group.create_task(files.run(), name="carry attachments")
                await self._runner.run()
                carrying.cancel()
        finally:
            self._runner = None
            self._down.set()

    async def _changed(self, hub: bytes) -> None:
        """Ends when this hub is not to be met any more."""
        found = self._store.readers.now(linked)
        while _meets(found) and found.hub == hub:
            await _until(self._pressed, LOOK)
            self._pressed.clear()
            found = self._store.readers.now(linked)

    async def _say(self) -> None:
        while True:
            await _until(self._written, LOOK)
            self._written.clear()
            try:
                self._told()
            except Unavailable as error:
                _log.info("how the link stands cannot be read: %s", error)
            await asyncio.sleep(SAID)


def _meets(found: Linked) -> bool:
    return bool(found.hub) and not found.revoked and (found.cut is None or clock.now() >= found.cut)


def _patience(found: Linked) -> float:
    """Seconds until it is worth another look."""
    left = LOOK if found.cut is None else (found.cut - clock.now()) / 1000
    return min(LOOK, left) if left > 0 else LOOK


async def _until(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
