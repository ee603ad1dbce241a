"""The last page of ICS 209: resources by partner and kind, with the sums the booklet asks for."""

from __future__ import annotations

from collections.abc import Iterable

from eocdesk.models.sitrep import figure
from eocdesk.reports.ics import frame
from eocdesk.reports.ics.kinds import headed
from eocdesk.reports.ics.titles_status import BY_NUMBER
from eocdesk.reports.sheet import Box, Field, Head, Named, Names, Ruled, Strip, Turned, strip
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.status import Committed

FORM = BY_NUMBER["ICS 209"]
ROWS = "48[]"
"""Rows people write, one kind of resource of one organization in each."""
COLUMNS = (
    FORM.block("48").title,
    "Resource: category, kind, type",
    "# of resources",
    "# of personnel",
    "Additional personnel",
)
SECTION = "Incident Resource Commitment Summary"
_KINDS = 9
"""So many kinds have a column of their own; what is over stands together in the last."""
_OTHERS = "Others"


def commitment(held: Held, known: tuple[Committed, ...], partners: str = "") -> tuple[Strip, ...]:
    """What people wrote, else what the records say: resources over their personnel, partner by partner."""
    rows = tuple(_written(row) for row in held.rows(ROWS, len(COLUMNS))) or known
    kinds = tuple(dict.fromkeys(one.resource for one in rows if one.resource))
    if len(kinds) > _KINDS:
        kinds = (*kinds[: _KINDS - 1], _OTHERS)
    agencies = tuple(dict.fromkeys(one.agency for one in rows))
    lines = [_line(agency, kinds, [one for one in rows if one.agency == agency]) for agency in agencies]
    if rows:
        lines.append(_total(kinds, rows))
    named, notes = headed(kinds)
    heads = (
        Head(f"48. {FORM.block('48').title}", 2.2),
        *(Turned(kind) for kind in (*named, *("",) * (_KINDS - len(kinds)))),
        Head(f"50. {FORM.block('50').title}", 1.5),
        Head(f"51. {FORM.block('51').title}", 1.9),
    )
    table = Ruled(heads, tuple(lines), least=14, tall=24)
    counts = frame.text(held, "52", str(sum(one.count for one in rows)) if rows else "")
    band = Box("", parts=(Names((Named(SECTION, band=True),)),))
    return (
        strip(band),
        strip(frame.box(FORM, "49", table, *notes, grows=3)),
        strip(frame.box(FORM, "52", counts, tall=16)),
        frame.written(held, FORM, "53", partners, grows=1, tall=40),
    )


def _written(row: tuple[str, ...]) -> Committed:
    """A row in figures; what is written there and is no number stands with the resource, uncounted."""
    count, persons, extra = (figure(cell) or 0 for cell in row[2:])
    words = [cell.strip() for cell in row[2:] if cell.strip() and figure(cell) is None]
    name = f"{row[1].strip()} ({', '.join(words)})" if words else row[1].strip()
    return Committed(row[0].strip(), name.strip(), count, persons, extra)


def _cell(kind: str, kinds: tuple[str, ...], rows: Iterable[Committed]) -> Field:
    """Resources above, their personnel below; nothing where there are none."""
    mine = [one for one in rows if one.resource == kind or (kind == _OTHERS and one.resource not in kinds)]
    mine = [one for one in mine if one.resource]
    if not mine:
        return Field()
    return Field(f"{sum(one.count for one in mine)}\n{sum(one.persons for one in mine)}")


def _line(agency: str, kinds: tuple[str, ...], rows: list[Committed]) -> tuple[Field, ...]:
    return (Field(agency), *_figures(kinds, rows))


def _figures(kinds: tuple[str, ...], rows: Iterable[Committed]) -> tuple[Field, ...]:
    """A line's figures: each kind, who is extra, and all people: those of resources and those who are extra."""
    held = list(rows)
    extra = sum(one.extra for one in held)
    persons = extra + sum(one.persons for one in held)
    cells = [_cell(kind, kinds, held) for kind in kinds]
    cells += [Field()] * (_KINDS - len(kinds))
    return (*cells, Field(str(extra) if extra else ""), Field(str(persons)))


def _total(kinds: tuple[str, ...], rows: Iterable[Committed]) -> tuple[Field, ...]:
    words = Field("Total", strong=True)
    return (words, *(Field(one.text, strong=True) for one in _figures(kinds, rows)))
