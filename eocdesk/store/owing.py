"""Words that a hub may lack, or says it held back, though it counts as level: they are sent to it once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sqlalchemy import Connection

from eocdesk.models.change import Piece, Stub, Why, decode
from eocdesk.store import changelog, local

Chain: TypeAlias = tuple[bytes, bytes]
"""(scope, device)."""
_OWED = "owed/"


def note(connection: Connection, words: Iterable[changelog.Logged], giver: bytes | None) -> None:
    """Words came from `giver` for places kept without them. Every other hub that counts as level may lack them too.

    Kept beside what is acknowledged, not in its stead: whether words are written elsewhere is asked of that.
    """
    least: dict[Chain, int] = {}
    for one in words:
        chain = one.change.scope, one.change.dev
        least[chain] = min(one.change.n, least.get(chain, one.change.n))
    if not least:
        return
    for (hub,) in connection.exec_driver_sql("SELECT id FROM peer WHERE kind = 'hub'").fetchall():
        if hub == giver:
            continue
        level, owed = _level(connection, hub), first(connection, hub)
        for chain, n in least.items():
            if n <= level.get(chain, 0):
                owed[chain] = min(n, owed.get(chain, n))
        _keep(connection, hub, owed)


def held_back(connection: Connection, hub: bytes, pieces: Iterable[Piece]) -> None:
    """A hub says of words that are here that it held them back: they are sent to it once more, and it answers why.

    It may count as level with them though it never judged them for this copy: it was ahead when a page was left out.
    """
    stubs = (one for one in pieces if isinstance(one, Stub) and one.why == Why.REFUSED)
    said = [(one.scope, one.dev, one.n) for one in stubs if worded(connection, (one.scope, one.dev), one.n)]
    if not said:
        return
    level, owed = _level(connection, hub), first(connection, hub)
    for scope, dev, n in said:
        if n <= level.get((scope, dev), 0):
            owed[scope, dev] = min(n, owed.get((scope, dev), n))
    _keep(connection, hub, owed)


def worded(connection: Connection, chain: Chain, n: int) -> bool:
    """Whether the words of a change are here, not its place alone."""
    known = changelog.find_chain(connection, *chain)
    held = None if known is None else changelog.held_at(connection, known.id, n)
    return held is not None and not isinstance(held[0], Stub)


def first(connection: Connection, hub: bytes) -> dict[Chain, int]:
    """From which change on each chain is sent to a hub once more: the first whose words it may lack."""
    return {(scope, dev): n for scope, dev, n in local.get(connection, _OWED + hub.hex(), [])}


def told(connection: Connection, hub: bytes, pieces: Iterable[Piece], durable: Mapping[Chain, int]) -> None:
    """Pieces went to a hub and stand there now, as far as `durable` says: they are owed no more."""
    owed = first(connection, hub)
    if not owed:
        return
    for piece in pieces:
        one = piece if isinstance(piece, Stub) else decode(piece)
        chain = one.scope, one.dev
        if chain in owed and owed[chain] <= one.n <= durable.get(chain, 0):
            owed[chain] = one.n + 1
    level = _level(connection, hub)
    _keep(connection, hub, {chain: n for chain, n in owed.items() if n <= level.get(chain, 0)})


def forget(connection: Connection, hub: bytes) -> None:
    """Nothing is owed to a hub that is met no more."""
    local.forget(connection, _OWED + hub.hex())


def _level(connection: Connection, hub: bytes) -> dict[Chain, int]:
    """How far a hub holds each chain, as it said itself, be it places alone."""
    asked = "SELECT h.scope, h.dev, a.n FROM acked a JOIN chain h ON h.id = a.chain WHERE a.peer = ?"
    return {(scope, dev): n for scope, dev, n in connection.exec_driver_sql(asked, (hub,))}


def _keep(connection: Connection, hub: bytes, owed: Mapping[Chain, int]) -> None:
    if owed:
        local.put(connection, _OWED + hub.hex(), [(*chain, n) for chain, n in sorted(owed.items())])
    else:
        forget(connection, hub)
