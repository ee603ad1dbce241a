"""Files on their way between a desk and its hub: piece by piece, gone on with after a cut, proven where they end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, Protocol, TypeVar

import msgspec

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store.blobs import Attachments
from eocdesk.store.incoming import Incoming
from eocdesk.store.sealed_file import CHUNK
from eocdesk.sync.meeting import SlowError

T = TypeVar("T")

MOST = 500
"""How many files are asked about at once."""
OFFSET, COMPLETE = "Upload-Offset", "Upload-Complete"
YES, NO = "?1", "?0"
"""How a piece says where it belongs and whether the file ends with it (as resumable uploads of the IETF do)."""
QUICK = 3.0
"""Seconds within which a piece is over that might have been larger."""
MOVES = 3
"""How often the other side may be elsewhere in a file than was thought."""
LEAST, FIRST = 16 * 1024, 256 * 1024
"""Bytes of a piece: at least, on a line that is slow, and to begin with."""


class Asked(msgspec.Struct, array_like=True, frozen=True):
    """Which files (SHA-256 in hexadecimal) the desk could bring, and which it wants."""

    bring: list[str]
    fetch: list[str]


class Told(msgspec.Struct, array_like=True, frozen=True):
    """Of those the hub lacks what it would take, and has what the desk may read, with its size in bytes.

    Of a file that no record names which the desk may see, nothing is said.
    """

    lacking: list[str]
    ready: dict[str, int]


class MovedError(Exception):
    """The other side has more or less of a file than was thought; `offset` bytes."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"{offset} bytes of this file are there.")
        self.offset = offset


class FileLine(Protocol):
    """The way to a hub's files. Each call raises Refused and Unavailable in words."""

    async def ask(self, asked: Asked) -> Told:
        """What there is to bring and to fetch; MOST names at a time."""

    async def offset(self, name: str) -> tuple[int, bool]:
        """How much of it the hub has from this desk, and whether it has it whole."""

    async def put(self, name: str, offset: int, piece: bytes, *, last: bool) -> tuple[int, bool]:
        """Give the next piece; as `offset`. MovedError where it goes on elsewhere."""

    def get(self, name: str, offset: int) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """Its bytes from there on."""


class Pace:
    """How large a piece is: half after one that took too long, twice after a quick one, up to what a cell holds."""

    def __init__(self) -> None:
        self.size = FIRST

    def heard(self, seconds: float | None) -> None:
        """How long the last one took; None: too long for an answer."""
        if seconds is None:
            self.size = max(LEAST, self.size // 2)
        elif seconds < QUICK:
            self.size = min(CHUNK, self.size * 2)


class Carrier:
    """Brings and fetches one file at a time; what reads and writes the disk is done where `submit` does it."""

    def __init__(
        self,
        attachments: Attachments,
        line: FileLine,
        submit: Callable[[Callable[[], Any]], Future[Any]] | None = None,
        gate: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """`gate` is awaited before each piece: what is more urgent goes first on the same line."""
        self._attachments = attachments
        self._line = line
        self._submit = submit or _at_once
        self._gate = gate or _open_gate
        self._pace = Pace()

    async def bring(self, name: str, told: Callable[[int], None] | None = None) -> None:
        """Give the hub a file; it has it whole then. `told` hears how many bytes it has.

        Unavailable where the line is cut, which the next time goes on from; Refused where this file cannot be brought.
        """
        offset, whole = await self._line.offset(name)
        reading, moved = _Reading(self._attachments, name), 0
        while not whole:
            piece, last = await self._in_thread(partial(reading.piece, offset, self._pace.size))
            await self._gate()
            clock = asyncio.get_running_loop().time
            began = clock()
            try:
                offset, whole = await self._line.put(name, offset, piece, last=last)
                self._pace.heard(clock() - began)
            except MovedError as error:
                offset, moved = error.offset, moved + 1
                if moved > MOVES:  # another program on this folder brings it: not both at once
                    raise Unavailable("This attachment is on its way already. It is looked at again.") from error
            except SlowError:
                self._pace.heard(None)
                raise
            if told is not None:
                told(offset)

    async def fetch(self, name: str, told: Callable[[int], None] | None = None) -> None:
        """Get a file. Unavailable where the line is cut, going on next time; Refused where its bytes are not its."""
        arriving = await self._in_thread(partial(Incoming, self._attachments, name))
        try:
            async with self._line.get(name, arriving.offset) as parts:
                await self._take(arriving, parts, told)
            await self._in_thread(arriving.finish)
        finally:
            arriving.close()

    async def _take(self, arriving: Incoming, parts: AsyncIterator[bytes], told: Callable[[int], None] | None) -> None:
        held = bytearray()
        try:
            async for part in parts:
                held += part
                while len(held) >= CHUNK:
                    await self._in_thread(partial(arriving.add, bytes(held[:CHUNK])))
                    del held[:CHUNK]
                    await self._gate()
                    if told is not None:
                        told(arriving.offset)
        finally:  # on a line that is cut again and again, each bit counts
            if held and len(held) < CHUNK:
                await self._in_thread(partial(arriving.add, bytes(held)))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        done: T = await asyncio.wrap_future(self._submit(work))
        return done


async def _open_gate() -> None:
    """Nothing is more urgent."""


def _at_once(work: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001  it is raised where it is awaited
        future.set_exception(error)
    return future


class _Reading:
    """A file of this desk, read on from piece to piece."""

    def __init__(self, attachments: Attachments, name: str) -> None:
        self._attachments = attachments
        self._name = name
        self._begin()

    def _begin(self) -> None:
        self._chunks = self._attachments.chunks(self._name)
        self._held = bytearray()
        self._at = 0

    def piece(self, offset: int, size: int) -> tuple[bytes, bool]:
        """So many bytes at the offset, and whether the file ends with them. Unavailable where it is damaged or gone."""
        if offset < self._at:
            self._begin()
        try:
            while self._at + len(self._held) <= offset + size and (chunk := next(self._chunks, b"")):
                self._held += chunk
                self._drop(offset)
        except FileNotFoundError as error:
            raise Refused("This attachment is not on this desk any more.") from error
        except Unavailable as error:  # damaged here: the others are brought all the same
            raise Refused(error.sentence) from error
        self._drop(offset)
        return bytes(self._held[:size]), len(self._held) <= size

    def _drop(self, offset: int) -> None:
        passed = min(max(0, offset - self._at), len(self._held))
        del self._held[:passed]
        self._at += passed
