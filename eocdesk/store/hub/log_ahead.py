"""What a change says it has seen must be there: else it could do away with words that are not written yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeAlias

from eocdesk.models.change import DEVICE
from eocdesk.store.hub.log_page import ChainOf, Item, Page, knots
from eocdesk.store.hub.log_rows import Held

Reach: TypeAlias = Mapping[ChainOf, int]
"""How far chains go."""


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


def claims(
    page: Page, held: Mapping[ChainOf, Mapping[int, Held]], may_come: Callable[[ChainOf], bool]
) -> dict[ChainOf, Reach]:
    """What the changes of a page that are new here say they have seen, chain by chain, of those that `may_come`.

    `held`: what stands here already where the chains want to stand.
    """
    found: dict[ChainOf, Reach] = {}
    for chain, here in held.items():
        fresh = [item for item in page.runs[chain].items if item.n not in here or here[item.n].bare]
        found[chain] = {other: n for other, n in named(fresh).items() if may_come(other)}
    return found


def left_out(page: Page, out: Iterable[ChainOf], claims: Mapping[ChainOf, Reach], ends: Reach) -> set[ChainOf]:
    """The chains of a page that are not taken: those that cannot be (`out`), and all that goes with them.

    That is the other halves of their acts, and what has seen more of others (`claims`) than there is with this page;
    `ends` tells how far those go here. It waits until that comes, whoever brings it: its author had it, and sends it.
    """
    left, count = set(out), -1
    while count != len(left):
        count = len(left)
        for knot in knots(page):
            if not knot.isdisjoint(left):
                left |= knot
        more = {chain: run.last for chain, run in page.runs.items() if chain not in left}
        reach = {chain: max(ends.get(chain, 0), more.get(chain, 0)) for chain in ends.keys() | more}
        left |= {chain for chain, others in claims.items() if any(reach.get(one, 0) < n for one, n in others.items())}
    return left
