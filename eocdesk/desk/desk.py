"""Put it all together: store, bus, settings, and the one way to do and to read."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.documents import Attach
from eocdesk.commands.purge import FinishPurge, PurgeReport
from eocdesk.commands.undo import Redo, Undo
from eocdesk.desk import backups, exercise, fetching, lease
from eocdesk.desk.bus import Bus
from eocdesk.desk.exposing import Exposing
from eocdesk.desk.link import Link
from eocdesk.desk.settings import Settings
from eocdesk.models import Event, Refused, Unavailable, ids
from eocdesk.store import changelog, kept, local, orphans, peers, purged
from eocdesk.store.blobs import Blob
from eocdesk.store.notice import Notice, Outcome
from eocdesk.store.queries import events
from eocdesk.store.work import Who
from eocdesk.store.writer import Command

T = TypeVar("T")
P = ParamSpec("P")

UNDO_STEPS = 200
FEED = "feed:"
"""How the origin of what a feed brought begins: nobody here did it, so nobody here takes it back."""


class Desk:
    """A desk at work. Everything it knows is in its folder; nothing it does waits for a network."""

    def __init__(self, folder: Path, ask: Callable[[], str] | None = None, origin: str = "hand") -> None:
        self.store = kept.start(folder, ask)
        self.folder = folder
        self.bus = Bus()
        self.exposing = Exposing(self.store.readers, self.bus)
        self.settings = Settings(folder)
        auto = partial(fetching.up_to, self.settings)
        self.link = Link(self.store, self.bus, lambda: self.exercise, self.gave_up, auto)
        self._wiping: Future[None] | None = None
        gone = self.read_now(purged.to_wipe) or self.read_now(backups.stale)
        if lease.begin(self.store) or gone:  # before anything is read
            self.gave_up()
        self.origin = origin
        self.event: Event | None = None
        self._done: list[bytes] = []
        self._undone: list[bytes] = []
        self._polled = self.read_now(changelog.newest)
        self._reopen()
        self.store.writer.told = self._told
        self.store.writer.guard = _may_write
        for record in self.read_now(purged.unfinished):
            self.do_now(FinishPurge(record))

    @property
    def device(self) -> bytes:
        """Who writes here; another one after a hub has put this desk out."""
        return self.store.device

    @property
    def code(self) -> str:
        """The letters before every number given here."""
        return self.store.code

    @property
    def person(self) -> str:
        """Who sits here."""
        return str(self.settings.get("person"))

    @property
    def position(self) -> str:
        """In which position."""
        return str(self.settings.get("position"))

    @property
    def exercise(self) -> bool:
        """Whether this is an exercise desk: marked everywhere, and it never meets a real one."""
        return exercise.marked(self.folder)

    def who(self) -> Who:
        """The signature of every act."""
        return Who(self.person, self.position, self.origin)

    # doing

    async def do(self, command: Command, origin: object = None) -> Outcome:
        """Do the command; durable when this returns. Refused and Unavailable come to the caller."""
        future = self.store.writer.do(command, self.who(), origin)
        return await asyncio.shield(asyncio.wrap_future(future))

    def do_now(self, command: Command, origin: object = None, who: Who | None = None) -> Outcome:
        """The same, blocking."""
        return self.store.writer.do(command, who or self.who(), origin).result()

    async def undo(self, origin: object = None) -> Outcome:
        """Take back my last act, if nobody has built on it."""
        return await self.do(self._undo_command(), origin)

    async def redo(self, origin: object = None) -> Outcome:
        """Do again what was taken back."""
        return await self.do(self._redo_command(), origin)

    def _undo_command(self) -> Undo:
        if not self._done:
            raise Refused("There is nothing to undo.")
        return Undo(self._done[-1])

    def _redo_command(self) -> Redo:
        if not self._undone:
            raise Refused("There is nothing to redo.")
        return Redo(self._undone[-1])

    def _told(self, command: Command | None, outcome: Outcome) -> None:
        notice = outcome.notice
        if isinstance(command, Undo):
            self._done = [act for act in self._done if act != command.act]
            self._undone.append(notice.act.id)
        elif isinstance(command, Redo):
            self._undone = [act for act in self._undone if act != command.act]
            self._done.append(notice.act.id)
        elif isinstance(command, PurgeReport | FinishPurge):
            self._undone.clear()
            self._wiping = self.store.readers.run(self.gave_up)
        elif command is not None and notice.ids and not _stands(command, notice):
            self._done = [*self._done[-UNDO_STEPS:], notice.act.id]
            self._undone.clear()
        if notice.ids:
            self.tell(notice)

    def tell(self, notice: Notice) -> None:
        """Say what changed; the open event is read again if it was among it, or opened where there was none."""
        if self.event is not None and self.event.id in notice.of("event"):
            self.event = self.read_now(events.one, self.event.id)
        elif self.event is None and (brought := notice.of("event")):
            self._reopen(brought)  # the first one added, or what the first meeting of a new desk brings
        self.bus.tell(notice)

    # reading

    async def read(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `query(connection, ...)` in the reading pool."""
        return await asyncio.wrap_future(self.store.readers.submit(query, *args, **kwargs))

    def read_now(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a short query here."""
        return self.store.readers.now(query, *args, **kwargs)

    async def poll(self) -> Notice | None:
        """Tell what another program on this folder wrote since last asked (the command line, a second window)."""
        self._polled, found, act = await self.read(changelog.elsewhere, self._polled, self.store.writer.own)
        if not found or act is None:
            return None
        notice = Notice(act, frozenset(found), "elsewhere")
        self.tell(notice)
        return notice

    # attachments

    async def attach(self, source: Path, origin: object = None, **where: Any) -> Outcome:
        """Keep a file's bytes, then the record that names it; `where` is entry, incident, caption."""
        return await self._attach(source.name, self.store.keep_file(source), origin, where)

    async def attach_bytes(self, name: str, data: bytes, origin: object = None, **where: Any) -> Outcome:
        """The same for bytes that are no file: a pasted picture."""
        return await self._attach(name, self.store.keep_bytes(data), origin, where)

    async def _attach(self, name: str, keeping: Future[Blob], origin: object, where: dict[str, Any]) -> Outcome:
        if self.event is None:
            raise Refused("Open an event first.")
        blob = await asyncio.wrap_future(keeping)
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return await self.do(Attach(self.event.id, name, mime, blob.size, blob.sha256, **where), origin)

    def holds(self, sha256: str) -> bool:
        """Whether the bytes of an attachment are on this desk."""
        return self.store.attachments.holds(sha256)

    async def kept_file(self, sha256: str) -> bytes:
        """The bytes of an attachment or an issued document, verified; Unavailable where they are not here."""
        try:
            return await asyncio.wrap_future(self.store.readers.run(self.store.attachment, sha256))
        except Unavailable as error:
            raise Unavailable(f"{error.sentence} {await self.link.want(sha256)}") from error

    def gave_up(self) -> None:
        """What this copy had to give up lies among no attachments and in no automatic backup of it either.

        What was purged lies in no part of the file. Where it does yet, since the disk is full or somebody reads, that
        is looked at again at the next start.
        """
        told = self.read_now(purged.to_wipe)
        if told and self.store.writer.settle_log().result():
            self.store.writer.local(partial(purged.wiped, told=told)).result()
        orphans.sweep(self.store)
        backups.renew(self.store, self.settings)

    def wiped(self) -> None:
        """Wait until what was purged last has gone from the file and the backups. Unavailable as the store says."""
        if self._wiping is not None:
            self._wiping.result()

    # events

    def open_event(self, record: bytes) -> Event:
        """Make an event the one this desk works on; Refused where it is not here."""
        found = self.read_now(events.one, record)
        if found is None:
            raise Refused("This event is not on this desk.")
        self.event = found
        self.settings.set("event", found.code)
        return found

    def event_of(self, code: str) -> Event:
        """The event of a code; Refused with the codes there are."""
        found = self.read_now(events.one, ids.event_id(code))
        if found is None:
            known = ", ".join(event.code for event in self.read_now(events.all_events)) or "none yet"
            raise Refused(f"There is no event “{code}” on this desk (events: {known}).", "event")
        return found

    def _reopen(self, among: frozenset[bytes] = frozenset()) -> None:
        known = [event for event in self.read_now(events.all_events) if not among or event.id in among]
        wanted = str(self.settings.get("event")).upper()
        self.event = next((event for event in known if event.code.upper() == wanted), known[0] if known else None)

    # drafts

    def save_draft(self, key: str, value: object) -> Future[None]:
        """Keep what is being typed, in its turn; it survives a crash once the future is done. None forgets it."""
        return self.store.writer.local(lambda connection: local.save_draft(connection, key, value))

    def drafts(self, prefix: str = "") -> dict[str, Any]:
        """The drafts kept under keys that start so."""
        return self.read_now(local.drafts, prefix)

    def close(self) -> None:
        """Finish what was asked, then let go of everything."""
        self.link.stop()
        self.store.close()


def _stands(command: Command, notice: Notice) -> bool:
    """Whether an act is nobody's here to take back: what a feed brought, what the trail of paper noted."""
    return isinstance(command, NoteAccess) or notice.act.origin.startswith(FEED)


def _may_write(connection: Any, touched: set[tuple[str, bytes]]) -> None:
    """Refused on a desk that was let into its hub as a reader: the hub would take in nothing of it."""
    hub = peers.reading_at(connection, local.device(connection), {kind for kind, _ in touched})
    if hub:
        raise Refused(f"This desk reads only at {hub}: it joined as a partner. Nothing was written.")
