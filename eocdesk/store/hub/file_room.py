"""The files of a hub on its disk: taken in piece by piece from whoever may bring one, given to whoever may read it."""

from __future__ import annotations

import secrets
import shutil
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import msgspec
from sqlalchemy import Connection, text

from eocdesk.models import Unavailable, clock
from eocdesk.store import kept, sealing
from eocdesk.store.blobs import KEY, Attachments
from eocdesk.store.hub import files, opening
from eocdesk.store.hub.files import Naming, Rights
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.incoming import Incoming

GB = 1024 * 1024 * 1024
QUOTA = 100 * GB
"""Bytes of files a hub takes unless it is told otherwise."""
MOST = 500
"""How many files may be asked about at once."""
OPEN = 32
"""Files that are held open while they arrive; more are opened anew for each piece."""
SPARE = 1_000_000_000
"""Bytes of the disk that are left to the log."""
GRANTED, GRANTED_S = 16 * 1024 * 1024, 10.0
"""Bytes and seconds of one file that come in between two looks at who may bring it and at the room there is."""
FORGOTTEN_S = 7 * 24 * 3600
"""After so many seconds without a piece, what came of a file is let go."""
_FULL = "The hub has no room for more attachments. Everything else goes on; its administrator can give it more room."


class NoFileError(Exception):
    """Not here, or not for this device: it is told the same of both."""


class OffsetError(Exception):
    """A piece that does not go on where the last one ended; `offset` says where that is."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"{offset} bytes of this file are here.")
        self.offset = offset


class FullError(Unavailable):
    """The hub's room for files is used up."""


@dataclass(frozen=True, slots=True)
class View:
    """One file as one device may know of it."""

    size: int | None = None
    """Of what it may read; None: nothing."""
    lacking: bool = False
    """Whether the hub would take it from this device."""


@dataclass(slots=True)
class _Arrival:
    """One file on its way in from one device."""

    lock: Lock = field(default_factory=Lock)
    file: Incoming | None = None
    granted: int = 0
    until: float = 0.0

    def let_go(self) -> None:
        """Close it; what came stays."""
        if self.file is not None:
            self.file.close()
        self.file = None


class FileRoom:
    """Any thread may ask. NoFileError, Refused and Unavailable as each says."""

    def __init__(self, hub: Hub, folder: Path | None = None, quota: int = QUOTA) -> None:
        """In that folder, by default the hub's own; processes of one hub on several machines share one."""
        self._hub = hub
        self._folder = folder or hub.folder
        self._quota = quota
        self._held: Attachments | None = None
        self._lock = Lock()
        self._arriving: OrderedDict[tuple[str, bytes], _Arrival] = OrderedDict()

    def close(self) -> None:
        """Let go of what is still arriving; it is gone on with at its next piece."""
        with self._lock:
            arrivals = list(self._arriving.values())
            self._arriving.clear()
        for one in arrivals:
            with one.lock:
                one.let_go()

    def look(self, device: HubDevice, names: Sequence[str]) -> dict[str, View]:
        """What a device may know of these files; of some other it hears nothing."""
        files.catch_up(self._hub)
        wanted = [name for name in names if files.is_name(name)][:MOST]
        with self._hub.reading() as c:
            rights = Rights(c, clock.now())
            told = files.namings(c, wanted)
            sizes = files.kept(c, wanted)
            followed = {name: files.follow(all_, rights.sees) for name, all_ in told.items()}
            views = {name: self._view(device, told[name], followed[name], sizes.get(name), rights) for name in told}
        if any(followed.values()):
            with self._hub.writing() as c:
                files.note_good(c, [one for some in followed.values() for one in some])
        return {name: view for name, view in views.items() if view != View()}

    def _view(
        self, device: HubDevice, told: list[Naming], followed: list[Naming], size: int | None, rights: Rights
    ) -> View:
        seen = _seen(device, told, rights)
        readable = any(one.good or one in followed for one in seen)
        if size is not None and readable:
            return View(size)
        return View(lacking=readable or bool(files.proven(_brings(device, told, rights), told, device.dev, rights)))

    def _readable(self, device: HubDevice, name: str) -> int:
        size = self.look(device, [name]).get(name, View()).size
        if size is None:
            raise NoFileError
        return size

    # reading

    def give(self, device: HubDevice, name: str, offset: int) -> tuple[int, Iterator[bytes]]:
        """The size of a file, and its bytes from there on. NoFileError; Unavailable within where it is damaged."""
        size = self._readable(device, name)
        if not self._attachments().holds(name):
            self._lose(name)
            raise NoFileError
        return size, self._from(name, offset)

    def _from(self, name: str, offset: int) -> Iterator[bytes]:
        passed = 0
        try:
            for chunk in self._attachments().chunks(name):
                passed += len(chunk)
                if passed > offset:
                    yield chunk[-(passed - offset) :] if passed - offset < len(chunk) else chunk
        except Unavailable:
            self._lose(name)  # a desk that has it brings it again
            raise

    def _lose(self, name: str) -> None:
        self._attachments().remove(name)
        with self._hub.writing() as c:
            files.note_gone(c, name)

    # taking in

    def offset(self, device: HubDevice, name: str) -> tuple[int, bool]:
        """How much of a file came from this device, and whether the hub has it whole. NoFileError."""
        view = self.look(device, [name]).get(name, View())
        if view.size is not None:
            return view.size, True
        if not view.lacking:
            raise NoFileError
        with self._at(device, name) as arriving:
            return arriving.offset, False

    def add(self, device: HubDevice, name: str, offset: int, piece: bytes, *, last: bool) -> tuple[int, bool]:
        """Take in the next piece, `last` if the file ends with it; as `offset`. NoFileError, OffsetError, FullError.

        Refused where it is not the file of that name, or too large.
        """
        held = self._arriving.get((name, device.dev))
        if held is None or last or held.granted < len(piece) or time.monotonic() > held.until:
            view = self.look(device, [name]).get(name, View())
            if view.size is not None:
                return view.size, True
            if not view.lacking:
                raise NoFileError
            held = self._arrival((name, device.dev))
            held.granted, held.until = self._grant(len(piece)), time.monotonic() + GRANTED_S
        held.granted -= len(piece)
        with self._at(device, name) as arriving:
            if arriving.offset != offset:
                raise OffsetError(arriving.offset)
            if piece:
                arriving.add(piece)
            if not last:
                return arriving.offset, False
            arriving.finish()
            self._kept(device, name, arriving.offset)
            return arriving.offset, True

    def _kept(self, device: HubDevice, name: str, size: int) -> None:
        with self._hub.writing() as c:
            rights = Rights(c, clock.now())
            told = files.namings(c, [name]).get(name, [])
            files.note_good(c, files.proven(_brings(device, told, rights), told, device.dev, rights))
            files.note_kept(c, name, size, clock.now())

    def _grant(self, more: int) -> int:
        """How many bytes may come before it is looked at again who may do what; FullError where not even so many."""
        with self._hub.reading() as c:
            used = files.total(c)
        for part in self._attachments().parts():
            with suppress(OSError):  # just put in its place
                used += part.stat().st_size
        left = min(self._quota - used, shutil.disk_usage(self._folder).free - SPARE)
        if more and left < more:
            raise FullError(_FULL)
        return min(left, GRANTED)

    @contextmanager
    def _at(self, device: HubDevice, name: str) -> Iterator[Incoming]:
        """What came of it so far, one caller at a time; opened anew where another process went on with it."""
        arrival = self._arrival((name, device.dev))
        with arrival.lock:
            if arrival.file is None or not arrival.file.stands():
                arrival.let_go()
                arrival.file = Incoming(self._attachments(), name, device.dev.hex())
            whole = False
            try:
                yield arrival.file
                whole = True
            finally:
                if not whole:
                    arrival.let_go()

    def _arrival(self, place: tuple[str, bytes]) -> _Arrival:
        with self._lock:
            found = self._arriving.setdefault(place, _Arrival())
            self._arriving.move_to_end(place)
            for other in list(self._arriving)[: max(0, len(self._arriving) - OPEN)]:
                if self._arriving[other].lock.acquire(blocking=False):
                    gone = self._arriving.pop(other)
                    gone.let_go()
                    gone.lock.release()
            return found

    def _attachments(self) -> Attachments:
        with self._lock:
            if self._held is None:
                kept.room(self._folder)
                with self._hub.writing() as c:
                    self._held = Attachments(self._folder, _key(c))
                _forget(self._held)
            return self._held


def _seen(device: HubDevice, told: Sequence[Naming], rights: Rights) -> list[Naming]:
    return [one for one in told if one.here and rights.reach(device.rights, one.scope)]


def _brings(device: HubDevice, told: Sequence[Naming], rights: Rights) -> list[Naming]:
    """Those it sees, and its own: what it attached is brought also where it may not look any more."""
    seen = _seen(device, told, rights)
    return [one for one in told if one in seen or rights.is_or_was(device.dev, one.author)]


def _key(c: Connection) -> bytes:
    """The key of the hub's files; the first process that asks makes it."""
    if opening.get(c, KEY) is None:
        asked = text("INSERT INTO hub_local (key, value) VALUES (:key, :value) ON CONFLICT (key) DO NOTHING")
        c.execute(asked, {"key": KEY, "value": msgspec.msgpack.encode(secrets.token_bytes(sealing.KEY))})
    return bytes(opening.get(c, KEY))


def _forget(held: Attachments) -> None:
    """Let go of what began to arrive and never went on."""
    before = time.time() - FORGOTTEN_S
    for part in held.parts():
        with suppress(OSError):  # another process did
            if part.stat().st_mtime < before:
                part.unlink()
