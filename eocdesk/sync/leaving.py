"""Records that left for where this copy may not see: what it asks a hub of them, and what it gives up on its word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from eocdesk.models.clock import Moment
from eocdesk.models.right import may_see
from eocdesk.store import early, early_taking, meeting, peers
from eocdesk.sync.protocol import MAX_LEAVING

Ids: TypeAlias = set[tuple[str, bytes]]


class Leaving:
    """The questions and answers of one meeting.

    A going may come by one road and its coming by another: only who holds both can say that a record is out of sight.
    """

    def __init__(self) -> None:
        self._asking: frozenset[bytes] = frozenset()
        self._asked: frozenset[bytes] = frozenset()
        self._gone: frozenset[tuple[bytes, bytes]] = frozenset()
        self._again = False

    def ask(self, connection: Any) -> list[bytes]:
        """The records that are to be asked for with the next question."""
        records = meeting.leaving(connection)[:MAX_LEAVING]
        self._asking = frozenset(records)
        return records

    def hear(self, gone: list[tuple[bytes, bytes]]) -> None:
        """Its answer: (record, scope it left)."""
        self._asked, self._gone = self._asking, frozenset(one for one in gone if one[0] in self._asking)

    def give_up(self, connection: Any) -> set[tuple[str, bytes]]:
        """The words of what is gone. What was given up once and is seen again now is to be read once more."""
        touched = meeting.withdraw_left(connection, self._gone, told=True)
        scopes = meeting.missed(connection)
        for peer in peers.every(connection) if scopes else ():
            meeting.reread(connection, peer.id, scopes)
        self._again = bool(scopes)
        return touched

    def unsettled(self, connection: Any) -> bool:
        """Whether there is more to ask or to read."""
        return self._again or not self._asked.issuperset(meeting.leaving(connection)[:MAX_LEAVING])


async def settled(take: Callable[[Callable[[Any], Ids]], Awaitable[Ids]]) -> None:
    """Let go of what was told before its history came: some records at a time, so that nobody at work waits for it."""
    while await take(early_taking.settle):
        pass


def beyond(connection: Any, device: bytes, hub: bytes, now: Moment) -> list[bytes]:
    """Scopes of which words are held here though the hub's card of this device does not reach so far."""
    card = peers.card_of(connection, device)
    if card is None or card.hub != hub:
        return []
    held = early.scopes(connection)
    held |= {scope: stand.labels for scope, stand in meeting.standing(connection).items()}
    denied = [scope for scope, labels in held.items() if not may_see(card.rights, labels, now)]
    return [scope for scope in denied if meeting.worded(connection, scope)]
