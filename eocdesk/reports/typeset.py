"""A document becomes a tagged PDF: the same bytes for the same document, on Letter or A4."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import typst

from eocdesk.models.errors import Unavailable
from eocdesk.models.resources import resource, vendor
from eocdesk.reports import sheet_data
from eocdesk.reports.document import NOTHING, Cell, Document, Paragraph, Picture, Row, Table
from eocdesk.reports.drawings import drawable
from eocdesk.reports.letters import BOX, Letters, covered
from eocdesk.reports.packed import packed
from eocdesk.reports.sheet import Sheet

FAMILY = "Inter"
_REGULAR = 400
_WEIGHTS = frozenset({_REGULAR, 600, 700})
_TALL = 30
"""A row of more lines than this may be split over pages; all others stay whole."""
_NARROWEST, _INSETS, _LETTER, _LEAST = 494.0, 8.0, 5.4, 3
"""Points inside the margins of A4, at the sides of a cell, of an average letter in weight; a line's fewest letters."""
_UNBROKEN = 10_000
"""Words in a drawing stay whole: they stand where they were put."""
_AGES = 11
"""What the typesetter worked out it keeps until it has set so many more: of forty pages that is 200 MB each time."""
_LARGE = 12_000
"""Letters of data for which it is made to forget one document of those: a short one may still be set again at once."""
_RAW = frozenset({"svg", "tone", "marking_colour", "digest"})
"""Fields that are ours and not set as text."""

Made = TypeVar("Made")

_DUMPS = functools.partial(json.dumps, sort_keys=True, separators=(",", ":"))


class Paper(StrEnum):
    """Paper sizes, by the names the typesetter knows."""

    LETTER = "us-letter"
    A4 = "a4"


def pdf(document: Document, paper: Paper = Paper.LETTER, fonts: Path | None = None) -> bytes:
    """The document as PDF/UA-1. Needs no network and no screen; may run in any thread.

    Raises Unavailable where the typeface is missing: another one is never taken in silence.
    """
    folder = vendor("fonts") if fonts is None else fonts
    return pressed(folder, functools.partial(_compile, document, paper, folder))


def pressed(folder: Path, press: Callable[[System], Made]) -> Made:
    """What `press` sets in the typeface of the folder, and in this machine's fonts where that lacks letters.

    Raises Unavailable where the typeface is missing or the page cannot be set.
    """
    files = typeface(folder)
    try:
        return _sound(press, System(files))
    except typst.TypstError:
        # A system font drew a letter alone and not in its place (a joined emoji): do with our own typeface.
        try:
            return _sound(press, System(files, alone=True))
        except typst.TypstError as error:
            raise _unset(error) from error


_PANIC = "PanicException"
"""What the typesetter raises where it stumbles over itself. It is no Exception, and nobody would catch it."""


def _sound(press: Callable[[System], Made], system: System) -> Made:
    try:
        return press(system)
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise _unset(error) from error


def _unset(error: BaseException) -> Unavailable:
    return Unavailable(f"The page could not be set: {str(error)[:200]}")


@functools.cache
def typeface(folder: Path) -> tuple[Path, ...]:
    """The files of our typeface, lightest first; Unavailable where one is missing."""
    found = [] if not folder.is_dir() else fonts_of(folder).fonts()
    plain = [font for font in found if font.family == FAMILY and font.style == "normal"]
    ours = {font.weight: Path(font.path) for font in plain if font.path}
    if not ours.keys() >= _WEIGHTS:
        typeface.cache_clear()
        fonts_of.cache_clear()
        sentence = f"The typeface {FAMILY} is not installed with this desk, so nothing can be printed. Install it anew."
        raise Unavailable(sentence)
    return tuple(ours[weight] for weight in sorted(_WEIGHTS))


@functools.cache
def fonts_of(folder: Path, *, system: bool = False) -> typst.Fonts:
    """Looked for once: where hundreds are installed that takes long, and Python waits."""
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[folder])


@functools.cache
def _system_fonts(folder: Path) -> tuple[tuple[str, Path, int], ...]:
    """(family, file, index) of this machine's regular fonts, plain ones first."""
    found = [
        font for font in fonts_of(folder, system=True).fonts() if font.family != FAMILY and font.weight == _REGULAR
    ]
    regular = [(font.family, Path(font.path), font.index) for font in found if font.path]
    return tuple(sorted(regular, key=lambda font: ("Mono" in font[0], "Serif" in font[0], font[0], str(font[1]))))


class System:
    """Our typeface, and this machine's fonts for the letters it lacks; most pages never ask for those.

    `families` are those that were asked for, ours first.
    """

    def __init__(self, files: tuple[Path, ...], *, alone: bool = False) -> None:
        self._files = files
        self._alone = alone
        self.families: dict[str, None] = {FAMILY: None}

    def draws(self, letter: str) -> bool:
        """Whether a letter has a typeface here."""
        code = ord(letter)
        if all(code in covered(file) for file in self._files):
            return True
        if self._alone:
            return False
        for family, file, index in _system_fonts(self._files[0].parent):
            if code in covered(file, index):
                self.families[family] = None
                return True
        return False


def _compile(document: Document, paper: Paper, folder: Path, system: System) -> bytes:
    letters = Letters(functools.cache(system.draws))
    data = _data(document, letters.printable)
    data["fonts"] = list(system.families)
    data["nothing"] = NOTHING
    data["ending"] = _ending(letters.boxed)
    told = packed(data, _DUMPS)
    try:
        return bytes(
            typst.compile(
                str(resource("reports", "document.typ")),
                root=str(resource("reports")),
                font_paths=fonts_of(folder, system=len(system.families) > 1),
                sys_inputs={"document": told, "paper": str(paper)},
                pdf_standards=["ua-1"],
                timestamp=document.moment // 1000,
            )
        )
    finally:
        forget(len(told))


def forget(letters: int) -> None:
    """Let what a long document left behind grow old: typst 0.15 ages it by setting others, be they empty."""
    for _ in range(min(_AGES, letters // _LARGE)):
        typst.compile(b"", font_paths=_none())


@functools.cache
def _none() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])


def _ending(boxed: int) -> str:
    if not boxed:
        return ""
    return (
        f"{BOX} stands for a letter for which this desk has no typeface ({boxed} on these pages); the record holds it."
    )


def _data(value: Any, printable: Callable[..., str], name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in _RAW else printable(value)
    if isinstance(value, (tuple, list)):
        return [_data(each, printable, name) for each in value]
    if not dataclasses.is_dataclass(value):
        return value
    if isinstance(value, Table):
        return _table(value, printable)
    if isinstance(value, Sheet):
        return sheet_data.data(value, printable)
    if isinstance(value, Picture):
        value = _picture(value, printable)
    data = {field.name: _data(getattr(value, field.name), printable, field.name) for field in dataclasses.fields(value)}
    data["kind"] = type(value).__name__
    return data


def _picture(picture: Picture, printable: Callable[..., str]) -> Picture | Paragraph:
    svg = drawable(picture.svg, functools.partial(printable, longest=_UNBROKEN))
    if svg is None:
        return Paragraph(f"The picture could not be drawn. It shows: {picture.alt}", "bad")
    return dataclasses.replace(picture, svg=svg)


def _table(table: Table, printable: Callable[..., str]) -> dict[str, Any]:
    """A table, each word broken to its own column's width."""
    room = _room(table)

    def rows(of: tuple[Row, ...]) -> list[dict[str, Any]]:
        made = []
        for cells in of:
            row = [
                _data(cell, functools.partial(printable, longest=most)) for most, cell in zip(room, cells, strict=True)
            ]
            tall = max(map(_lines, row, room))
            made.append({"cells": row, "breaks": tall > _TALL})
        return made

    # A heading with no row under it and another heading next stops the press (typst 0.15.2 panics).
    empty = ((Cell(NOTHING, tone="muted"), *(Cell() for _ in table.columns[1:])),)
    groups = [
        {"title": printable(group.title), "note": printable(group.note), "rows": rows(group.rows or empty)}
        for group in table.groups
    ]
    columns = _data(table.columns, printable)
    return {"kind": "Table", "columns": columns, "rows": rows(table.rows), "groups": groups}


def _room(table: Table) -> tuple[int, ...]:
    """How many letters each column has room for on the narrower paper: no more than it says of itself."""
    rest = _NARROWEST - sum(column.width for column in table.columns if not column.share)
    whole = sum(column.share for column in table.columns)
    return tuple(
        min(column.letters, max(int((rest * column.share / whole - _INSETS) / _LETTER), _LEAST))
        if column.share
        else column.letters
        for column in table.columns
    )


def _lines(cell: dict[str, Any], letters: int) -> int:
    said = f"{cell['text']}\n{cell['note']}"
    return sum(1 + len(line) // letters for line in said.split("\n"))
