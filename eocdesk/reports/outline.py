"""Any document as plain blocks in reading order: headings, texts, lists, rows under heads, pictures in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from eocdesk.models.incident import SEVERITIES
from eocdesk.reports import sheet as forms
from eocdesk.reports.document import (
    NOTHING,
    Beside,
    Bullets,
    Cards,
    Cell,
    Document,
    Heading,
    Pairs,
    Paragraph,
    Picture,
    Piece,
    Section,
    Signature,
    Table,
)

TICKED, UNTICKED = "[x]", "[ ]"
_WORDS = dict(SEVERITIES)


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: 2 for a section, 3 below it."""

    text: str
    level: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; its line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Short points."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under heads; `group` is what they have in common. Without heads: names and what they hold."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing in SVG, and the words that stand for it."""

    svg: str
    alt: str
    caption: str = ""


Block: TypeAlias = Title | Words | Points | Grid | Figure


def outline(document: Document) -> tuple[Block, ...]:
    """All of it, in the order it is read. What the document leaves out is not in here either."""
    return tuple(_all(document))


def _all(document: Document) -> Iterator[Block]:
    for piece in document.lead:
        yield from _piece(piece)
    for section in document.sections:
        if isinstance(section, Beside):
            yield from _section(section.left)
            yield from _section(section.right)
        elif isinstance(section, Section):
            yield from _section(section)
        else:
            yield from _form(section)
    if document.left_out:
        yield Words(document.left_out)


def _section(section: Section) -> Iterator[Block]:
    yield Title(section.title, 2, section.note)
    if not section.pieces:
        yield Words(NOTHING)
    for piece in section.pieces:
        yield from _piece(piece)


def _piece(piece: Piece) -> Iterator[Block]:
    match piece:
        case Paragraph(text):
            yield Words(text)
        case Bullets(points):
            yield Points(points)
        case Heading(text, note):
            yield Title(text, 3, note)
        case Cards(cards):
            rows = tuple((card.label, f"{card.value} ({card.note})" if card.note else card.value) for card in cards)
            yield Grid((), rows)
        case Pairs(pairs):
            yield Grid((), pairs)
        case Picture(svg, alt, caption):
            yield Figure(svg, alt, caption)
        case Signature(label, name, when):
            yield Grid((), ((label, ", ".join(word for word in (name, when) if word) or "not signed"),))
        case Table():
            yield from _table(piece)


def _table(table: Table) -> Iterator[Block]:
    heads = tuple(column.label for column in table.columns)
    if table.rows:
        yield Grid(heads, tuple(tuple(map(_cell, row)) for row in table.rows))
    for group in table.groups:
        title = f"{group.title}, {group.note}" if group.note else group.title
        yield Grid(heads, tuple(tuple(map(_cell, row)) for row in group.rows), title)


def _cell(cell: Cell) -> str:
    severity = "" if cell.severity is None else _WORDS.get(cell.severity, "")
    first = " ".join(word for word in (f"[{cell.mark}]" if cell.mark else "", severity, cell.text) if word)
    return "\n".join(word for word in (first, cell.note) if word)


def _form(sheet: forms.Sheet) -> Iterator[Block]:
    yield Title(f"{sheet.title} ({sheet.number})", 2, sheet.notice)
    strips = (*sheet.head, *(strip for leaf in sheet.leaves for strip in leaf.strips), *sheet.foot)
    for strip in strips:
        yield from _strip(strip)
    if sheet.last:
        yield Grid((), tuple((item.label, item.value) for item in sheet.last))


def _strip(strip: forms.Strip) -> Iterator[Block]:
    for box in strip.boxes:
        if isinstance(box, forms.Stack):
            for inner in box.strips:
                yield from _strip(inner)
            continue
        name = ". ".join(word for word in (box.number, box.title) if word)
        if name:
            yield Title(name, 3, box.note)
        for part in box.parts:
            yield from _part(part)


def _part(part: forms.Part) -> Iterator[Block]:
    match part:
        case forms.Words(text, label):
            yield Words(f"{label}: {text}" if label and text else text or label)
        case forms.Items(rows):
            yield Grid((), tuple((item.label, item.value) for row in rows for item in row))
        case forms.Checks(checks):
            yield Points(tuple(map(_check, checks)))
        case forms.Ruled(heads, rows):
            yield Grid(tuple(head.label for head in heads), tuple(tuple(map(_field, row)) for row in rows))
        case forms.Names(named):
            yield Grid((), tuple((one.label, one.names) for one in named))
        case forms.Drawing(svg, alt):
            yield Figure(svg, alt)
        case forms.Chart(command, staff, sections):
            yield Points(tuple(line for post in (command, *staff, *sections) for line in _post(post, 0)))


def _check(check: forms.Check) -> str:
    return " ".join(word for word in (TICKED if check.on else UNTICKED, check.label, check.value) if word)


def _field(field: forms.Field) -> str:
    return "\n".join(word for word in (field.text, *map(_check, field.checks)) if word)


def _post(post: forms.Post, deep: int) -> Iterator[str]:
    yield "– " * deep + (f"{post.label}: {post.names}" if post.names else post.label)
    for under in post.under:
        yield from _post(under, deep + 1)
