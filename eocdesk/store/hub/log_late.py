"""What is written of a purged record too late: its place is kept, its words are not, and who brought it is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, select

from eocdesk.models.change import Why
from eocdesk.store import purged
from eocdesk.store.hub.log_page import Item, Page
from eocdesk.store.hub.tables import LOCAL

NOTED = "purged/"
"""So begins the key of the hub's own note of a record that was purged."""
SENTENCE = "This was purged: its words were taken out for good. What was written on it since was not kept."
_BEHIND = "purged0"
_STUB = 120


def records(connection: Connection) -> set[bytes]:
    """The records that were purged here. There are few, and nearly always none."""
    asked = select(LOCAL.c.key).where(LOCAL.c.key >= NOTED, LOCAL.c.key < _BEHIND)
    return {bytes.fromhex(key[len(NOTED) :]) for (key,) in connection.execute(asked)}


def emptied(page: Page, over: Collection[bytes]) -> Page:
    """The page with the words on purged records taken out of it (`late`), but what says that they were purged."""
    late = frozenset((*item.chain, item.n) for item in page.items if _is_late(item, over)) if over else frozenset()
    if not late:
        return page  # nearly always
    items = {(*one.chain, one.n): _bare(one, over) for one in page.items}
    runs = {
        chain: replace(run, items=tuple(items[(*chain, one.n)] for one in run.items))
        for chain, run in page.runs.items()
    }
    return replace(page, items=tuple(items[(*one.chain, one.n)] for one in page.items), runs=runs, late=late)


def _is_late(item: Item, over: Collection[bytes]) -> bool:
    return item.change is not None and item.change.rec in over and not purged.stays(item.change)


def _bare(item: Item, over: Collection[bytes]) -> Item:
    if not _is_late(item, over):
        return item
    return item._replace(size=_STUB, change=None, body=None, why=int(Why.REDACTED), act=None)
