"""A form drawn from a desk and read again as a person would read its pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtPdf import QPdfDocument

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


def pages(document: Document, paper: Paper = Paper.LETTER, *, drawing: bool = False) -> list[str]:
    """The text of each page, as one line. Whatever it says, nothing of it runs off a page or over other words.

    With a `drawing` that is not looked at: its names go on beyond its edge, where nobody sees them.
    """
    data = pdf(document, paper)
    found = [] if drawing else amiss(data)
    assert not found, "\n".join(found[:9])
    return [plain(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def amiss(data: bytes) -> list[str]:
    """Words that run off a page's frame, or over each other, as a reader of PDF places them."""
    held, document = QBuffer(), QPdfDocument(None)
    held.setData(data)
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(held)
    wrong: list[str] = []
    for number in range(document.pageCount()):
        size, placed = document.pagePointSize(number), document.getAllText(number)
        rects = [one for one in (each.boundingRect() for each in placed.bounds()) if one.isValid()]
        within = QRectF(_SIDE, _EDGE, size.width() - 2 * _SIDE, size.height() - 2 * _EDGE)
        wrong += [f"page {number + 1}: {_said(one)} is off the page" for one in rects if not within.contains(one)]
        wrong += [f"page {number + 1}: {_said(one)} lies over {_said(other)}" for one, other in _over(rects)]
    document.close()
    return wrong


_SIDE, _EDGE = 30, 15
"""Points at the sides and above and below that stay white on every page."""
_LETTER = 3.5
"""What is less tall is a mark on a letter, which may reach into the next line."""


def _over(rects: list[QRectF]) -> Iterator[tuple[QRectF, QRectF]]:
    letters = sorted((one for one in rects if one.height() > _LETTER), key=QRectF.top)
    for place, one in enumerate(letters):
        for other in letters[place + 1 :]:
            if other.top() >= one.bottom():
                break
            both = one.intersected(other)
            if both.width() > 2 and both.height() > 0.4 * min(one.height(), other.height()):
                yield one, other


def _said(rect: QRectF) -> str:
    return f"({rect.left():.0f}, {rect.top():.0f}, {rect.right():.0f}, {rect.bottom():.0f})"


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
