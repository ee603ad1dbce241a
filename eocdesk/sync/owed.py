"""Words that are here while the other side holds but their places: they are owed to it, whatever else it has sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from eocdesk.models.change import Piece, Stub
from eocdesk.store import owing
from eocdesk.sync.sequence import place_of

Chain: TypeAlias = tuple[bytes, bytes]
"""(scope, device)."""


class Owed:
    """What came from a peer in one meeting, and how far that proves what it holds.

    A relay may have brought it the place of a change alone. Then what comes behind it proves nothing: the words are
    sent with the next push, and its answer says so.
    """

    def __init__(self, peer: bytes) -> None:
        self._peer = peer
        self._first: dict[Chain, int] = {}

    def sent(self) -> None:
        """All that is not acknowledged is being sent."""
        self._first.clear()

    def reach(self, connection: Any, pieces: Iterable[Piece]) -> list[tuple[bytes, bytes, int]]:
        """How far the peer holds each chain of which it sent these pieces: (scope, device, n).

        What it says it held back, though the words are here and it counts as level with them, is owed to it too.
        """
        pieces = list(pieces)
        owing.held_back(connection, self._peer, pieces)
        found: dict[Chain, int] = {}
        for piece in pieces:
            place = place_of(piece)
            chain = place.scope, place.dev
            if isinstance(piece, Stub) and owing.worded(connection, chain, place.n):
                self._first[chain] = min(place.n, self._first.get(chain, place.n))
            found[chain] = place.n
        return [(*chain, min(n, self._first.get(chain, n + 1) - 1)) for chain, n in found.items()]
