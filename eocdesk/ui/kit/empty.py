"""What stands where nothing is yet: one sentence, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from eocdesk.ui.kit.icons import IconLabel


class Empty(QWidget):
    """An icon, a sentence, what it means, and a button where something can be done. Without a sentence it is quiet."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        detail: str = "",
        button: str = "",
        run: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._run = run
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(6)
        box.addStretch(1)
        picture = IconLabel(icon, "faint", 36)
        box.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sentence = self._words("h1")
        self._detail = self._words("muted")
        box.addWidget(self._sentence)
        box.addWidget(self._detail)
        self.button = QPushButton(button)
        self.button.setProperty("kind", "primary")
        self.button.setVisible(bool(button and run))
        self.button.clicked.connect(self._pressed)
        box.addSpacing(6)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box = box
        box.addStretch(2)
        self.say(sentence, detail)

    def say(self, sentence: str, detail: str = "") -> None:
        """Another sentence: nothing found is not the same as nothing there."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def beside(self, other: QPushButton) -> None:
        """Another way, below the button."""
        self._box.insertWidget(self._box.indexOf(self.button) + 1, other, 0, Qt.AlignmentFlag.AlignHCenter)

    def _words(self, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setWordWrap(True)
        return label

    @Slot()
    def _pressed(self) -> None:
        if self._run is not None:
            self._run()


class Emptiable(QWidget):
    """A view, or what is said while it has nothing to show."""

    def __init__(self, view: QWidget, empty: Empty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(view)
        self._stack.addWidget(empty)

    def set_empty(self, *, empty: bool, sentence: str = "", detail: str = "") -> None:
        """Show the sentence, or the view."""
        if empty and sentence:
            self._empty.say(sentence, detail)
        self._stack.setCurrentIndex(1 if empty else 0)

    @property
    def is_empty(self) -> bool:
        """Whether the sentence shows."""
        return self._stack.currentIndex() == 1
