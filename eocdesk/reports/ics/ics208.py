"""ICS 208, Safety Message/Plan: what people wrote for everybody's safety."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Checks, Item, Items, Leaf, Sheet, strip
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 208"]
CODE = "ics-208"


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The form of the period."""
    del connection
    return (sheet(held, asked),)


def sheet(held: Held, asked: Asked, *, bundled: bool = False) -> Sheet:
    """The message, and whether a site safety plan is required."""
    located = FORM.block("4").items[2]
    required = frame.box(
        FORM, "4", Checks(frame.yes_or_no(held, "4"), 8), Items(((Item(located, held.text("4.located")),),))
    )
    return Sheet(
        FORM.number,
        FORM.title,
        head=(frame.head(held, FORM),),
        leaves=(Leaf((frame.written(held, FORM, "3", grows=1), strip(required))),),
        foot=(frame.prepared(held, asked, FORM, "5"),),
        last=frame.signed_at(held, asked),
        plan=True,
        bundled=bundled,
    )


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
