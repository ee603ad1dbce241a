"""Files kept whole as they were imported: their bytes in, and out again byte for byte as far as markings let them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eocdesk.commands.reading import Reading
from eocdesk.interchange.stix.read import MIME
from eocdesk.models import Document, Record, Refused
from eocdesk.store.queries import attachments, events

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.store.kept import Store

_SHORTEST = 6
"""Digits of a digest that tell one file from another."""


@contextmanager
def kept(desk: Desk, path: Path, reading: Reading) -> Iterator[Reading]:
    """The reading, its file's bytes kept where it asks for it; where they are others now it is said. Blocks.

    Where the import is stopped or fails, bytes that were not here before and that nobody names are deleted again.
    """
    if reading.whole is None:
        yield reading
        return
    known = desk.store.attachments.holds(reading.whole.sha256)
    blob = desk.store.attachments.keep_file(path)
    try:
        if blob.sha256 != reading.whole.sha256:
            said = "the file was changed while it was read, so it is not kept: import it again"
            yield replace(reading, whole=None, warnings=(*reading.warnings, said))
        else:
            yield reading
    finally:
        if not known:
            desk.store.writer.local(partial(_tidy, store=desk.store, sha256=blob.sha256)).result()


def _tidy(connection: Any, store: Store, sha256: str) -> None:
    """On the writer's thread, where nobody begins to name them meanwhile."""
    if not attachments.naming(connection, sha256):
        store.attachments.remove(sha256)


def whole(desk: Desk, event: bytes, name: str, lets: Callable[[Record], bool], up_to: str) -> bytes:
    """The bytes of the file kept under a name, or under the beginning of its SHA-256.

    Refused where there is none, where several are called so, or where it may not go out at `up_to`. Blocks.
    """
    asked = name.strip()
    known = [one for one in desk.read_now(events.of_event, Document, event) if one.mime == MIME]
    found = [one for one in known if one.name == asked]
    if not found and len(asked) >= _SHORTEST:
        found = [one for one in known if one.sha256.startswith(asked.lower())]
    if not found:
        free = {one.sha256: one.name for one in known if lets(one)}
        names = ", ".join(f"{name} ({sha256[:8]})" for sha256, name in free.items()) or "none"
        raise Refused(f"No file is kept as “{asked}”. Kept and free to go out at TLP:{up_to}: {names}.", "whole")
    digests = {one.sha256 for one in found}
    if len(digests) > 1:
        raise Refused(f"{len(digests)} files are called “{asked}”. Say the beginning of its SHA-256.", "whole")
    bound = next((one for one in known if one.sha256 in digests and not lets(one)), None)
    if bound is not None:
        raise Refused(_bound(bound, up_to), "marking")
    return desk.store.attachment(digests.pop())


def _bound(one: Document, up_to: str) -> str:
    audience = f" for {one.audience}" if one.audience else ""
    return f"“{one.name}” is marked TLP:{one.marking}{audience}, so it does not go out at TLP:{up_to}."
