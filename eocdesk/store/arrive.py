"""The door for received changes: dot and body kept verbatim, in bulk, merged by what their authors had seen."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op, clock, ids
from eocdesk.models.change import decode
from eocdesk.store import changelog, local, project, rows
from eocdesk.store.merge import PLACE, STRUCK, Head, parents_of
from eocdesk.store.rows import State


class BrokenChainError(ValueError):
    """A change that cannot be taken: it cannot be read, or does not follow the one before it, or names a scope
    that is not its own, or bears the number of another change.
    """


def apply(connection: Connection, bodies: Sequence[bytes]) -> set[tuple[str, bytes]]:
    """Keep these bodies, in order per device and scope, and bring their records up to date.

    Bodies held already are passed over. Returns the (kind, id) of what arrived.
    Raises BrokenChainError before anything of the page is merged; the caller rolls back.
    """
    at = clock.now()
    page = _Page(connection)
    logged = [one for body in bodies if (one := page.next(body)) is not None]
    changelog.keep(connection, logged, page.chains.values(), at)
    _hear(connection, logged, at)
    by_record: dict[tuple[str, bytes], list[Change]] = {}
    for one in logged:
        by_record.setdefault((one.change.kind, one.change.rec), []).append(one.change)
    _bring_up(connection, by_record, at)
    return set(by_record)


class _Page:
    """Bodies as they are put onto their chains."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._fresh: dict[tuple[int, int], bytes] = {}
        self.chains: dict[tuple[bytes, bytes], changelog.Chain] = {}

    def next(self, body: bytes) -> changelog.Logged | None:
        """The body in its place; None where it stands there already. BrokenChainError where it has none."""
        try:
            change = decode(body)
        except msgspec.MsgspecError as error:
            raise BrokenChainError(f"a change cannot be read ({error})") from error
        what = f"change {change.n} of device {change.dev.hex()}"
        if ids.scope_id(*change.labels) != change.scope:
            raise BrokenChainError(f"{what} names a scope that its labels do not make")
        chain = self._chain(change)
        if change.n <= chain.n:
            if self._held(chain, change.n) != body:
                raise BrokenChainError(f"{what} is here already with other words: two copies write as one device")
            return None
        if change.n != chain.n + 1 or change.prev != chain.hash[: changelog.PREV]:
            raise BrokenChainError(f"{what} does not follow {chain.n}")
        chain.n, chain.hash = change.n, changelog.link(chain.hash, body)
        self._fresh[chain.id, chain.n] = body
        return changelog.Logged(chain.id, change, chain.hash, body)

    def _chain(self, change: Change) -> changelog.Chain:
        key = (change.scope, change.dev)
        if key not in self.chains:
            self.chains[key] = changelog.chain_of(self._connection, *key)
            changelog.know_scope(self._connection, change.scope, change.labels)
        return self.chains[key]

    def _held(self, chain: changelog.Chain, n: int) -> bytes | None:
        fresh = self._fresh.get((chain.id, n))
        return changelog.body_of(self._connection, chain.id, n) if fresh is None else fresh


def _hear(connection: Connection, logged: Sequence[changelog.Logged], wall: int) -> None:
    last = stamp = int(local.get(connection, "hlc", 0))
    for one in logged:
        stamp = clock.heard(stamp, one.change.hlc, wall)
    if stamp != last:
        local.put(connection, "hlc", stamp)


def _bring_up(connection: Connection, by_record: dict[tuple[str, bytes], list[Change]], at: int) -> None:
    plain: list[State] = []
    disputed: list[bytes] = []
    by_kind: dict[str, list[bytes]] = {}
    for kind, record in by_record:
        by_kind.setdefault(kind, []).append(record)
    for kind, some in by_kind.items():
        if kind not in KINDS:
            continue  # a newer version's kind: kept in the log, projected once this copy knows it
        held = rows.load(connection, kind, some)
        for record in some:
            state = held.get(record)
            fresh = _advance(state, by_record[kind, record], at) if _plain(by_record[kind, record]) else None
            if fresh is None or (state is None and _older(connection, record, by_record[kind, record])):
                disputed.append(record)
            else:
                plain.append(fresh)
    rows.save(connection, plain)
    project.records(connection, disputed)


def _plain(changes: Sequence[Change]) -> bool:
    return all(change.op == Op.SET and STRUCK not in change.fields for change in changes)


def _older(connection: Connection, record: bytes, changes: Sequence[Change]) -> bool:
    """Whether the log holds more of a record without a row than what just came (it had left, or was unknown)."""
    held = connection.exec_driver_sql("SELECT count(*) FROM change WHERE rec = ?", (record,)).scalar_one()
    return int(held) != len(changes)


def _advance(state: State | None, changes: Sequence[Change], at: int) -> State | None:
    """The state after changes whose authors saw just what stands here; None where it takes the whole log."""
    for change in changes:
        if state is None:
            if change.base:
                return None
            state = rows.blank(change.kind, change.rec)
            state.scope, state.received = change.scope, at
            state.made_at, state.made_by, state.made_on = clock.wall_of(change.hlc), change.act.person, change.dev
        elif PLACE in change.fields:
            return None  # made twice, or its making came late: who made it must be worked out
        if change.scope != state.scope or STRUCK in state.heads:
            return None
        for name in change.fields:
            held = state.heads.get(name, ())
            if len(held) > 1 or {head.dot for head in held} != parents_of(change, name):
                return None  # in dispute before, or now
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
