"""Words that a hub held back or took out stay out, whoever has them: what it lets in after all it gives itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec
from sqlalchemy import Connection

from eocdesk.models import Change
from eocdesk.models.change import NO_KIND, Piece, Stub, Why, decode, decode_stub
from eocdesk.store import changelog, local

Placed: TypeAlias = Sequence[tuple[int, Piece]]
"""(n, piece) of one chain, in order."""
_SAID_BY_A_HUB = frozenset({Why.REFUSED, Why.REDACTED})
_READ = "read once/"
"""How far a hub's sequences had been read before they are read again: {scope: sequence number}, by peer."""
_HELD = "SELECT n, body FROM change WHERE chain = ? AND kind = ? AND n BETWEEN ? AND ?"


def kept_out(connection: Connection, chains: Mapping[tuple[bytes, bytes], Placed]) -> Iterator[Piece]:
    """A neighbour's pieces by (scope, device), each as its place alone where this copy holds it as one whose author
    had no right to it, or whose words were taken out for good.
    """
    for (scope, dev), placed in chains.items():
        chain = changelog.find_chain(connection, scope, dev)
        refused: dict[int, Stub] = {}
        if chain is not None and placed and placed[0][0] <= chain.n:
            asked = (chain.id, NO_KIND, placed[0][0], placed[-1][0])
            stubs = ((n, decode_stub(body)) for n, body in connection.exec_driver_sql(_HELD, asked))
            refused = {n: stub for n, stub in stubs if stub.why in _SAID_BY_A_HUB}
        for n, piece in placed:
            yield refused.get(n) or _without_reason(piece)


def _without_reason(piece: Piece) -> Piece:
    """Why words are not there a hub alone says: another's place tells no more than that it has them not."""
    if isinstance(piece, Stub) and piece.why in _SAID_BY_A_HUB:
        return msgspec.structs.replace(piece, why=int(Why.WITHDRAWN))
    return piece


def reread(connection: Connection, peer: bytes, scopes: Iterable[bytes]) -> None:
    """Read these scopes from their start at the next meeting: the peer is as it was, something is missing here."""
    known = local.get(connection, _READ + peer.hex(), {})
    for scope in sorted(scopes):
        asked = 'DELETE FROM "cursor" WHERE peer = ? AND scope = ? RETURNING seq'
        for (seq,) in connection.exec_driver_sql(asked, (peer, scope)).fetchall():
            known[scope] = max(int(seq), known.get(scope, 0))
    local.put(connection, _READ + peer.hex(), known)


def once(connection: Connection, peer: bytes, streams: Iterable[tuple[bytes, int, Sequence[Piece]]]) -> list[Piece]:
    """The pieces of a hub's streams, each (scope, sequence number of the first piece, pieces).

    Of what is read once more, words that another hub refused meanwhile stay out: else two hubs that judge otherwise
    would give and refuse them for ever. What this one lets in late it tells behind what was read.
    """
    known = local.get(connection, _READ + peer.hex(), {})
    found: list[Piece] = []
    for scope, first, pieces in streams:
        again = min(max(known.get(scope, 0) - first + 1, 0), len(pieces))
        found += _still_out(connection, pieces[:again])
        found += pieces[again:]
    return found


def _still_out(connection: Connection, pieces: Sequence[Piece]) -> Iterator[Piece]:
    chains: dict[tuple[bytes, bytes], list[tuple[int, Piece]]] = {}
    places = [(one.scope, one.dev, one.n) for one in map(_decoded, pieces)]
    for (scope, dev, n), piece in zip(places, pieces, strict=True):
        chains.setdefault((scope, dev), []).append((n, piece))
    refused = {key: _refused(connection, key, placed) for key, placed in chains.items()}
    for (scope, dev, n), piece in zip(places, pieces, strict=True):
        purged = isinstance(piece, Stub) and piece.why == Why.REDACTED
        yield piece if purged else refused[scope, dev].get(n) or piece


def _decoded(piece: Piece) -> Change | Stub:
    return piece if isinstance(piece, Stub) else decode(piece)


def _refused(connection: Connection, key: tuple[bytes, bytes], placed: Placed) -> dict[int, Stub]:
    chain = changelog.find_chain(connection, *key)
    numbers = [n for n, _ in placed]
    asked = (0 if chain is None else chain.id, NO_KIND, min(numbers), max(numbers))
    stubs = ((n, decode_stub(body)) for n, body in connection.exec_driver_sql(_HELD, asked))
    return {n: stub for n, stub in stubs if stub.why == Why.REFUSED}
