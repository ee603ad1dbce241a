"""Pages are printed in any thread, each turned as it was set; a printer that does not answer is said."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from eocdesk.models import Unavailable
from eocdesk.ui.print_pages import counted, print_pages

PORTRAIT = QPageLayout.Orientation.Portrait


@pytest.fixture
def pdf(qapp: object) -> bytes:
    """An upright page, one that lies across, an upright one."""
    del qapp
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    painter = QPainter(writer)
    for way in (QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait):
        writer.setPageOrientation(way)
        writer.newPage()
    painter.end()
    return bytes(data.data())


def into(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def sizes(target: Path) -> list[tuple[int, int]]:
    document = QPdfDocument()
    document.load(str(target))
    every = [document.pagePointSize(page) for page in range(document.pageCount())]
    return [(round(size.width()), round(size.height())) for size in every]


def test_a_page_that_lies_across_is_not_pressed_into_an_upright_one(pdf: bytes, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(print_pages, pdf, into(tmp_path / "a.pdf")).result() == 3
    assert sizes(tmp_path / "a.pdf") == [(612, 792), (792, 612), (612, 792)]


def test_the_pages_asked_for_as_often_as_asked(pdf: bytes, tmp_path: Path) -> None:
    printer = into(tmp_path / "a.pdf")
    printer.setCopyCount(2)
    times = 1 if printer.supportsMultipleCopies() else 2
    assert print_pages(pdf, printer, [1]) == times
    assert set(sizes(tmp_path / "a.pdf")) == {(792, 612)}


def test_it_stops_between_two_pages(pdf: bytes, tmp_path: Path) -> None:
    asked: list[int] = []

    def go_on() -> bool:
        asked.append(1)
        return len(asked) < 2

    assert print_pages(pdf, into(tmp_path / "a.pdf"), go_on=go_on) == 1


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says it too
def test_what_cannot_be_printed_is_said(pdf: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        print_pages(pdf, into(tmp_path / "no such folder" / "a.pdf"))
    with pytest.raises(Unavailable, match="could not be read"):
        print_pages(b"no PDF", into(tmp_path / "a.pdf"))
    assert counted(1) + counted(2) == "1 page2 pages"


def test_what_stands_at_the_foot_of_a_page_stands_there_on_paper(tmp_path: Path) -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.Letter), PORTRAIT, QMarginsF()))
    painter = QPainter(writer)
    for top in range(20, 780, 40):
        painter.fillRect(100, top, 300, 6, Qt.GlobalColor.black)
    painter.end()
    (tmp_path / "own.pdf").write_bytes(bytes(data.data()))
    printer = into(tmp_path / "printed.pdf")
    printer.setResolution(600)
    print_pages(bytes(data.data()), printer)
    printed, own = dark(tmp_path / "printed.pdf"), dark(tmp_path / "own.pdf")
    for row in own:
        assert min(abs(row - one) for one in printed) <= 1
    assert abs(printed[-1] - own[-1]) <= 1


def dark(target: Path) -> list[int]:
    """The rows, a point each, that are black in the middle of the first page."""
    document = QPdfDocument()
    document.load(str(target))
    image = document.render(0, document.pagePointSize(0).toSize())
    return [
        row
        for row in range(image.height())
        if image.pixelColor(200, row).value() < 90 < image.pixelColor(200, row).alpha()
    ]
