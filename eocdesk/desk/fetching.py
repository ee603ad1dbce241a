"""Attachments go and come after the meetings, one at a time: small ones by themselves, large ones when asked for."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from eocdesk.desk.settings import Settings
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.store import lease_files, named_bytes, orphans, peers
from eocdesk.store.kept import Store
from eocdesk.store.queries import attachments
from eocdesk.store.queries.attachments import Named

if TYPE_CHECKING:
    from eocdesk.sync.files import Carrier, FileLine, Told

ORIGIN = "received"
MB = 1_000_000
AUTO_MB = 5
SOON, PATIENCE = 1.0, 300.0
"""Seconds until the hub is asked again about a file it could not say anything of: at first, and at most."""
TRIES = 6
"""So often it is asked at once where something passed: whoever wrote the record brings the file soon after."""
RETRY = 30.0
"""Seconds until what broke off is gone on with."""

SPARE = 500 * MB
"""Bytes of the disk that are left to the log."""
_NOW = (0.0, 0)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of one round, or how far it is."""

    brought: int = 0
    fetched: int = 0
    to_bring: int = 0
    to_fetch: int = 0
    trouble: str = ""

    @property
    def waiting(self) -> str:
        """`3 attachments to bring, 2 to fetch`; empty where nothing waits."""
        left = ((self.to_bring, "bring"), (self.to_fetch, "fetch"))
        return _counted(", ".join(f"{count:,} to {verb}" for count, verb in left if count))

    @property
    def done(self) -> str:
        """`1 attachment brought, 2 fetched`; empty where nothing passed."""
        passed = ((self.brought, "brought"), (self.fetched, "fetched"))
        return _counted(", ".join(f"{count:,} {verb}" for count, verb in passed if count))


def _counted(words: str) -> str:
    """With the noun behind the first number."""
    if not words:
        return ""
    first, rest = words.split(" ", 1)
    return f"{first} {'attachment' if first == '1' else 'attachments'} {rest}"


class Fetching:
    """The attachments of one desk and its hub. On the link's thread; disk and database are not touched on it."""

    def __init__(
        self,
        store: Store,
        hub: bytes,
        line: FileLine,
        most: Callable[[], int] | None = None,
        told: Callable[[Carried], None] | None = None,
    ) -> None:
        """`most`: up to how many bytes a file is fetched unasked; `told` hears of each step."""
        self.gate: Callable[[], Awaitable[object]] | None = None
        """Awaited before each piece: meetings go first."""
        self._store = store
        self._hub = hub
        self._line = line
        self._most = most or _default
        self._told = told
        self._met = asyncio.Event()
        self._later: dict[str, tuple[float, int]] = {}
        self._carried = Carried()
        self._asked: frozenset[str] = frozenset()
        self._held: set[str] = set()
        self._made: Carrier | None = None

    def met(self, *, moved: bool = True) -> None:
        """A meeting went well; `moved`: something passed in it, so that the hub may know more files now."""
        if moved:
            self._later = {name: (0.0 if n < TRIES else due, n) for name, (due, n) in self._later.items()}
        self._met.set()

    async def run(self) -> None:
        """A round after each meeting, and when one may know more, until it is cancelled; what broke off goes on."""
        await self._met.wait()
        while True:
            self._met.clear()
            carried = await self.once()
            if carried.trouble:
                _log.info("attachments wait: %s", carried.trouble)
                await asyncio.sleep(RETRY)
                await self._met.wait()
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience()):
                    await self._met.wait()

    def _patience(self) -> float | None:
        """Seconds until it is worth asking without a meeting."""
        if not self._later:
            return None
        return max(SOON, min(due for due, _ in self._later.values()) - asyncio.get_running_loop().time())

    def _put_off(self, name: str) -> None:
        _, tries = self._later.get(name, _NOW)
        delay = min(PATIENCE, SOON * 2.0**tries)
        self._later[name] = asyncio.get_running_loop().time() + delay, min(tries + 1, 20)

    async def once(self) -> Carried:
        """One round: bring what the hub lacks, then fetch, small ones first. What fails is said in what is returned."""
        self._note(brought=0, fetched=0, to_bring=0, to_fetch=0, trouble="")
        try:
            try:
                await self._pay()
            finally:
                if await asyncio.wrap_future(self._store.readers.run(orphans.sweep, self._store)):
                    self._held.clear()
            await self._round()
        except (Refused, Unavailable) as error:
            self._note(trouble=error.sentence)
        except Exception:  # noqa: BLE001  whatever it is, meetings and the desk go on
            _log.exception("attachments could not be brought or fetched")
            self._note(trouble="This is a mistake in eocdesk; it is in the log. It is tried again.")
        return self._carried

    def _carrier(self) -> Carrier:
        """One for all rounds: it learns how large a piece the line bears."""
        from eocdesk.sync.files import Carrier  # noqa: PLC0415  a desk that stands alone loads nothing of this

        if self._made is None:
            self._made = Carrier(self._store.attachments, self._line, self._store.readers.run, self.gate)
        return self._made

    async def _pay(self) -> None:
        """Bring what was attached here and had to be given up before the hub had it; what it has then goes.

        What it says nothing of stays: it may not have taken yet what names it.
        """
        from eocdesk.sync.files import MOST, Asked  # noqa: PLC0415  as below

        now = asyncio.get_running_loop().time()
        owed = await asyncio.wrap_future(self._store.readers.submit(named_bytes.owed))
        owed = [name for name in owed if self._later.get(name, _NOW)[0] <= now]
        here = await asyncio.wrap_future(self._store.readers.run(_here, self._store, owed))
        await self._forgive([name for name in owed if name not in here])
        for begin in range(0, len(owed), MOST):
            some = [name for name in owed[begin : begin + MOST] if name in here]
            told = await self._line.ask(Asked(some, []))
            await self._forgive([name for name in some if name in told.ready])
            for name in some:
                if name in told.lacking:
                    await self._pay_with(name)
                elif name not in told.ready:
                    self._put_off(name)

    async def _pay_with(self, name: str) -> None:
        try:
            await self._carrier().bring(name)
        except Refused as error:  # damaged, perhaps: it is nowhere else, so it stays as it is
            _log.info("an attachment that was given up cannot be brought: %s", error)
            self._put_off(name)
        else:
            await self._forgive([name])

    async def _forgive(self, names: list[str]) -> None:
        if names:
            await asyncio.wrap_future(self._store.writer.local(partial(lease_files.forgive, names=names)))

    async def _round(self) -> None:
        from eocdesk.sync.files import MOST  # noqa: PLC0415  likewise

        carrier = self._carrier()
        wanted = await self._wanted()
        for begin in range(0, max(map(len, wanted)), MOST):
            some = [part[begin : begin + MOST] for part in wanted]
            told = await self._ask(some[0], some[1])
            self._note(to_bring=len(told.lacking), to_fetch=len(self._due(some[1], told)))
            full: Unavailable | None = None
            try:
                await self._each(told.lacking, carrier.bring, self._brought)
            except Unavailable as error:  # the hub is full, perhaps: what it has can be fetched all the same
                full = error
            await self._each(await self._fitting(self._due(some[1], told), told), carrier.fetch, self._fetched)
            if full is not None:
                raise full

    async def _wanted(self) -> tuple[list[str], list[str]]:
        """What there may be to bring, and what is to be fetched."""
        found, asked, known = await asyncio.wrap_future(self._store.readers.submit(self._known))
        unseen = [one.sha256 for one in found if one.sha256 not in self._held]
        self._held |= await asyncio.wrap_future(self._store.readers.run(_here, self._store, unseen))
        here, self._asked = self._held, asked
        now, most = asyncio.get_running_loop().time(), self._most()
        due = [one for one in found if self._later.get(one.sha256, _NOW)[0] <= now or one.sha256 in asked]
        bring = [one.sha256 for one in due if one.sha256 in here and one.sha256 not in known]
        fetch = [
            one.sha256 for one in due if one.sha256 in asked or (one.sha256 not in here and (one.size or 0) <= most)
        ]
        return bring, fetch

    def _known(self, connection: Any) -> tuple[list[Named], frozenset[str], frozenset[str]]:
        peer = peers.get(connection, self._hub)
        epoch = b"" if peer is None else peer.epoch
        known = attachments.at_hub(connection, self._hub, epoch, clock.now())
        return attachments.named(connection), attachments.asked_for(connection), known

    async def _ask(self, bring: list[str], fetch: list[str]) -> Told:
        from eocdesk.sync.files import Asked, Told  # noqa: PLC0415  likewise

        if not bring and not fetch:
            return Told([], {})
        told = await self._line.ask(Asked(bring, fetch))
        lacking = set(told.lacking)
        told = Told([name for name in bring if name in lacking], told.ready)
        await self._note_at_hub([name for name in bring if name in told.ready])
        for name in {*bring, *fetch}:
            if name in told.ready or name in lacking:
                self._later.pop(name, None)
            else:
                self._put_off(name)
        return told

    def _due(self, fetch: Collection[str], told: Told) -> list[str]:
        """What is fetched now, the smallest first: the hub knows the sizes."""
        most = self._most()
        due = [name for name in fetch if name in told.ready and (name in self._asked or told.ready[name] <= most)]
        return sorted(due, key=told.ready.__getitem__)

    async def _fitting(self, names: list[str], told: Told) -> list[str]:
        """Those there is room for, with some left for the log. Unavailable where there is none for any."""
        free = await asyncio.wrap_future(self._store.readers.run(shutil.disk_usage, self._store.folder))
        found, room = [], free.free - SPARE
        for name in names:
            room -= told.ready[name]
            if room >= 0:
                found.append(name)
        if names and not found:
            raise Unavailable("This disk is nearly full: attachments are fetched once there is room.")
        return found

    async def _each(
        self, names: list[str], carry: Callable[[str], Awaitable[None]], after: Callable[[str], Awaitable[None]]
    ) -> None:
        """One after the other; what cannot be carried holds no other up. After a meeting all is looked at anew, for
        smaller ones may have come.
        """
        for name in names:
            if self._met.is_set():
                return
            try:
                await carry(name)
            except Refused as error:
                _log.info("an attachment was passed over: %s", error)
                self._put_off(name)
            else:
                await after(name)

    async def _brought(self, name: str) -> None:
        await self._note_at_hub([name])
        self._note(brought=self._carried.brought + 1, to_bring=self._carried.to_bring - 1)

    async def _fetched(self, name: str) -> None:
        await self._note_at_hub([name])
        # So that whoever shows a record that names it looks again.
        taking = self._store.writer.receive(partial(attachments.came, sha256=name), ORIGIN)
        await asyncio.wrap_future(taking)
        self._note(fetched=self._carried.fetched + 1, to_fetch=self._carried.to_fetch - 1)

    async def _note_at_hub(self, names: list[str]) -> None:
        if names:
            await asyncio.wrap_future(self._store.writer.local(partial(self._keep, names=names)))

    def _keep(self, connection: Any, names: list[str]) -> None:
        peer = peers.get(connection, self._hub)
        epoch = b"" if peer is None else peer.epoch
        attachments.note_at_hub(connection, self._hub, epoch, names, clock.now())

    def _note(self, **more: Any) -> None:
        self._carried = replace(self._carried, **more)
        if self._told is not None:
            self._told(self._carried)


def up_to(settings: Settings) -> int:
    """Up to how many bytes an attachment is fetched unasked."""
    return int(settings.get("attachments_auto_mb")) * MB


def _here(store: Store, names: Collection[str]) -> set[str]:
    return {name for name in names if store.attachments.holds(name)}


def _default() -> int:
    return AUTO_MB * MB
