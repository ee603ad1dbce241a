"""Asks for a person in place: who holds a seat, who is called. Never modal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.models import Refused
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.picker import RecordPicker
from eocdesk.ui.kit.ranking import Candidate

_WIDTH = 320


class Pick(QFrame):
    """A small card over the pane with a line that knows the people. Enter answers, Escape withdraws."""

    answered = Signal(object, object)
    """What it was about, and the person's id or None."""

    def __init__(self, people: Callable[[], Sequence[Candidate]], over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._about: Any = None
        self._needed = True
        self._back: QWidget | None = None
        self.setProperty("kind", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Elided(role="h1")
        self.line = RecordPicker(people, "Person", "Type the first letters of a name")
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self._button = QPushButton()
        self._button.setProperty("kind", "primary")
        cancel = QPushButton("Cancel")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._button)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(6)
        for part in (self._title, self.line, self.error):
            box.addWidget(part)
        box.addLayout(buttons)
        self._button.clicked.connect(self._answer)
        cancel.clicked.connect(self.close_it)
        self.line.returnPressed.connect(self._answer)
        self.line.textEdited.connect(self.error.hide)
        self.hide()

    def ask(self, title: str, button: str, about: object, back: QWidget, record: bytes | None = None) -> None:
        """Open over the pane; the keyboard goes `back` afterwards. `record` is who it is now."""
        self._about, self._back = about, back
        self._needed = record is None
        self._title.set_full(title)
        self._button.setText(button)
        self.line.setAccessibleName(title)
        self.line.set_record(record)
        self.line.selectAll()
        self.error.hide()
        self._stand()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """The answer was not taken: the sentence stands under the line."""
        self.error.setText(sentence)
        self.error.show()
        self._stand()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_it(self) -> None:
        """Close; the keyboard goes back where it came from."""
        had_focus = self.line.hasFocus() or self.isAncestorOf(self.focusWidget() or self._over)
        self._about = None
        self.hide()
        if self._back is not None and had_focus:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _stand(self) -> None:
        self.setFixedWidth(min(round(_WIDTH * theme.of(self).scale), self._over.width() - 16))
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, max(8, (self._over.height() - self.height()) // 3))

    @Slot()
    def _answer(self) -> None:
        if self._about is None:
            return
        try:
            person = self.line.record
        except Refused as refused:
            self.refuse(refused.sentence)
            return
        if person is None and self._needed:
            self.refuse("Say who.")
            return
        about = self._about
        self.answered.emit(about, person)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        super().keyPressEvent(event)
