"""Asks for a few words in place: why a session moves, which day to go to. Never modal, never exec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.panes.calendar.plan import ARROWS


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `about` comes back with the answer."""

    title: str
    detail: str
    button: str
    hint: str
    about: Any = None


class Ask(QFrame):
    """A small card over the pane with one line to write. Enter answers, Escape withdraws."""

    answered = Signal(object, str)
    """The question's `about` and the words."""
    withdrawn = Signal(object)
    nudged = Signal(int, int, bool)
    """Alt and an arrow while one writes: along, down, with Shift."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("kind", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._about: Any = None
        self._back: QWidget | None = None
        self._busy = False
        self._title = Elided(role="h1")
        self._detail = Elided(role="muted")
        self.line = QLineEdit()
        self.line.returnPressed.connect(self._answer)
        self.line.textEdited.connect(self._edited)
        self.line.installEventFilter(self)
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self._button = QPushButton()
        self._button.setProperty("kind", "primary")
        self._button.clicked.connect(self._answer)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.withdraw)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._button)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(6)
        for part in (self._title, self._detail, self.line, self.error):
            box.addWidget(part)
        box.addLayout(buttons)
        self.error.hide()
        self.hide()

    @property
    def about(self) -> Any:
        """What the open question is about; None while none is open."""
        return self._about

    def ask(self, question: Question, beside: QRect, back: QWidget) -> None:
        """Open near that rectangle of the parent; the keyboard goes `back` afterwards. What is typed is kept."""
        self.ready()
        again = self.isVisible() and self._about is not None
        self._about, self._back = question.about, back
        self._title.set_full(question.title)
        self._detail.set_full(question.detail)
        self._button.setText(question.button)
        self.line.setPlaceholderText(question.hint)
        self.line.setAccessibleName(f"{question.title}. {question.hint}")
        if not again:
            self.line.clear()
            self.error.hide()
        self._stand(beside)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """The answer was not taken: the sentence stands under the line."""
        self.ready()
        self.error.setText(sentence)
        self.error.show()
        self.line.setProperty("wrong", True)  # noqa: FBT003  Qt's own
        self._polish()
        self.adjustSize()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def withdraw(self) -> None:
        """Close without an answer."""
        about = self._about
        self.close_it()
        self.withdrawn.emit(about)

    def ready(self) -> None:
        """What was answered has been dealt with: one may answer again."""
        self._busy = False

    def close_it(self) -> None:
        """Close; the keyboard goes back where it came from."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._about = None
        self.hide()
        self._plain()
        if self._back is not None and (had_focus or self.line.hasFocus()):
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _stand(self, beside: QRect) -> None:
        scale = theme.of(self).scale
        self.setFixedWidth(round(360 * scale))
        self.adjustSize()
        area = self._over.rect().adjusted(8, 8, -8, -8)
        x = min(max(beside.left(), area.left()), area.right() - self.width())
        below = beside.bottom() + 8
        y = below if below + self.height() <= area.bottom() else beside.top() - self.height() - 8
        self.move(x, min(max(y, area.top()), max(area.top(), area.bottom() - self.height())))

    def _polish(self) -> None:
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _plain(self) -> None:
        self.error.hide()
        if self.line.property("wrong"):
            self.line.setProperty("wrong", False)  # noqa: FBT003  Qt's own
            self._polish()

    @Slot()
    def _edited(self) -> None:
        self._plain()

    @Slot()
    def _answer(self) -> None:
        if self._about is not None and not self._busy:
            self._busy = True
            self.answered.emit(self._about, self.line.text())

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, held = Qt.Key(event.key()), event.modifiers()
            if key in ARROWS and held & Qt.KeyboardModifier.AltModifier:
                self.nudged.emit(*ARROWS[key], bool(held & Qt.KeyboardModifier.ShiftModifier))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.withdraw()
            return
        super().keyPressEvent(event)
