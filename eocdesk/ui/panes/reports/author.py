"""What a person adds to the records before a situation summary is issued: highlights, remarks, which number."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.desk.settings import SETTINGS
from eocdesk.store.queries.reports import Issued
from eocdesk.store.queries.situation import Issue
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import ChoiceEditor

PAPERS = next(setting.choices for setting in SETTINGS if setting.name == "paper")
Start = Callable[[Coroutine[Any, Any, None], object], object]
Act = Callable[[Issue, str], Coroutine[Any, Any, None]]


class Author(QDialog):
    """Never modal. `preview` and `issue` are given the words and the paper; a refusal stands above the buttons."""

    drafted = Signal(object)
    """What is typed now, (highlights, remarks), to be kept as a draft."""

    def __init__(
        self, start: Start, acts: tuple[Act, Act], issued: Sequence[Issued], paper: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Situation report")
        self._start = start
        self._preview, self._issue = acts
        self._busy = False
        self._offered = ""
        self.highlights = _text("Highlights", "One a line: what the reader must know first.")
        self.remarks = _text("Remarks", "Sources, limits of the figures, what is still being checked.")
        self.number = ChoiceEditor("Number", _numbers(issued), empty=False)
        self.paper = ChoiceEditor("Paper", PAPERS, empty=False)
        self.paper.set_value(paper)
        self.final = QCheckBox("This is the final report of the event")
        self._error = QLabel()
        self._lay_out()
        for editor in (self.highlights, self.remarks):
            editor.textChanged.connect(self._typed)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.issue)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.preview)
        self.highlights.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, sentences: Sequence[str]) -> None:
        """Start the highlights from the gravest changes, where nothing is typed yet."""
        self._offered = "\n".join(sentences)
        if not self.highlights.toPlainText().strip():
            self.highlights.setPlainText(self._offered)

    def restore(self, highlights: str, remarks: str) -> None:
        """Words that were typed before and not issued."""
        self.highlights.setPlainText(highlights)
        self.remarks.setPlainText(remarks)

    @property
    def words(self) -> Issue:
        """What is typed, as the report takes it."""
        number, version = self.number.value()
        return Issue(
            number=number,
            version=version,
            final=self.final.isChecked(),
            highlights=self.highlights.toPlainText().strip(),
            remarks=self.remarks.toPlainText().strip(),
        )

    def refuse(self, sentence: str, _field: str | None) -> None:
        """A refusal: above the buttons, nothing typed is lost."""
        self._error.setText(sentence)
        self._error.show()

    @Slot()
    def preview(self) -> None:
        """The pages as they would be, marked as a draft."""
        self._begin(self._preview, close=False)

    @Slot()
    def issue(self) -> None:
        """Give it its number and keep it."""
        self._begin(self._issue, close=True)

    def _begin(self, act: Act, *, close: bool) -> None:
        if not self._busy:
            self._error.hide()
            self._start(self._run(act, close=close), self)

    async def _run(self, act: Act, *, close: bool) -> None:
        self._set_busy(busy=True)
        try:
            await act(self.words, str(self.paper.value()))
        finally:
            self._set_busy(busy=False)
        if close:
            self.blockSignals(True)  # noqa: FBT003  Qt's own; what was issued is no draft
            self.close()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for button in (self._preview_button, self._issue_button):
            button.setEnabled(not busy)
        self._issue_button.setText("Drawing the pages…" if busy else "Issue")

    @Slot()
    def _typed(self) -> None:
        highlights = self.highlights.toPlainText()
        self.drafted.emit(("" if highlights == self._offered else highlights, self.remarks.toPlainText()))

    def _lay_out(self) -> None:
        pad = theme.now().pad
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        heading = QLabel("Situation report")
        heading.setProperty("role", "title")
        note = QLabel(
            "Everything else is read from the records at the moment of issue. What is issued is kept as it is."
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        choices = QHBoxLayout()
        choices.setSpacing(pad)
        choices.addWidget(self.number, 2)
        choices.addWidget(self.paper, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(pad * 2, pad * 2, pad * 2, pad * 2)
        box.setSpacing(pad)
        box.addWidget(heading)
        box.addWidget(note)
        for label, editor, stretch in (("Highlights", self.highlights, 3), ("Remarks", self.remarks, 2)):
            caption = QLabel(label)
            caption.setBuddy(editor)
            box.addWidget(caption)
            box.addWidget(editor, stretch)
        box.addLayout(choices)
        box.addWidget(self.final)
        box.addWidget(self._error)
        box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton("Close")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        self._preview_button = QPushButton("Preview")
        self._preview_button.setAutoDefault(False)
        self._preview_button.setToolTip("Ctrl+P")
        self._preview_button.clicked.connect(self.preview)
        self._issue_button = QPushButton("Issue")
        self._issue_button.setProperty("kind", "primary")
        self._issue_button.setDefault(True)
        self._issue_button.setToolTip("Ctrl+Return")
        self._issue_button.clicked.connect(self.issue)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (cancel, self._preview_button, self._issue_button):
            row.addWidget(button)
        return row

    # Qt

    def sizeHint(self) -> QSize:
        scale = theme.now().scale
        return QSize(round(620 * scale), round(600 * scale))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            event.ignore()  # the pages are being kept: a moment
            return
        super().closeEvent(event)


def _text(name: str, hint: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    return made


def _numbers(issued: Sequence[Issued]) -> list[tuple[Any, str]]:
    """The next number, or a corrected version of the newest report."""
    if not issued:
        return [((None, 1), "New: situation report 1")]
    newest = issued[0]
    again = f"Correction: report {newest.number}, version {newest.version + 1}"
    following = f"New: situation report {newest.number + 1}"
    return [((None, 1), following), ((newest.number, newest.version + 1), again)]
