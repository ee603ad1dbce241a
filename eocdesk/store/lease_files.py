"""Attachments that a desk may not read any more and its hub does not have: their bytes locked, the keys for the hub."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.store import handing, local, sealed_file, sealing
from eocdesk.store.blobs import Attachments
from eocdesk.store.handing import Handed
from eocdesk.store.named_bytes import KINDS
from eocdesk.store.open import settle
from eocdesk.store.sealed_file import BrokenCellError

ROOM = "locked"
"""The folder beside the attachments where they wait."""
_KEYS = "keys sealed for a hub"


class Locked(NamedTuple):
    """The keys, sealed for the hub, and of which attachments (SHA-256)."""

    sealed: tuple[bytes, ...]
    names: tuple[str, ...]


def owed(connection: Connection, scopes: Collection[bytes], had: Collection[str]) -> dict[str, bytes]:
    """The attachments that records of these scopes name, by their scope, but those that the hub has."""
    found: dict[str, bytes] = {}
    for kind in KINDS:
        asked = (
            f"SELECT r.sha256, s.id FROM {kind} r JOIN scope s ON s.event = r.event AND s.marking = r.marking "
            "AND s.audience = coalesce(r.audience, '') WHERE r.sha256 <> ''"
        )
        found |= {name: scope for name, scope in connection.exec_driver_sql(asked) if scope in scopes}
    return {name: scope for name, scope in found.items() if name not in had}


def lock(attachments: Attachments, folder: Path, names: Mapping[str, bytes], hub_key: bytes) -> Locked:
    """Copies of those that are here, each under a key of its own; the keys, sealed for the hub. OSError, Unavailable.

    The bytes themselves are deleted by who knows that their records are gone.
    """
    keys: list[tuple[str, bytes, bytes]] = []
    for name, scope in names.items():
        if attachments.holds(name):
            key = secrets.token_bytes(sealing.KEY)
            _write(attachments.chunks(name), _place(attachments, folder, name), key)
            keys.append((name, scope, key))
    sealed = (handing.seal(hub_key, Handed([], [], keys)),) if keys else ()
    return Locked(sealed, tuple(name for name, _, _ in keys))


def _write(chunks: Iterable[bytes], path: Path, key: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        writing = sealed_file.begin(file, key)
        for chunk in chunks:
            writing.put(chunk)
        writing.put(b"", last=True)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    settle(path.parent)


def unlock(attachments: Attachments, folder: Path, keys: Mapping[str, bytes]) -> int:
    """Put them back among the attachments; how many. One that does not open is left as it is. OSError likewise."""
    done = 0
    for name, key in keys.items():
        path = _place(attachments, folder, name)
        try:
            blob = attachments.keep(_read(path, key))
        except (BrokenCellError, FileNotFoundError):
            continue
        if blob.sha256 == name:
            path.unlink()
            done += 1
    return done


def _read(path: Path, key: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        for cell in sealed_file.cells(file, key):
            if not cell.last:
                yield cell.plain


def _place(attachments: Attachments, folder: Path, name: str) -> Path:
    return folder / ROOM / hmac.digest(attachments.key, f"locked {name}".encode(), "sha256").hex()


def keep(connection: Connection, hub: bytes, sealed: Iterable[bytes]) -> None:
    """Note the sealed keys until the hub opens them."""
    more = [[hub, one] for one in sealed]
    if more:
        local.put(connection, _KEYS, [*local.get(connection, _KEYS, []), *more])


def waiting(connection: Connection, hub: bytes) -> list[bytes]:
    """What that hub is to be asked to open."""
    return [bytes(one) for to, one in local.get(connection, _KEYS, []) if to == hub]


def opened(connection: Connection, sealed: bytes) -> None:
    """The hub has."""
    local.put(connection, _KEYS, [one for one in local.get(connection, _KEYS, []) if one[1] != sealed])
