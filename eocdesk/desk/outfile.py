"""A file somebody asked for: it is there whole or not at all, and the one that stood there stays until then."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from dataclasses import replace
from pathlib import Path

from eocdesk.commands.access import NoteAccess
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable

_SYSTEM = ("/dev/", "/proc/")
"""Where what is called a link is a door to something that is open already."""


def put(path: Path, data: bytes) -> None:
    """Write it; OSError where the system does not let it, and then what stood there is as it was.

    A pipe, a device or one of the system's own doors is written into as it is; through a link its file is replaced.
    """
    if (path.exists() and not path.is_file()) or str(path.absolute()).startswith(_SYSTEM):
        path.write_bytes(data)
        return
    target = path.resolve()
    draft = target.with_name(f".eocdesk-{secrets.token_hex(6)}.part")
    try:
        _filled(draft, data, _mode(target))
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def put_or_note(desk: Desk, path: Path, data: bytes, entry: NoteAccess) -> None:
    """The same for what the trail says went there by `entry`: where it did not, a further entry says so. Blocks."""
    try:
        put(path, data)
    except OSError:
        with contextlib.suppress(Refused, Unavailable):  # a disk that is full takes no entry either
            desk.do_now(failed(entry))
        raise


async def note_failed(desk: Desk, entry: NoteAccess) -> None:
    """Say in the trail that what `entry` told of came to nothing, if the disk takes that much."""
    with contextlib.suppress(Refused, Unavailable):
        await desk.do(failed(entry))


def failed(entry: NoteAccess) -> NoteAccess:
    """The entry that says what `entry` told of came to nothing."""
    return replace(entry, sent_to=not_written(entry.sent_to))


def not_written(sent_to: str) -> str:
    """How the trail says that nothing went there."""
    return f"{sent_to}, not written"


def _mode(target: Path) -> int | None:
    """Who may read what stands there; None where nothing does. PermissionError where it may not be written."""
    if not target.exists():
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return target.stat().st_mode & 0o777


def _filled(draft: Path, data: bytes, mode: int | None) -> None:
    """On the disk to its last byte: a full one says so here, not after the older file is gone."""
    with draft.open("xb") as file:
        if mode is not None:
            draft.chmod(mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
