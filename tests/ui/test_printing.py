"""A document is looked at as it will be on paper, printed and saved as it is."""

from __future__ import annotations

import errno
import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.models import Unavailable
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.messages import Messages
from eocdesk.ui.printing import PdfPreview


@pytest.fixture
def pdf(qapp: object) -> bytes:
    """Two pages of US Letter."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    painter = QPainter(writer)
    painter.fillRect(1000, 1000, 3000, 3000, Qt.GlobalColor.red)
    writer.newPage()
    painter.end()
    return bytes(data.data())


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def preview(qtbot: QtBot, pdf: bytes, messages: Messages) -> PdfPreview:
    made = PdfPreview(pdf, "Situation summary 3", messages, "situation-3.pdf")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)  # its keys work only then
    return made


def test_every_page_is_printed_in_its_own_size(
    preview: PdfPreview, messages: Messages, tmp_path: Path, qtbot: QtBot
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(messages.noted) as said:
        preview.print_on(printer)
    assert said.args == ["2 pages sent to the printer."]
    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    size = printed.pagePointSize(0)
    assert printed.pageCount() == 2
    assert (round(size.width()), round(size.height())) == (612, 792)
    image = printed.render(0, size.toSize())
    assert image.pixelColor(120, 120).red() > 200
    assert image.pixelColor(120, 120).blue() < 60


def test_the_pages_that_were_asked_for_are_printed_alone(
    preview: PdfPreview, messages: Messages, tmp_path: Path, qtbot: QtBot
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    with qtbot.waitSignal(messages.noted) as said:
        preview.print_on(printer)
    assert said.args == ["1 page sent to the printer."]
    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == 1
    assert not _is_red(printed)


def _is_red(document: QPdfDocument) -> bool:
    """Only the first page has the red field."""
    colour = document.render(0, document.pagePointSize(0).toSize()).pixelColor(120, 120)
    return colour.alpha() > 0 and colour.red() > 200 and colour.blue() < 60


def test_what_was_chosen_in_the_dialog_is_printed_after_it_is_noted(
    preview: PdfPreview, tmp_path: Path, qtbot: QtBot
) -> None:
    noted: list[tuple[str, str]] = []

    def guard(way: str, sent_to: str, then: Callable[[], None]) -> None:
        noted.append((way, sent_to))
        then()

    preview.guard(guard)
    preview.print_it()
    dialog = preview._dialog
    assert isinstance(dialog, QPrintDialog)
    gc.collect()
    printer, target = dialog.printer(), tmp_path / "printed.pdf"
    assert (dialog.minPage(), dialog.maxPage()) == (1, 2)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    with qtbot.waitSignal(preview.printed):
        dialog.accepted.emit(printer)
    dialog.close()
    assert noted == [("print", str(target))]
    assert target.stat().st_size > 0


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says it too
def test_a_printer_that_does_not_answer_is_said(
    preview: PdfPreview, messages: Messages, tmp_path: Path, qtbot: QtBot
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    with qtbot.waitSignal(messages.trouble) as said:
        preview.print_on(printer)
    assert said.args == [("The printer does not answer. Nothing was printed.",)]


def test_it_is_saved_as_it_is(preview: PdfPreview, pdf: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "situation-3.pdf"
    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(preview.saved) as saved:
        dialog.fileSelected.emit(str(target))
    dialog.close()
    assert saved.args == [str(target)]
    assert target.read_bytes() == pdf


def test_it_is_saved_as_another_file_where_that_is_offered(preview: PdfPreview, pdf: bytes, tmp_path: Path) -> None:
    def written(ending: str, then: Callable[[bytes], None]) -> None:
        then(f"as {ending}".encode())

    preview.offer({"html": "Web page (HTML)", "txt": "Plain text"}, written)
    preview.save()
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.nameFilters() == ["PDF (*.pdf)", "Web page (HTML) (*.html)", "Plain text (*.txt)"]
    dialog.filterSelected.emit("Web page (HTML) (*.html)")
    assert dialog.defaultSuffix() == "html"
    dialog.close()
    for name in ("report.TXT", "report.pdf", "report.v2"):
        preview.save_as(str(tmp_path / name))
    assert (tmp_path / "report.TXT").read_bytes() == b"as txt"
    assert (tmp_path / "report.pdf").read_bytes() == pdf
    assert (tmp_path / "report.v2").read_bytes() == pdf, "an ending that is not offered says nothing"


def test_a_place_that_cannot_be_written_is_said(
    preview: PdfPreview, messages: Messages, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(messages.trouble) as said:
        preview.save_as(str(tmp_path / "no such folder" / "x.pdf"))
    assert "could not be written" in said.args[0][0]


def test_a_full_disk_leaves_the_older_file_and_is_noted_where_the_saving_was(
    preview: PdfPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, messages: Messages
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"older")
    told: list[tuple[str, str]] = []

    def guard(way: str, sent_to: str, then: Callable[[], None]) -> None:
        told.append((way, sent_to))
        then()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("eocdesk.desk.outfile.os.fsync", full)
    preview.guard(guard)
    with qtbot.waitSignal(messages.trouble):
        preview.save_as(str(tmp_path / "x.pdf"))
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"x.pdf": b"older"}
    assert told == [("save", f"{tmp_path / 'x.pdf'}, not written")]


def test_what_is_no_document_is_refused_before_a_window_shows(qtbot: QtBot, messages: Messages) -> None:
    with pytest.raises(Unavailable, match="could not be shown"):
        PdfPreview(b"no PDF", "Situation summary", messages)


def test_larger_smaller_and_fitted_by_buttons(preview: PdfPreview) -> None:
    view = preview._view
    buttons = {one.accessibleName(): one for one in preview.findChildren(IconButton)}
    fitted = preview._fitted()
    buttons["Larger"].click()
    assert view.zoomFactor() == pytest.approx(fitted * 1.2)
    buttons["Smaller"].click()
    assert view.zoomFactor() == pytest.approx(fitted)
    buttons["Fit to the window"].click()
    assert view.zoomMode() == view.ZoomMode.FitToWidth


def test_escape_closes_it_and_it_says_how_many_pages_it_has(preview: PdfPreview, qtbot: QtBot) -> None:
    assert preview.page_count == 2
    assert preview._view.accessibleName() == "Situation summary 3, 2 pages"
    assert {"Print…", "Save as…"} <= {one.text() for one in preview.findChildren(QPushButton)}
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_it_is_no_larger_than_the_screen(preview: PdfPreview) -> None:
    room = preview.screen().availableGeometry()
    assert preview.height() < room.height()
    assert preview.width() < room.width()
