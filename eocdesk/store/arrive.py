"""The door for received changes: dot and body kept verbatim, in bulk, merged by what their authors had seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, clock, ids
from eocdesk.models.change import NO_KIND, Piece, Stub, Why, decode, encode_stub
from eocdesk.models.right import Labels
from eocdesk.store import advance, changelog, early, local, owing, project, purged, redacted

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


def take(
    connection: Connection,
    pieces: Sequence[Piece],
    labels: Mapping[bytes, Labels] | None = None,
    giver: bytes | None = None,
) -> Arrived:
    """Keep these pieces, in order per device and scope, and bring their records up to date.

    Pieces held already are passed over; words that come for a place kept without them are put there, unless they were
    taken out for good. Where a piece says that they were, they go: a neighbour's does not say so (held_back). `labels`
    say what scopes stand for that have nothing but such places. `giver`: the peer they come from.
    Raises BrokenChainError before anything of the page is merged; the caller rolls back.
    """
    at, before = clock.now(), changelog.newest(connection)
    page = _Page(connection, labels or {})
    for piece in pieces:
        page.take(piece)
    changelog.keep(connection, page.fresh, page.chains.values(), at)
    changelog.fill(connection, page.fills, at)
    owing.note(connection, page.fills, giver)
    if page.judged:
        connection.exec_driver_sql("UPDATE change SET body = ? WHERE chain = ? AND n = ? AND kind = ''", page.judged)
    words = [one for one in page.fresh if isinstance(one, changelog.Logged)] + page.fills
    _hear(connection, words, at)
    by_record: dict[tuple[str, bytes], list[Change]] = {}
    for one in words:
        by_record.setdefault((one.change.kind, one.change.rec), []).append(one.change)
    _bring_up(connection, by_record, at, before)
    gone = redacted.shut(connection, page.shut) if page.shut else set()
    return Arrived(by_record.keys() | gone, page.grown())


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
        self.judged: list[tuple[bytes, int, int]] = []
        self.shut: list[redacted.Place] = []
        self._purged = purged.records(connection)

    def take(self, piece: Piece) -> None:
        """The piece in its place, unless it stands there already. BrokenChainError where it has none."""
        one = piece if isinstance(piece, Stub) else self._read(piece)
        if isinstance(one, Change) and one.rec in self._purged and not purged.stays(one):
            one = piece = purged.place_of(one, changelog.digest_of(piece))
        if isinstance(one, Stub) and one.why == Why.REDACTED:
            self.shut.append((one.scope, one.dev, one.n))
        chain = self.chains.get((one.scope, one.dev))
        if chain is None or one.scope not in self._known:
            chain = self._chain(one)
        n = one.n
        if n <= chain.n:
            self._again(chain, one, piece)
            return
        if n != chain.n + 1 or one.prev != chain.hash[: changelog.PREV]:
            raise BrokenChainError(f"{_named(one)} does not follow {chain.n}")
        chain.n, chain.hash = n, changelog.onto(chain.hash, changelog.digest_of(piece))
        self._here[chain.id, n] = piece, chain.hash
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
        scope = self._scopes.get(change.labels)
        if scope is None:
            scope = self._scopes[change.labels] = ids.scope_id(*change.labels)
        if scope != change.scope:
            raise BrokenChainError(f"{_named(change)} names a scope that its labels do not make")
        if change.kind == NO_KIND:
            raise BrokenChainError(f"{_named(change)} is of no kind")
        bounded = 0 <= change.n < _LARGEST and 0 <= change.hlc < _LARGEST
        if not bounded or any(not 0 <= n < _LARGEST for dots in change.base.values() for _, n in dots):
            raise BrokenChainError(f"{_named(change)} is out of bounds")
        return change

    def _again(self, chain: changelog.Chain, one: Change | Stub, piece: Piece) -> None:
        """What came stands here already; or its words do; or it brings the words that were missing."""
        held, here = self._held(chain, one.n)
        if changelog.digest_of(held) != changelog.digest_of(piece):
            raise BrokenChainError(f"{_named(one)} is here already with other words: two copies write as one device")
        if isinstance(held, Stub) and isinstance(one, Stub):
            self._judged(chain, held, one)
        elif isinstance(held, Stub) and not isinstance(one, Stub) and not isinstance(piece, Stub):
            if held.why == Why.REDACTED:
                return
            self._here[chain.id, one.n] = piece, here
            self.fills.append(changelog.Logged(chain.id, one, here, piece))

    def _judged(self, chain: changelog.Chain, held: Stub, one: Stub) -> None:
        """A hub says now that words which are not here were held back, so that no neighbour may bring them, or that
        they were taken out for good, so that nobody may.
        """
        if held.why != Why.REDACTED and one.why in {Why.REFUSED, Why.REDACTED} - {held.why}:
            self.judged.append((encode_stub(one), chain.id, one.n))

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
        if one.change.hlc > stamp:
            stamp = clock.heard(stamp, one.change.hlc, wall)
    if stamp != last:
        local.put(connection, "hlc", stamp)


def _bring_up(connection: Connection, by_record: dict[tuple[str, bytes], list[Change]], at: int, before: int) -> None:
    # Of which something was superseded before it came: when it comes it must be worked out. There are few at any time.
    ahead = {record for (record,) in connection.exec_driver_sql("SELECT DISTINCT rec FROM dead")}
    by_record, told = early.news(connection, by_record)
    ahead |= told
    by_kind: dict[str, dict[bytes, list[Change]]] = {}
    seen = set[bytes]()
    for (kind, record), changes in by_record.items():
        if record in seen:
            ahead.add(record)  # named as of two kinds: of which it is takes the whole log
        seen.add(record)
        by_kind.setdefault(kind, {})[record] = changes
    for kind, came in by_kind.items():
        if kind in KINDS:  # else a newer version's: kept in the log, projected once this copy knows it
            project.records(connection, advance.write(connection, kind, came, at, (before, ahead)))
