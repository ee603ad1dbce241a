"""Attachments by what is in them: a file is named by its SHA-256, kept once, verified when read."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eocdesk.models import Refused, Unavailable
from eocdesk.store.open import settle, unavailable

FOLDER = "attachments"
LARGEST = 512 * 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes kept: their SHA-256 in hexadecimal and their size."""

    sha256: str
    size: int


def path_of(folder: Path, sha256: str) -> Path:
    """Where the bytes of that name lie under the data folder."""
    return folder / FOLDER / sha256[:2] / sha256


def keep_file(folder: Path, source: Path) -> Blob:
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
            return _keep(folder, iter(lambda: file.read(_CHUNK), b""))
    except OSError as error:
        raise unavailable(error) from error


def keep_bytes(folder: Path, data: bytes) -> Blob:
    """Keep bytes (a pasted picture, a printed summary), durably."""
    try:
        return _keep(folder, iter((data,)))
    except OSError as error:
        raise unavailable(error) from error


def _keep(folder: Path, chunks: Iterator[bytes]) -> Blob:
    incoming = folder / FOLDER / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    draft = incoming / secrets.token_hex(8)
    digest, size = hashlib.sha256(), 0
    try:
        with draft.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        name = digest.hexdigest()
        final = path_of(folder, name)
        final.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(final)
        settle(final.parent)
    finally:
        draft.unlink(missing_ok=True)
    return Blob(name, size)


def read(folder: Path, sha256: str) -> bytes:
    """The bytes; Unavailable where they are not here yet or are not what their name says."""
    try:
        data = path_of(folder, sha256).read_bytes()
    except OSError as error:
        raise Unavailable("This attachment is not on this desk.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Unavailable("This attachment is damaged: its bytes are not what its name says.")
    return data


def damaged(folder: Path) -> Iterator[str]:
    """The names of attachments whose bytes are not what their name says, or cannot be read."""
    for path in sorted((folder / FOLDER).glob("??/*")):
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            digest = ""
        if digest != path.name:
            yield path.name
