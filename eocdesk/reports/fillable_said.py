"""What a form of ours says, thing by thing, so that it can be written into the fields of another drawing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from eocdesk.reports.sheet import (
    Box,
    Chart,
    Check,
    Checks,
    Drawing,
    Field,
    Items,
    Names,
    Part,
    Post,
    Ruled,
    Sheet,
    Stack,
    Strip,
    Words,
)

_NUMBERED = re.compile(r"^(\d{1,2}[A-Z]?), (.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """One value: in which block, under which label. `tick`: a square, `on` or not. `each`: it stands on each page."""

    block: str
    title: str
    label: str = ""
    value: str = ""
    tick: bool = False
    on: bool = False
    each: bool = False
    head: str = ""  # of a table whose rows have labels: the column
    lead: str = ""  # the square that stands before this line, by what it was called: it has no words


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a block; its empty rows are not in it."""

    block: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    ticks: frozenset[int] = frozenset()  # columns that have squares in them


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of a block, which no field can take."""

    block: str
    title: str


Thing: TypeAlias = Said | Grid | Drawn


def things(sheet: Sheet, items: frozenset[str] = frozenset()) -> tuple[Thing, ...]:
    """All it says, in order; a field for what is empty too, so that it can be found.

    `items` are the words that the form itself prints: a row of a table that begins with them has them for its label.
    """
    top = [replace(one, each=True) if isinstance(one, Said) else one for one in _Reading(items).strips(sheet.head)]
    reading = _Reading(items)
    middle = [one for leaf in sheet.leaves for one in reading.strips(leaf.strips)]
    foot = [replace(one, each=True) if isinstance(one, Said) else one for one in _Reading(items).strips(sheet.foot)]
    last = [Said("", "", item.label, item.value, each=True) for item in sheet.last]
    return (*top, *middle, *foot, *last)


class _Reading:
    """Reads boxes one after the other: one without a number belongs to the block before it."""

    def __init__(self, items: frozenset[str]) -> None:
        self.block, self.title = "", ""
        self.items = items
        self.titles: dict[str, str] = {}

    def strips(self, strips: Sequence[Strip]) -> Iterator[Thing]:
        """What stands in strips."""
        for strip in strips:
            for box in strip.boxes:
                if isinstance(box, Stack):
                    yield from self.strips(box.strips)
                else:
                    yield from self.box(box)

    def box(self, box: Box) -> Iterator[Thing]:
        """What stands in a box."""
        if box.number:
            self.block, self.title = box.number, f"{box.title} {box.note}".strip(" :")
            self.titles[self.block] = self.title
        for part in box.parts:
            yield from self.part(part)

    def part(self, part: Part) -> Iterator[Thing]:
        """What stands in a part of a box."""
        match part:
            case Words():
                yield self._words(part)
            case Items():
                yield from self._items(part)
            case Checks():
                yield from self._checks(part.checks)
            case Names():
                yield from self._names(part)
            case Chart():
                for post in (part.command, *part.staff, *part.sections):
                    yield from self._post(post)
            case Ruled():
                yield from self._ruled(part)
            case Drawing():
                if part.svg:
                    yield Drawn(self.block, self.title)

    def _words(self, part: Words) -> Said:
        numbered = _NUMBERED.match(part.label)
        if numbered:
            return Said(numbered[1], self.titles.get(numbered[1], ""), numbered[2], part.text)
        return Said(self.block, self.title, part.label, part.text)

    def _items(self, part: Items) -> Iterator[Said]:
        for row in part.rows:
            made: list[Said] = []
            for item in row:
                if item.label or not made:
                    made.append(Said(self.block, self.title, item.label, item.value))
                else:  # a second room of the same thing: how somebody is reached
                    both = "  ".join(word for word in (made[-1].value, item.value) if word)
                    made[-1] = replace(made[-1], value=both)
            yield from made

    def _checks(self, checks: Sequence[Check]) -> Iterator[Said]:
        named = ""
        for check in checks:
            named = check.label.rstrip(":") or named
            if check.label:
                yield Said(self.block, self.title, named, tick=True, on=check.on)
            if check.ruled:
                lead = "on" if check.on and not check.label else "off" if not check.label else ""
                yield Said(self.block, self.title, named, check.value, lead=lead)

    def _names(self, part: Names) -> Iterator[Said]:
        band = ""
        for row in part.rows:
            if row.band:
                band = row.label
            else:
                yield Said(self.block, f"{self.title} {band}".strip(), row.label, row.names)

    def _post(self, post: Post) -> Iterator[Said]:
        yield Said(self.block, "", post.label, post.names)
        for under in post.under:
            yield from self._post(under)

    def _ruled(self, part: Ruled) -> Iterator[Thing]:
        heads = tuple(head.label for head in part.heads)
        filled = tuple(row for row in part.rows if any(_says(cell) for cell in row))
        at = self._labels(part)
        if at is not None:
            for row in part.rows:
                yield from self._labelled(heads, row, at)
            return
        ticks = {n for row in (*part.rows, part.empty) for n, cell in enumerate(row) if cell.checks}
        yield Grid(self.block, self.title, heads, filled, frozenset(ticks))

    def _labels(self, part: Ruled) -> int | None:
        """The column of a table that holds the form's own words (`D. Fatalities`); None where people wrote them all."""
        for at in range(len(part.heads)):
            said = [row[at].text for row in part.rows if row[at].text]
            if said and all(word in self.items for word in said):
                return at
        return None

    def _labelled(self, heads: Sequence[str], row: Sequence[Field], at: int) -> Iterator[Said]:
        if not row[at].text:
            return
        for n, (head, cell) in enumerate(zip(heads, row, strict=True)):
            for check in cell.checks:
                yield Said(self.block, self.title, f"{row[at].text} {check.label}", tick=True, on=check.on, head=head)
            if n != at and head.strip() and not cell.checks:
                yield Said(self.block, self.title, row[at].text, cell.text, head=head)


def _says(cell: Field) -> bool:
    return bool(cell.text.strip()) or any(check.on for check in cell.checks)
