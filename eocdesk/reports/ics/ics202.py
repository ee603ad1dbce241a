"""ICS 202, Incident Objectives: the period's objectives, what command stresses, what the plan holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Check, Checks, Item, Items, Leaf, Sheet, Words, strip
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 202"]
CODE = "ics-202"
OTHER = "6.other[]"
"""Rows of the block that names other attachments."""
_LINES = 3


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The form alone: what the plan holds is ticked as people ticked it."""
    del connection
    ticked = [item for item in FORM.block("6").items if held.ticked(f"6.{item}")]
    return (sheet(held, asked, ticked, [row[0] for row in held.rows(OTHER, 1)]),)


def sheet(held: Held, asked: Asked, inside: Collection[str], others: Sequence[str], *, bundled: bool = False) -> Sheet:
    """The form, with what the plan holds: names of block 6, and attachments in words."""
    objectives = "" if held.period is None else held.period.objectives or ""
    awareness = FORM.block("4").items[0]
    located = FORM.block("5").items[2]
    return Sheet(
        FORM.number,
        FORM.title,
        head=(frame.head(held, FORM),),
        leaves=(
            Leaf(
                (
                    frame.written(held, FORM, "3", objectives, grows=3),
                    strip(frame.box(FORM, "4", Words(held.text("4")), grows=1)),
                    strip(frame.bare(Words(held.text("4.awareness"), awareness), grows=1)),
                    strip(
                        frame.box(
                            FORM,
                            "5",
                            Checks(frame.yes_or_no(held, "5"), 8),
                            Items(((Item(located, held.text("5.located")),),)),
                        )
                    ),
                    strip(frame.box(FORM, "6", _plan(inside, others))),
                )
            ),
        ),
        foot=(frame.prepared(held, asked, FORM, "7"), frame.approved(held, FORM, "8")),
        last=frame.signed_at(held, asked, approval=True),
        plan=True,
        bundled=bundled,
    )


def _plan(inside: Collection[str], others: Sequence[str]) -> Checks:
    *named, other = FORM.block("6").items
    known = [Check(item, item in inside) for item in named]
    attached = [Check(f"{other}:", bool(others))]
    lines = [Check("", bool(words), words, ruled=True) for words in (*others, *("",) * max(_LINES - len(others), 0))]
    return Checks((*known, *attached, *lines), 3)


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
