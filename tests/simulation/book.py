"""A hub's log read along as it grows: numbers without a gap, its chain worked out again, where records have gone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from eocdesk.models import Change, Op
from eocdesk.models.change import decode
from eocdesk.models.right import Labels
from tests.simulation.broken import must
from tests.simulation.oracle import Dot, dot_of, stays

_ZERO = bytes(32)
_ASKED = (
    "SELECT seq, dev, n, digest, hash, body, filled FROM hub_change WHERE scope = :scope AND seq > :seq ORDER BY seq"
)


class Book:
    """What is known of one hub's log so far."""

    def __init__(self, name: str, rows: Callable[..., list[Any]], known: Callable[[Dot, bytes], bool]) -> None:
        self.name, self._rows, self._known = name, rows, known
        self._at: dict[bytes, tuple[int, bytes]] = {}
        self.labels: dict[bytes, Labels] = {}
        self.bodies: dict[Dot, bytes] = {}
        self.stubs: dict[Dot, bytes] = {}
        self.moved: dict[bytes, list[Change]] = defaultdict(list)  # changes that say where a record lives

    def read(self) -> None:
        """Go on to where the log ends now."""
        for scope, event, marking, audience, seq, end in self._rows(
            "SELECT id, event, marking, audience, seq, hash FROM hub_scope"
        ):
            self.labels[scope] = (event, marking, audience)
            if self._at.get(scope, (0, _ZERO)) != (seq, end):
                self._go_on(scope, seq, end)

    def _go_on(self, scope: bytes, last: int, end: bytes) -> None:
        seq, chain = self._at.get(scope, (0, _ZERO))
        for number, dev, n, digest, noted, body, filled in self._rows(_ASKED, scope=scope, seq=seq):
            seq += 1
            self._must(number == seq, f"number {seq} of scope {scope.hex()[:8]} is missing: {number} follows")
            chain = hashlib.sha256(chain + hashlib.sha256(digest + dev + n.to_bytes(8, "big")).digest()).digest()
            self._must(noted == chain, f"number {seq} of scope {scope.hex()[:8]} does not follow the one before it")
            self._note((scope, dev, n), digest, body, filled=bool(filled))
        self._must((seq, chain) == (last, end), f"scope {scope.hex()[:8]} ends at {seq}, not at {last} as noted")
        self._at[scope] = (seq, chain)

    def _note(self, dot: Dot, digest: bytes, body: bytes | None, *, filled: bool) -> None:
        again = not filled and (dot in self.bodies or dot in self.stubs)
        self._must(not again, f"change {dot[2]} of {dot[1].hex()[:8]} stands twice")
        if body is None:
            self.stubs[dot] = digest
            return
        change = decode(body)
        self._must(dot_of(change) == dot, f"a body stands in another's place: {dot[2]} of {dot[1].hex()[:8]}")
        self._must(hashlib.sha256(body).digest() == digest, f"change {dot[2]} is not what its digest says")
        self._must(self._known(dot, body), f"a body of {dot[1].hex()[:8]} was let in that it never wrote, or may not")
        self.stubs.pop(dot, None)
        self.bodies[dot] = body
        if change.op != Op.SET or "event" in change.fields:
            self.moved[change.rec].append(change)

    def _must(self, holds: bool, sentence: str) -> None:  # noqa: FBT001  what is asserted
        must(holds, f"{self.name}: {sentence}")

    def gone(self, sees: Callable[[Labels], bool]) -> set[tuple[bytes, bytes]]:
        """(scope left, record) of every record that stands only where one may not see, as far as is known here."""
        return gone([self], sees)


def gone(books: Sequence[Book], sees: Callable[[Labels], bool]) -> set[tuple[bytes, bytes]]:
    """The same as far as these hubs know together."""
    found: set[tuple[bytes, bytes]] = set()
    for record in {record for book in books for record in book.moved}:
        moves = [change for book in books for change in book.moved.get(record, ())]
        left = {change.scope for change in moves if change.op == Op.LEAVE}
        if left and not any(sees(change.labels) for change in _stands(moves)):
            found |= {(scope, record) for scope in left}
    return found


def nowhere(books: Sequence[Book]) -> set[bytes]:
    """Records that left, with their coming let in by no hub: those who hold words of them keep them for now."""
    found: set[bytes] = set()
    for record in {record for book in books for record in book.moved}:
        moves = [change for book in books for change in book.moved.get(record, ())]
        if any(change.op == Op.LEAVE for change in moves) and not _stands(moves):
            found.add(record)
    return found


def _stands(moves: list[Change]) -> list[Change]:
    """The stays that count for who is told of a record: that it was made in a place is over once it left that place.

    The going may name a later stay, which was let in nowhere: it is no reason to go on telling of what was taken away.
    """
    left = {change.scope for change in moves if change.op == Op.LEAVE}
    return [one for one in stays(moves) if one.op == Op.ENTER or one.base.get("event") or one.scope not in left]
