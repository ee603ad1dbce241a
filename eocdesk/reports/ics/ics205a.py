"""ICS 205A, Communications List: everybody who can be reached, by name; marked as sensitive where it must be."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Field, Head, Leaf, Ruled, Sheet, strip
from eocdesk.store.queries.communications import reached
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 205A"]
CODE = "ics-205a"
ROWS = "3[]"
"""Rows people add: position, name, ways to reach them."""
SENSITIVE = "CONTAINS SENSITIVE INFORMATION – NOT FOR PUBLIC RELEASE"
"""What the booklet asks for in the header where numbers of cell phones are in it."""
WAYS = " · "
_LEAST = 12
_SHARES = (1.5, 1.2, 2.0)


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The list of the period."""
    return (sheet(connection, held, asked),)


def sheet(connection: Any, held: Held, asked: Asked, *, bundled: bool = False) -> Sheet:
    """The list, and the notice above it where a number may be a person's own."""
    rows, private = listed(connection, held)
    heads = tuple(Head(item, share) for item, share in zip(FORM.block("3").items, _SHARES, strict=True))
    table = Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), least=_LEAST, tall=16)
    return Sheet(
        FORM.number,
        FORM.title,
        head=(frame.head(held, FORM),),
        leaves=(Leaf((strip(frame.box(FORM, "3", table, grows=1)),)),),
        foot=(frame.prepared(held, asked, FORM, "4"),),
        last=frame.signed_at(held, asked),
        plan=True,
        bundled=bundled,
        notice=SENSITIVE if private else "",
    )


def listed(connection: Any, held: Held) -> tuple[tuple[tuple[str, str, str], ...], bool]:
    """(position, name, ways) of everybody, by name; and whether a number may be a person's own."""
    people = reached(connection, held)
    known = [(one.position, one.name, WAYS.join(one.ways)) for one in people]
    added = [(position, name, ways) for position, name, ways in held.rows(ROWS, 3)]
    rows = sorted((*known, *added), key=lambda row: (row[1].casefold(), row[0].casefold()))
    return tuple(rows), bool(added) or any(one.private for one in people)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
