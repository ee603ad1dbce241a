"""What is written of a purged record too late: its place is kept, its words are not, and who brought it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import Connection, select

from eocdesk.models.change import Why
from eocdesk.store import purged
from eocdesk.store.hub.log_page import Item, Page
from eocdesk.store.hub.tables import CHANGE, LOCAL

Place: TypeAlias = tuple[bytes, bytes, int]
"""(scope, device, n)."""
NOTED = "purged/"
"""So begins the key of the hub's own note of a record that was purged."""
SENTENCE = "This was purged: its words were taken out for good. What was written on it since was not kept."
_BEHIND = "purged0"
_STUB = 120


class Late:
    """What was purged here, and what says so, as of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        asked = select(LOCAL.c.key).where(LOCAL.c.key >= NOTED, LOCAL.c.key < _BEHIND)
        self.records = frozenset(bytes.fromhex(key[len(NOTED) :]) for (key,) in connection.execute(asked))
        """Nearly always none."""
        self._said: dict[bytes, Place] = {}

    def emptied(self, page: Page) -> Page:
        """The page without the words on purged records (`late`), but what first said that they were purged."""
        late = frozenset(place_of(item) for item in page.items if self._is_late(item)) if self.records else frozenset()
        if not late:
            return page
        items = {place_of(one): _bare(one) if place_of(one) in late else one for one in page.items}
        runs = {
            chain: replace(run, items=tuple(items[place_of(one)] for one in run.items))
            for chain, run in page.runs.items()
        }
        return replace(page, items=tuple(items[place_of(one)] for one in page.items), runs=runs, late=late)

    def _is_late(self, item: Item) -> bool:
        change = item.change
        if change is None or change.rec not in self.records:
            return False
        return not purged.stays(change) or self._first(change.rec, place_of(item)) != place_of(item)

    def _first(self, record: bytes, place: Place) -> Place:
        """Where it was first said what stays: two that purge one report at once would leave a dispute about it."""
        if record not in self._said:
            c = CHANGE.c
            here = (c.rec == record) & c.body.is_not(None)
            found = self._connection.execute(select(c.scope, c.dev, c.n).where(here).limit(1)).first()
            self._said[record] = place if found is None else (bytes(found.scope), bytes(found.dev), int(found.n))
        return self._said[record]


def place_of(item: Item) -> Place:
    """Where it stands."""
    return (*item.chain, item.n)


def _bare(item: Item) -> Item:
    return item._replace(size=_STUB, change=None, body=None, why=int(Why.REDACTED), act=None)
