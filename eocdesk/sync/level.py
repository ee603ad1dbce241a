"""What was just sent stands at the hub: it is owed no more, and not read back where nothing of others is between."""

from __future__ import annotations

from typing import Any

from eocdesk.models.change import Piece
from eocdesk.store import changelog, meeting, owing
from eocdesk.sync.protocol import Page, Taken
from eocdesk.sync.sequence import linked, place_of


def note(connection: Any, peer: bytes, page: Page | None, taken: Taken) -> None:
    """Note that what a page brought is not owed; move the cursors over its words, where the hub's sequence goes on
    with just them: it is worked out.
    """
    if page is None:
        return
    owing.told(connection, peer, page.pieces, {(one.scope, one.dev): one.n for one in taken.durable})
    sent: dict[bytes, list[Piece]] = {}
    for piece in page.pieces:
        sent.setdefault(place_of(piece).scope, []).append(piece)
    read = meeting.cursors(connection, peer)
    for one in taken.stands:
        pieces, (seq, hash_) = sent.get(one.scope, []), read.get(one.scope, (0, changelog.ZERO))
        if pieces and one.first == seq + 1 and linked(hash_, pieces) == one.hash:
            meeting.set_cursor(connection, peer, one.scope, seq + len(pieces), one.hash)
