"""ICS 205, Incident Radio Communications Plan: the channels people wrote, else those the contacts name."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Field, Head, Item, Items, Leaf, Ruled, Sheet, strip
from eocdesk.store.queries.communications import channels
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 205"]
CODE = "ics-205"
ROWS = "4[]"
_SHARES = (0.55, 0.5, 1.2, 1.5, 1.3, 0.95, 0.9, 0.95, 0.9, 0.75, 1.6)
_LEAST = 8
_CHANNEL, _ASSIGNMENT = 3, 4


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The plan of the period."""
    return (sheet(connection, held, asked),)


def sheet(connection: Any, held: Held, asked: Asked, *, bundled: bool = False) -> Sheet:
    """The plan on its side."""
    rows = held.rows(ROWS, len(_SHARES)) or _known(connection, held)
    heads = tuple(Head(item, share) for item, share in zip(FORM.block("4").items, _SHARES, strict=True))
    used = Ruled(heads, tuple(tuple(Field(cell) for cell in row) for row in rows), least=_LEAST)
    _, _, when = frame.preparer(held, asked)
    made = Items(((Item("Date", frame.date(held, when)),), (Item("Time", frame.time(held, when)),)))
    head = strip(
        frame.box(FORM, "1", frame.name_of(held)),
        frame.box(FORM, "2", made, share=0.9, beside=True),
        frame.box(FORM, "3", frame.span(held), share=1.6, beside=True),
    )
    return Sheet(
        FORM.number,
        FORM.title,
        head=(head,),
        leaves=(Leaf((strip(frame.box(FORM, "4", used, grows=4)), frame.written(held, FORM, "5", grows=1, tall=20))),),
        foot=(frame.prepared(held, asked, FORM, "6"),),
        last=frame.signed_at(held, asked),
        landscape=True,
        plan=True,
        bundled=bundled,
    )


def _known(connection: Any, held: Held) -> tuple[tuple[str, ...], ...]:
    rows = []
    for channel, who in channels(connection, held):
        cells = [""] * len(_SHARES)
        cells[_CHANNEL], cells[_ASSIGNMENT] = channel, who
        rows.append(tuple(cells))
    return tuple(rows)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
