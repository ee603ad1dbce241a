"""A document as it will be on paper: looked at, printed, saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from eocdesk.desk import outfile
from eocdesk.models.errors import Unavailable
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.messages import Messages
from eocdesk.ui.print_pages import counted, print_pages
from eocdesk.ui.printers import Printers

if TYPE_CHECKING:
    from eocdesk.ui.pane import Context

_ZOOM = 1.2
Guard = Callable[[str, str, Callable[[], None]], None]
"""Given "print" or "save", the printer or file, and what to do once it may be done."""
Written = Callable[[str, Callable[[bytes], None]], None]
"""Given the ending of a file, and what to do with its bytes once they are there."""
_PDF = "pdf"
_PAGES = {_PDF: "PDF"}


def _at_once(_way: str, _sent_to: str, then: Callable[[], None]) -> None:
    then()


def _nothing() -> None:
    """What comes after an entry of what went wrong."""


class PdfPreview(QWidget):
    """A window of its own: pages under each other, fitted to its width."""

    printed = Signal()
    saved = Signal(str)

    def __init__(self, pdf: bytes, title: str, messages: Messages, name: str = "summary.pdf") -> None:
        """`pdf` is a whole PDF file; `name` what it is called when saved. Unavailable where it cannot be shown."""
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setProperty("room", "app")
        self._pdf = self._saved = pdf
        self._name = name
        self._messages = messages
        self._dialog: QWidget | None = None
        self._guard: Guard = _at_once
        self._paper: QPrinter | None = None
        self._printers: Printers | None = None
        self._context: Context | None = None
        self._warning = ""
        self._kinds: Mapping[str, str] = _PAGES
        self._written: Written | None = None
        self._data = QBuffer(self)
        self._data.setData(QByteArray(pdf))
        self._data.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._data)
        if self._document.status() != QPdfDocument.Status.Ready:
            raise Unavailable("The document could not be shown. Save it and open it elsewhere.")
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(f"{title}, {self.page_count} pages")
        self._lay_out(title)
        for key, slot in (
            ("Ctrl+P", self.print_it),
            ("Ctrl+S", self.save),
            ("Esc", self.close),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        self.resize(QSize(900, 1000).boundedTo(self.screen().availableGeometry().size() * 0.92))

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return self._document.pageCount()

    def guard(self, guard: Guard, warning: str = "") -> None:
        """Ask `guard` before anything leaves the screen; a `warning` must be pressed away first."""
        self._guard, self._warning = guard, warning

    def offer(self, kinds: Mapping[str, str], written: Written) -> None:
        """Save it as other files too: `kinds` are their endings, each with its name; `written` makes what is no PDF."""
        self._kinds, self._written = _PAGES | dict(kinds), written

    def say(self, words: str) -> None:
        """What must be known of these pages, under their title."""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def refuse(self, sentence: str) -> None:
        """Why something cannot be done with these pages: here, for the desk's own window may lie behind."""
        self._warned.setText(sentence)
        self._warned.setVisible(bool(sentence))

    def keep_instead(self, data: bytes) -> None:
        """Saved as PDF it is these bytes: the same, as another program goes on with it."""
        self._saved = data

    def add(self, words: str, act: Callable[[], None]) -> QPushButton:
        """A deed more beside saving and printing; `act` is a method of a QObject."""
        button = QPushButton(words)
        button.clicked.connect(act)
        self._deeds.insertWidget(self._deeds.count() - 2, button)
        return button

    def live_in(self, context: Context) -> None:
        """Print on the printers this desk remembers, away from the screen."""
        self._context, self._printers = context, Printers(context.desk.settings, context.messages)

    def _is_sure(self) -> bool:
        """False the first time where there is something to be warned of."""
        sentence, self._warning = self._warning, ""
        self._warned.setText(sentence)
        self._warned.setVisible(bool(sentence))
        return not sentence

    @Slot()
    def print_it(self) -> None:
        """Ask for a printer, then print; the desk goes on meanwhile."""
        if not self._is_sure():
            return
        printer = self._printers.ready() if self._printers else QPrinter(QPrinter.PrinterMode.HighResolution)
        self._paper = printer  # the dialog does not hold it: without this it is gone before anybody chose
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page_count)
        dialog.accepted.connect(self._print_accepted)
        self._dialog = dialog
        QDialog.open(dialog)

    @Slot()
    def _print_accepted(self) -> None:
        printer = self._paper
        if printer is not None:
            if self._printers:
                self._printers.keep(printer)
            self._guard("print", printer.printerName() or printer.outputFileName(), partial(self.print_on, printer))

    def print_on(self, printer: QPrinter) -> None:
        """Every page that was asked for in the printer's own resolution, each as large as it was set."""
        work = partial(print_pages, self._pdf, printer, self._asked_for(printer))
        if self._context is not None:
            self._context.start(self._sent(self._context, work), name="print")
            return
        try:
            self._went(work())
        except Unavailable as error:
            self._messages.tell(error)

    async def _sent(self, context: Context, work: Callable[[], int]) -> None:
        self._went(await context.desk.read(_done, work))

    def _went(self, pages: int) -> None:
        self._messages.note(f"{counted(pages)} sent to the printer.")
        if isValid(self):
            self.printed.emit()

    def _asked_for(self, printer: QPrinter) -> range:
        """The pages, from 0; all of them where none of those asked for is there."""
        if printer.printRange() != QPrinter.PrintRange.PageRange:
            return range(self.page_count)
        some = range(max(printer.fromPage(), 1) - 1, min(printer.toPage() or self.page_count, self.page_count))
        return some or range(self.page_count)

    @Slot()
    def save(self) -> None:
        """Ask where, then write the file as it is."""
        if not self._is_sure():
            return
        dialog = QFileDialog(self, "Save the document", self._name)
        dialog.setNameFilters([f"{name} (*.{ending})" for ending, name in self._kinds.items()])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_PDF)
        dialog.filterSelected.connect(self._kind_chosen)
        dialog.selectFile(self._name)
        dialog.fileSelected.connect(self._save_accepted)
        self._dialog = dialog
        dialog.open()

    @Slot(str)
    def _kind_chosen(self, kind: str) -> None:
        """A name without an ending gets that of the kind that was chosen."""
        if isinstance(self._dialog, QFileDialog):
            self._dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")"))

    @Slot(str)
    def _save_accepted(self, path: str) -> None:
        self._guard("save", path, partial(self.save_as, path))

    @Slot(str)
    def save_as(self, path: str) -> None:
        """Write the file there, as what its ending says; an ending that is not offered says nothing."""
        ending = Path(path).suffix.lower().removeprefix(".")
        if self._written is None or ending == _PDF or ending not in self._kinds:
            self._write(path, self._saved)
        else:
            self._written(ending, partial(self._write, path))

    def _write(self, path: str, data: bytes) -> None:
        try:
            outfile.put(Path(path), data)
        except OSError as error:
            self._guard("save", outfile.not_written(path), _nothing)
            self._messages.tell(Unavailable(f"{path} could not be written: {error.strerror}."))
            return
        self.saved.emit(path)
        self._messages.note(f"Saved as {path}.")

    @Slot()
    def _larger(self) -> None:
        self._zoom(_ZOOM)

    @Slot()
    def _smaller(self) -> None:
        self._zoom(1 / _ZOOM)

    @Slot()
    def _fit(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, by: float) -> None:
        fitted = self._view.zoomMode() == QPdfView.ZoomMode.FitToWidth
        now = self._fitted() if fitted else self._view.zoomFactor()
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(min(max(now * by, 0.2), 6.0))

    def _fitted(self) -> float:
        width = self._document.pagePointSize(0).width() * self.logicalDpiX() / 72
        return max(0.2, (self._view.viewport().width() - 12) / max(1.0, width))

    def _lay_out(self, title: str) -> None:
        bar = QWidget()
        bar.setProperty("room", "topbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = self._deeds = QHBoxLayout(bar)
        row.setContentsMargins(14, 7, 12, 7)
        heading = QLabel(title)  # without a buddy an ampersand is one
        heading.setProperty("role", "h1")
        pages = QLabel(counted(self.page_count))
        pages.setProperty("role", "muted")
        row.addWidget(heading)
        row.addWidget(pages)
        row.addStretch(1)
        for icon, name, slot in (
            ("mdi6.magnify-minus-outline", "Smaller", self._smaller),
            ("mdi6.magnify-plus-outline", "Larger", self._larger),
            ("mdi6.fit-to-page-outline", "Fit to the window", self._fit),
        ):
            button = IconButton(icon, name)
            button.clicked.connect(slot)
            row.addWidget(button)
        save = QPushButton("Save as…")
        save.clicked.connect(self.save)
        print_it = QPushButton("Print…")
        print_it.setProperty("kind", "primary")
        print_it.clicked.connect(self.print_it)
        row.addWidget(save)
        row.addWidget(print_it)
        self._put_together(bar)

    def _put_together(self, bar: QWidget) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        self._told, self._warned = QLabel(), QLabel()
        self._warned.setProperty("role", "error")
        for label in (self._told, self._warned):
            label.setWordWrap(True)
            label.setContentsMargins(14, 6, 14, 6)
            label.hide()
            box.addWidget(label)
        box.addWidget(self._view, 1)


def _done(_connection: Any, work: Callable[[], int]) -> int:
    """In the reading pool: pages take their time on their way to the printer."""
    return work()
