"""A file of sealed cells: written one after the other, each proven when it is read, a cut or a swap always seen."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, NamedTuple

from eocdesk.store import sealing

CHUNK = 1024 * 1024
"""What a cell holds at most."""
MAGIC = b"eocdesk attachment 1\n"
_SALT = 16
HEAD = len(MAGIC) + _SALT
_LENGTH = 4


class BrokenCellError(ValueError):
    """A cell that was changed, moved or cut off, or a file that is none of ours."""


class Cell(NamedTuple):
    """What a cell holds, whether it is the file's last, and where in the file it ends."""

    plain: bytes
    last: bool
    end: int


class Writing:
    """A file being written, cell by cell."""

    def __init__(self, file: IO[bytes], stream: sealing.Stream, place: int) -> None:
        self._file = file
        self._stream = stream
        self._place = place

    def onto(self, file: IO[bytes]) -> None:
        """Go on in the same file, opened anew: at its end, to which nobody else added anything."""
        self._file = file

    def put(self, plain: bytes, *, last: bool = False) -> None:
        """The next cell, of CHUNK bytes at most; OSError as the disk says."""
        cell = self._stream.seal(self._place, plain, last=last)
        self._file.write(len(cell).to_bytes(_LENGTH, "big") + cell)
        self._place += 1


def begin(file: IO[bytes], key: bytes) -> Writing:
    """Begin an empty file under a key of 32 bytes."""
    salt = secrets.token_bytes(_SALT)
    file.write(MAGIC + salt)
    return Writing(file, _stream(key, salt), 0)


def go_on(file: IO[bytes], key: bytes, seen: Callable[[Cell], None]) -> Writing:
    """Go on with a file that was cut off, behind its last whole cell; the rest is taken off. `seen` gets each cell.

    BrokenCellError where not even its head is ours.
    """
    salt = _salt(file)
    end, count = HEAD, 0
    with suppress(BrokenCellError):  # what was being written when the power went
        for cell in _cells(file, _stream(key, salt)):
            seen(cell)
            end, count = cell.end, count + 1
    file.truncate(end)
    file.seek(end)
    return Writing(file, _stream(key, salt), count)


def cells(file: IO[bytes], key: bytes) -> Iterator[Cell]:
    """Every cell to the last; BrokenCellError where one does not hold, and where anything stands behind the last."""
    yield from _cells(file, _stream(key, _salt(file)))
    if file.read(1):
        raise BrokenCellError("something stands behind the end")


def _cells(file: IO[bytes], stream: sealing.Stream) -> Iterator[Cell]:
    place, end, last = 0, HEAD, False
    while not last:
        length = int.from_bytes(file.read(_LENGTH), "big")
        sealed = file.read(min(length, CHUNK + sealing.OVERHEAD))
        opened = stream.open(place, sealed) if len(sealed) == length else None
        if opened is None:
            raise BrokenCellError(f"cell {place} does not hold")
        plain, last = opened
        place, end = place + 1, end + _LENGTH + length
        yield Cell(plain, last, end)


def _salt(file: IO[bytes]) -> bytes:
    head = file.read(HEAD)
    if len(head) < HEAD or head[: len(MAGIC)] != MAGIC:
        raise BrokenCellError("no file of sealed cells")
    return head[len(MAGIC) :]


def _stream(key: bytes, salt: bytes) -> sealing.Stream:
    return sealing.Stream(hmac.digest(key, salt, "sha256"), b"attachment")
