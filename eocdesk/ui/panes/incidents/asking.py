"""Asks for a few words in place: why it is closed or struck, how it should read, who works it. Never modal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from eocdesk.models import Refused
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.picker import RecordPicker


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `about` comes back with the answer; `text` opens a field of several lines, filled with it."""

    title: str
    detail: str
    button: str
    hint: str
    about: Any
    line: str = ""
    text: str | None = None
    offers: tuple[str, ...] = ()
    """What the line may be completed to."""
    partner: bool = False
    """Whether a lead partner can be picked too."""
    lead: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written."""

    line: str
    text: str = ""
    lead: bytes | None = None


class Ask(QFrame):
    """A strip above the list. Enter answers, Escape withdraws; a refusal stands beneath, what is typed is kept."""

    answered = Signal(object, object)
    """The question's `about` and the Answer."""
    closed = Signal(bool)
    """Whether it had the keyboard."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("room", "banner")
        self._setting = setting
        self._question: Question | None = None
        self._busy = False
        self._title = Elided(role="strong")
        self._detail = Elided(role="muted")
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(58)
        self.text.setAccessibleName("How it should read")
        self.text.installEventFilter(self)
        self.line = QLineEdit()
        self.line.returnPressed.connect(self.answer)
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.lead = RecordPicker(self._agencies, "Lead partner", "Lead partner")
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.button = QPushButton()
        self.button.clicked.connect(self.answer)
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.close_it)
        self._lay_out()
        self.hide()

    @property
    def about(self) -> Any:
        """What the open question is about; None while none is open."""
        return self._question.about if self._question is not None else None

    def ask(self, question: Question) -> None:
        """Open it, with the keyboard in it. Asked again about the same thing, what is typed is kept."""
        self._busy = False
        if self._question is None or self._question.about != question.about:
            self._fill(question)
        self._question = question
        self.show()
        first = self.text if question.text is not None else self.line
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def ready(self) -> None:
        """What was answered has been dealt with: one may answer again."""
        self._busy = False

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """The answer was not taken."""
        self._busy = False
        self.error.setText(sentence)
        self.error.show()

    @Slot()
    def answer(self) -> None:
        """Hand over what is written; once until it was taken or refused."""
        question = self._question
        if question is None or self._busy:
            return
        try:
            lead = self.lead.record if question.partner else None
        except Refused as refused:
            self.refuse(refused.sentence)
            return
        self._busy = True
        self.error.hide()
        self.answered.emit(question.about, Answer(self.line.text(), self.text.toPlainText(), lead))

    @Slot()
    def close_it(self) -> None:
        """Close; what was typed is gone."""
        if self._question is not None:
            self._question, self._busy = None, False
            within = QApplication.focusWidget()
            had = within is not None and self.isAncestorOf(within)
            self.hide()
            self.closed.emit(had)

    def _fill(self, question: Question) -> None:
        self._title.set_full(question.title)
        self._detail.set_full(question.detail)
        self._detail.setVisible(bool(question.detail))
        self.button.setText(question.button)
        self.line.setText(question.line)
        self.line.setPlaceholderText(question.hint)
        self.line.setAccessibleName(f"{question.title}: {question.hint}")
        self._offers.setStringList(list(question.offers))
        self.text.setVisible(question.text is not None)
        self.text.setPlainText(question.text or "")
        self.text.selectAll()
        self.lead.setVisible(question.partner)
        self.lead.set_record(question.lead)
        self.error.hide()

    def _agencies(self) -> Any:
        return self._setting.candidates("agency")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.line, 3)
        row.addWidget(self.lead, 2)
        row.addWidget(self.cancel)
        row.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 8)
        box.setSpacing(4)
        for widget in (self._title, self._detail, self.text):
            box.addWidget(widget)
        box.addLayout(row)
        box.addWidget(self.error)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.answer()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        super().keyPressEvent(event)
