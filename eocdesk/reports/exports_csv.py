"""The tables of a document for a spreadsheet, each row with the document's marking at its end."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from eocdesk.reports.document import Document
from eocdesk.reports.exports import CONTROL
from eocdesk.reports.outline import Grid, outline

MARKING = "Marking"
_FORMULA = re.compile(r"(^[\s\ufeff]*|[;\t\r\n])(?=[=+\-@＝＋－＠])|^(?=[\t\r\n])")
"""Where a spreadsheet would run what follows: at a cell's start, of which some drop what is empty; after what parts
cells or rows where it was set to another sign than the comma. The wide signs are read as the narrow ones."""


def tables(document: Document) -> str:
    """Every table that has rows, under its heads; two are parted by an empty line. Without any: title and marking.

    What the document leaves out is not in it. Rows that are empty, to be written on, stay out.
    """
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    held = [grid for grid in outline(document) if isinstance(grid, Grid) and grid.heads and any(_filled(grid))]
    if not held:
        lines.writerow((plain(document.title), document.marking))
    before: Sequence[str] = ()
    for grid in held:
        if grid.heads != before:
            if before:
                lines.writerow(())
            lines.writerow((*map(plain, grid.heads), MARKING))
        before = grid.heads
        lines.writerows((*map(plain, row), document.marking) for row in _filled(grid))
    return out.getvalue()


def _filled(grid: Grid) -> Iterator[tuple[str, ...]]:
    return (row for row in grid.rows if any(cell.strip() for cell in row))


def plain(word: str) -> str:
    """A cell that is shown and never run: an apostrophe stands before each place a formula could begin."""
    return _FORMULA.sub(r"\1'", CONTROL.sub("?", word.replace("\r\n", "\n")))
