"""Which words a reader may not have though it sees the scope: those of records that left for where it may not look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Act, Op
from eocdesk.models.change import NO_KIND, Piece, Stub, Why, decode
from eocdesk.models.right import Labels
from eocdesk.store import changelog, rows
from eocdesk.store.merge import PLACE

_IDS = 500
May: TypeAlias = Callable[[Labels], bool]
"""Whether a reader may see what is marked so."""
_Where: TypeAlias = tuple[bytes, bytes]
"""A record in a scope where it was."""


class Slim(msgspec.Struct, array_like=True, frozen=True):
    """A change of which only that is read by which pages are cut and words withheld: a third of the work."""

    scope: msgspec.Raw
    dev: msgspec.Raw
    n: msgspec.Raw
    prev: msgspec.Raw
    hlc: msgspec.Raw
    kind: msgspec.Raw
    rec: bytes
    op: int
    fields: msgspec.Raw
    base: msgspec.Raw
    act: Act


slim = msgspec.msgpack.Decoder(Slim).decode


def pieces(connection: Connection, held: Sequence[tuple[bytes, str, bytes]], may: May) -> list[Piece]:
    """What a reader gets of these rows of the log (scope, kind, body): their words, or what stands in their place."""
    read = [None if kind == NO_KIND else slim(body) for _, kind, body in held]
    kinds = {(one.rec, scope): kind for one, (scope, kind, _) in zip(read, held, strict=True) if one is not None}
    hidden = _hidden(connection, kinds, may)
    return [
        changelog.piece_of(kind, body)
        if one is None or one.op == Op.LEAVE or (one.rec, scope) not in hidden
        else _emptied(body)
        for one, (scope, kind, body) in zip(read, held, strict=True)
    ]


def _emptied(body: bytes) -> Stub:
    change = decode(body)
    return Stub(change.scope, change.dev, change.n, change.prev, changelog.digest_of(body), int(Why.WITHDRAWN))


def _hidden(connection: Connection, kinds: Mapping[_Where, str], may: May) -> set[_Where]:
    """Those that left. One that came back is there again; one whose new place is not known is hidden from all, one that
    is in dispute between places from those who may not see each.
    """
    left = _left(connection, kinds)
    if not left:
        return set()
    asked = "SELECT id, event, marking, audience FROM scope"
    seen = {row[0] for row in connection.exec_driver_sql(asked) if may((row[1], row[2], row[3]))}
    by_kind: dict[str, list[bytes]] = {}
    for where in left:
        by_kind.setdefault(kinds[where], []).append(where[0])
    stays: dict[bytes, set[bytes]] = {}
    for kind, records in by_kind.items():
        for record, state in (rows.load(connection, kind, records) if kind in KINDS else {}).items():
            stays[record] = {state.scope, *(head.scope for head in state.heads.get(PLACE, ()))}
    return {(record, scope) for record, scope in left if not stays.get(record, {b""}) - {scope} <= seen}


def _left(connection: Connection, told: Iterable[_Where]) -> list[_Where]:
    wanted = set(told)
    records = list(dict.fromkeys(record for record, _ in wanted))
    found: list[_Where] = []
    for at in range(0, len(records), _IDS):
        some = tuple(records[at : at + _IDS])
        marks = ", ".join("?" * len(some))
        asked = f"SELECT DISTINCT rec, scope FROM departed WHERE rec IN ({marks})"
        found += [(rec, scope) for rec, scope in connection.exec_driver_sql(asked, some) if (rec, scope) in wanted]
    return found
