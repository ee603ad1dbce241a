"""An attachment on its way in: kept sealed chunk by chunk, gone on with where it was cut off, proven at its end."""

from __future__ import annotations

import hashlib
import os
from typing import Self

from eocdesk.models import Refused, Unavailable
from eocdesk.store import sealed_file
from eocdesk.store.blobs import LARGEST, Attachments
from eocdesk.store.open import unavailable
from eocdesk.store.sealed_file import CHUNK, BrokenCellError, Cell, Writing


class Incoming:
    """One attachment that arrives in order. `offset` is how many of its bytes are here, sound and on disk.

    `by` keeps two that bring the same attachment at once out of each other's way. Unavailable as the disk says.
    """

    def __init__(self, attachments: Attachments, sha256: str, by: str = "") -> None:
        self._attachments = attachments
        self._sha256 = sha256
        self._digest = hashlib.sha256()
        self._finished = False
        self.offset = 0
        try:
            self._path = attachments.part_of(sha256, by)
            self._path.touch()
            self._file = self._path.open("r+b")
            self._writing = self._gone_on() or self._begun()
            self._file.flush()
        except OSError as error:
            raise unavailable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave it as far as it came."""
        self._file.close()

    def stands(self) -> bool:
        """Whether the file is as it was left here: no other program has gone on with it, ended or removed it."""
        if self._file.closed:
            return False
        try:
            there = self._path.stat()
        except OSError:
            return False
        return os.path.samestat(there, os.fstat(self._file.fileno())) and there.st_size == self._file.tell()

    def add(self, chunk: bytes) -> int:
        """Keep the next chunk, durably; the new offset. Refused where it is too large or would be too much."""
        if not chunk or len(chunk) > CHUNK:
            raise Refused(f"A piece of an attachment holds 1 to {CHUNK} bytes.")
        if self.offset + len(chunk) > LARGEST:
            raise Refused(f"An attachment is {LARGEST // 1024 // 1024} MB at most.")
        if not self.stands():
            raise Unavailable("This attachment comes in by another program too. It is gone on with in a moment.")
        self._put(chunk, last=False)
        self._digest.update(chunk)
        self.offset += len(chunk)
        return self.offset

    def finish(self) -> None:
        """Put it in its place. Refused where its bytes are not those its name stands for: then nothing is kept."""
        if self._digest.hexdigest() != self._sha256:
            self.forget()
            raise Refused("The bytes that came are not those of this attachment. They were not kept.")
        self._put(self._digest.digest(), last=True)
        self._file.close()
        try:
            self._attachments.place(self._path, self._sha256)
        except OSError as error:
            raise unavailable(error) from error

    def forget(self) -> None:
        """Let go of what came so far."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _put(self, plain: bytes, *, last: bool) -> None:
        try:
            self._writing.put(plain, last=last)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise unavailable(error) from error

    def _gone_on(self) -> Writing | None:
        try:
            writing = sealed_file.go_on(self._file, self._attachments.key, self._seen)
        except BrokenCellError:
            return None
        if not self._finished:
            return writing
        self.offset, self._digest = 0, hashlib.sha256()  # whole, yet never put in its place: begin anew
        return None

    def _seen(self, cell: Cell) -> None:
        self._finished = cell.last
        if not cell.last:
            self._digest.update(cell.plain)
            self.offset += len(cell.plain)

    def _begun(self) -> Writing:
        self._file.seek(0)
        self._file.truncate()
        return sealed_file.begin(self._file, self._attachments.key)
