"""Attachments by what is in them: named by their SHA-256, kept once, sealed on this disk, verified when read."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from eocdesk.models import Refused, Unavailable
from eocdesk.store import local, sealing
from eocdesk.store.open import settle, unavailable

FOLDER = "attachments"
KEY = "attachment key"
"""Under which name this copy keeps the key of its attachments."""
LARGEST = 512 * 1024 * 1024
_CHUNK = 1024 * 1024
_MAGIC = b"eocdesk attachment 1\n"
_SALT = 16
_DAMAGED = "This attachment is damaged: its bytes are not what its name says."


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes kept: their SHA-256 in hexadecimal and their size."""

    sha256: str
    size: int


def key_of(connection: Connection) -> bytes:
    """The key of this copy's attachments, 32 bytes, kept inside its database; made at first asking."""
    found = local.get(connection, KEY)
    if found is None:
        found = secrets.token_bytes(sealing.KEY)
        local.put(connection, KEY, found)
    return bytes(found)


class Attachments:
    """The attachments of one data folder. Neither a file's bytes nor its name tell a finder what it holds."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._room = folder / FOLDER
        self._key = key

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of that name lie."""
        name = hmac.digest(self._key, sha256.encode(), "sha256").hex()
        return self._room / name[:2] / name

    def holds(self, sha256: str) -> bool:
        """Whether they are here, sound or not."""
        return self.path_of(sha256).exists() or self._plain(sha256).exists()

    def keep_file(self, source: Path) -> Blob:
        """Copy a file in, durably; Refused where it cannot be taken, Unavailable where it cannot be kept."""
        try:
            size = source.stat().st_size
        except OSError as error:
            raise Refused(f"“{source.name}” cannot be read ({error.strerror}).") from error
        if not source.is_file():
            raise Refused(f"“{source.name}” is not a file.")
        if size > LARGEST:
            raise Refused(f"“{source.name}” is larger than {LARGEST // 1024 // 1024} MB.")
        try:
            with source.open("rb") as file:
                return self.keep(iter(lambda: file.read(_CHUNK), b""))
        except OSError as error:
            raise unavailable(error) from error

    def keep_bytes(self, data: bytes) -> Blob:
        """Keep bytes (a pasted picture, a printed summary), durably."""
        try:
            return self.keep(data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
        except OSError as error:
            raise unavailable(error) from error

    def keep(self, chunks: Iterable[bytes]) -> Blob:
        """Keep what comes, chunk by chunk of a megabyte at most; OSError where the source or the disk fails."""
        incoming = self._room / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        draft = incoming / secrets.token_hex(8)
        digest, size = hashlib.sha256(), 0
        salt = secrets.token_bytes(_SALT)
        stream = self._stream(salt)
        try:
            with draft.open("wb") as file:
                file.write(_MAGIC + salt)
                place = 0
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    _write(file, stream.seal(place, chunk))
                    place += 1
                _write(file, stream.seal(place, digest.digest(), last=True))  # last, for only now is it known
                file.flush()
                os.fsync(file.fileno())
            name = digest.hexdigest()
            final = self.path_of(name)
            final.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(final)
            settle(final.parent)
        finally:
            draft.unlink(missing_ok=True)
        return Blob(name, size)

    def read(self, sha256: str) -> bytes:
        """The bytes; Unavailable where they are not here yet or are not what their name says."""
        try:
            return b"".join(self.chunks(sha256))
        except FileNotFoundError as error:
            raise Unavailable("This attachment is not on this desk.") from error
        except OSError as error:
            raise unavailable(error) from error

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """The bytes in chunks of a megabyte at most; proven only once the last one came without Unavailable."""
        path = self.path_of(sha256)
        digest = hashlib.sha256()
        for chunk in self._opened(path) if path.exists() else _plain_chunks(self._plain(sha256)):
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != sha256:
            raise Unavailable(_DAMAGED)

    def damaged(self) -> Iterator[str]:
        """The attachments whose bytes are not what their name says, or cannot be read: by SHA-256 where that reads."""
        for path in sorted(self._room.glob("??/*")):
            try:
                if path.read_bytes()[: len(_MAGIC)] != _MAGIC:
                    named, found = path.name, _plain_digest(path)
                else:
                    named, found = self._named(path)
            except (OSError, Unavailable):
                named, found = path.name, ""
            if named != found:
                yield named

    def seal_plain(self) -> int:
        """Seal what an earlier version kept unsealed; how many files."""
        done = 0
        for path in sorted(self._room.glob("??/*")):
            with path.open("rb") as file:
                sealed = file.read(len(_MAGIC)) == _MAGIC
            if not sealed and _plain_digest(path) == path.name:
                self.keep(_plain_chunks(path))
                path.unlink()
                done += 1
        return done

    def _plain(self, sha256: str) -> Path:
        """Where an earlier version kept them unsealed."""
        return self._room / sha256[:2] / sha256

    def _stream(self, salt: bytes) -> sealing.Stream:
        return sealing.Stream(hmac.digest(self._key, salt, "sha256"), b"attachment")

    def _named(self, path: Path) -> tuple[str, str]:
        """What a sealed file says it holds, and what it holds; alike also with the file's own name, if all is well."""
        digest = hashlib.sha256()
        for chunk in self._opened(path):
            digest.update(chunk)
        found = digest.hexdigest()
        return (found if self.path_of(found) == path else path.name), found

    def _opened(self, path: Path) -> Iterator[bytes]:
        """What a sealed file holds; Unavailable where a cell was changed, moved or cut off."""
        with path.open("rb") as file:
            head = file.read(len(_MAGIC) + _SALT)
            stream = self._stream(head[len(_MAGIC) :])
            digest, place, last = hashlib.sha256(), 0, False
            while not last:
                length = int.from_bytes(file.read(4), "big")
                cell = file.read(min(length, _CHUNK + sealing.OVERHEAD))
                opened = stream.open(place, cell) if len(cell) == length else None
                if head[: len(_MAGIC)] != _MAGIC or opened is None:
                    raise Unavailable(_DAMAGED)
                plain, last = opened
                place += 1
                if not last:
                    digest.update(plain)
                    yield plain
            if plain != digest.digest() or file.read(1):
                raise Unavailable(_DAMAGED)


def _write(file: IO[bytes], cell: bytes) -> None:
    file.write(len(cell).to_bytes(4, "big"))
    file.write(cell)


def _plain_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_CHUNK), b"")


def _plain_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
