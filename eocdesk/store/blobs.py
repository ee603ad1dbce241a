"""Attachments by what is in them: named by their SHA-256, kept once, sealed on this disk, verified when read."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from eocdesk.models import Refused, Unavailable
from eocdesk.store import local, sealed_file, sealing
from eocdesk.store.open import settle, unavailable
from eocdesk.store.sealed_file import CHUNK, MAGIC, BrokenCellError

FOLDER = "attachments"
KEY = "attachment key"
"""Under which name this copy keeps the key of its attachments."""
LARGEST = 512 * 1024 * 1024
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
        self.key = key

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of that name lie."""
        name = hmac.digest(self.key, sha256.encode(), "sha256").hex()
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
                return self.keep(iter(lambda: file.read(CHUNK), b""))
        except OSError as error:
            raise unavailable(error) from error

    def keep_bytes(self, data: bytes) -> Blob:
        """Keep bytes (a pasted picture, a printed summary), durably."""
        try:
            return self.keep(data[at : at + CHUNK] for at in range(0, len(data), CHUNK))
        except OSError as error:
            raise unavailable(error) from error

    def keep(self, chunks: Iterable[bytes]) -> Blob:
        """Keep what comes, chunk by chunk of a megabyte at most; OSError where the source or the disk fails."""
        draft = self._incoming(secrets.token_hex(8))
        digest, size = hashlib.sha256(), 0
        try:
            with draft.open("wb") as file:
                writing = sealed_file.begin(file, self.key)
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    writing.put(chunk)
                writing.put(digest.digest(), last=True)  # last, for only now is it known
                file.flush()
                os.fsync(file.fileno())
            self.place(draft, digest.hexdigest())
        finally:
            draft.unlink(missing_ok=True)
        return Blob(digest.hexdigest(), size)

    def part_of(self, sha256: str, by: str) -> Path:
        """Where an attachment lies while it arrives by way of `by`."""
        return self._incoming(hmac.digest(self.key, f"{sha256} {by}".encode(), "sha256").hex())

    def parts(self) -> Iterator[Path]:
        """What lies about of attachments on their way in."""
        yield from (self._room / "incoming").glob("*")

    def remove(self, sha256: str) -> None:
        """Delete the bytes of that name for good, also what only began to arrive; OSError as the disk says.

        Without its salt what the disk may still hold of a file opens not.
        """
        for path in (self.path_of(sha256), self._plain(sha256), self.part_of(sha256, "")):
            try:
                with path.open("r+b") as file:
                    file.write(bytes(min(sealed_file.HEAD, path.stat().st_size)))
                    file.flush()
                    os.fsync(file.fileno())
                path.unlink()
            except FileNotFoundError:
                continue

    def place(self, draft: Path, sha256: str) -> None:
        """Put a whole file in its place, durably."""
        final = self.path_of(sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(final)
        settle(final.parent)

    def _incoming(self, name: str) -> Path:
        room = self._room / "incoming"
        room.mkdir(parents=True, exist_ok=True)
        return room / name

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
                if not _sealed(path):
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
            if not _sealed(path) and _plain_digest(path) == path.name:
                self.keep(_plain_chunks(path))
                path.unlink()
                done += 1
        return done

    def _plain(self, sha256: str) -> Path:
        """Where an earlier version kept them unsealed."""
        return self._room / sha256[:2] / sha256

    def _named(self, path: Path) -> tuple[str, str]:
        """What a sealed file says it holds, and what it holds; alike also with the file's own name, if all is well."""
        digest = hashlib.sha256()
        for chunk in self._opened(path):
            digest.update(chunk)
        found = digest.hexdigest()
        return (found if self.path_of(found) == path else path.name), found

    def _opened(self, path: Path) -> Iterator[bytes]:
        """What a sealed file holds; Unavailable where a cell was changed, moved or cut off."""
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                for cell in sealed_file.cells(file, self.key):
                    if not cell.last:
                        digest.update(cell.plain)
                        yield cell.plain
                    elif cell.plain != digest.digest():
                        raise Unavailable(_DAMAGED)
        except BrokenCellError as error:
            raise Unavailable(_DAMAGED) from error


def _sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _plain_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK), b"")


def _plain_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
