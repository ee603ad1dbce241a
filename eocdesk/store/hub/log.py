"""The sequencer: pages put onto their chains and into the sequence of their scopes, in one transaction, with no gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlalchemy import Connection

from eocdesk.models import Change, Op, clock
from eocdesk.models.clock import MAX_AHEAD_MS, Moment
from eocdesk.models.right import may_see, only_of_itself
from eocdesk.store.changelog import PREV, onto
from eocdesk.store.hub import (
    log_ahead,
    log_late,
    log_level,
    log_makings,
    log_moves,
    log_page,
    log_pairs,
    log_returns,
    log_rows,
    log_rules,
    people,
    quarantine,
)
from eocdesk.store.hub.log_page import ActOf, ChainOf, Item, Page, Run
from eocdesk.store.hub.log_rows import ChainHead, Held, Row
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.merge import Key

STRANGE = 256
"""Scopes of a device beyond which a new one is not made for words that it has no right to."""
Place: TypeAlias = tuple[bytes, bytes, int]
"""(scope, device, n)."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of a page."""

    durable: list[Place] = field(default_factory=list)
    """How far each chain of the page is on the hub's disk, words and stubs alike."""
    refused: list[tuple[bytes, bytes, int, str]] = field(default_factory=list)
    """Changes not let in, each with why. Their places are taken by stubs, but for those of a copied device."""
    wanted: list[Place] = field(default_factory=list)
    """Chains of which nothing was taken, and how far the hub holds them: a gap, or an end that nobody signed."""
    stands: list[log_level.Stands] = field(default_factory=list)
    """Scopes of which all that the page brought is in the sequence now, one right behind the other."""


def append(
    connection: Connection, pages: Sequence[Page], now: Moment, patience: log_ahead.Patience | None = None
) -> tuple[list[Committed], dict[bytes, int]]:
    """Put these pages into the log; what became of each, and the scopes that grew with their last numbers.

    Without `patience` nothing waits for what it says it has seen: what came too early is kept back.
    """
    group = _Group(connection, pages, now)
    told = [_Taking(group, group.late.emptied(page)).done(patience) for page in pages]
    grown = group.write()
    ends = {chain: group.heads[chain].n for chain in group.moved}
    for author, pieces in log_ahead.due(connection, ends, group.author):
        grown |= append(connection, [log_page.read(author, pieces, (), before=True)], now)[1]
    return told, grown


class _Group:
    """What pages of one transaction share. Everything read here is locked, or never changes."""

    def __init__(self, connection: Connection, pages: Sequence[Page], now: Moment) -> None:
        self._connection = connection
        self.now = now
        self.rights = log_rules.Rights(now)
        proven = {chain[0] for page in pages for chain, run in page.runs.items() if run.signed is not None}
        labels = {scope: said for page in pages for scope, said in page.labels.items() if scope in proven}
        named = {chain[0] for page in pages for chain in page.runs}
        left = log_returns.homes(pages) | log_returns.left_by(connection, log_returns.coming(pages))
        self.scopes = log_rows.lock_scopes(connection, labels, named | left)
        self.late = log_late.Late(connection)  # once the scopes are locked: whoever purges locks them too
        self.labels = {scope: head.labels for scope, head in self.scopes.items()}
        self._before = {scope: head.seq for scope, head in self.scopes.items()}
        self.heads = log_rows.chains(connection, {chain for page in pages for chain in page.runs})
        self._on_disk = {chain: head.n for chain, head in self.heads.items()}
        self._authors: dict[bytes, HubDevice | None] = {}
        self.fresh: dict[Place, Held] = {}
        self.words: dict[Place, Change] = {}  # of this transaction, and those asked for
        self.rows: list[Row] = []
        self.kept: list[tuple[Item, str]] = []
        self.moves: list[log_moves.Move] = []
        self.stays = log_pairs.Stays(connection)
        self.makings = log_makings.Makings(connection)
        self.moved: set[ChainOf] = set()
        self.known = log_ahead.Hub(connection, self.author, self.scopes, self.heads, now)

    def author(self, dev: bytes) -> HubDevice | None:
        """Who wrote a chain."""
        if dev not in self._authors:
            self._authors[dev] = people.device(self._connection, dev)
        return self._authors[dev]

    def crowded(self, chain: ChainOf) -> bool:
        """Whether an author writes where it may not look, which nobody else does, and does so in too many places."""
        scope, author = self.scopes[chain[0]], self.author(chain[1])
        if scope.seq or author is None or author.revoked is not None or may_see(author.rights, scope.labels, self.now):
            return False
        return log_rows.scopes_of(self._connection, chain[1]) >= STRANGE

    def held(self, chain: ChainOf, run: Run) -> dict[int, Held]:
        """What stands already where a run wants to stand."""
        found: dict[int, Held] = {}
        last = min(run.last, self._on_disk.get(chain, 0))
        if run.first <= last:
            found = log_rows.held(self._connection, chain, run.first, last)
        head = self.heads[chain].n if chain in self.heads else 0
        for n in range(run.first, min(run.last, head) + 1):
            now = self.fresh.get((*chain, n))
            if now is not None:
                found[n] = now
        return found

    def fetch(self, keys: set[Key]) -> None:
        """Have the words of these dots at hand, those that there are."""
        self.words.update(log_rows.words(self._connection, keys - self.words.keys()).items())

    def over_others(self, author: HubDevice, change: Change) -> str:
        """Why a device that writes of itself alone may not write this; empty where it may, or may write more."""
        if not only_of_itself(author.rights, change.labels, change.kind, self.now):
            return ""
        if not log_rows.written_by_others(self._connection, change.rec, change.dev):
            return ""
        return f"“{author.name}” may write such a {change.kind} of its own only. Ask for it at the hub."

    def by_author(self, chain: ChainOf, run: Run, relay: HubDevice) -> bool:
        """Whether its author wrote what does not fit, by what is known of it.

        Else a relay could make up a fork and have the other half of an act kept back with it. An end that the hub
        holds already, signed, is of the chain that it holds, not of this one.
        """
        if chain[1] == relay.dev:
            return True
        return run.signed is not None and log_rows.signed_at(self._connection, chain, run.last) != run.signed.hash

    def write(self) -> dict[bytes, int]:
        """Write what was taken; the scopes that grew, with their last numbers."""
        self.rows += log_returns.rows(self._connection, self.moves, self.scopes, self.now)
        grown = {scope: head.seq for scope, head in self.scopes.items() if head.seq != self._before.get(scope)}
        heads = {chain: self.heads[chain] for chain in sorted(self.moved)}
        log_rows.write(self._connection, self.rows, [self.scopes[scope] for scope in sorted(grown)], heads)
        log_rows.drop_empty(self._connection, [scope for scope, head in self.scopes.items() if not head.seq])
        quarantine.put(self._connection, self.kept, self.now)
        log_ahead.note(self._connection, self.kept, self.known, self.moved)
        log_moves.note(self._connection, self.moves)
        return grown


class _Taking:
    """One page on its way in."""

    def __init__(self, group: _Group, page: Page) -> None:
        self._group = group
        self._page = page
        self._out: set[ChainOf] = set()
        self._hushed: set[ChainOf] = set()  # of which the relay is told nothing: it may not look there
        self._forks: dict[ChainOf, int] = {}  # where a chain begins to say other than what the hub holds
        self._held: dict[ChainOf, dict[int, Held]] = {}
        self._early: dict[ActOf, str] = {}  # acts that name what is not here, each with the sentence that says so
        self._told = Committed()

    def done(self, patience: log_ahead.Patience | None) -> Committed:
        """Take what can be taken."""
        for chain, run in self._page.runs.items():
            self._stand(chain, run)
        claims = log_ahead.Claims(self._page, self._held, self._group.known)
        self._out = claims.left_out(self._out, patience)
        self._early = dict.fromkeys(claims.early(self._out), log_ahead.SENTENCE)
        before = len(self._group.rows)
        self._put(self._verdicts())
        log_rows.mark_whole(self._group.rows[before:], self._page)
        self._report()
        self._told.stands.extend(log_level.stands(self._page, self._group.rows[before:], self._sees))
        return self._told

    def _stand(self, chain: ChainOf, run: Run) -> None:
        """See whether a run follows what the hub holds, and that its author signed its end."""
        group, relay = self._group, self._page.relay
        head = group.heads.get(chain, ChainHead())
        if not self._own(chain[1]) and (relay.revoked is not None or (run.signed is None and not self._sees(chain[0]))):
            self._hushed.add(chain)
        hushed = chain in self._hushed
        known = run.known and chain[0] in group.scopes and not group.crowded(chain)
        if hushed or not known or run.first > head.n + 1:
            self._out.add(chain)
            return
        held = self._held[chain] = group.held(chain, run)
        end = head.hash
        for item in run.items:
            if item.n <= head.n:
                broken = item.n not in held or held[item.n].digest != item.digest
            else:
                broken = item.prev != end[:PREV]
                end = onto(end, item.digest)
            if broken:
                if group.by_author(chain, run, relay):
                    self._forks[chain] = item.n
                else:
                    self._out.add(chain)
                return
        if run.last > head.n and (run.signed is None or run.signed.hash != end):
            self._out.add(chain)

    def _own(self, dev: bytes) -> bool:
        """Whether the relay wrote as that device, now or before."""
        author = self._group.author(dev)
        return dev == self._page.relay.dev or (author is not None and author.heir == self._page.relay.dev)

    def _sees(self, scope: bytes) -> bool:
        """Whether the relay may see a scope. If not, it hears nothing of another's chain there, neither how long it is
        nor whether it holds some words, unless it brings the author's signature, which it has from when it might.
        """
        group, relay = self._group, self._page.relay
        labels = group.labels.get(scope) or self._page.labels.get(scope)
        return labels is not None and may_see(relay.rights, labels, group.now)

    def _coming(self) -> Iterator[Item]:
        """The items of the page that can be taken, in order."""
        for item in self._page.items:
            if item.chain not in self._out and item.n < self._forks.get(item.chain, item.n + 1):
                yield item

    def _verdicts(self) -> dict[ActOf, str]:
        """Acts that are not let in, each with why: whole acts, whatever of them came."""
        group = self._group
        found = {act: self._fork(chain) for chain in self._forks for act in self._acts_of(chain)}
        asked: set[Key] = set()
        news: list[tuple[ActOf, Change]] = []
        for item in self._coming():
            change, act = item.change, item.act
            if change is None or act is None:
                continue  # a stub: no words to judge
            held = self._held[item.chain].get(item.n)
            if held is not None and held.sentence:
                found.setdefault(act, held.sentence)
            if held is None or (held.bare and not held.shut):
                news.append((act, change))
                group.words[change.scope, change.dev, change.n] = change
                if change.base:
                    asked |= log_rules.asks_for(change)
        if asked:
            group.fetch(asked)
        return found | self._judged(found, news)

    def _judged(self, found: dict[ActOf, str], news: Sequence[tuple[ActOf, Change]]) -> dict[ActOf, str]:
        """Of the acts that nothing is found against yet, those that are not let in, each with why."""
        group, told = self._group, dict[ActOf, str]()
        moving: dict[ActOf, list[Change]] = {
            act: [] for act, change in news if change.op == Op.LEAVE or log_moves.comes(change)
        }
        for act, change in news:
            author = group.author(change.dev)
            if act in found or act in told or author is None:
                continue
            sentence = group.rights.against(author, change) or self._early.get(act, "")
            sentence = sentence or ("" if act in moving else self._against(author, change))
            if sentence:
                told[act] = sentence
            elif act in moving:
                moving[act].append(change)
        told |= self._moving({act: some for act, some in moving.items() if some and act not in told})
        return told | group.makings.judge(news, found.keys() | told.keys())

    def _against(self, author: HubDevice, change: Change) -> str:
        over = change.rec in self._group.late.records  # what stays says once more what nobody here can hold it against
        return (
            log_rules.mislabelled(change)
            or ("" if over else log_rules.over_once(change, self._group.words.get))
            or self._group.over_others(author, change)
        )

    def _moving(self, acts: log_pairs.Acts) -> dict[ActOf, str]:
        """Of these acts, which move records, those that are not let in: one after the other, as if each came alone."""
        group, stays, told = self._group, self._group.stays, dict[ActOf, str]()
        stays.learn(
            change.rec for some in acts.values() for change in some if change.op == Op.LEAVE or log_moves.comes(change)
        )
        for act, some in acts.items():
            author = group.author(act[0])
            if author is None:
                continue
            moves = (self._against_move(author, change) for change in some if log_moves.comes(change))
            rest = (self._against(author, change) for change in some)
            sentence = next(filter(None, moves), "") or next(filter(None, rest), "")
            sentence = sentence or log_pairs.lone(act, some, self._page, stays, own=self._own(act[0]))
            if sentence:
                told[act] = sentence
            else:
                stays.let_in(some)
        return told

    def _against_move(self, author: HubDevice, change: Change) -> str:
        group = self._group
        where = group.stays.where(change.rec)
        return group.rights.against_move(author, change, group.labels, where) or group.stays.lost(change)

    def _acts_of(self, chain: ChainOf) -> set[ActOf]:
        begins = self._forks[chain]
        return {act for item in self._page.runs[chain].items if item.n >= begins and (act := item.act) is not None}

    def _put(self, refused: dict[ActOf, str]) -> None:
        for item in self._coming():
            head = self._group.heads.setdefault(item.chain, ChainHead())
            sentence = refused.get(item.act, "") if item.act is not None else ""
            held = self._held[item.chain].get(item.n)
            if held is not None:
                self._again(item, held, sentence)
                continue
            head.n, head.hash = item.n, onto(head.hash, item.digest)
            self._group.moved.add(item.chain)
            row = self._row(item, sentence)
            run = self._page.runs[item.chain]
            if item.n == run.last and run.signed is not None:
                row.link, row.signature = head.hash, run.signed.signature

    def _again(self, item: Item, held: Held, sentence: str) -> None:
        """What stands here already: nothing, or words for a stub."""
        if held.sentence:
            self._refuse(item, held.sentence)
        elif item.change is not None and held.bare and not held.shut:
            if sentence:
                self._keep_back(item, sentence)
            else:
                self._row(item, "", filled=True)

    def _row(self, item: Item, sentence: str, *, filled: bool = False) -> Row:
        group, change = self._group, item.change
        skewed = change is not None and clock.wall_of(change.hlc) > group.now + MAX_AHEAD_MS
        scope = group.scopes[item.chain[0]]
        row = log_rows.row_of(scope, item, group.now, let_in=not sentence, filled=filled, skewed=skewed)
        group.rows.append(row)
        if sentence:
            self._keep_back(item, sentence)
            return row
        group.fresh[row.scope, row.dev, row.n] = Held(item.digest, bare=change is None)
        move = None if change is None else log_moves.move_of(change)
        if move is not None:
            group.moves.append(move)
        return row

    def _keep_back(self, item: Item, sentence: str) -> None:
        self._group.kept.append((item, sentence))
        self._group.fresh[*item.chain, item.n] = Held(item.digest, bare=True, sentence=sentence, shut=True)
        self._refuse(item, sentence)

    def _refuse(self, item: Item, sentence: str) -> None:
        self._told.refused.append((*item.chain, item.n, sentence))

    def _fork(self, chain: ChainOf) -> str:
        author = self._group.author(chain[1])
        name = "" if author is None else author.name
        return (
            f"Two copies write as “{name}”: the hub holds another change {self._forks[chain]} of it. "
            "Restore one of them from a backup, which gives it a name of its own."
        )

    def _report(self) -> None:
        for chain, run in self._page.runs.items():
            if chain in self._out:
                head = None if chain in self._hushed else self._group.heads.get(chain)
                self._told.wanted.append((*chain, 0 if head is None else head.n))
                continue
            last = self._forks.get(chain, run.last + 1) - 1
            if last >= run.first:
                self._told.durable.append((*chain, last))
            for item in run.items[last - run.first + 1 :]:
                self._refuse(item, self._fork(chain))
            for item in run.items[: max(0, last - run.first + 1)] if self._page.late else ():
                if (*chain, item.n) in self._page.late:
                    self._refuse(item, log_late.SENTENCE)
