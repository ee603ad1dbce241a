"""A page as the hub reads it: each piece decoded and measured, chains and acts sorted out, signatures proven."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

import msgspec

from eocdesk.models import Change, Op, Refused, ids
from eocdesk.models.card import Signed
from eocdesk.models.change import MOST, NO_KIND, Piece, Stub, Why, decode
from eocdesk.models.right import Labels
from eocdesk.store import signing
from eocdesk.store.changelog import PREV
from eocdesk.store.hub.people import HubDevice

ChainOf: TypeAlias = tuple[bytes, bytes]
"""(scope, device)."""
ActOf: TypeAlias = tuple[bytes, bytes, int]
"""(device, act, part): what is let in together or not at all."""

_OPS = frozenset(map(int, Op))
_ID, _DIGEST, _INT, _WORDS, _ACT = 16, 32, 2**63, 1000, 64


class Item(NamedTuple):
    """One piece of a page."""

    chain: ChainOf
    n: int
    prev: bytes
    digest: bytes
    size: int
    change: Change | None = None  # None: a stub
    body: bytes | None = None
    why: int | None = None  # of a stub
    act: ActOf | None = None
    """The act it is part of, which a stub does not tell."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a page brings of one chain: items without a gap, and the author's signature of the last."""

    items: tuple[Item, ...]
    signed: Signed | None = None
    known: bool = True
    """Whether the hub knows the author."""

    @property
    def first(self) -> int:
        """The number of the first change."""
        return self.items[0].n

    @property
    def last(self) -> int:
        """The number of the last change."""
        return self.items[-1].n


@dataclass(frozen=True, slots=True)
class Page:
    """What one device handed in at once."""

    relay: HubDevice
    items: tuple[Item, ...]  # in the order they came in
    runs: Mapping[ChainOf, Run]
    labels: Mapping[bytes, Labels]  # of the scopes that the page's bodies name
    ends: Mapping[ChainOf, Signed] = field(default_factory=dict)
    late: frozenset[tuple[bytes, bytes, int]] = frozenset()
    """(scope, device, n) of what came of records that were purged: its words are not in the page any more."""


def read(relay: HubDevice, pieces: Sequence[Piece], signed: Sequence[Signed], *, before: bool = False) -> Page:
    """The page; Refused where it is none: unreadable, out of bounds, or with a gap. What was read `before` is good."""
    if len(pieces) > MOST and not before:
        raise Refused(f"A page of {len(pieces)} changes is too large.")
    labels: dict[bytes, Labels] = {}
    items = tuple(_item(piece, labels) for piece in pieces)
    if sum(len(dots) for item in items if item.change for dots in item.change.base.values()) > MOST and not before:
        raise Refused("This page cannot be read: its changes name too many parents.")
    chains: dict[ChainOf, list[Item]] = {}
    for item in items:
        run = chains.setdefault(item.chain, [])
        if run and item.n != run[-1].n + 1 and not before:
            raise Refused(f"This page cannot be read: change {item.n} of a desk stands after {run[-1].n}.")
        run.append(item)
    ends = {(end.scope, end.dev): end for end in signed if (end.scope, end.dev) in chains}
    return Page(relay, items, {chain: Run(tuple(run)) for chain, run in chains.items()}, labels, ends)


def _item(piece: Piece, labels: dict[bytes, Labels]) -> Item:
    if isinstance(piece, Stub):
        # Only the hub itself takes words out for good: another copy's stub says no more than that it has them not.
        item = Item((piece.scope, piece.dev), piece.n, piece.prev, piece.digest, 120, why=int(Why.WITHDRAWN))
        sound = len(piece.digest) == _DIGEST
    else:
        try:
            change = decode(piece)
        except msgspec.MsgspecError as error:
            raise Refused(f"This page cannot be read: a change in it is none ({error}).") from error
        digest = hashlib.sha256(piece).digest()
        act = (change.dev, change.act.id, change.act.part)
        item = Item((change.scope, change.dev), change.n, change.prev, digest, len(piece), change, piece, act=act)
        sound = _sound(change)
        if sound and change.scope not in labels:
            if ids.scope_id(*change.labels) != change.scope:
                raise Refused("This page cannot be read: a change in it names a scope that its labels do not make.")
            labels[change.scope] = change.labels
        sound = sound and labels[change.scope] == change.labels
    scope, dev = item.chain
    if not (sound and 0 < item.n < _INT and len(scope) == len(dev) == _ID and len(item.prev) == PREV):
        raise Refused("This page cannot be read: a change in it is out of bounds.")
    return item


def _sound(change: Change) -> bool:
    """Whether the change is one that a desk can have written, as far as its frame tells."""
    event, marking, audience = change.labels
    words = (marking, audience, change.kind)
    return (
        len(change.rec) == len(event) == _ID
        and 0 <= change.hlc < _INT
        and change.op in _OPS
        and len(change.left) in {0, _ID}
        and len(change.act.id) <= _ACT
        and all(0 < n < _INT for dots in change.base.values() for _, n in dots)
        and change.kind != NO_KIND
        and max(map(len, words)) <= _WORDS
        and "\0" not in "".join(words)
    )


def proven(page: Page, keys: Mapping[bytes, bytes]) -> Page:
    """The page with those ends of chains that their authors signed; `keys` by device, of those the hub knows.

    Whether the hash that was signed is the chain's is seen when the chain is put onto what the hub holds.
    """
    runs = {}
    for chain, run in page.runs.items():
        key = keys.get(chain[1])
        end = page.ends.get(chain)
        good = key is not None and end is not None and end.n == run.last and len(end.hash) == _DIGEST
        if good and end is not None and key is not None:
            good = signing.holds(key, end.message, end.signature)
        runs[chain] = replace(run, signed=end if good else None, known=key is not None)
    return replace(page, runs=runs)


def knots(page: Page) -> Iterator[set[ChainOf]]:
    """Chains that acts tie together: either all of them can be taken now, or none."""
    of: dict[ChainOf, set[ChainOf]] = {chain: {chain} for chain in page.runs}
    first: dict[ActOf, ChainOf] = {}
    for item in page.items:
        act = item.act
        if act is None:
            continue
        one, other = of[first.setdefault(act, item.chain)], of[item.chain]
        if one is not other:
            one |= other
            for chain in other:
                of[chain] = one
    yield from {id(knot): knot for knot in of.values()}.values()
