"""Asks for one line in a small window of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.models.errors import Refused


class AskLine(QDialog):
    """Enter gives it, Escape leaves. `take` may refuse; the sentence stands beneath the line."""

    given = Signal(str)

    def __init__(
        self, title: str, label: str, button: str, take: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._take = take
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        heading = QLabel(title)
        heading.setProperty("role", "title")
        go = QPushButton(button)
        go.setProperty("kind", "primary")
        go.setDefault(True)
        go.clicked.connect(self.give)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(go)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(8)
        for widget in (heading, self.line, self._error):
            box.addWidget(widget)
        box.addLayout(row)
        self.setMinimumWidth(380)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def error(self) -> str:
        """What stands beneath the line."""
        return "" if self._error.isHidden() else self._error.text()

    def offer(self, names: Sequence[str]) -> None:
        """Words to choose from while typing."""
        completer = QCompleter(list(names), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.line.setPlaceholderText(", ".join(names) or "none kept yet")

    @Slot()
    def give(self) -> None:
        """Hand it over, and close where it is taken."""
        words = self.line.text().strip()
        try:
            self._take(words)
        except Refused as refused:
            self._error.setText(refused.sentence)
            self._error.show()
            return
        self.given.emit(words)
        self.close()
