"""ICS 215, Operational Planning Worksheet: what each piece of work needs, what is there, what must be ordered."""

from __future__ import annotations

from typing import Any

from eocdesk.models.sitrep import figure
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Field, Head, Leaf, Ruled, Sheet, Words, strip
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.orders import Order, orders

FORM = BY_NUMBER["ICS 215"]
CODE = "ics-215"
ROWS = "5[]"
"""Rows people write: one resource of one piece of work in each."""
_WORK = tuple(FORM.block(number) for number in "345")
_AFTER = tuple(FORM.block(number) for number in ("7", "8", "9", "10"))
COLUMNS = (*(one.title for one in _WORK), "Resource", *FORM.block("6").items, *(one.title for one in _AFTER))
_REQUIRED, _HAVE, _NEED = 4, 5, 6
"""Where the figures stand in a row."""
_RESOURCE = 3
_SHARES = (0.9, 1.1, 2.2, 1.3, 0.7, 0.5, 0.5, 1.0, 1.3, 1.1, 1.0)
_TOTALS = (("11", _REQUIRED), ("12", _HAVE), ("13", _NEED))
Row = tuple[str, ...]


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """What people wrote, then each request that is open."""
    known = [_asked(held, one) for one in orders(connection, held)]
    rows = [_counted(row) for row in (*held.rows(ROWS, len(COLUMNS)), *known)]
    fields = tuple(tuple(Field(cell) for cell in row) for row in rows)
    totals = [
        frame.box(FORM, number, Words("" if held.blank else held.text(number, total(rows, place))))
        for number, place in _TOTALS
    ]
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(frame.head(held, FORM),),
            leaves=(Leaf((strip(frame.box(FORM, "6", Ruled(_heads(), fields, least=8, tall=24), grows=1)),)),),
            foot=(strip(*totals), frame.prepared(held, asked, FORM, "14")),
            last=frame.signed_at(held, asked),
            landscape=True,
            counted=True,
        ),
    )


def _heads() -> tuple[Head, ...]:
    labels = (
        *(f"{one.number}. {one.title}" for one in _WORK),
        "Resource (adapted)",
        *FORM.block("6").items,
        *(f"{one.number}. {one.title}" for one in _AFTER),
    )
    return tuple(
        Head(label, share, centred=place in {_REQUIRED, _HAVE, _NEED})
        for place, (label, share) in enumerate(zip(labels, _SHARES, strict=True))
    )


def _asked(held: Held, one: Order) -> Row:
    work = f"{one.number}: {one.title}" if one.number else one.title
    resource = " ".join(word for word in (one.kind, one.type and f"type {one.type}") if word)
    required = "" if one.quantity is None else str(one.quantity)
    arrival = frame.both(held, one.needed)
    return ("", one.asked.position, work, resource, required, str(one.come), "", "", "", one.where, arrival)


def _counted(row: Row) -> Row:
    """The same with what is needed, where nobody wrote it and both figures are there; never less than none."""
    required, have = figure(row[_REQUIRED]), figure(row[_HAVE])
    if row[_NEED].strip() or required is None or have is None:
        return row
    return (*row[:_NEED], str(max(required - have, 0)), *row[_NEED + 1 :])


def total(rows: list[Row], place: int) -> str:
    """`5 (Engines: 3; Crews: 2)`: the sum of a column, and of each resource in it where there are several."""
    by_resource: dict[str, int] = {}
    for row in rows:
        count = figure(row[place])
        if count is not None:
            name = row[_RESOURCE].strip()
            by_resource[name] = by_resource.get(name, 0) + count
    if not by_resource:
        return ""
    named = "; ".join(f"{name}: {count}" for name, count in by_resource.items() if name)
    whole = str(sum(by_resource.values()))
    return f"{whole} ({named})" if named and len(by_resource) > 1 else whole


MAKER = Maker(CODE, f"{FORM.title} ({FORM.number})", frame.drawer(FORM, sheets), filled=True, blank=True)
