"""The tables of a document for a spreadsheet, each row with the document's marking at its end."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from eocdesk.reports.document import Document
from eocdesk.reports.outline import Grid, outline

MARKING = "Marking"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that starts so is run as a formula by a spreadsheet."""


def tables(document: Document) -> str:
    """Every table that has rows, under its heads; two are parted by an empty line. Without any: title and marking.

    What the document leaves out is not in it. Rows that are empty, to be written on, stay out.
    """
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    held = [grid for grid in outline(document) if isinstance(grid, Grid) and grid.heads and any(_filled(grid))]
    if not held:
        lines.writerow((_plain(document.title), document.marking))
    before: Sequence[str] = ()
    for grid in held:
        if grid.heads != before:
            if before:
                lines.writerow(())
            lines.writerow((*map(_plain, grid.heads), MARKING))
        before = grid.heads
        lines.writerows((*map(_plain, row), document.marking) for row in _filled(grid))
    return out.getvalue()


def _filled(grid: Grid) -> Iterator[tuple[str, ...]]:
    return (row for row in grid.rows if any(cell.strip() for cell in row))


def _plain(word: str) -> str:
    return f"'{word}" if word.startswith(_FORMULA) else word
