"""Words of a hub's snapshot, kept beside the log until their history has come: a record is known by both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import msgspec
from sqlalchemy import Connection

from eocdesk.models import Change
from eocdesk.models.change import decode
from eocdesk.models.right import Labels
from eocdesk.models.snapshot import DONE
from eocdesk.store import local
from eocdesk.store.merge import Key

Frontiers: TypeAlias = dict[bytes, dict[bytes, int]]
"""Of each scope whose history is coming how long each device's chain was that its snapshot stands for."""
Received: TypeAlias = tuple[Change, int]
"""A change and when it was received."""

_CHUNK = 500
_chains = msgspec.msgpack.Decoder(dict[bytes, int]).decode
_names = msgspec.msgpack.Decoder(list[str]).decode


@dataclass(slots=True)
class Early:
    """What is known early of one record."""

    words: dict[Key, Received] = field(default_factory=dict)
    dead: dict[str, frozenset[Key]] = field(default_factory=dict)
    """Of each field the changes among them that do not hold it any more."""

    def with_log(self, log: Iterable[Received], frontiers: Frontiers) -> list[Received]:
        """The changes to make the record of: its snapshot's, and what the log holds beyond it; by when they came."""
        scopes = {key.scope for key in self.words}
        found = dict(self.words)
        for change, at in log:
            key = Key(change.scope, change.dev, change.n)
            told = key.scope in scopes and key.n <= frontiers.get(key.scope, {}).get(key.dev, 0)
            if key in found:
                found[key] = change, min(at, found[key][1])
            elif not told:  # what came before is told by what holds now
                found[key] = change, at
        return sorted(found.values(), key=_received)


class Told(NamedTuple):
    """What is known early of some records, and how far the snapshots reach that told it."""

    words: dict[bytes, Early]
    frontiers: Frontiers


def frontiers(connection: Connection) -> Frontiers:
    """Of every scope whose history is coming."""
    return {scope: _chains(chains) for scope, chains in connection.exec_driver_sql("SELECT scope, chains FROM coming")}


def of_records(connection: Connection, records: Sequence[bytes]) -> dict[bytes, Early]:
    """What is known early of these records."""
    found: dict[bytes, Early] = {}
    for at in range(0, len(records), _CHUNK):
        some = tuple(records[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        asked = f"SELECT rec, scope, dev, n, at, CAST(body AS BLOB), dead FROM early WHERE rec IN ({marks})"
        for record, scope, dev, n, received, body, dead in connection.exec_driver_sql(asked, some):
            one, key = found.setdefault(record, Early()), Key(scope, dev, n)
            one.words[key] = decode(body), received
            for name in _names(dead):
                one.dead[name] = one.dead.get(name, frozenset()) | {key}
    return found


def known(connection: Connection, records: Sequence[bytes]) -> Told:
    """What is known early of these records; nearly always no history is coming."""
    coming = frontiers(connection)
    return Told(of_records(connection, records) if coming else {}, coming)


def news(
    connection: Connection, came: Mapping[tuple[str, bytes], list[Change]]
) -> tuple[dict[tuple[str, bytes], list[Change]], set[bytes]]:
    """Of what came to the log, by (kind, record): the records it tells news of, and those known early among them.

    A snapshot that stands for everything that came of a record has told it already.
    """
    coming = frontiers(connection)
    if not coming:
        return dict(came), set()
    stands = _scopes_of(connection, [record for _, record in came])
    news: dict[tuple[str, bytes], list[Change]] = {}
    for (kind, record), changes in came.items():
        told = stands.get(record, set())
        if any(one.scope not in told or one.n > coming[one.scope].get(one.dev, 0) for one in changes):
            news[kind, record] = changes
    return news, stands.keys() & {record for _, record in news}


def _scopes_of(connection: Connection, records: Sequence[bytes]) -> dict[bytes, set[bytes]]:
    """Of those of these records that are known early: by the snapshots of which scopes."""
    found: dict[bytes, set[bytes]] = {}
    for at in range(0, len(records), _CHUNK):
        some = tuple(records[at : at + _CHUNK])
        marks = ", ".join("?" * len(some))
        asked = f"SELECT DISTINCT rec, scope FROM early WHERE rec IN ({marks})"
        for record, scope in connection.exec_driver_sql(asked, some):
            found.setdefault(record, set()).add(scope)
    return found


def asked(connection: Connection, peer: bytes) -> dict[bytes, bytes]:
    """From where to ask a hub on for its snapshots, by scope; DONE of those that are had, or not wanted.

    Of a scope where this copy holds words of others none is wanted: it would tell what is known.
    """
    mine = local.own_devices(connection)
    held = connection.exec_driver_sql(
        'SELECT DISTINCT h.scope, h.dev FROM chain h WHERE NOT EXISTS (SELECT 1 FROM "cursor" u WHERE u.peer = ? '
        "AND u.scope = h.scope)",
        (peer,),
    )
    found = {scope: DONE for scope, dev in held if dev not in mine}
    for scope, place, by in connection.exec_driver_sql("SELECT scope, place, peer FROM coming"):
        found[scope] = place if by == peer else DONE
    return found


def scopes(connection: Connection) -> dict[bytes, Labels]:
    """The scopes of which words are here early, and what they stand for."""
    found = connection.exec_driver_sql(
        "SELECT s.id, s.event, s.marking, s.audience FROM scope s "
        "WHERE EXISTS (SELECT 1 FROM early e WHERE e.scope = s.id)"
    )
    return {row[0]: (row[1], row[2], row[3]) for row in found}


def records(connection: Connection, scope: bytes | None = None) -> set[tuple[str, bytes]]:
    """(kind, id) of the records known early, in one scope or in all."""
    sql = "SELECT DISTINCT kind, rec FROM early"
    found = (
        connection.exec_driver_sql(sql)
        if scope is None
        else connection.exec_driver_sql(f"{sql} WHERE scope = ?", (scope,))
    )
    return {(kind, record) for kind, record in found}


def forget(connection: Connection, record: bytes) -> set[tuple[str, bytes]]:
    """Give up what is known early of a record; the (kind, id) there was."""
    gone = connection.exec_driver_sql("DELETE FROM early WHERE rec = ? RETURNING kind, rec", (record,)).fetchall()
    return {(kind, one) for kind, one in gone}


def forget_scope(connection: Connection, scope: bytes) -> None:
    """Give up what is known early in a scope, and that its history is coming."""
    connection.exec_driver_sql("DELETE FROM early WHERE scope = ?", (scope,))
    connection.exec_driver_sql("DELETE FROM coming WHERE scope = ?", (scope,))


def of_peer(connection: Connection, peer: bytes) -> list[bytes]:
    """The scopes whose snapshot came from a hub."""
    return [scope for (scope,) in connection.exec_driver_sql("SELECT scope FROM coming WHERE peer = ?", (peer,))]


def history(connection: Connection) -> int | None:
    """How much of the history that is coming is here, in percent; None where none is coming."""
    coming = frontiers(connection)
    if not coming:
        return None
    due = sum(sum(chains.values()) for chains in coming.values())
    here = sum(_here(connection, scope, chains) for scope, chains in coming.items())
    return min(99, 100 * here // due) if due else 99


def _here(connection: Connection, scope: bytes, chains: Mapping[bytes, int]) -> int:
    held = connection.exec_driver_sql("SELECT dev, n FROM chain WHERE scope = ?", (scope,))
    return sum(min(n, chains.get(dev, 0)) for dev, n in held)


def reached(connection: Connection) -> list[bytes]:
    """The scopes whose history has come up to their snapshot, of which no more is asked for."""
    found = []
    begun = {scope for (scope,) in connection.exec_driver_sql('SELECT scope FROM "cursor" WHERE seq > 0')}
    for scope, place, packed in connection.exec_driver_sql("SELECT scope, place, chains FROM coming").fetchall():
        chains = _chains(packed)
        no_more = place == DONE or scope in begun
        if no_more and _here(connection, scope, chains) >= sum(chains.values()):
            found.append(scope)
    return found


def ahead_of(connection: Connection, record: bytes, log: Iterable[Received]) -> list[Received]:
    """What is known early of a record and not in its log, by the clocks of who wrote it."""
    early = of_records(connection, [record]).get(record)
    if early is None:
        return []
    here = {Key(change.scope, change.dev, change.n) for change, _ in log}
    return sorted((one for key, one in early.words.items() if key not in here), key=_clock)


def _clock(received: Received) -> int:
    return received[0].hlc


def _received(received: Received) -> int:
    return received[1]


def count(connection: Connection) -> int:
    """How many records are known early: nothing proves them yet."""
    return int(connection.exec_driver_sql("SELECT count(DISTINCT rec) FROM early").scalar_one())


def unproven(connection: Connection, scope: bytes) -> int:
    """Of how many records words are known early in a scope that its log does not reach."""
    asked = (
        "SELECT count(DISTINCT e.rec) FROM early e WHERE e.scope = ? AND NOT EXISTS "
        "(SELECT 1 FROM chain h WHERE h.scope = e.scope AND h.dev = e.dev AND h.n >= e.n)"
    )
    return int(connection.exec_driver_sql(asked, (scope,)).scalar_one())


def by_dot(connection: Connection, scope: bytes, dev: bytes, n: int) -> Change | None:
    """The change of a dot, if it is known early."""
    body = connection.exec_driver_sql(
        "SELECT body FROM early WHERE scope = ? AND dev = ? AND n = ?", (scope, dev, n)
    ).scalar()
    return None if body is None else decode(body)
