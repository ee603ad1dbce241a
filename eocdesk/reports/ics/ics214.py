"""ICS 214, Activity Log: what a person, a position or a unit did in a period, from the log."""

from __future__ import annotations

from typing import Any

from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Field, Head, Leaf, Ruled, Sheet, Words, strip
from eocdesk.store.queries.activity import Activity, activities
from eocdesk.store.queries.held import Held

FORM = BY_NUMBER["ICS 214"]
CODE = "ics-214"
RESOURCES, ACTIVITY = "6[]", "7[]"
"""Rows people write: name, position, home agency; date and time, what happened."""
_SHARES = (1.0, 3.4)
_LEAST_RESOURCES, _LEAST_LINES = 4, 14


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """The log of who is asked for; of a form that people filled, of the person or position it names."""
    of = asked.of or _of_form(held)
    found = activities(connection, held, of)
    return (sheet(held, asked, found, of),)


def sheet(held: Held, asked: Asked, found: tuple[Activity, ...], of: str) -> Sheet:
    """The form: its first page says who was there, its log flows on."""
    position = held.text("4", _one({line.position for line in found}) if of else "")
    name = held.text("3", of)
    return Sheet(
        FORM.number,
        FORM.title,
        head=(frame.head(held, FORM),),
        leaves=(
            Leaf(
                (
                    strip(
                        frame.box(FORM, "3", Words(name)),
                        frame.box(FORM, "4", Words(position)),
                        frame.box(FORM, "5", Words(held.text("5"))),
                    ),
                    strip(frame.box(FORM, "6", _resources(held))),
                    strip(frame.box(FORM, "7", _log(held, found), grows=1)),
                )
            ),
        ),
        foot=(frame.prepared(held, asked, FORM, "8"),),
        last=frame.signed_at(held, asked),
        counted=True,
    )


def _resources(held: Held) -> Ruled:
    heads = tuple(Head(item) for item in FORM.block("6").items)
    rows = tuple(tuple(Field(cell) for cell in row) for row in held.rows(RESOURCES, 3))
    return Ruled(heads, rows, least=_LEAST_RESOURCES, tall=14)


def _log(held: Held, found: tuple[Activity, ...]) -> Ruled:
    heads = tuple(Head(item, share) for item, share in zip(FORM.block("7").items, _SHARES, strict=True))
    rows = [(frame.both(held, line.happened), said(line)) for line in found]
    rows += [(when, words) for when, words in held.rows(ACTIVITY, 2)]
    return Ruled(heads, tuple((Field(when), Field(words)) for when, words in rows), least=_LEAST_LINES, tall=16)


def said(line: Activity) -> str:
    """`7KQ4-42: Gate 4 reopened (amended)`; what was struck stands with why it does not count."""
    words = f"{line.number}: {line.text}" if line.number else line.text
    if line.struck:
        return f"STRUCK ({line.struck}): {words}"
    return f"{words} (amended)" if line.amended else words


def _of_form(held: Held) -> str:
    return "" if held.form is None else held.form.person or held.form.position


def _one(words: set[str]) -> str:
    return next(iter(words)) if len(words) == 1 else ""


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
