"""The words of a PDF, page by page, with its keywords, its size and how its pages look; without a window."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from eocdesk.desk.proving import Words
from eocdesk.models import Refused


def words(data: bytes) -> Words:
    """What stands on the pages; Refused where the bytes are no PDF that can be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        if document.status() is not QPdfDocument.Status.Ready:
            raise Refused("This is no PDF that can be read.", "document")
        pages = tuple(document.getAllText(page).text() for page in range(document.pageCount()))
        size = document.pagePointSize(0)
        keywords = str(document.metaData(QPdfDocument.MetaDataField.Keywords) or "")
        looks = tuple(_look(document, page) for page in range(min(document.pageCount(), _LOOKED_AT)))
        return Words(pages, keywords, letter=round(size.height()) == _LETTER, looks=looks)
    finally:
        document.close()


def _look(document: QPdfDocument, page: int) -> bytes:
    """A page as it is seen, with what was laid over it: one byte of grey for each point."""
    size = document.pagePointSize(page)
    shape = QSize(_WIDTH, min(round(_WIDTH * size.height() / max(size.width(), 1)), _HIGHEST))
    options = QPdfDocumentRenderOptions()
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
    sheet = QImage(shape, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, document.render(page, shape, options))
    painter.end()
    return bytes(sheet.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


_LOOKED_AT = 120
"""So many pages are looked at: half a megabyte each, whatever file somebody hands in."""
_WIDTH, _HIGHEST = 612, 2448
"""Points of grey: a multiple of four, so that no line of a picture is padded; a page of whatever length is bounded."""

_LETTER = 792
"""Points: the height of a sheet of Letter."""
