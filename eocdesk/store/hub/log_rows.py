"""Rows of a hub's log: scopes locked in order, chains and changes read, new ones written in bulk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, delete, exc, func, select, text, tuple_
from sqlalchemy.exc import DBAPIError

from eocdesk.models import Change
from eocdesk.models.change import Why, decode
from eocdesk.models.right import Labels
from eocdesk.store.changelog import ZERO, link
from eocdesk.store.hub.log_page import ActOf, ChainOf, Item, Page
from eocdesk.store.hub.tables import CHAIN, CHANGE, QUARANTINE, SCOPE
from eocdesk.store.merge import Key

T = TypeVar("T")

_AT_ONCE = 300  # keys in one statement
WAITING, RELEASED, DISMISSED = "waiting", "released", "dismissed"
STUB_SIZE = 120


@dataclass(slots=True)
class ChainHead:
    """How far a chain goes at the hub."""

    n: int = 0
    hash: bytes = ZERO


@dataclass(slots=True)
class ScopeHead:
    """How far the sequence of a scope goes."""

    id: bytes
    labels: Labels
    seq: int
    hash: bytes

    def step(self, digest: bytes, dev: bytes, n: int) -> int:
        """The number of the next change; the hub's chain moves on."""
        self.seq += 1
        self.hash = link(self.hash, digest + dev + n.to_bytes(8, "big"))
        return self.seq


@dataclass(slots=True)
class Row:
    """A row of hub_change, in the order of its columns."""

    scope: bytes
    seq: int
    dev: bytes
    n: int
    op: int
    size: int
    whole: bool
    filled: bool
    skewed: bool
    at: int
    rec: bytes
    kind: str
    digest: bytes
    hash: bytes
    link: bytes | None
    signature: bytes | None
    prev: bytes | None
    why: int | None
    body: bytes | None


class Held(NamedTuple):
    """What stands at a place of a chain already."""

    digest: bytes
    bare: bool  # a stub, whose words may come later
    sentence: str = ""  # why its words are in quarantine
    shut: bool = False  # words are not taken any more


_COLUMNS = tuple(column.name for column in CHANGE.columns)
_values = attrgetter(*_COLUMNS)


def lock_scopes(
    connection: Connection, labels: Mapping[bytes, Labels], others: Collection[bytes]
) -> dict[bytes, ScopeHead]:
    """These scopes, made where they are new, and those of `others` that are there, locked until the transaction ends.

    Always in the order of their ids, so that no two processes wait for each other.
    """
    known = {found.id for found in found_in(connection, [SCOPE.c.id], SCOPE.c.id, sorted(labels))}
    made = [(scope, *labels[scope]) for scope in sorted(labels) if scope not in known]
    if made:
        connection.execute(
            text(
                "INSERT INTO hub_scope (id, event, marking, audience, seq, hash) "
                "VALUES (:id, :event, :marking, :audience, 0, :zero) ON CONFLICT (id) DO NOTHING"
            ),
            [{"id": i, "event": e, "marking": m, "audience": a, "zero": ZERO} for i, e, m, a in made],
        )
    heads = {}
    wanted = sorted({*labels, *others})
    for some in _parts(wanted):
        asked = select(SCOPE).where(SCOPE.c.id.in_(some)).order_by(SCOPE.c.id).with_for_update()
        for row in connection.execute(asked):
            heads[row.id] = ScopeHead(row.id, (row.event, row.marking, row.audience), row.seq, row.hash)
    return heads


def drop_empty(connection: Connection, made: Collection[bytes]) -> None:
    """Of scopes locked here, those in which nothing was put after all."""
    for some in _parts(sorted(made)):
        connection.execute(delete(SCOPE).where(SCOPE.c.id.in_(some), SCOPE.c.seq == 0))


def scopes_of(connection: Connection, dev: bytes) -> int:
    """In how many scopes a device wrote."""
    return int(connection.execute(select(func.count()).select_from(CHAIN).where(CHAIN.c.dev == dev)).scalar_one())


def chains(connection: Connection, wanted: Collection[ChainOf]) -> dict[ChainOf, ChainHead]:
    """Those chains that the hub holds."""
    columns = [CHAIN.c.scope, CHAIN.c.dev, CHAIN.c.n, CHAIN.c.hash]
    rows = found_in(connection, columns, tuple_(CHAIN.c.scope, CHAIN.c.dev), sorted(wanted))
    return {(row.scope, row.dev): ChainHead(row.n, row.hash) for row in rows}


def held(connection: Connection, chain: ChainOf, first: int, last: int) -> dict[int, Held]:
    """What stands from `first` to `last` in a chain."""
    scope, dev = chain
    found: dict[int, Held] = {}
    c = CHANGE.c
    here = (c.scope == scope) & (c.dev == dev) & c.n.between(first, last)
    for row in connection.execute(select(c.n, c.digest, c.body.is_(None).label("bare"), c.why).where(here)):
        before = found.get(row.n)
        bare = bool(row.bare) and (before is None or before.bare)
        shut = row.why == Why.REDACTED or (before is not None and before.shut)
        found[row.n] = Held(row.digest, bare, shut=shut)
    q = QUARANTINE.c
    here = (q.scope == scope) & (q.dev == dev) & q.n.between(first, last) & (q.state != RELEASED)
    for row in connection.execute(select(q.n, q.sentence).where(here)):
        found[row.n] = Held(found[row.n].digest, bare=True, sentence=row.sentence, shut=True)
    return found


def written_by_others(connection: Connection, record: bytes, dev: bytes) -> bool:
    """Whether the hub has words of another device about a record."""
    c = CHANGE.c
    here = (c.rec == record) & (c.dev != dev) & c.body.is_not(None)
    return connection.execute(select(c.seq).where(here).limit(1)).first() is not None


def signed_at(connection: Connection, chain: ChainOf, n: int) -> bytes | None:
    """The chain's hash after change n as its author signed it, where the hub has that."""
    c = CHANGE.c
    here = (c.scope == chain[0]) & (c.dev == chain[1]) & (c.n == n) & c.link.is_not(None)
    found = connection.execute(select(c.link).where(here).limit(1)).scalar()
    return None if found is None else bytes(found)


def words(connection: Connection, keys: Collection[Key]) -> dict[Key, Change]:
    """The changes of these dots whose words the hub has, those in quarantine too."""
    found: dict[Key, Change] = {}
    for table in (CHANGE, QUARANTINE):
        c = table.c
        columns = [c.scope, c.dev, c.n, c.body]
        for row in found_in(connection, columns, tuple_(c.scope, c.dev, c.n), sorted(set(keys) - found.keys())):
            if row.body is not None:
                found[Key(row.scope, row.dev, row.n)] = decode(row.body)
    return found


def row_of(head: ScopeHead, item: Item, at: int, *, let_in: bool, filled: bool = False, skewed: bool = False) -> Row:
    """The next row of a scope for an item: its body, or the stub that stands for it."""
    change = item.change
    seq = head.step(item.digest, item.chain[1], item.n)
    body = item.body if let_in else None
    return Row(
        head.id,
        seq,
        item.chain[1],
        item.n,
        change.op if change else 0,
        STUB_SIZE if body is None else item.size,
        False,  # noqa: FBT003  in the order of the columns; set once all of a page is in
        filled,
        skewed,
        at,
        change.rec if change else bytes(16),
        change.kind if change else "",
        item.digest,
        head.hash,
        None,
        None,
        item.prev if body is None else None,
        None if body is not None else item.why or int(Why.REFUSED),
        body,
    )


def mark_whole(rows: Sequence[Row], page: Page) -> None:
    """Mark where a reader's page may end: behind the last row of each act and of each chain that stand open there."""
    by_scope: dict[bytes, list[Row]] = {}
    for row in rows:
        by_scope.setdefault(row.scope, []).append(row)
    acts: dict[tuple[bytes, bytes, int], ActOf | None] = {}
    for some in by_scope.values():
        if all(row.dev == some[0].dev and not row.filled for row in some):
            some[-1].whole = True  # nearly always: one chain, open to its end
            continue
        acts = acts or {(*item.chain, item.n): item.act for item in page.items}
        keys = [_opens(row, acts.get((row.scope, row.dev, row.n))) for row in some]
        last = {key: at for at, opened in enumerate(keys) for key in opened}
        open_until = 0
        for at, (row, opened) in enumerate(zip(some, keys, strict=True)):
            open_until = max(open_until, *(last[key] for key in opened), at)
            row.whole = open_until == at


def _opens(row: Row, act: ActOf | None) -> list[object]:
    opened: list[object] = [] if row.filled else [row.dev]
    if act is not None and row.body is not None:
        opened.append(act)
    return opened


def write(
    connection: Connection, rows: Sequence[Row], scopes: Iterable[ScopeHead], heads: Mapping[ChainOf, ChainHead]
) -> None:
    """Append the rows and move scopes and chains to their new ends."""
    if rows:
        _append(connection, list(map(_values, rows)))
    moved = [{"id": head.id, "seq": head.seq, "hash": head.hash} for head in scopes]
    if moved:
        connection.execute(text("UPDATE hub_scope SET seq = :seq, hash = :hash WHERE id = :id"), moved)
    ends = [{"scope": s, "dev": d, "n": head.n, "hash": head.hash} for (s, d), head in heads.items()]
    if ends:
        connection.execute(
            text(
                "INSERT INTO hub_chain (scope, dev, n, hash) VALUES (:scope, :dev, :n, :hash) "
                "ON CONFLICT (scope, dev) DO UPDATE SET n = excluded.n, hash = excluded.hash"
            ),
            ends,
        )


def _append(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    """COPY on PostgreSQL: twice as fast as anything else (sync.md 1b)."""
    names = ", ".join(_COLUMNS)
    if connection.dialect.name != "postgresql":
        marks = ", ".join("?" * len(_COLUMNS))
        connection.exec_driver_sql(f"INSERT INTO hub_change ({names}) VALUES ({marks})", rows)
        return
    raw: Any = connection.connection.driver_connection
    statement = f"COPY hub_change ({names}) FROM STDIN (FORMAT BINARY)"
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(_TYPES)
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _wrapped(connection, statement, error, gone=raw.closed) from error


def _wrapped(connection: Connection, statement: str, error: Exception, *, gone: bool) -> DBAPIError:
    """The error as SQLAlchemy would have raised it, had the statement been its own."""
    if gone:
        connection.invalidate(error)
    dbapi = connection.dialect.loaded_dbapi
    for kind in (exc.DataError, exc.IntegrityError, exc.ProgrammingError):
        if isinstance(error, getattr(dbapi, kind.__name__)):
            return kind(statement, None, error)
    return exc.OperationalError(statement, None, error, connection_invalidated=gone)


_TYPES = [
    {"LargeBinary": "bytea", "BigInteger": "int8", "SmallInteger": "int2", "Integer": "int4", "Boolean": "bool"}.get(
        type(column.type).__name__, "text"
    )
    for column in CHANGE.columns
]


def found_in(connection: Connection, columns: Sequence[Any], key: Any, wanted: Sequence[Any]) -> Iterator[Any]:
    """The rows with these keys, however many."""
    for some in _parts(wanted):
        yield from connection.execute(select(*columns).where(key.in_(some)))


def _parts(wanted: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(wanted), _AT_ONCE):
        yield wanted[begin : begin + _AT_ONCE]
