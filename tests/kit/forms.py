"""A form drawn from a desk and read again as a person would read its pages."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf

from eocdesk.desk.desk import Desk
from eocdesk.reports.document import Document
from eocdesk.reports.ics.titles import Form
from eocdesk.reports.paper import Asked, Maker
from eocdesk.reports.typeset import Paper, pdf
from tests.kit.desks import EVENT
from tests.kit.operation import NOW


def drawn(desk: Desk, maker: Maker, **asked: Any) -> Document:
    """The document as asked, of this moment."""
    wanted = Asked(maker.code, EVENT, NOW, NOW, **{"person": "L. Chen", "position": "Planning", **asked})
    return desk.read_now(maker.draw, wanted)


def pages(document: Document, paper: Paper = Paper.LETTER) -> list[str]:
    """The text of each page, as one line."""
    return [plain(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf(document, paper))).pages]


def plain(words: str) -> str:
    """Without line breaks and places where a word may break, with one space between words."""
    return " ".join(words.replace("\u200b", "").split())


def missing(form: Form, text: str) -> list[str]:
    """Which numbers, titles and items of the booklet do not stand in a text; answers in brackets stand apart."""
    said = _letters(text)
    wanted = [f"{form.title} ({form.number})".upper()]
    for block in form.blocks:
        wanted.append(f"{block.number}. {block.title}")
        wanted += [
            part.strip()
            for item in block.items
            for part in re.split(r": | \(x5| \((?=Yes|ALS)", item)
            if "per branch" not in part
        ]
    return [words for words in wanted if _letters(words) not in said]


def _letters(words: str) -> str:
    """Letters and digits alone: where a title breaks into lines, and its colon, are the drawer's."""
    return "".join(letter for letter in words if letter.isalnum())
