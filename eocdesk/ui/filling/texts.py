"""One block of a form as it is typed: a line, a text, a choice or a tick; it says what it holds once nobody types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from eocdesk.reports.fills import Asks, Fill
from eocdesk.ui.filling.meanwhile import ELSEWHERE, Meanwhile
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words

IDLE_MS = 1_200
"""So long after the last key what was typed is kept; at once where the block is left."""
_LEAST, _MOST = 3, 12
YES = "yes"


class Text(QWidget):
    """A block. `wrote(key, text)` when it holds something else than is kept."""

    wrote = Signal(str, str)

    def __init__(self, fill: Fill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fill = fill
        self._kept = ""
        self._sent: list[str] = []
        self._shown = False
        self.told = ""
        """Who changed it last while it was open here; empty: nobody else."""
        self.meanwhile = Meanwhile(fill.title)
        self.meanwhile.took.connect(self.take_theirs)
        self.meanwhile.kept.connect(self.keep_mine)
        self.inner = _inner(fill)
        self.inner.setAccessibleName(fill.title)
        self.inner.setToolTip(fill.help)
        self.inner.installEventFilter(self)
        self._idle = QTimer(self, interval=IDLE_MS)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.keep)
        self.label = words("", fill.title)
        self.label.setProperty("role", "label")
        self.label.setBuddy(self.inner)
        self.note = words("muted")
        self.note.hide()
        self.error = words("error")
        self.error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        if not isinstance(self.inner, QCheckBox):
            box.addWidget(self.label)
        for widget in (self.inner, self.note, self.meanwhile, self.error):
            box.addWidget(widget)
        self._listen()
        self.setFocusProxy(self.inner)

    @property
    def text(self) -> str:
        """What stands in it now, kept or not."""
        match self.inner:
            case QPlainTextEdit():
                return self.inner.toPlainText()
            case QComboBox():
                return str(self.inner.currentData() or "")
            case QCheckBox():
                return YES if self.inner.isChecked() else ""
            case QLineEdit():
                return self.inner.text()
        return ""

    @property
    def is_kept(self) -> bool:
        """Whether what stands in it is what the desk holds."""
        return self.text == self._kept

    def show_text(self, text: str, by: str = "") -> None:
        """What the desk holds, and by whom it was changed; what is being typed here stays, and is asked about."""
        own, first = text in self._sent, not self._shown
        self._shown = True
        if own:
            del self._sent[: self._sent.index(text) + 1]
        if text == self.text:
            self._kept = text
            self.meanwhile.hide()
        elif self.is_kept:
            self.told = self.told if own or first else by or ELSEWHERE
            self._kept = text
            self._set(text)
        elif own or text == self._kept:
            self._kept = text  # one types on
        else:
            self._idle.stop()
            self._kept = text
            self.meanwhile.ask(text, by)
        self._grow()

    def expect(self, text: str) -> None:
        """This was written here, by another way than typing."""
        self._sent.append(text)

    @Slot()
    def take_theirs(self) -> None:
        """What stands elsewhere replaces what is typed."""
        self.meanwhile.hide()
        self._set(self._kept)
        self._grow()
        self.inner.setFocus()

    @Slot()
    def keep_mine(self) -> None:
        """What is typed stands, over theirs."""
        self.meanwhile.hide()
        self.keep()
        self.inner.setFocus()

    def show_note(self, sentence: str) -> None:
        """A quiet line under it: what the last report said, what is offered."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """Why it was not taken; empty takes that away."""
        if sentence:
            self._sent.clear()
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def set_written(self, *, may: bool) -> None:
        """Whether it can be written now; what it says can be read and copied always."""
        if isinstance(self.inner, (QPlainTextEdit, QLineEdit)):
            self.inner.setReadOnly(not may)
        else:
            self.inner.setEnabled(may)

    @Slot()
    def keep(self) -> None:
        """Say what stands here, where that is not what is kept."""
        self._idle.stop()
        if not self.is_kept and not self.meanwhile.is_asking:
            self.told = ""
            self._sent.append(self.text)
            self.wrote.emit(self.fill.key, self.text)

    def _set(self, text: str) -> None:
        blocked = self.inner.blockSignals(True)  # noqa: FBT003  Qt's own
        match self.inner:
            case QPlainTextEdit():
                at = min(self.inner.textCursor().position(), len(text))
                self.inner.setPlainText(text)
                cursor = self.inner.textCursor()
                cursor.setPosition(at)
                self.inner.setTextCursor(cursor)
            case QComboBox():
                at = self.inner.findData(text)
                if at < 0:
                    self.inner.addItem(text, text)
                    at = self.inner.count() - 1
                self.inner.setCurrentIndex(at)
            case QCheckBox():
                self.inner.setChecked(text.strip().casefold() in {YES, "x", "true"})
            case QLineEdit():
                self.inner.setText(text)
        self.inner.blockSignals(blocked)

    def _listen(self) -> None:
        match self.inner:
            case QPlainTextEdit():
                self.inner.textChanged.connect(self._typed)
                self.inner.textChanged.connect(self._grow)
            case QComboBox():
                self.inner.activated.connect(self._decided)
            case QCheckBox():
                self.inner.toggled.connect(self._decided)
            case QLineEdit():
                self.inner.textEdited.connect(self._typed)

    @Slot()
    def _typed(self) -> None:
        self.refuse("")
        self._idle.start()

    @Slot()
    def _decided(self) -> None:
        self.keep()

    @Slot()
    def _grow(self) -> None:
        """As high as what stands in it, within reason: a report is read as a whole."""
        if isinstance(self.inner, QPlainTextEdit):
            lines = min(max(round(self.inner.document().size().height()), _LEAST), _MOST)
            height = lines * QFontMetrics(self.inner.font()).lineSpacing() + theme.now().pad * 2
            if height != self.inner.height():
                self.inner.setFixedHeight(height)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.inner and event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)


def _inner(fill: Fill) -> QWidget:
    if fill.asks is Asks.LINE:
        return QLineEdit()
    if fill.asks is Asks.TICK:
        return QCheckBox(fill.title)
    if fill.asks is Asks.CHOICE:
        chosen = QComboBox()
        chosen.addItem("–", "")
        for value, said in fill.choices:
            chosen.addItem(said, value)
        return chosen
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    return made
