"""Who hands in words right behind what it has read need not read them back: it is told where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from eocdesk.store.hub.log_page import Item, Page
from eocdesk.store.hub.log_rows import Row


class Stands(NamedTuple):
    """Where all that a page brought of a scope stands in its sequence, nothing else between, in the page's order."""

    scope: bytes
    first: int  # the number of the first
    hash: bytes  # the hub's chain after the last


def stands(page: Page, rows: Sequence[Row], sees: Callable[[bytes], bool]) -> list[Stands]:
    """The scopes of which all of the page came in just now, as it is; `rows` in the order they were written.

    Only of scopes the relay sees: of others it is not told how far they go.
    """
    brought: dict[bytes, list[Item]] = {}
    for item in page.items:
        brought.setdefault(item.chain[0], []).append(item)
    written: dict[bytes, list[Row]] = {}
    for row in rows:
        written.setdefault(row.scope, []).append(row)
    return [
        Stands(scope, some[0].seq, some[-1].hash)
        for scope, some in written.items()
        if len(some) == len(brought[scope]) and all(map(_is, some, brought[scope])) and sees(scope)
    ]


def _is(row: Row, item: Item) -> bool:
    """Whether the row is the piece as it came: its words were let in, if it has any."""
    return (row.dev, row.n, row.body is None) == (item.chain[1], item.n, item.body is None) and not row.filled
