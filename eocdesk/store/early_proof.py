"""Whether the log bears out what was told early: then the rows stand as they are, and need not be made again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op
from eocdesk.models.change import decode
from eocdesk.store import changelog
from eocdesk.store.gist import gist
from eocdesk.store.project import once_of

_CHUNK = 500
_names = msgspec.msgpack.Decoder(list[str]).decode


class Proof(NamedTuple):
    """What the log says of what was told."""

    stand: dict[bytes, tuple[str, int]]
    """(kind, received) of the records of which all was told just as it is."""
    forged: set[bytes]
    """Records of which a change was told in other words than its author's."""


def proven(connection: Connection, scope: bytes, records: Sequence[bytes]) -> Proof:
    """Hold what a snapshot of a scope told of records against their whole log."""
    told = _told(connection, scope, records)
    found = Proof({}, set())
    for record, log in changelog.bodies_of(connection, records).items():
        changes = [decode(body) for body, _ in log]
        here = {_key(change, scope): body for change, (body, _) in zip(changes, log, strict=True)}
        early = told.get(record, {})
        if any(here.get(key, body) != body for key, (body, _) in early.items()):
            found.forged.add(record)
        if not changes or not _whole(changes, scope) or changes[0].kind not in KINDS:
            continue
        holds = {(changes[at].dev, changes[at].n): (log[at][0], sorted(dead)) for at, dead in gist(changes, once_of)}
        if holds == early:
            found.stand[record] = changes[0].kind, log[0][1]
    return found


def _key(change: Change, scope: bytes) -> tuple[bytes, int]:
    return (change.dev if change.scope == scope else change.scope + change.dev), change.n


def _told(
    connection: Connection, scope: bytes, records: Sequence[bytes]
) -> dict[bytes, dict[tuple[bytes, int], tuple[bytes, list[str]]]]:
    found: dict[bytes, dict[tuple[bytes, int], tuple[bytes, list[str]]]] = {}
    for at in range(0, len(records), _CHUNK):
        some = tuple(records[at : at + _CHUNK])
        asked = f"SELECT rec, scope, dev, n, body, dead FROM early WHERE rec IN ({', '.join('?' * len(some))})"
        for record, where, dev, n, body, dead in connection.exec_driver_sql(asked, some):
            key = (dev, n) if where == scope else (where + dev, n)
            found.setdefault(record, {})[key] = bytes(body), sorted(_names(dead))
    return found


def _whole(changes: Collection[Change], scope: bytes) -> bool:
    """Whether all of them stand in the scope, and all that they replace is among them. Of one that came from another
    scope they name what it was there.
    """
    keys = {(one.dev, one.n) for one in changes}
    kinds = {one.kind for one in changes}
    return len(kinds) == 1 and all(
        one.scope == scope and one.op == Op.SET and all(dot in keys for dots in one.base.values() for dot in dots)
        for one in changes
    )


def keep(connection: Connection, stand: Mapping[bytes, tuple[str, int]]) -> None:
    """Let their rows stand; they were received when their first change came into the log."""
    by_kind: dict[str, list[tuple[int, bytes]]] = {}
    for record, (kind, at) in stand.items():
        by_kind.setdefault(kind, []).append((at, record))
    for kind, some in by_kind.items():
        connection.exec_driver_sql(f"UPDATE {kind} SET received = ? WHERE id = ?", some)
