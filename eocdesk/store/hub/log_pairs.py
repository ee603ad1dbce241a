"""A going and its coming belong together: where records stand as moves come in, and goings that tell of no coming."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec
from sqlalchemy import Connection, select

from eocdesk.models import Change, Op
from eocdesk.models.right import Labels
from eocdesk.store.hub.log_moves import Move, comes, move_of
from eocdesk.store.hub.log_page import ActOf, Page
from eocdesk.store.hub.tables import MOVE, SCOPE
from eocdesk.store.merge import PLACE, Key, parents_of

Acts: TypeAlias = Mapping[ActOf, Sequence[Change]]
"""The changes of each act that are new to the hub."""
_AT_ONCE = 300
_decode = msgspec.msgpack.Decoder(list[Key]).decode


class Stays:
    """Where records stand, by the moves on the disk and those let in since in this transaction.

    Two desks that move a record at the same moment are judged one after the other, in one transaction too: the second
    must have the right to write where the first put it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._moves: dict[bytes, dict[Key, Move]] = {}
        self._labels: dict[bytes, Labels] = {}

    def learn(self, records: Iterable[bytes]) -> None:
        """Read the moves of these records; to be called before they are asked for."""
        wanted = sorted(set(records) - self._moves.keys())
        self._moves.update((record, {}) for record in wanted)
        for begin in range(0, len(wanted), _AT_ONCE):
            some = wanted[begin : begin + _AT_ONCE]
            for row in self._connection.execute(select(MOVE).where(MOVE.c.rec.in_(some))):
                parents = frozenset(Key(*key) for key in _decode(row.parents))
                self._keep(Move(bytes(row.rec), bytes(row.scope), bytes(row.dev), row.n, row.op, parents))

    def let_in(self, changes: Iterable[Change]) -> None:
        """Note the moves among the changes of an act that is let in."""
        for change in changes:
            self._labels[change.scope] = change.labels
            move = move_of(change)
            if move is not None:
                self._keep(move)

    def _keep(self, move: Move) -> None:
        self._moves.setdefault(move.rec, {})[move.dot] = move

    def comings(self, record: bytes, dev: bytes) -> list[Move]:
        """The comings of a record that a device told of."""
        return [one for one in self._moves.get(record, {}).values() if one.op == Op.ENTER and one.dev == dev]

    def where(self, record: bytes) -> list[Labels]:
        """What the scopes stand for in which a record is now that moved before."""
        moves = self._moves.get(record, {}).values()
        ended = {key for move in moves for key in move.parents}
        scopes = {move.scope for move in moves if move.op == Op.ENTER and move.dot not in ended}
        unknown = sorted(scopes - self._labels.keys())
        for begin in range(0, len(unknown), _AT_ONCE):
            asked = select(SCOPE).where(SCOPE.c.id.in_(unknown[begin : begin + _AT_ONCE]))
            for row in self._connection.execute(asked):
                self._labels[bytes(row.id)] = (bytes(row.event), row.marking, row.audience)
        return [self._labels[scope] for scope in sorted(scopes) if scope in self._labels]

    def lost(self, change: Change) -> str:
        """Why this coming is not let in: who brings a record back from where the hub has not heard of must be who had
        it leave. Else its words could be told again to all who were to see them no more.
        """
        moves = self._moves.get(change.rec, {}).values()
        ended = {key for move in moves for key in move.parents}
        left = {move.dev for move in moves if move.op == Op.LEAVE and move.scope == change.scope}
        if not left or change.dev in left or any(move.op == Op.ENTER and move.dot not in ended for move in moves):
            return ""
        return f"The hub has not heard yet where this {change.kind} went. It cannot be brought back from there."


def lone(act: ActOf, changes: Sequence[Change], page: Page, stays: Stays, *, own: bool) -> str:
    """Why an act is not let in that has a record leave and tells of no place where it comes to; empty where it does.

    Else whoever may write could have every desk give a record up. A relay may have seen but one half of an act: what
    it brings of it is let in, and the record is taken for gone by none before the other half is there. So is what an
    author brings (`own`) that had to give up where the record went: in the other half's place it holds a stub.
    """
    for change in changes:
        if change.op == Op.LEAVE and not _comes(change, changes, stays.comings(change.rec, change.dev)):
            if sum(item.act == act for item in page.items) < change.act.size and (not own or _given_up(page, act[0])):
                continue
            return f"This {change.kind} was to leave, and it was not told for where. It stays where it is."
    return ""


def _comes(gone: Change, act: Sequence[Change], known: Collection[Move]) -> bool:
    for change in act:
        if comes(change) and change.rec == gone.rec and change.scope != gone.scope:
            homes = {change.left, *(key.scope for key in parents_of(change, PLACE))}
            if gone.scope in homes:
                return True
    return any(gone.scope != move.scope and gone.scope in {key.scope for key in move.parents} for move in known)


def _given_up(page: Page, dev: bytes) -> bool:
    return any(item.change is None and item.chain[1] == dev for item in page.items)
