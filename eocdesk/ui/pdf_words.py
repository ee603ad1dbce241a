"""The words of a PDF, page by page, with its keywords and size; without a window."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

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
        return Words(pages, keywords, letter=round(size.height()) == _LETTER)
    finally:
        document.close()


_LETTER = 792
"""Points: the height of a sheet of Letter."""
