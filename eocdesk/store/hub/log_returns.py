"""What a record was, told once more when it moves on: who had to give it up may see it again where it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from eocdesk.models import Change, Op
from eocdesk.models.change import decode
from eocdesk.models.clock import Moment
from eocdesk.store.hub import log_moves, log_rows
from eocdesk.store.hub.log_moves import Move
from eocdesk.store.hub.log_page import Item, Page
from eocdesk.store.hub.log_rows import Row, ScopeHead
from eocdesk.store.hub.tables import CHANGE
from eocdesk.store.merge import PLACE, parents_of

AGAIN = 50
"""So often at most are the words of a record told again in a scope it left: a copy that saw none of it move until then
may lack what it was before, and an entry that somebody sends to and fro for ever does not fill the log.
"""


def left_by(connection: Connection, records: Iterable[bytes]) -> set[bytes]:
    """The scopes that these records have left by now: to be locked, where one of them may come somewhere."""
    return {scope for scope, _ in log_moves.left_before(connection, set(records))}


def coming(pages: Iterable[Page]) -> set[bytes]:
    """The records that come to a scope by these pages."""
    return {change.rec for change in _comings(pages)}


def homes(pages: Iterable[Page]) -> set[bytes]:
    """The scopes that these pages say their records come from."""
    told = ({change.left, *(key.scope for key in parents_of(change, PLACE))} for change in _comings(pages))
    return {scope for some in told for scope in some if scope}


def _comings(pages: Iterable[Page]) -> Iterator[Change]:
    changes = (item.change for page in pages for item in page.items if item.change is not None)
    return (change for change in changes if log_moves.comes(change))


def rows(connection: Connection, moves: Sequence[Move], scopes: dict[bytes, ScopeHead], now: Moment) -> list[Row]:
    """The words of records that move on by these moves, once more at the end of each scope they had left before.

    Copies that followed it only in part hold stubs in their place: a stub says that the record was where they may not
    look, and it is there no more. Who holds the words passes them over; who still may not look gets stubs again. To be
    called before the moves are noted, with `scopes` locked; what another process saw left just now is locked here.
    """
    left = log_moves.left_before(connection, {move.rec for move in moves if move.op == Op.ENTER})
    scopes |= log_rows.lock_scopes(connection, {}, {scope for scope, _ in left} - scopes.keys())
    fresh: list[Row] = []
    for scope, record in sorted(left):
        again = [_again(scopes[scope], body, digest, now) for digest, body in _words(connection, scope, record)]
        if again:
            again[-1].whole = True
        fresh += again
    return fresh


def _words(connection: Connection, scope: bytes, record: bytes) -> list[tuple[bytes, bytes]]:
    """(digest, body) of all that was written on a record in a scope, but its going, each once. What was told again
    often enough is not: a record that goes to and fro would fill the log with it.
    """
    c = CHANGE.c
    here = (c.scope == scope) & (c.rec == record) & c.body.is_not(None) & (c.op != Op.LEAVE)
    found: dict[tuple[bytes, int], tuple[bytes, bytes]] = {}
    told: Counter[tuple[bytes, int]] = Counter()
    for row in connection.execute(select(c.dev, c.n, c.digest, c.body).where(here).order_by(c.seq)):
        found[row.dev, row.n] = (row.digest, row.body)
        told[row.dev, row.n] += 1
    return [words for place, words in found.items() if told[place] <= AGAIN]


def _again(head: ScopeHead, body: bytes, digest: bytes, now: Moment) -> Row:
    change = decode(body)
    item = Item((change.scope, change.dev), change.n, change.prev, digest, len(body), change, body)
    return log_rows.row_of(head, item, now, let_in=True, filled=True)
