"""What a board shows on one page: which records in which order, their columns, what is said where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eocdesk.models.clock import Moment
from eocdesk.ui.board.told import Told
from eocdesk.ui.kit.columns import PLAIN, Column, Look
from eocdesk.ui.kit.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Blank:
    """What is said where nothing is yet, and the button for what to do first (`BoardPane.begin`)."""

    icon: str
    sentence: str
    detail: str = ""
    button: str = ""


Keys = Callable[[Any, bytes, str, Moment], Sequence[int]]
"""Row keys (a table's `row`) in the order they are shown: of (connection, event, the words typed, now)."""
Rows = Callable[[Any, Sequence[int]], Mapping[int, Any]]
"""The rows of these keys, of (connection, keys); each row has an `id` (bytes)."""
Looks = Callable[[Any, Moment, Tokens], Look]


def plain(_row: Any, _now: Moment, _tokens: Tokens) -> Look:
    """Every row alike."""
    return PLAIN


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a board. `kind` is what its rows are, what Add adds and what `show_record` finds there.

    `add` is the button's words ("New request"), empty where nothing is added by hand. A list with no table behind it
    leaves `keys` and `rows` to a BoardList of its own (`BoardPane.make_list`).
    """

    name: str
    title: str
    kind: str
    columns: tuple[Column, ...]
    blank: Blank
    keys: Keys | None = None
    rows: Rows | None = None
    look: Looks = plain
    add: str = ""
    hint: str = "Find…"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done to the record on the card. `key` is a letter that does it from the list.

    `run(told)` is called on the screen's thread; it starts what takes time (`context.start`).
    """

    name: str
    title: str
    run: Callable[[Told], None] = field(compare=False)
    icon: str = ""
    key: str = ""
    primary: bool = False
