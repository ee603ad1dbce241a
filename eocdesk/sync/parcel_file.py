"""A parcel as a file: who may open it, in rings of one size, then cells of one size that look alike to all others."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from eocdesk.models import Refused
from eocdesk.store import sealing
from eocdesk.store.open import settle
from eocdesk.store.sealing import Sealer, Stream, Unsealer
from eocdesk.sync import protocol

MAGIC = b"eocdesk parcel 1"
ID = 16
CELL = 16 * 1024
"""The size of a cell in the file. Everything after the rings is cells."""
ROOM = CELL - sealing.OVERHEAD - 3
"""How much of a sheet one cell holds."""
RING = 1024
"""Rings are as long as the longest, in steps of this."""
RINGS = 8
"""So many rings, or twice, or three times as many: how many desks are meant shows no closer than that."""
MAX_RING = 1 << 20
MAX_RINGS = 1 << 14
MAX_SHEET = protocol.MAX_MESSAGE + (1 << 20)
"""A sheet longer than that is not put together, whoever wrote it."""
PART = 4 * 1000**3
"""A file of a parcel grows to this: sticks are formatted with FAT, which holds no file of 4 GiB."""
MAX_PARTS = 1000
_FIRST, _MORE = 1, 2
_HEAD = struct.Struct(f">{len(MAGIC)}s{ID}s{sealing.BOX}sIIQ")
_CELL = struct.Struct(">BH")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of each file of a parcel. All of it is public and says nothing."""

    id: bytes
    public: bytes
    rings: int
    ring: int
    first: int  # the place of this file's first cell in the whole parcel

    @property
    def size(self) -> int:
        """How many bytes come before the first cell."""
        return _HEAD.size + self.rings * self.ring


def part_name(target: Path, part: int) -> Path:
    """The file of that part, counted from 1."""
    return target if part == 1 else target.with_name(f"{target.name}.{part}")


class ParcelWriter:
    """Writes a parcel beside its place; `finish` puts it there whole, and until then nothing is there.

    Raises OSError where the disk does not take it; `drop` then leaves nothing behind.
    """

    def __init__(
        self, target: Path, rings: Mapping[bytes, bytes], named: tuple[bytes, Sealer], limit: int = PART
    ) -> None:
        """`rings` is what each public box key is given to read; `named` what `new_parcel` gave."""
        self._target = target
        self._limit = limit
        self._drafts: list[Path] = []
        self._place = 0
        id_, sealer = named
        self._rings = _rings(rings, sealer)
        self._head = Head(id_, sealer.public, len(self._rings), len(self._rings[0]), 0)
        self._file = self._begin()

    def sheet(self, stream: Stream, data: bytes, *, last: bool) -> None:
        """Add a sheet to a stream, in one file and in cells that follow each other."""
        parts = [data[at : at + ROOM] for at in range(0, len(data), ROOM)] or [b""]
        self._make_room(len(parts))
        for at, part in enumerate(parts):
            ends = at == len(parts) - 1
            flags = (_FIRST if at == 0 else 0) | (0 if ends else _MORE)
            plain = (_CELL.pack(flags, len(part)) + part).ljust(_CELL.size + ROOM, b"\0")
            self._put(stream.seal(self._place, plain, last=last and ends))

    def finish(self) -> list[Path]:
        """Fill up with cells that are nobody's, so that the size says little; put the files in their places."""
        for _ in range(_coarse(self._place) - self._place):
            self._make_room(1)
            self._put(os.urandom(CELL))
        self._end()
        named = [part_name(self._target, part) for part in range(1, len(self._drafts) + 1)]
        for draft, path in reversed(list(zip(self._drafts, named, strict=True))):
            draft.replace(path)  # the first file last: where it stands the others stand too
        settle(self._target.parent)
        return named

    def drop(self) -> None:
        """Leave nothing of what was not finished."""
        with suppress(OSError):  # what could not be written need not be
            self._file.close()
        for draft in self._drafts:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _make_room(self, cells: int) -> None:
        if self._file.tell() + cells * CELL > self._limit and self._file.tell() > self._head.size:
            self._end()
            self._file = self._begin()

    def _put(self, cell: bytes) -> None:
        self._file.write(cell)
        self._place += 1

    def _begin(self) -> BinaryIO:
        part = part_name(self._target, len(self._drafts) + 1)
        draft = part.with_name(f".{part.name}.part")
        self._drafts.append(draft)
        draft.unlink(missing_ok=True)
        file = draft.open("xb")
        head = self._head
        file.write(_HEAD.pack(MAGIC, head.id, head.public, head.rings, head.ring, self._place))
        for ring in self._rings:
            file.write(ring)
        return file

    def _end(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def _rings(rings: Mapping[bytes, bytes], sealer: Sealer) -> list[bytes]:
    """The rings sealed, all of one length, mixed with some that are nobody's, in no order."""
    longest = max((len(plain) for plain in rings.values()), default=0) + 4
    room = -(-longest // RING) * RING
    sealed = [
        sealer.seal(box, (len(plain).to_bytes(4, "big") + plain).ljust(room, b"\0")) for box, plain in rings.items()
    ]
    while not sealed or len(sealed) % RINGS:
        sealed.append(os.urandom(room + sealing.SEALED))
    return sorted(sealed)  # as good as shuffled: they look random


def _coarse(count: int) -> int:
    """The next number of few leading bits (Padmé): an eighth more at most, and sizes fall into few classes."""
    if count <= RINGS:
        return RINGS
    bits = count.bit_length() - 1
    step = 1 << (bits - bits.bit_length())
    return -(-count // step) * step


class ParcelReader:
    """Reads one file of a parcel. Memory stays under a bound whatever the file holds; nothing in it is believed.

    Refused where it is no parcel; OSError where it cannot be read. What is damaged is passed over, not raised:
    a sheet that cannot be put together is missing, and the number on the next one tells.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("rb")
        try:
            self.head = self._read_head()
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def at(self) -> int:
        """How many bytes of the file are read."""
        return self._file.tell()

    @property
    def size(self) -> int:
        """How many there are."""
        return os.fstat(self._file.fileno()).st_size

    def ring(self, box: bytes) -> bytes | None:
        """What the holder of this private box key is given; None where the parcel is not for it, or was changed."""
        self._file.seek(_HEAD.size)
        unsealer = Unsealer(box, self.head.public, MAGIC + self.head.id)
        for _ in range(self.head.rings):
            sealed = self._file.read(self.head.ring)
            plain = unsealer.open(sealed) if len(sealed) == self.head.ring else None
            if plain is not None:
                return plain[4 : 4 + int.from_bytes(plain[:4], "big")]
        return None

    def sheets(self, streams: Sequence[Stream]) -> Iterator[tuple[int, bytes, bool]]:
        """(which of the streams, the sheet, whether it is that stream's last), in the order of the file."""
        self._file.seek(self.head.size)
        open_: int | None = None
        kept = bytearray()
        for which, flags, part, last in self._cells(streams):
            if which is None or not (flags & _FIRST or which == open_):
                open_ = None
                continue
            if flags & _FIRST:
                kept.clear()
            kept += part
            open_ = which if flags & _MORE and len(kept) <= MAX_SHEET else None
            if not flags & _MORE:
                yield which, bytes(kept), last
                kept.clear()

    def _cells(self, streams: Sequence[Stream]) -> Iterator[tuple[int | None, int, bytes, bool]]:
        """(which stream, flags, what it holds, whether it is the last) cell by cell; None: not ours, or changed."""
        place, likely = self.head.first, 0
        while len(cell := self._file.read(CELL)) == CELL:
            found = None
            for which in (*range(likely, len(streams)), *range(min(likely, len(streams)))):
                if (found := streams[which].open(place, cell)) is not None:
                    likely = which
                    break
            place += 1
            if found is None:
                yield None, 0, b"", False
                continue
            flags, length = _CELL.unpack_from(found[0])
            yield likely, flags, found[0][_CELL.size : _CELL.size + length], found[1]

    def _read_head(self) -> Head:
        found = self._file.read(_HEAD.size)
        if len(found) < _HEAD.size or not found.startswith(MAGIC):
            if found.startswith(MAGIC[:-1]) and not found.startswith(MAGIC):
                raise Refused(f"{self._path.name} is a parcel of a newer eocdesk. Update this desk.")
            raise Refused(f"{self._path.name} is not a parcel, or only its first bytes.")
        _, id_, public, rings, ring, first = _HEAD.unpack(found)
        if not (0 < rings <= MAX_RINGS and sealing.SEALED < ring <= MAX_RING and first < 1 << 60):
            raise Refused(f"{self._path.name} is damaged at its beginning: it does not say what follows.")
        return Head(id_, public, rings, ring, first)


def new_parcel() -> tuple[bytes, Sealer]:
    """A new parcel's id, and what its rings are sealed with."""
    id_ = os.urandom(ID)
    return id_, Sealer(MAGIC + id_)


def check_free(target: Path) -> None:
    """Refused where a parcel would take the place of something else; an older parcel makes room."""
    try:
        with target.open("rb") as file:
            if file.read(len(MAGIC)) == MAGIC:
                return
    except FileNotFoundError:
        return
    except OSError:
        pass  # a folder, or what may not be read
    raise Refused(f"{target.name} is there already and is no parcel. Give another name.")


def more_parts(path: Path) -> Iterator[Path]:
    """The files beside it that may continue it; their heads tell."""
    for part in range(2, MAX_PARTS):
        if (more := part_name(path, part)).exists():
            yield more
