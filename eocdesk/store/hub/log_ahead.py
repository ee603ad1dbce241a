"""What a change says it has seen must be there: else it could do away with words that are not written yet."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from sqlalchemy import Connection, delete, insert, select, tuple_

from eocdesk.models.change import DEVICE, Piece
from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels, may_see
from eocdesk.store.hub import log_rows, people_scopes
from eocdesk.store.hub.log_page import ActOf, ChainOf, Item, Page, knots
from eocdesk.store.hub.log_rows import WAITING, ChainHead, Held, ScopeHead
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.tables import AHEAD, QUARANTINE

Reach: TypeAlias = Mapping[ChainOf, int]
"""How far chains go."""
_AT_ONCE = 300
TRIES = 2
"""So often one desk is told to bring a page again for what it lacks: as often as it sends a page in one meeting."""
MANY = 10_000
"""Pages brought in vain that are remembered at a time; the longest unheard is forgotten first."""
_KEY = tuple(column.name for column in AHEAD.primary_key)
NEVER = 2**63
"""Further than any chain goes."""
SENTENCE = "What this answers is not at the hub. It is let in once that comes, or by a supervisor."


class Hub:
    """What a hub knows of authors, scopes and chains, as of one transaction."""

    def __init__(
        self,
        connection: Connection,
        author: Callable[[bytes], HubDevice | None],
        scopes: Mapping[bytes, ScopeHead],
        heads: Mapping[ChainOf, ChainHead],
        now: Moment,
    ) -> None:
        self._connection = connection
        self._author = author
        self._labels: dict[bytes, Labels | None] = {scope: head.labels for scope, head in scopes.items()}
        self._heads = heads
        self._now = now

    def may_come(self, chain: ChainOf) -> bool:
        """Whether words of a chain may still come: not of who is not known here, nor of who was revoked."""
        author = self._author(chain[1])
        return author is not None and author.revoked is None

    def learn(self, scopes: Iterable[bytes]) -> None:
        """Read what these scopes stand for; to be called before it is asked who sees them."""
        wanted = sorted(set(scopes) - self._labels.keys())
        self._labels.update(dict.fromkeys(wanted))
        for begin in range(0, len(wanted), _AT_ONCE):
            self._labels.update(people_scopes.labels_of(self._connection, wanted[begin : begin + _AT_ONCE]))

    def sees(self, dev: bytes, scope: bytes) -> bool:
        """Whether a device may see a scope; not one that the hub does not know."""
        device, labels = self._author(dev), self._labels.get(scope)
        return device is not None and labels is not None and may_see(device.rights, labels, self._now)

    def ends(self, claims: Iterable[Reach]) -> Reach:
        """How far the chains go here that are named there."""
        chains = {chain for some in claims for chain in some}
        found = log_rows.chains(self._connection, chains - self._heads.keys())
        return {chain: head.n for chain, head in (*found.items(), *self._heads.items()) if chain in chains}


class Patience:
    """How often who brought what that had to wait. Of one process: after a restart each is counted anew."""

    def __init__(self) -> None:
        self._tried: OrderedDict[tuple[bytes, ChainOf, int], int] = OrderedDict()

    def over(self, relay: bytes, chain: ChainOf, n: int) -> bool:
        """Count a page brought in vain; whether it is not to wait any more."""
        key = (relay, chain, n)
        self._tried[key] = self._tried.get(key, 0) + 1
        self._tried.move_to_end(key)
        while len(self._tried) > MANY:
            self._tried.popitem(last=False)
        return self._tried[key] > TRIES


def named(items: Collection[Item]) -> dict[ChainOf, int]:
    """How far these changes say that they have seen the chains of other devices."""
    found: dict[ChainOf, int] = {}
    for item in items:
        change = item.change
        if change is None or not change.base:
            continue
        home = change.left or change.scope
        for dots in change.base.values():
            for dev, n in dots:
                if dev[:DEVICE] != change.dev:
                    chain = (dev[DEVICE:] or home, dev[:DEVICE])
                    if n > found.get(chain, 0):
                        found[chain] = n
    return found


class Claims:
    """What the changes of a page that are new here say they have seen, of chains of which words may still come.

    Where an author may not look it is answered the same whatever is there: it waits for a supervisor.
    """

    def __init__(self, page: Page, held: Mapping[ChainOf, Mapping[int, Held]], hub: Hub) -> None:
        """`held`: what stands here already where the chains want to stand."""
        self._page = page
        told = {chain: list(_fresh(page, chain, here)) for chain, here in held.items() if hub.may_come(chain)}
        hub.learn(scope for some in told.values() for _, said in some for scope, _ in said)
        self._of: dict[ChainOf, dict[int, Reach]] = {}
        for chain, some in told.items():
            for n, said in some:
                met = {
                    other: far if hub.sees(chain[1], other[0]) else NEVER
                    for other, far in said.items()
                    if hub.may_come(other)
                }
                if met:
                    self._of.setdefault(chain, {})[n] = met
        self._ends = hub.ends(said for some in self._of.values() for said in some.values())

    def left_out(self, out: Iterable[ChainOf], patience: Patience | None) -> set[ChainOf]:
        """The chains of the page that are not taken: those that cannot be (`out`), and all that goes with them.

        That is the other halves of their acts, and what has seen more of others than there is with this page. It waits
        until that comes, whoever brings it: its author had it, and sends it. But not for ever: somebody may have said
        that it saw what never will be, and others wrote on after it. None waits without `patience`.
        """
        waits = {
            chain: {n: met for n, said in some.items() if (met := {o: m for o, m in said.items() if m < NEVER})}
            for chain, some in self._of.items()
        }
        if patience is None:
            return self._spread(set(out), {})
        left = self._spread(set(out), waits)
        relay = self._page.relay.dev
        reach = self._reach(left)
        for chain in sorted(left & waits.keys()):
            unmet = (n for n, said in waits[chain].items() if not _met(said, reach))
            if (n := min(unmet, default=0)) and patience.over(relay, chain, n):
                del waits[chain]
        return self._spread(set(out), waits)

    def early(self, left: Collection[ChainOf]) -> set[ActOf]:
        """Of what is taken, the acts that have seen more than there is with it."""
        reach = self._reach(left)
        return {
            item.act
            for chain, some in self._of.items()
            if chain not in left
            for item in self._page.runs[chain].items
            if item.act is not None and item.n in some and not _met(some[item.n], reach)
        }

    def _reach(self, left: Collection[ChainOf]) -> Reach:
        more = {chain: run.last for chain, run in self._page.runs.items() if chain not in left}
        return {chain: max(self._ends.get(chain, 0), more.get(chain, 0)) for chain in self._ends.keys() | more}

    def _spread(self, left: set[ChainOf], waits: Mapping[ChainOf, Mapping[int, Reach]]) -> set[ChainOf]:
        count = -1
        while count != len(left):
            count = len(left)
            for knot in knots(self._page):
                if not knot.isdisjoint(left):
                    left |= knot
            reach = self._reach(left)
            left |= {chain for chain, some in waits.items() if not all(_met(said, reach) for said in some.values())}
        return left


def _fresh(page: Page, chain: ChainOf, here: Mapping[int, Held]) -> Iterator[tuple[int, Reach]]:
    """What each change says that is new where this stands."""
    for item in page.runs[chain].items:
        there = here.get(item.n)
        if (there is None or (there.bare and not there.shut)) and (said := named([item])):
            yield item.n, said


def _met(said: Reach, reach: Reach) -> bool:
    return all(reach.get(chain, 0) >= n for chain, n in said.items())


def note(connection: Connection, kept: Iterable[tuple[Item, str]], hub: Hub, moved: Collection[ChainOf]) -> None:
    """Keep what those of these words wait for that came too early; it may have come in just now (`moved`)."""
    early = [(item, named([item])) for item, sentence in kept if sentence == SENTENCE]
    ends = hub.ends(said for _, said in early)
    rows = [
        {
            "scope": scope,
            "dev": dev,
            "n": n,
            "author": item.chain[1],
            "home": item.chain[0],
            "at": item.n,
            "act": act[1],
        }
        for item, said in early
        if (act := item.act) is not None
        for (scope, dev), n in said.items()
        if (n > ends.get((scope, dev), 0) or (scope, dev) in moved) and hub.may_come((scope, dev))
    ]
    if rows:
        connection.execute(insert(AHEAD), rows)


def due(
    connection: Connection, ends: Reach, author: Callable[[bytes], HubDevice | None]
) -> Iterator[tuple[HubDevice, list[Piece]]]:
    """(author, pieces) of each act that waited for what is there with these ends of chains, taken out of quarantine."""
    if not ends or connection.execute(select(AHEAD.c.n).limit(1)).first() is None:
        return  # nearly always
    met: dict[tuple[bytes, bytes], None] = {}
    for row in [*log_rows.found_in(connection, [AHEAD], tuple_(AHEAD.c.scope, AHEAD.c.dev), sorted(ends))]:
        if row.n <= ends[row.scope, row.dev]:
            met[bytes(row.author), bytes(row.act)] = None
            connection.execute(delete(AHEAD).where(*(AHEAD.c[key] == getattr(row, key) for key in _KEY)))
    q = QUARANTINE.c
    for by, act in met:
        wrote, more = author(by), select(AHEAD.c.n).where(AHEAD.c.author == by, AHEAD.c.act == act)
        if wrote is None or connection.execute(more.limit(1)).first() is not None:
            continue
        here = (q.dev == by) & (q.act == act) & (q.state == WAITING) & (q.sentence == SENTENCE)
        found = connection.execute(select(q.scope, q.n, q.body).where(here).order_by(q.scope, q.n)).all()
        connection.execute(delete(QUARANTINE).where(here))
        if found:
            yield wrote, [bytes(row.body) for row in found]
