"""ICS 215A, Incident Action Plan Safety Analysis: each area's hazards, and what is done against them."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Box, Field, Head, Item, Items, Leaf, Ruled, Sheet, Strip, strip
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.warned import warned

FORM = BY_NUMBER["ICS 215A"]
CODE = "ics-215a"
ROWS = "5[]"
"""Rows people write: an area, a hazard in it, what is done against it."""
_BLOCKS = tuple(FORM.block(number) for number in "567")
COLUMNS = tuple(block.title for block in _BLOCKS)
_SHARES = (1.0, 2.0, 2.6)


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """What people wrote; where they wrote nothing, the alerts of the time with what their issuers say to do."""
    heads = tuple(Head(f"{block.number}. {block.title}", share) for block, share in zip(_BLOCKS, _SHARES, strict=True))
    known = tuple((one.area, one.hazard, one.instruction) for one in warned(connection, held))
    rows = tuple(tuple(Field(cell) for cell in row) for row in (held.rows(ROWS, len(COLUMNS)) or known))
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=_head(held, asked),
            leaves=(Leaf((strip(Box("", parts=(Ruled(heads, rows, least=8, tall=24),), grows=1)),)),),
            foot=(_signed(held),),
            last=frame.signed_at(held, asked),
            landscape=True,
            counted=True,
        ),
    )


def _head(held: Held, asked: Asked) -> tuple[Strip, ...]:
    number = "" if held.incident is None else held.incident.number
    when = frame.preparer(held, asked)[2]
    prepared = Items(((Item("Date", frame.date(held, when)), Item("Time", frame.time(held, when))),))
    return (
        strip(
            frame.box(FORM, "1", frame.name_of(held), share=1.2),
            frame.box(FORM, "2", frame.text(held, "2", number), share=0.8),
            frame.box(FORM, "3", prepared),
            frame.box(FORM, "4", frame.span(held), share=1.8, beside=True),
        ),
    )


def _signed(held: Held) -> Strip:
    """Both who sign: the safety officer, and the chief of operations."""
    safety, chief = FORM.block("8").title.split(" / ")
    return strip(
        Box("8", safety, (Items(((Item("Name", held.text("8.safety")), Item("Signature")),)),)),
        Box("", chief, (Items(((Item("Name", held.text("8.operations")), Item("Signature")),)),)),
    )


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
