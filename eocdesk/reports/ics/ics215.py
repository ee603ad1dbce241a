"""ICS 215, Operational Planning Worksheet: what each piece of work needs, what is there, what must be ordered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eocdesk.models.sitrep import figure
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.kinds import headed
from eocdesk.reports.ics.titles import Block
from eocdesk.reports.ics.titles_work import BY_NUMBER
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.sheet import Box, Field, Head, Leaf, Ruled, Sheet, Words, strip
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
_FIGURES = (_REQUIRED, _HAVE, _NEED)
_RESOURCE = 3
_PLACE, _PARTICULARS = slice(0, 3), slice(7, 11)
"""Branch, division and work; what is said of the work behind the resources."""
_KINDS = 6
"""So many kinds of resource have a column in one table."""
_BEFORE, _LABELS, _KIND, _BEHIND = (0.75, 1.2, 2.0), 0.85, 0.85, (0.95, 1.05, 1.0, 1.0)
_TALL, _LEAST = 33, 8
_SHORT = 6
_UNNAMED = "Not said"
_TOTALS = (("11", _REQUIRED), ("12", _HAVE), ("13", _NEED))
Row = tuple[str, ...]


@dataclass(slots=True)
class Work:
    """One piece of work: where, what; of each kind of resource its rows; what stands behind them."""

    place: Row
    kinds: dict[str, list[Row]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def figures(self, kind: str) -> str:
        """Required, have and need, one under the other beside their labels; each with its label where one is long."""
        rows = self.kinds.get(kind)
        if rows is None:
            return ""
        said = [_together([row[place] for row in rows]) or "–" for place in _FIGURES]
        if max(map(len, said)) > _SHORT:
            said = [f"{label}: {words}" for label, words in zip(FORM.block("6").items, said, strict=True)]
        return "\n".join(said)

    def particulars(self) -> Row:
        """What is said of it, each thing once."""
        columns = zip(*(row[_PARTICULARS] for row in self.rows), strict=True)
        return tuple("\n".join(dict.fromkeys(cell.strip() for cell in column if cell.strip())) for column in columns)


def works(rows: Iterable[Row]) -> list[Work]:
    """The pieces of work in the order they were first named; a row that names none belongs to the one above it."""
    made: dict[Row, Work] = {}
    last = Work(("", "", ""))
    for row in rows:
        place = tuple(cell.strip() for cell in row[_PLACE])
        if any(place) or not made:
            last = made.setdefault(place, Work(place))
        last.rows.append(row)
        name = row[_RESOURCE].strip()
        if name or any(row[place].strip() for place in _FIGURES):
            last.kinds.setdefault(name or _UNNAMED, []).append(row)
    return list(made.values())


def tables(held: Iterable[Work]) -> list[tuple[tuple[str, ...], list[Work]]]:
    """(kinds, work): as much work in a table as needs no more kinds than it has columns; the order is kept."""
    made: list[tuple[tuple[str, ...], list[Work]]] = [((), [])]
    for one in held:
        names = tuple(one.kinds)
        for begins in range(0, max(len(names), 1), _KINDS):
            some = names[begins : begins + _KINDS]
            part = Work(one.place, {name: one.kinds[name] for name in some}, one.rows)
            kinds, known = made[-1]
            both = tuple(dict.fromkeys((*kinds, *some)))
            if len(both) > _KINDS:
                made.append((some, [part]))
            else:
                made[-1] = (both, [*known, part])
    return made


def sheets(connection: Any, held: Held, asked: Asked) -> tuple[Sheet, ...]:
    """What people wrote, then each request that is open."""
    known = [_asked(held, one) for one in orders(connection, held)]
    rows = [_counted(row) for row in (*held.rows(ROWS, len(COLUMNS)), *known)]
    parted = tables(works(rows))
    totals = [
        frame.box(FORM, number, Words("" if held.blank else held.text(number, total(rows, place))))
        for number, place in _TOTALS
    ]
    return (
        Sheet(
            FORM.number,
            FORM.title,
            head=(frame.head(held, FORM),),
            leaves=(Leaf(tuple(strip(_table(*one, last=one is parted[-1])) for one in parted)),),
            foot=(strip(*totals), frame.prepared(held, asked, FORM, "14")),
            last=frame.signed_at(held, asked),
            landscape=True,
            counted=True,
        ),
    )


def _table(kinds: tuple[str, ...], some: Iterable[Work], *, last: bool) -> Box:
    """A table of work under its kinds; the last has rows to write on where there is room."""
    labels = Field("\n".join(FORM.block("6").items))
    named = (*kinds, *("",) * (_KINDS - len(kinds)))
    rows = tuple(
        (
            *map(Field, one.place),
            labels,
            *(Field(one.figures(kind) if kind else "") for kind in named),
            *map(Field, one.particulars()),
        )
        for one in some
    )
    over, notes = headed(named)
    heads = (
        *(_head(one, share) for one, share in zip(_WORK, _BEFORE, strict=True)),
        Head("", _LABELS),
        *(Head(name, _KIND, centred=True) for name in over),
        *(_head(one, share) for one, share in zip(_AFTER, _BEHIND, strict=True)),
    )
    empty = tuple(labels if place == len(_WORK) else Field() for place, _ in enumerate(heads))
    table = Ruled(heads, rows, least=0 if rows else _LEAST, tall=_TALL, empty=empty)
    return frame.box(FORM, "6", table, *notes, grows=float(last))


def _head(block: Block, share: float) -> Head:
    return Head(f"{block.number}. {block.title}", share)


def _together(cells: Sequence[str]) -> str:
    """Their sum where all that is written is figures; else each thing that is written, once."""
    said = [cell.strip() for cell in cells if cell.strip()]
    counts = [count for count in map(figure, said) if count is not None]
    if len(said) > 1 and len(counts) == len(said):
        return str(sum(counts))
    return ", ".join(dict.fromkeys(said))


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
