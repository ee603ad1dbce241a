"""A table as it was read, whatever file it came from: headings, and rows with where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells by heading, or why it is none; `note` is what is odd about it."""

    at: str
    cells: Mapping[str, Any] = field(default_factory=dict)
    broken: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. `place` names the sheet or the list it came from, empty where there is only one."""

    headings: Sequence[str]
    lines: Sequence[Line]
    place: str = ""
    kind: str = ""  # the record kind, where the file itself says it
    context: Mapping[str, Any] = field(default_factory=dict)  # what the file says once for all rows


def distinct(headings: Sequence[str]) -> list[str]:
    """Headings with none empty and none twice: the second “Name” becomes “Name (2)”."""
    out: list[str] = []
    taken: set[str] = set()
    for place, heading in enumerate(headings, 1):
        base = " ".join(heading.split()) or f"column {place}"
        name, again = base, 2
        while name in taken:
            name, again = f"{base} ({again})", again + 1
        taken.add(name)
        out.append(name)
    return out


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Which row holds the headings: the first that is more than half as full as the fullest of the first few.

    What stands above it (a title, a date, merged cells) is no row of the table and is told as such.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:_LOOKED_AT]]
    most = max(filled, default=0)
    return next((place for place, count in enumerate(filled) if count * 2 > most), 0)


def above(at: str, cells: Sequence[str]) -> Line:
    """A row that stands above the headings."""
    said = " ".join(cell.strip() for cell in cells if cell.strip())
    return Line(at, broken=f"“{said[:60]}” stands above the headings.")
