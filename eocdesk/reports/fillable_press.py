"""Values and page edges of a filled form, set in our own letters: each value as large as its field has room for it."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import typst

from eocdesk.models.resources import resource, vendor
from eocdesk.reports import typeset
from eocdesk.reports.document import Document
from eocdesk.reports.letters import Letters

_LINE = 8.4
"""Points of a line at the foot of a page, and letters of it on Letter upright."""
_LETTERS = 160
_WIDTH = 6.4
"""Points of an average letter of a value at its largest: a longer word may be broken."""
_TOP, _FOOT = 30.0, 26.0


class Value(NamedTuple):
    """Words for a field of so many points."""

    text: str
    wide: float
    tall: float
    size: float = 0.0
    lines: bool = False


class Cut(NamedTuple):
    """Which value did not fit whole: so many of its letters stand there."""

    at: int
    fit: int
    of: int


@dataclass(frozen=True, slots=True)
class Set:
    """A PDF: a page for each value, then one for the edges of each page. `boxed` letters had no typeface."""

    pdf: bytes
    cut: tuple[Cut, ...]
    boxed: int


class Edges(NamedTuple):
    """What stands at the edges of each page: pages of (width, height), and what is missing on them."""

    pages: Sequence[tuple[float, float]]
    missing: str = ""
    notice: str = ""


def lines(document: Document) -> list[str]:
    """What stands at the foot beside who prepared it: ages, what was left out, the digest."""
    digest = " ".join(document.digest[4 * n : 4 * n + 4] for n in range(4))
    told = f"Filled in from eocdesk; digest of what was filled in: {digest}" if document.digest else ""
    return [
        line
        for line in (*document.footer_lines, " · ".join(word for word in (document.left_out, told) if word))
        if line
    ]


def room(document: Document, missing: str) -> tuple[float, float]:
    """Points that the edges need above and below."""
    said = [*lines(document), missing]
    return _TOP, _FOOT + _LINE * sum(1 + len(line) // _LETTERS for line in said if line)


def pressed(document: Document, values: Sequence[Value], edges: Edges) -> Set:
    """Set them all. Unavailable where the typeface is missing or the page cannot be set."""
    return typeset.pressed(vendor("fonts"), functools.partial(_press, document, values, edges))


def _press(document: Document, values: Sequence[Value], edges: Edges, system: typeset.System) -> Set:
    letters = Letters(functools.cache(system.draws))
    data = _data(document, values, edges, letters)
    data["fonts"] = list(system.families)
    words = json.dumps(data)
    given: dict[str, Any] = {
        "root": str(resource("reports")),
        "font_paths": typeset.fonts_of(vendor("fonts"), system=len(system.families) > 1),
        "sys_inputs": {"data": words},
    }
    template = str(resource("reports", "fillable.typ"))
    try:
        made = bytes(typst.compile(template, timestamp=document.moment // 1000, pdf_tags=False, **given))
        told = json.loads(typst.query(template, "<cut>", field="value", **given))
    finally:
        typeset.forget(len(words))
    return Set(made, tuple(Cut(one["at"], one["fit"], one["of"]) for one in told), letters.boxed)


def _data(document: Document, values: Sequence[Value], edges: Edges, letters: Letters) -> dict[str, Any]:
    said = letters.printable
    return {
        "marking": said(document.marking),
        "colour": document.marking_colour,
        "banner": said(" · ".join(word for word in (document.banner, edges.notice) if word)),
        "left": said(document.running_left),
        "right": said(document.running_right),
        "foot": said(document.footer_left),
        "lines": [said(line, longest=_LETTERS) for line in lines(document)],
        "missing": said(edges.missing, longest=_LETTERS),
        "values": [
            {
                "at": at,
                "text": said(value.text, longest=max((value.wide - 6) / _WIDTH, 3)),
                "w": round(value.wide, 2),
                "h": round(value.tall, 2),
                "size": value.size,
                "lines": value.lines,
            }
            for at, value in enumerate(values)
        ],
        "pages": [
            {"w": wide, "h": tall, "n": n, "of": len(edges.pages)} for n, (wide, tall) in enumerate(edges.pages, 1)
        ],
    }
