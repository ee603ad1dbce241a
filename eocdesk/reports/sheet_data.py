"""A form as what the template reads: each word may be broken where its box is too narrow for it."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from eocdesk.reports.drawings import drawable
from eocdesk.reports.sheet import (
    Box,
    Chart,
    Check,
    Checks,
    Drawing,
    Field,
    Head,
    Item,
    Items,
    Names,
    Part,
    Post,
    Ruled,
    Sheet,
    Stack,
    Strip,
    Turned,
    Words,
)

Printable = Callable[..., str]
_NARROW, _WIDE = 521.0, 705.0
"""Points inside the margins of the narrower paper: A4 upright, Letter on its side."""
_LETTER = 5.4
"""Points an average letter takes in a form."""
_LABEL = 4.3
"""Points of a letter of a label."""
_HEAD, _HEAD_INSET = 4.2, 6.0
"""Points of a letter of a head of a table, and at its sides."""
_UPRIGHT = 92.0
"""Points that words have which stand upright."""
_INSET = 8.0
_LEAST = 3.0
_UNBROKEN = 10_000
_TALL = 24
"""A row of more lines than this may be split over pages."""


def data(sheet: Sheet, printable: Printable) -> dict[str, Any]:
    """A form in plain lists and dictionaries, all words made printable."""
    width = _WIDE if sheet.landscape else _NARROW
    boxes = count(1)

    def strips(of: Sequence[Strip]) -> list[dict[str, Any]]:
        return [_strip(one, width, printable, boxes) for one in of]

    return {
        "kind": "Sheet",
        "number": sheet.number,
        "title": printable(sheet.title),
        "head": strips(sheet.head),
        "leaves": [strips(leaf.strips) for leaf in sheet.leaves],
        "foot": strips(sheet.foot),
        "last": [_item(item, width / 2, printable) for item in sheet.last],
        "landscape": sheet.landscape,
        "plan": sheet.plan,
        "bundled": sheet.bundled,
        "counted": sheet.counted,
        "notice": printable(sheet.notice),
    }


def _strip(strip: Strip, width: float, printable: Printable, boxes: Iterator[int]) -> dict[str, Any]:
    whole = sum(box.share for box in strip.boxes) or 1.0
    made = []
    for box in strip.boxes:
        own = width * box.share / whole
        if isinstance(box, Stack):
            within = [_strip(one, own, printable, boxes) for one in box.strips]
            made.append({"kind": "Stack", "share": box.share, "strips": within})
        else:
            made.append(_box(box, own, printable, boxes))
    return {"boxes": made}


def _box(box: Box, width: float, printable: Printable, boxes: Iterator[int]) -> dict[str, Any]:
    return {
        "kind": "Box",
        "id": next(boxes),
        "number": box.number,
        "title": printable(box.title, longest=_letters(width)),
        "note": printable(box.note, longest=_letters(width)),
        "parts": [_part(part, width, printable) for part in box.parts],
        "share": box.share,
        "grows": box.grows,
        "beside": box.beside,
        "tall": box.tall,
    }


def _letters(width: float) -> float:
    return max((width - _INSET) / _LETTER, _LEAST)


def _item(item: Any, width: float, printable: Printable) -> dict[str, Any]:
    """A thing with a label, whose value stands in what the label leaves."""
    beside = isinstance(item, Item | Check) and len(item.label) * _LABEL
    said = functools.partial(printable, longest=_letters(width - beside))
    values = {field.name: getattr(item, field.name) for field in dataclasses.fields(item)}
    return {name: said(value) if isinstance(value, str) else value for name, value in values.items()}


def _part(part: Part, width: float, printable: Printable) -> dict[str, Any]:
    return {"kind": type(part).__name__, **_within(part, width, printable)}


def _within(part: Part, width: float, printable: Printable) -> dict[str, Any]:
    match part:
        case Words():
            made = _item(part, width, printable)
        case Items():
            made = {"rows": [_items(row, width, printable) for row in part.rows]}
        case Checks():
            made = {"columns": part.columns, "checks": _checks(part.checks, width / part.columns, printable)}
        case Ruled():
            made = _ruled(part, width, printable)
        case Names():
            rest = width * (1 - part.label_share)
            rows = [_item(row, width if row.band else rest, printable) for row in part.rows]
            made = {"rows": rows, "label_share": part.label_share}
        case Chart():
            made = _chart(part, width, printable)
        case Drawing():
            made = _drawing(part, printable)
    return made


def _items(row: Sequence[Item], width: float, printable: Printable) -> list[dict[str, Any]]:
    whole = sum(item.share for item in row) or 1.0
    return [_item(item, width * item.share / whole, printable) for item in row]


def _checks(checks: Sequence[Check], width: float, printable: Printable) -> list[dict[str, Any]]:
    return [_item(check, width, printable) for check in checks]


def _ruled(ruled: Ruled, width: float, printable: Printable) -> dict[str, Any]:
    whole = sum(head.share for head in ruled.heads) or 1.0
    widths = [width * head.share / whole for head in ruled.heads]
    empty = ruled.empty or tuple(Field() for _ in ruled.heads)
    rows = [_row(row, widths, printable) for row in ruled.rows]
    return {
        "heads": [_head(head, own, printable) for head, own in zip(ruled.heads, widths, strict=True)],
        "rows": rows,
        "spare": max(ruled.least - len(rows), 0),
        "tall": ruled.tall,
        "empty": _row(empty, widths, printable)["cells"],
    }


def _head(head: Head, width: float, printable: Printable) -> dict[str, Any]:
    """Heads are set smaller than what stands under them: their words are broken later."""
    turned = isinstance(head, Turned) and bool(head.label)
    letters = max(((_UPRIGHT if turned else width) - _HEAD_INSET) / _HEAD, _LEAST)
    label = printable(head.label, longest=letters)
    return {"label": label, "share": head.share, "centred": head.centred, "turned": turned, "upright": _UPRIGHT}


def _row(row: Sequence[Any], widths: Sequence[float], printable: Printable) -> dict[str, Any]:
    cells, most = [], 0
    for cell, width in zip(row, widths, strict=True):
        letters = _letters(width)
        text = printable(cell.text, longest=letters)
        most = max(most, sum(1 + int(len(line) / letters) for line in text.split("\n")))
        cells.append({"text": text, "checks": _checks(cell.checks, width, printable), "strong": cell.strong})
    return {"cells": cells, "breaks": most > _TALL}


def _chart(chart: Chart, width: float, printable: Printable) -> dict[str, Any]:
    column = width / max(len(chart.sections), 1) - _INSET

    def post(one: Post, own: float) -> dict[str, Any]:
        said = functools.partial(printable, longest=_letters(own))
        under = [post(each, own - _INSET) for each in one.under]
        return {"label": said(one.label), "names": said(one.names), "under": under}

    return {
        "command": post(chart.command, width / 3),
        "staff": [post(one, width / 3) for one in chart.staff],
        "sections": [post(one, column) for one in chart.sections],
        "least": chart.least,
    }


def _drawing(drawing: Drawing, printable: Printable) -> dict[str, Any]:
    svg = drawable(drawing.svg, functools.partial(printable, longest=_UNBROKEN)) if drawing.svg else None
    said = "" if svg or not drawing.svg else f"The picture could not be drawn. It shows: {drawing.alt}"
    return {"svg": svg or "", "alt": printable(drawing.alt), "tallest": drawing.tallest, "said": printable(said)}
