"""What is asked of a paper, and who draws it: one face for every form, report, brief and sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from eocdesk.reports.document import Document
from eocdesk.store.queries.approved import Kept
from eocdesk.store.queries.handover_proposed import Proposing

Ground: TypeAlias = Callable[[Any, bytes, str], tuple[str, str]]
"""Draws an event's map: (connection, event, caption) to SVG and the words that stand for it; empty: nothing to show."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper as it is wanted. Moments are ms UTC; what is not named takes the current period or the whole event.

    `now` is the moment it is drawn, `as_of` the moment whose records it shows (`now` where nothing else was asked).
    `blank` leaves every block empty. `release` is the strictest marking that may stand in it, a TLP word; empty: all
    that this desk holds. `audience` names the lists the reader is on.
    """

    code: str
    event: bytes
    now: int
    as_of: int
    period: bytes | None = None
    since: int | None = None
    until: int | None = None
    form: bytes | None = None  # the record people filled
    incident: bytes | None = None
    of: str = ""  # a person, a position, a unit
    blank: bool = False
    release: str = ""
    audience: str = ""
    paper: str = "letter"
    person: str = ""  # who sits here
    position: str = ""
    ages: tuple[str, ...] = ()  # each source with its age, in words
    draft: bool = False
    note: str = ""  # what must be said on each page beside
    kept: Kept | None = field(default=None, compare=False, repr=False)  # what was kept of approved papers
    ground: Ground | None = field(default=None, compare=False, repr=False)  # what draws the map, where there is one
    proposing: Proposing | None = field(default=None, compare=False, repr=False)  # which plans propose themselves


Draw: TypeAlias = Callable[[Any, Asked], Document]
"""Reads on the connection handed over, which shows no more than may be seen, and writes nothing."""


@dataclass(frozen=True, slots=True)
class Maker:
    """One kind of paper: its code on the command line, its title, what draws it."""

    code: str
    title: str
    draw: Draw
    filled: bool = False  # a record of this kind is filled by people: `form`
    blank: bool = False  # can be printed empty
