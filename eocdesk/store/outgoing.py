"""What goes to another copy: contiguous in each chain, no act cut in two, cut only where the chain's end is signed."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection

from eocdesk.models import Act
from eocdesk.models.change import NO_KIND, Piece
from eocdesk.models.right import Labels
from eocdesk.store import changelog, local, owing, signatures, withheld
from eocdesk.store.signatures import End
from eocdesk.store.withheld import slim

PIECES = 5_000
BYTES = 4 * 1024 * 1024
"""What a page holds at most, unless one act alone is larger."""
_ROWS = 256


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A page: the pieces, the end of each chain in it, whether more waits behind it."""

    pieces: list[Piece] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    more: bool = False


class _Row(NamedTuple):
    """One place of a chain."""

    seq: int
    n: int
    kind: str
    hash: bytes
    body: bytes


@dataclass(slots=True)
class _Unit:
    """What is sent together: one part of an act in one chain of ours, or a stretch of another's up to a signature."""

    rows: list[_Row] = field(default_factory=list)
    size: int = 0
    parts: list[tuple[bytes, int, int]] = field(default_factory=list)  # (act, part, size) of each body

    def add(self, row: _Row, act: Act | None) -> None:
        self.rows.append(row)
        self.size += len(row.body)
        if act is not None:
            self.parts.append((act.id, act.part, act.size))


class _Stream:
    """One chain beyond what the other side holds, unit by unit."""

    def __init__(self, connection: Connection, chain: changelog.Chain, start: int, *, ours: bool) -> None:
        self.chain = chain
        self.start = self.reached = start
        self.end = b""
        self._connection = connection
        self._units = self._by_act(start) if ours else self._by_signature(start)
        self._ahead: deque[_Unit] = deque()

    def peek(self, at: int = 0) -> _Unit | None:
        """The next unit, or the one `at` places behind it."""
        while len(self._ahead) <= at:
            unit = next(self._units, None)
            if unit is None:
                return None
            self._ahead.append(unit)
        return self._ahead[at]

    def take(self) -> _Unit:
        """The next unit, into the page."""
        unit = self._ahead.popleft()
        self.reached, self.end = unit.rows[-1].n, unit.rows[-1].hash
        return unit

    def _rows(self, start: int, stop: int) -> Iterator[_Row]:
        asked = "SELECT seq, n, kind, hash, body FROM change WHERE chain = ? AND n > ? AND n <= ? ORDER BY n LIMIT ?"
        while start < stop:
            found = self._connection.exec_driver_sql(asked, (self.chain.id, start, stop, _ROWS)).fetchall()
            for row in found:
                yield _Row(*row)
            if not found:
                return
            start = found[-1][1]

    def _by_act(self, start: int) -> Iterator[_Unit]:
        unit = _Unit()
        for row in self._rows(start, self.chain.n):
            act = _act_of(row)
            if unit.parts and act is not None and (act.id, act.part) != unit.parts[-1][:2]:
                yield unit
                unit = _Unit()
            unit.add(row, act)
        if unit.rows:
            yield unit

    def _by_signature(self, start: int) -> Iterator[_Unit]:
        for point in signatures.points(self._connection, self.chain.scope, self.chain.dev, start):
            unit = _Unit()
            for row in self._rows(start, point):
                unit.add(row, _act_of(row))
            if unit.rows:
                yield unit
            start = point


def _act_of(row: _Row) -> Act | None:
    return None if row.kind == NO_KIND else slim(row.body).act


def pending(
    connection: Connection,
    peer: bytes,
    *,
    scopes: Collection[bytes] | None = None,
    without: Collection[tuple[bytes, bytes]] = (),
    limit: int = PIECES,
    max_bytes: int = BYTES,
) -> Outgoing:
    """The next page of what a peer has not acknowledged, in the order it was received here, whole acts.

    `scopes` limits it to these, `without` leaves out chains (scope, device). A chain of another device goes as far as
    it was signed. From where words are owed that came late, a chain is sent once more.
    """
    owed = owing.first(connection, peer)
    asked = (
        "SELECT h.id, h.scope, h.dev, h.n, h.hash, coalesce(a.n, 0) FROM chain h "
        "LEFT JOIN acked a ON a.peer = ? AND a.chain = h.id WHERE h.n > coalesce(a.n, 0) OR ? ORDER BY h.id"
    )
    chosen = []
    for *held, acked in connection.exec_driver_sql(asked, (peer, bool(owed))).fetchall():
        chain = changelog.Chain(*held)
        start = min(acked, owed.get((chain.scope, chain.dev), acked + 1) - 1)
        wanted = scopes is None or chain.scope in scopes
        if start < chain.n and wanted and (chain.scope, chain.dev) not in without:
            chosen.append((chain, start))
    return _page(connection, chosen, limit, max_bytes)


def after(
    connection: Connection,
    chains: Mapping[bytes, Mapping[bytes, int]],
    *,
    may: Callable[[Labels], bool],
    limit: int = PIECES,
    max_bytes: int = BYTES,
) -> Outgoing:
    """The next page for a copy that holds these lengths of chains, by scope and device, and may see these scopes.

    Of records that left for a scope it may not see it gets their places, not their words.
    """
    asked = (
        "SELECT h.id, h.scope, h.dev, h.n, h.hash, s.event, s.marking, s.audience "
        "FROM chain h JOIN scope s ON s.id = h.scope ORDER BY h.id"
    )
    chosen = []
    for row in connection.exec_driver_sql(asked).fetchall():
        chain = changelog.Chain(*row[:5])
        start = chains.get(chain.scope, {}).get(chain.dev, 0)
        if start < chain.n and may((row[5], row[6], row[7])):
            chosen.append((chain, start))
    return _page(connection, chosen, limit, max_bytes, may)


def _page(
    connection: Connection,
    chosen: Sequence[tuple[changelog.Chain, int]],
    limit: int,
    max_bytes: int,
    may: Callable[[Labels], bool] | None = None,
) -> Outgoing:
    ours = local.own_devices(connection)
    streams = {chain.id: _Stream(connection, chain, start, ours=chain.dev in ours) for chain, start in chosen}
    units = _first(streams, limit, max_bytes)
    units += _halves(connection, streams, [unit for _, unit in units])
    sent = [stream for stream in streams.values() if stream.reached > stream.start]
    rows = [(streams[chain].chain.scope, row.kind, row.body) for chain, unit in units for row in unit.rows]
    pieces = [changelog.piece_of(kind, body) for _, kind, body in rows]
    return Outgoing(
        pieces if may is None else withheld.pieces(connection, rows, may),
        [End(stream.chain.scope, stream.chain.dev, stream.reached, stream.end) for stream in sent],
        any(stream.peek() is not None for stream in streams.values()),
    )


def _first(streams: Mapping[int, _Stream], limit: int, max_bytes: int) -> list[tuple[int, _Unit]]:
    """The units of all chains in the order they were received, as many as fit, at least those of one act."""
    units: list[tuple[int, _Unit]] = []
    count = size = 0
    for group in _groups(streams):
        count += sum(len(unit.rows) for _, unit in group)
        size += sum(unit.size for _, unit in group)
        if units and (count > limit or size > max_bytes):
            break
        units += [(chain, streams[chain].take()) for chain, _ in group]
    return units


def _groups(streams: Mapping[int, _Stream]) -> Iterator[list[tuple[int, _Unit]]]:
    """Units of one act, which lie side by side; whoever asks for the next group has taken the last."""
    heads = [(unit.rows[0].seq, chain) for chain, stream in streams.items() if (unit := stream.peek())]
    heapq.heapify(heads)
    group: list[tuple[int, _Unit]] = []
    while heads:
        _, chain = heapq.heappop(heads)
        unit = streams[chain].peek(sum(known == chain for known, _ in group))
        if unit is None:
            continue
        if group and not _same_act(group[-1][1], unit):
            yield group
            group = []
        group.append((chain, unit))
        behind = streams[chain].peek(sum(known == chain for known, _ in group))
        if behind is not None:
            heapq.heappush(heads, (behind.rows[0].seq, chain))
    if group:
        yield group


def _same_act(one: _Unit, other: _Unit) -> bool:
    return bool(one.parts and other.parts) and one.parts[-1] == other.parts[0]


def _halves(connection: Connection, streams: Mapping[int, _Stream], units: Sequence[_Unit]) -> list[tuple[int, _Unit]]:
    """What else must go along, so that no act of the page is cut in two."""
    more: list[tuple[int, _Unit]] = []
    looked: set[tuple[bytes, int]] = set()
    counted: dict[tuple[bytes, int], int] = {}
    fresh = list(units)
    while fresh:
        sizes: dict[tuple[bytes, int], int] = {}
        for act, part, size in (one for unit in fresh for one in unit.parts):
            counted[act, part] = counted.get((act, part), 0) + 1
            sizes[act, part] = size
        fresh = []
        cut = [key for key, size in sizes.items() if counted[key] < size and key not in looked]
        looked.update(cut)
        for chain, n in _places(connection, cut):
            stream = streams.get(chain)
            while stream is not None and stream.reached < n and stream.peek() is not None:
                fresh.append(stream.take())
                more.append((chain, fresh[-1]))
    return more


def _places(connection: Connection, parts: Sequence[tuple[bytes, int]]) -> Iterator[tuple[int, int]]:
    """(chain, n) of each change of these parts of acts."""
    wanted = set(parts)
    for act in dict.fromkeys(act for act, _ in parts):
        for chain, n, body in connection.exec_driver_sql(
            "SELECT chain, n, body FROM change WHERE act = ?", (act,)
        ).fetchall():
            if (act, slim(body).act.part) in wanted:
                yield chain, n
