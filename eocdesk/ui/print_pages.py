"""Puts the pages of a document on a printer, in whatever thread: each page as large and turned as it was set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from eocdesk.models.errors import Unavailable

_DOTS = 300
"""Dots an inch, about: more is not seen on paper and fills the printer's memory."""
_STRIP = 128
"""Rows that are drawn at once."""


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
    """In strips: Python waits while one is drawn, and the screen with it; a whole page took a second."""
    times = max(1, round(printer.resolution() / _DOTS))  # dots of the printer for one of ours: whole, so no seam shows
    dots = printer.resolution() / times / 72
    size = document.pagePointSize(page)
    width, height = round(size.width() * dots), round(size.height() * dots)
    for top in range(0, height, _STRIP):
        rows = min(_STRIP, height - top)
        asked = QPdfDocumentRenderOptions()
        asked.setScaledSize(QSize(width, height))
        asked.setScaledClipRect(QRect(0, top, width + 1, rows + 1))  # Qt 6.11 scales by its last row, one too few
        white = QImage(width, rows, QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        strip = white.copy()
        over = QPainter(strip)
        over.drawImage(0, 0, document.render(page, QSize(width, rows), asked))
        over.end()
        if strip != white:
            painter.drawImage(QRectF(0, top * times, width * times, rows * times), strip)


def counted(pages: int) -> str:
    """`1 page`, `12 pages`."""
    return "1 page" if pages == 1 else f"{pages} pages"
