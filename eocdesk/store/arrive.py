"""The door for received changes: dot and body kept verbatim, in bulk, merged by what their authors had seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op, clock, ids
from eocdesk.models.change import NO_KIND, Piece, Stub, decode
from eocdesk.models.right import Labels
from eocdesk.store import changelog, early, local, project, rows
from eocdesk.store.merge import LABELS, STRUCK, Head, is_labelled, parents_of
from eocdesk.store.rows import State

_CHUNK = 500
_LARGEST = 2**63
"""No number of a change reaches it: the database could not hold it."""


class BrokenChainError(ValueError):
    """A change that cannot be taken: it cannot be read, or does not follow the one before it, or names a scope
    that is not its own, or bears the number of another change.
    """


class Reached(NamedTuple):
    """A chain as far as a page took it: the last place of the page that was new here, and the chain's hash there."""

    n: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a page brought: (kind, id) of the records touched, and the chains that are longer now."""

    ids: set[tuple[str, bytes]]
    grown: dict[tuple[bytes, bytes], Reached]


def apply(connection: Connection, pieces: Sequence[Piece]) -> set[tuple[str, bytes]]:
    """Take in what a copy of our own holds, unsigned; see `take`. The (kind, id) of what arrived."""
    return take(connection, pieces).ids


def take(connection: Connection, pieces: Sequence[Piece], labels: Mapping[bytes, Labels] | None = None) -> Arrived:
    """Keep these pieces, in order per device and scope, and bring their records up to date.

    Pieces held already are passed over; words that come for a place kept without them are put there. `labels` say
    what scopes stand for that have nothing but such places.
    Raises BrokenChainError before anything of the page is merged; the caller rolls back.
    """
    at = clock.now()
    page = _Page(connection, labels or {})
    for piece in pieces:
        page.take(piece)
    changelog.keep(connection, page.fresh, page.chains.values(), at)
    changelog.fill(connection, page.fills, at)
    words = [one for one in page.fresh if isinstance(one, changelog.Logged)] + page.fills
    _hear(connection, words, at)
    by_record: dict[tuple[str, bytes], list[Change]] = {}
    for one in words:
        by_record.setdefault((one.change.kind, one.change.rec), []).append(one.change)
    _bring_up(connection, by_record, at)
    return Arrived(set(by_record), page.grown())


class _Page:
    """Pieces as they are put onto their chains."""

    def __init__(self, connection: Connection, labels: Mapping[bytes, Labels]) -> None:
        self._connection = connection
        self._labels = labels
        self._scopes: dict[Labels, bytes] = {}
        self._known: set[bytes] = set()
        self._ahead: dict[tuple[int, int], tuple[Piece, bytes]] = {}
        self._here: dict[tuple[int, int], tuple[Piece, bytes]] = {}
        self.chains: dict[tuple[bytes, bytes], changelog.Chain] = {}
        self.fresh: list[changelog.Logged | changelog.Blank] = []
        self.fills: list[changelog.Logged] = []

    def take(self, piece: Piece) -> None:
        """The piece in its place, unless it stands there already. BrokenChainError where it has none."""
        one = piece if isinstance(piece, Stub) else self._read(piece)
        chain = self._chain(one)
        if one.n <= chain.n:
            self._again(chain, one, piece)
            return
        if one.n != chain.n + 1 or one.prev != chain.hash[: changelog.PREV]:
            raise BrokenChainError(f"{_named(one)} does not follow {chain.n}")
        chain.n, chain.hash = one.n, changelog.onto(chain.hash, changelog.digest_of(piece))
        self._here[chain.id, chain.n] = piece, chain.hash
        if isinstance(one, Stub):
            self.fresh.append(changelog.Blank(chain.id, one, chain.hash))
        elif not isinstance(piece, Stub):
            self.fresh.append(changelog.Logged(chain.id, one, chain.hash, piece))

    def grown(self) -> dict[tuple[bytes, bytes], Reached]:
        """The chains that are longer by this page."""
        longer = {one.chain for one in self.fresh}
        return {key: Reached(chain.n, chain.hash) for key, chain in self.chains.items() if chain.id in longer}

    def _read(self, body: bytes) -> Change:
        try:
            change = decode(body)
        except msgspec.MsgspecError as error:
            raise BrokenChainError(f"a change cannot be read ({error})") from error
        if change.labels not in self._scopes:
            self._scopes[change.labels] = ids.scope_id(*change.labels)
        if self._scopes[change.labels] != change.scope:
            raise BrokenChainError(f"{_named(change)} names a scope that its labels do not make")
        if change.kind == NO_KIND:
            raise BrokenChainError(f"{_named(change)} is of no kind")
        dots = [n for dots in change.base.values() for _, n in dots]
        if not all(0 <= number < _LARGEST for number in (change.n, change.hlc, *dots)):
            raise BrokenChainError(f"{_named(change)} is out of bounds")
        return change

    def _again(self, chain: changelog.Chain, one: Change | Stub, piece: Piece) -> None:
        """What came stands here already; or its words do; or it brings the words that were missing."""
        held, here = self._held(chain, one.n)
        if changelog.digest_of(held) != changelog.digest_of(piece):
            raise BrokenChainError(f"{_named(one)} is here already with other words: two copies write as one device")
        if isinstance(held, Stub) and not isinstance(one, Stub) and not isinstance(piece, Stub):
            self._here[chain.id, one.n] = piece, here
            self.fills.append(changelog.Logged(chain.id, one, here, piece))

    def _chain(self, one: Change | Stub) -> changelog.Chain:
        key = (one.scope, one.dev)
        if key not in self.chains:
            self.chains[key] = changelog.chain_of(self._connection, *key)
        if one.scope not in self._known:
            labels = self._labels.get(one.scope) if isinstance(one, Stub) else one.labels
            if labels is not None and ids.scope_id(*labels) == one.scope:
                changelog.know_scope(self._connection, one.scope, labels)
                self._known.add(one.scope)
        return self.chains[key]

    def _held(self, chain: changelog.Chain, n: int) -> tuple[Piece, bytes]:
        fresh = self._here.get((chain.id, n))
        if fresh is not None:
            return fresh
        if (chain.id, n) not in self._ahead:  # what is here already comes in long runs: one's own words, read back
            self._ahead = changelog.held_from(self._connection, chain.id, n, _CHUNK)
        found = self._ahead.get((chain.id, n))
        if found is None:
            raise BrokenChainError(f"change {n} of device {chain.dev.hex()} is missing here")
        return found


def _named(one: Change | Stub) -> str:
    return f"change {one.n} of device {one.dev.hex()}"


def _hear(connection: Connection, logged: Sequence[changelog.Logged], wall: int) -> None:
    last = stamp = int(local.get(connection, "hlc", 0))
    for one in logged:
        stamp = clock.heard(stamp, one.change.hlc, wall)
    if stamp != last:
        local.put(connection, "hlc", stamp)


def _bring_up(connection: Connection, by_record: dict[tuple[str, bytes], list[Change]], at: int) -> None:
    # Of which something was superseded before it came: when it comes it must be worked out. There are few at any time.
    ahead = {record for (record,) in connection.exec_driver_sql("SELECT DISTINCT rec FROM dead")}
    by_record, told = early.beyond(connection, by_record)
    ahead |= told
    plain: list[State] = []
    disputed: list[bytes] = []
    by_kind: dict[str, list[bytes]] = {}
    for kind, record in by_record:
        by_kind.setdefault(kind, []).append(record)
    for kind, some in by_kind.items():
        if kind not in KINDS:
            continue  # a newer version's kind: kept in the log, projected once this copy knows it
        held = rows.load(connection, kind, some)
        older = _older(connection, {record: len(by_record[kind, record]) for record in some if record not in held})
        for record in some:
            state = held.get(record)
            changes = by_record[kind, record]
            fresh = _advance(state, changes, at) if _plain(changes) else None
            if fresh is None or record in older or record in ahead:
                disputed.append(record)
            else:
                plain.append(fresh)
    rows.save(connection, plain)
    project.records(connection, disputed)


def _plain(changes: Sequence[Change]) -> bool:
    return all(change.op == Op.SET and STRUCK not in change.fields for change in changes)


def _older(connection: Connection, came: Mapping[bytes, int]) -> set[bytes]:
    """Records without a row of which the log holds more than just came (they had left, or were unknown)."""
    known = list(came)
    found: set[bytes] = set()
    for at in range(0, len(known), _CHUNK):
        some = tuple(known[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        asked = f"SELECT rec, count(*) FROM change WHERE rec IN ({marks}) GROUP BY rec"
        found |= {record for record, count in connection.exec_driver_sql(asked, some) if count != came[record]}
    return found


def _advance(state: State | None, changes: Sequence[Change], at: int) -> State | None:
    """The state after changes whose authors saw just what stands here; None where it takes the whole log."""
    for change in changes:
        if state is None:
            if change.base or not is_labelled(change):
                return None
            state = rows.blank(change.kind, change.rec)
            state.scope, state.received = change.scope, at
            state.made_at, state.made_by, state.made_on = clock.wall_of(change.hlc), change.act.person, change.dev
        elif not change.fields.keys().isdisjoint(LABELS):
            return None  # made twice, or its making came late: who made it must be worked out
        if change.scope != state.scope or STRUCK in state.heads:
            return None
        once = project.once_of(change.kind)
        for name, value in change.fields.items():
            held = state.heads.get(name, ())
            if len(held) > 1 or {head.dot for head in held} != parents_of(change, name):
                return None  # in dispute before, or now
            if held and name in once and value != state.values[name]:
                return None  # written once, and now again
        _set(state, change)
    return state


def _set(state: State, change: Change) -> None:
    head = (Head(change.hlc, change.dev, change.n, change.scope),)
    state.exists = True
    for name, value in change.fields.items():
        if name in state.values:
            state.values[name] = value
        else:
            state.extra[name] = value
        state.heads[name] = head
