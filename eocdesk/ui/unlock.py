"""Asks for the passphrase of a desk that is locked with one, before its window opens."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


class Unlock(QDialog):
    """One line, one button. `answer` waits for what is typed; None where a person leaves instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle("eocdesk — unlock this desk")
        self._waiting: asyncio.Future[str | None] | None = None
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName("Passphrase")
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self._lay_out()
        self.finished.connect(self._leave)

    async def answer(self) -> str | None:
        """The passphrase a person gives; asked again and again until the caller is content."""
        self._waiting = asyncio.get_running_loop().create_future()
        self.show()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return await self._waiting

    @property
    def error(self) -> str:
        """What stands beneath the line."""
        return "" if self._error.isHidden() else self._error.text()

    def refuse(self, sentence: str, field: str | None = None) -> None:
        """Why the desk did not open."""
        del field
        self._error.setText(sentence)
        self._error.show()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def give(self) -> None:
        """Try what is typed."""
        if not self.line.text():
            self.refuse("Type the passphrase of this desk.")
        elif self._waiting is not None and not self._waiting.done():
            self._error.hide()
            self._waiting.set_result(self.line.text())

    @Slot(int)
    def _leave(self, _code: int) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _lay_out(self) -> None:
        title = QLabel("This desk is locked")
        title.setProperty("role", "title")
        detail = QLabel("Its records are encrypted with a passphrase. It is kept nowhere on this machine.")
        detail.setProperty("role", "muted")
        detail.setWordWrap(True)
        label = QLabel("Passphrase")
        label.setProperty("role", "muted")
        label.setBuddy(self.line)
        give = QPushButton("Unlock")
        give.setProperty("kind", "primary")
        give.setDefault(True)
        give.clicked.connect(self.give)
        leave = QPushButton("Cancel")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(give)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(8)
        for widget in (title, detail, label, self.line, self._error):
            box.addWidget(widget)
        box.addSpacing(4)
        box.addLayout(row)
        self.setMinimumWidth(420)
