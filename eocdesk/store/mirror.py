"""A second copy of the desk on another disk, brought up to date after each commit; a desk starts again from it.

A folder of its own: the key note, the log as a sealed file that is only ever added to, the attachments as they lie.
"""

from __future__ import annotations

import hmac
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec
from sqlalchemy import Connection

from eocdesk.models import Refused, Unavailable, clock, ids
from eocdesk.models.change import NO_KIND, Piece, decode_stub
from eocdesk.store import blobs, keys, local, sealed_file
from eocdesk.store import open as opening
from eocdesk.store.keys import Key
from eocdesk.store.sealed_file import CHUNK, BrokenCellError, Cell, Writing

LOG = "log.eocdesk-mirror"
REWRITTEN = "log rewritten"
"""Under which name this copy counts how often words were taken out of its log: then a mirror begins anew."""
_PAGE = 2_000
_FIRST, _MORE = 1, 2
_TICK = 2_000_000_000  # nanoseconds; what the coarsest file system rounds to


class _Head(msgspec.Struct, array_like=True, frozen=True):
    """The first cell: whose mirror it is."""

    device: bytes
    attachments: bytes  # the key of its attachments
    exercise: bool
    rewritten: int
    made: int


class _Part(msgspec.Struct, array_like=True, frozen=True):
    """Each further message: changes of the log in the order this copy received them."""

    last: int  # the sequence number of the last of them
    bodies: list[tuple[str, bytes]]  # (kind, body); the kind is empty of a stub


@dataclass(frozen=True, slots=True)
class Source:
    """The desk a mirror is of."""

    folder: Path
    key: Key
    attachments: blobs.Attachments


def folder_of(target: Path, device: bytes) -> Path:
    """Where the mirror of a device lies under the folder a person chose."""
    return target / f"eocdesk-{ids.desk_code(device)}-{device.hex()[:8]}"


def rewritten(connection: Connection) -> None:
    """Note that words were taken out of the log, or put where a place stood without: a mirror must begin anew."""
    local.put(connection, REWRITTEN, int(local.get(connection, REWRITTEN, 0)) + 1)


@dataclass(slots=True)
class Memory:
    """Where a mirror ended, for as long as a program runs: so that a commit costs what it brings, not what is there.

    The file's own identity and size tell whether it is the one remembered; where it is not, it is read through.
    """

    _file: tuple[int, int, int] | None = None
    _of: tuple[bytes, bytes, int] | None = None  # key, device, rewritten
    _writing: Writing | None = None
    _last: int = 0
    rooms: dict[Path, int] = field(default_factory=dict)
    """When each folder of attachments was changed last, of those that are wholly in the mirror."""

    def end(self, file: IO[bytes], of: tuple[bytes, bytes, int]) -> tuple[Writing, int] | None:
        """The remembered end of this file, to go on from: (writing, last change)."""
        held, self._file = self._file, None  # until the next batch is on the disk, nothing is certain
        if held is None or held != _identity(file) or self._of != of or self._writing is None:
            self.rooms.clear()
            return None
        file.seek(0, os.SEEK_END)
        self._writing.onto(file)
        return self._writing, self._last

    def keep(self, file: IO[bytes], of: tuple[bytes, bytes, int], writing: Writing, last: int) -> None:
        """This is on the disk now."""
        self._file, self._of, self._writing, self._last = _identity(file), of, writing, last


def _identity(file: IO[bytes]) -> tuple[int, int, int]:
    found = os.fstat(file.fileno())
    return found.st_dev, found.st_ino, found.st_size


def bring_up(connection: Connection, source: Source, target: Path, memory: Memory | None = None) -> int:
    """Add to the mirror what it has not; how many changes. Unavailable where its disk does not take it."""
    device = bytes(local.get(connection, "device"))
    folder = folder_of(target, device)
    memory = memory or Memory()
    try:
        if not target.is_dir():
            raise Unavailable(f"The folder {target} for the second copy is not there.")
        folder.mkdir(exist_ok=True)
        _note(source, folder)
        (folder / LOG).touch()
        with (folder / LOG).open("r+b") as file:
            added = _add(connection, source, file, device, memory)
        _attach(connection, source, folder, memory)
    except OSError as error:
        if not target.is_dir():
            raise Unavailable(f"The folder {target} for the second copy is not there.") from error
        raise opening.unavailable(error) from error
    return added


def _note(source: Source, folder: Path) -> None:
    """The key note goes along, as with a backup: without it nobody ever opens this copy."""
    note, copy = source.folder / keys.FILE, folder / keys.FILE
    if not copy.exists() or copy.read_bytes() != note.read_bytes():
        draft = folder / f".{keys.FILE}"
        draft.touch(mode=0o600)
        shutil.copyfile(note, draft)
        draft.replace(copy)


class _Messages:
    """Messages out of cells. One that was cut off is passed over: after the cut it was written again, whole."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def of(self, cell: Cell) -> bytes | None:
        """The message that ends with this cell."""
        flags, part = cell.plain[0], cell.plain[1:]
        self._parts = [part] if flags & _FIRST else [*self._parts, part]
        return None if flags & _MORE else b"".join(self._parts)


def _put(writing: Writing, message: bytes) -> None:
    room = CHUNK - 1
    for at in range(0, len(message), room):
        flags = _FIRST * (at == 0) + _MORE * (at + room < len(message))
        writing.put(bytes((flags,)) + message[at : at + room])


class _Progress:
    """How far a mirror's file goes."""

    def __init__(self) -> None:
        self.head: _Head | None = None
        self.last = 0
        self._messages = _Messages()

    def seen(self, cell: Cell) -> None:
        """Take note of a cell."""
        message = self._messages.of(cell)
        if message is not None and self.head is None:
            self.head = msgspec.msgpack.decode(message, type=_Head)
        elif message is not None:
            self.last = msgspec.msgpack.decode(message, type=_Part).last


def _add(connection: Connection, source: Source, file: IO[bytes], device: bytes, memory: Memory) -> int:
    head = _Head(
        device,
        source.attachments.key,
        bool(local.get(connection, "exercise", False)),
        int(local.get(connection, REWRITTEN, 0)),
        clock.now(),
    )
    key = _key(source.key)
    of = key, device, head.rewritten
    writing, last = memory.end(file, of) or _begun(file, key, head)
    added = 0
    for part in _changes(connection, last):
        _put(writing, msgspec.msgpack.encode(part))
        added += len(part.bodies)
        last = part.last
    file.flush()
    os.fsync(file.fileno())
    memory.keep(file, of, writing, last)
    return added


def _begun(file: IO[bytes], key: bytes, head: _Head) -> tuple[Writing, int]:
    """The end of a mirror that is read through, or of one begun anew."""
    progress, writing = _Progress(), None
    with suppress(BrokenCellError, msgspec.MsgspecError):  # another key since, or no mirror yet
        writing = sealed_file.go_on(file, key, progress.seen)
    if writing is None or _whose(progress.head) != _whose(head):
        file.seek(0)
        file.truncate()
        writing, progress = sealed_file.begin(file, key), _Progress()
        _put(writing, msgspec.msgpack.encode(head))
    return writing, progress.last


def _whose(head: _Head | None) -> tuple[bytes, int] | None:
    return None if head is None else (head.device, head.rewritten)


def _changes(connection: Connection, after: int) -> Iterator[_Part]:
    while True:
        asked = "SELECT seq, kind, CAST(body AS BLOB) FROM change WHERE seq > ? ORDER BY seq LIMIT ?"
        rows = connection.exec_driver_sql(asked, (after, _PAGE)).fetchall()
        if not rows:
            return
        after = rows[-1][0]
        yield _Part(after, [(kind, body) for _, kind, body in rows])


def _key(key: Key) -> bytes:
    return hmac.digest(key.raw, b"eocdesk mirror 1", "sha256")


def _attach(connection: Connection, source: Source, folder: Path, memory: Memory) -> None:
    """Attachments the mirror has not, as they lie: sealed, whole or not at all. Those given up go from it too."""
    began, named = time.time_ns(), None
    for room in (source.folder / blobs.FOLDER).glob("??"):
        changed = room.stat().st_mtime_ns
        if memory.rooms.get(room) == changed:
            continue
        copies, here = folder / blobs.FOLDER / room.name, {path.name: path for path in room.iterdir()}
        for name, path in here.items():
            _copy(path, copies / name)
        for copy in copies.glob("*"):
            if copy.name not in here:
                named = _named(connection, source) if named is None else named
                if copy.name not in named:  # else this desk lost it, and has it here
                    copy.unlink(missing_ok=True)
        if began - changed > _TICK:  # else another may be put there within the same tick of the clock
            memory.rooms[room] = changed


def _copy(path: Path, copy: Path) -> None:
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        draft = copy.with_name(f".{path.name}")
        shutil.copyfile(path, draft)
        draft.replace(copy)


def _named(connection: Connection, source: Source) -> set[str]:
    """The names of the files that records speak of: what the desk lost of these the mirror still has."""
    asked = " UNION ".join(f"SELECT sha256 FROM {kind} WHERE sha256 <> ''" for kind in ("document", "summary"))
    return {source.attachments.path_of(sha256).name for (sha256,) in connection.exec_driver_sql(asked)}


@dataclass(frozen=True, slots=True)
class Held:
    """What a mirror says of itself."""

    device: bytes
    made: int
    exercise: bool
    attachments: bytes


def read(folder: Path, key: Key) -> tuple[Held, Iterator[list[Piece]]]:
    """What a mirror holds: of whom, and its changes in pages as they were received. Refused where it is none."""
    try:
        file = (folder / LOG).open("rb")
    except OSError as error:
        raise Refused(f"{folder} is no second copy of a desk ({error.strerror}).") from error
    messages = _told(file, _key(key))
    head = next(messages, None)
    if head is None:
        raise Refused(f"The second copy in {folder} does not open with this key, or it is damaged from its start.")
    known = msgspec.msgpack.decode(head, type=_Head)
    return Held(known.device, known.made, known.exercise, known.attachments), map(_pieces, messages)


def _told(file: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Every whole message, as far as the file holds; what was being written when the disk was lost is not there."""
    messages = _Messages()
    with file, suppress(BrokenCellError):
        for cell in sealed_file.cells(file, key):
            message = messages.of(cell)
            if message is not None:
                yield message


def _pieces(message: bytes) -> list[Piece]:
    part = msgspec.msgpack.decode(message, type=_Part)
    return [decode_stub(body) if kind == NO_KIND else body for kind, body in part.bodies]
