"""What a blackout did: the log as it stood before it, what was written and came since, and whether all is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.store import changelog
from eocdesk.store.queries import meetings


@dataclass(frozen=True, slots=True)
class Before:
    """The log at a moment: its newest place, each chain's (scope, device, length, hash), each field in dispute."""

    seq: int
    chains: tuple[tuple[bytes, bytes, int, bytes], ...]
    conflicts: tuple[tuple[bytes, str], ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What came to the log since. `made` counts new records by kind; `merged` records that both sides wrote."""

    written: int
    made: tuple[tuple[str, int], ...]
    received: int
    merged: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether anything is missing. Counts of changes and chains; `broken` names chains of which something is gone."""

    chains: int
    before: int
    now: int
    broken: int
    own: int
    acknowledged: int

    @property
    def is_whole(self) -> bool:
        """Every change from before is where it was, and each chain has all its numbers."""
        return not self.broken


def before(connection: Connection) -> Before:
    """The log as it stands now."""
    asked = "SELECT scope, dev, n, hash FROM chain WHERE n > 0 ORDER BY scope, dev"
    chains = tuple((scope, dev, n, hash_) for scope, dev, n, hash_ in connection.exec_driver_sql(asked))
    return Before(changelog.newest(connection), chains, _disputed(connection))


def since(connection: Connection, then: Before, device: bytes) -> Since:
    """What this device wrote after `then`, and what came from others."""
    log = "FROM change l JOIN chain c ON c.id = l.chain WHERE l.seq > ? AND c.dev {} ? AND l.kind != ''"
    ours, theirs = log.format("="), log.format("!=")
    values = (then.seq, device)
    made = connection.exec_driver_sql(
        f"SELECT l.kind, count(DISTINCT l.rec) {ours} "
        "AND NOT EXISTS (SELECT 1 FROM change o WHERE o.rec = l.rec AND o.seq <= ?) GROUP BY l.kind ORDER BY l.kind",
        (*values, then.seq),
    )
    merged = f"SELECT count(*) FROM (SELECT DISTINCT l.rec {ours} INTERSECT SELECT DISTINCT l.rec {theirs})"
    return Since(
        written=_one(connection, f"SELECT count(*) {ours}", *values),
        made=tuple((kind, int(count)) for kind, count in made),
        received=_one(connection, f"SELECT count(*) {theirs}", *values),
        merged=_one(connection, merged, *values, *values),
        conflicts=len(set(_disputed(connection)) - set(then.conflicts)),
    )


def proof(connection: Connection, then: Before, device: bytes) -> Proof:
    """Whether every change from before is where it was, every chain is whole, and the hub holds what is ours."""
    gone = sum(1 for chain in then.chains if not _stands(connection, chain))
    holes = _one(
        connection,
        "SELECT count(*) FROM chain c WHERE c.n != (SELECT count(*) FROM change l WHERE l.chain = c.id AND l.n <= c.n)",
    )
    hub = meetings.hub(connection)
    acknowledged = _one(
        connection,
        "SELECT coalesce(sum(a.n), 0) FROM chain c JOIN acked a ON a.chain = c.id WHERE c.dev = ? AND a.peer = ?",
        device,
        hub.id if hub is not None else b"",
    )
    return Proof(
        chains=_one(connection, "SELECT count(*) FROM chain WHERE n > 0"),
        before=sum(n for _, _, n, _ in then.chains),
        now=_one(connection, "SELECT coalesce(sum(n), 0) FROM chain"),
        broken=gone + holes,
        own=_one(connection, "SELECT coalesce(sum(n), 0) FROM chain WHERE dev = ?", device),
        acknowledged=acknowledged,
    )


def _stands(connection: Connection, chain: Sequence[bytes | int]) -> bool:
    """Whether the chain still ends, at that length, in that hash: it speaks for every change before it."""
    scope, dev, n, hash_ = chain
    found = connection.exec_driver_sql(
        "SELECT l.hash FROM change l JOIN chain c ON c.id = l.chain WHERE c.scope = ? AND c.dev = ? AND l.n = ?",
        (scope, dev, n),
    ).scalar()
    return bool(found == hash_)


def _disputed(connection: Connection) -> tuple[tuple[bytes, str], ...]:
    return tuple(
        (record, name)
        for record, name in connection.exec_driver_sql("SELECT DISTINCT rec, field FROM conflict ORDER BY rec, field")
    )


def _one(connection: Connection, asked: str, *values: object) -> int:
    return int(connection.exec_driver_sql(asked, values).scalar_one())
