"""Attachments that a desk may not read any more and its hub does not have: their bytes locked, the keys for the hub."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models import Unavailable, clock
from eocdesk.store import handing, local, named_bytes, peers, sealed_file, sealing
from eocdesk.store.blobs import LARGEST, Attachments
from eocdesk.store.handing import Handed
from eocdesk.store.named_bytes import KINDS
from eocdesk.store.open import settle
from eocdesk.store.sealed_file import BrokenCellError

ROOM = "locked"
"""The folder beside the attachments where they wait."""
_KEYS, _TO_LOCK = "keys sealed for a hub", "attachments to lock"
_DAMAGED = "cannot be locked: damaged. As it was it lies on this disk, sealed, and is kept."
_FAILED = "cannot be locked yet: the disk does not take it. It lies there sealed as it was, and is tried again."


class ToLock(NamedTuple):
    """An attachment (SHA-256) whose records are gone and that the hub has not: its bytes lie here as they did."""

    hub: bytes
    name: str
    scope: bytes
    told: bool = False  # whether it was said that it cannot be locked


class Locked(NamedTuple):
    """What came of those that waited to be locked."""

    keys: list[tuple[ToLock, bytes]]
    gone: list[ToLock]  # not here any more
    damaged: list[ToLock]
    failed: list[ToLock]  # they are tried again
    more: bool  # whether others wait for the next time


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


def note(connection: Connection, hub: bytes, names: Mapping[str, bytes]) -> None:
    """These, by their scope, are to be locked for the hub; in the transaction in which their records go."""
    more = [ToLock(hub, name, scope) for name, scope in names.items()]
    _put(connection, [one for one in _noted(connection) if one.name not in names] + more)


def to_lock(connection: Connection) -> list[ToLock]:
    """Those that wait for it, but what records name again. None for a hub that put this desk out: it opens nothing."""
    noted = _noted(connection)
    if not noted:
        return []
    asked = " UNION ".join(f"SELECT sha256 FROM {kind}" for kind in KINDS)
    named = {name for (name,) in connection.exec_driver_sql(asked)}
    hubs = {one.hub: peers.get(connection, one.hub) for one in noted}
    open_ = {hub for hub, peer in hubs.items() if peer is not None and peer.state != peers.REVOKED}
    return [one for one in noted if one.name not in named and one.hub in open_]


def _noted(connection: Connection) -> list[ToLock]:
    return [ToLock(*one) for one in local.get(connection, _TO_LOCK, [])]


def _put(connection: Connection, noted: Iterable[ToLock]) -> None:
    local.put(connection, _TO_LOCK, [list(one) for one in noted])


def lock(
    attachments: Attachments,
    folder: Path,
    waiting: Iterable[ToLock],
    most: int | None = None,
    largest: int | None = None,
) -> Locked:
    """Copies of these, each under a key of its own; one that cannot be locked holds no other up.

    `most`: bytes after which the rest waits, `largest`: of one file. The bytes themselves stay: they are deleted once
    it is noted that they are locked.
    """
    done, size = Locked([], [], [], [], more=False), 0
    for one in waiting:
        try:
            if not attachments.holds(one.name):
                done.gone.append(one)
                continue
            its = _size(attachments, one.name)
            if largest is not None and its > largest:
                continue
            if most is not None and size and size + its > most:
                return done._replace(more=True)
            size += its
            key = secrets.token_bytes(sealing.KEY)
            _write(attachments.chunks(one.name), _place(attachments, folder, one.name), key)
        except Unavailable:
            done.damaged.append(one)
        except OSError:
            done.failed.append(one)
        else:
            done.keys.append((one, key))
    return done


def _size(attachments: Attachments, name: str) -> int:
    path = attachments.path_of(name)
    return path.stat().st_size if path.exists() else LARGEST  # as an earlier version kept them


def note_locked(connection: Connection, done: Locked) -> None:
    """Keep the keys, sealed for their hubs; what was locked may be deleted now. What could not be is said, once.

    What is damaged stays as it lies, and is owed to the hub like that: should another bring it, it goes.
    """
    keys: dict[tuple[bytes, bytes], list[tuple[str, bytes, bytes]]] = {}
    for one, key in done.keys:
        keys.setdefault((one.hub, one.scope), []).append((one.name, one.scope, key))
    for (hub, _), some in keys.items():  # by scope: a hub gives back those of scopes that are seen
        peer = peers.get(connection, hub)
        if peer is not None:
            keep(connection, hub, [handing.seal(peer.key, Handed([], [], some))])
    named_bytes.owe(connection, [one.name for one in done.damaged])
    over = {one.name for one in (*(one for one, _ in done.keys), *done.gone, *done.damaged)}
    failed = {one.name for one in done.failed}
    _put(
        connection,
        [one._replace(told=one.told or one.name in failed) for one in _noted(connection) if one.name not in over],
    )
    named_bytes.forgive(connection, [one.name for one, _ in done.keys])
    _say(connection, done.damaged, _DAMAGED)
    _say(connection, [one for one in done.failed if not one.told], _FAILED)


def _say(connection: Connection, some: Collection[ToLock], sentence: str) -> None:
    for hub in dict.fromkeys(one.hub for one in some):
        count = sum(one.hub == hub for one in some)
        peer = peers.get(connection, hub)
        what = f"{count:,} attachment{'s' if count > 1 else ''} of it that {'' if peer is None else peer.name} has not"
        told = f"A right has ended; {what} {sentence}"
        peers.note_attempt(connection, peers.Attempt(hub, clock.now(), 0, 0, 0, ok=False, sentence=told))


def forgive(connection: Connection, names: Collection[str]) -> None:
    """The hub has these: neither are they owed any more, nor to be locked."""
    named_bytes.forgive(connection, names)
    noted = _noted(connection)
    left = [one for one in noted if one.name not in names]
    if left != noted:
        _put(connection, left)


def _write(chunks: Iterable[bytes], path: Path, key: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    try:
        with draft.open("wb") as file:
            writing = sealed_file.begin(file, key)
            for chunk in chunks:
                writing.put(chunk)
            writing.put(b"", last=True)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
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
