"""Words that a hub held back or took out stay out, whoever has them: what it lets in after all it gives itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec
from sqlalchemy import Connection

from eocdesk.models.change import NO_KIND, Piece, Stub, Why, decode_stub
from eocdesk.store import changelog

Placed: TypeAlias = Sequence[tuple[int, Piece]]
"""(n, piece) of one chain, in order."""
_SAID_BY_A_HUB = frozenset({Why.REFUSED, Why.REDACTED})
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
