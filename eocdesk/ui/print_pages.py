"""Puts the pages of a document on a printer, in whatever thread: each page as large and turned as it was set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from eocdesk.models.errors import Unavailable

_DOTS = 300
"""Dots an inch, at most: more is not seen on paper and fills the printer's memory."""


def print_pages(
    pdf: bytes, printer: QPrinter, pages: Sequence[int] = (), go_on: Callable[[], bool] = lambda: True
) -> int:
    """Print these pages (from 0; none named: all), as often as the printer was asked for copies; how many pages went.

    `go_on` is asked before each page. Unavailable where the document cannot be read, or the printer does not answer.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        if document.status() != QPdfDocument.Status.Ready:
            raise Unavailable("The document could not be read. Nothing was printed.")
        every = list(pages) or list(range(document.pageCount()))
        times = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        return _painted(document, printer, every * times, go_on)
    finally:
        document.close()
        buffer.close()


def _painted(document: QPdfDocument, printer: QPrinter, pages: Sequence[int], go_on: Callable[[], bool]) -> int:
    _turn(document, printer, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable("The printer does not answer. Nothing was printed.")
    done = 0
    try:
        for page in pages:
            if not go_on():
                printer.abort()
                break
            if done:
                _turn(document, printer, page)
                if not printer.newPage():
                    raise Unavailable(f"The printer stopped after {counted(done)}.")
            _draw(document, painter, printer, page)
            done += 1
    finally:
        painter.end()
    return done


def _turn(document: QPdfDocument, printer: QPrinter, page: int) -> None:
    """The sheet as the page was set: pages of one document may lie across."""
    size = document.pagePointSize(page)
    across = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    sheet = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(sheet, way, QMarginsF(), QPageLayout.Unit.Point))


def _draw(document: QPdfDocument, painter: QPainter, printer: QPrinter, page: int) -> None:
    size = document.pagePointSize(page)
    dots = min(printer.resolution(), _DOTS) / 72
    image = document.render(page, QSizeF(size.width() * dots, size.height() * dots).toSize())
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)


def counted(pages: int) -> str:
    """`1 page`, `12 pages`."""
    return "1 page" if pages == 1 else f"{pages} pages"
