"""The way into a hub: its address, a one-time code, and what this desk is called there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.models import Refused
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context

_HOW = (
    "Ask whoever runs the hub for its address and a one-time code, and type both here.\n"
    "Everything written on this desk so far stays, and goes there with the first meeting."
)


class JoinForm(QWidget):
    """Enter joins. A refusal stands beneath the lines, nothing typed is lost."""

    joined = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._busy = False
        self.url = _line("Address of the hub", "https://hub.example:8460")
        self.code = _line("One-time code", "As it was read to you, or pasted whole")
        self.called = _line("What this desk is called there", f"Desk {context.desk.code}")
        self._error = words("error")
        self._error.hide()
        self._button = QPushButton("Join")
        self._button.setProperty("kind", "primary")
        self._button.clicked.connect(self.join)
        for line in (self.url, self.code, self.called):
            line.returnPressed.connect(self.join)
        self._lay_out()

    @property
    def error(self) -> str:
        """What stands beneath the lines."""
        return "" if self._error.isHidden() else self._error.text()

    def take_focus(self) -> None:
        """The first line."""
        self.url.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str, field: str | None) -> None:
        """A refusal."""
        self._error.setText(sentence)
        self._error.show()
        wrong = self.code if field == "code" else self.url if field == "url" else None
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            wrong.setAccessibleDescription(sentence)

    @Slot()
    def join(self) -> None:
        """Join; nothing is joined by half."""
        if not self._busy:
            self._error.hide()
            self.context.start(self._join(), self, name="join a hub")

    async def _join(self) -> None:
        url, code = self.url.text().strip(), self.code.text().strip()
        if not url:
            raise Refused("Say where the hub is.", "url")
        if not code:
            raise Refused("Say the one-time code.", "code")
        self._set_busy(busy=True)
        try:
            link = await self.context.desk.link.join(url, code, self.called.text().strip())
        finally:
            self._set_busy(busy=False)
        for line in (self.url, self.code, self.called):
            line.clear()
        self.context.messages.note(f"This desk belongs to {link.peer} now.")
        self.joined.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._button.setEnabled(not busy)
        self._button.setText("Joining…" if busy else "Join")

    def _lay_out(self) -> None:
        tokens = theme.now()
        heading = QLabel("Join a hub")
        heading.setProperty("role", "strong")
        grid = QFormLayout()
        grid.setHorizontalSpacing(tokens.pad * 2)
        grid.setVerticalSpacing(tokens.pad - 2)
        for name, line in (("Address", self.url), ("Code", self.code), ("Called", self.called)):
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setBuddy(line)
            line.setMaximumWidth(round(440 * tokens.scale))
            grid.addRow(label, line)
        buttons = QHBoxLayout()
        buttons.addWidget(self._button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.pad)
        box.addWidget(heading)
        box.addWidget(words("muted", _HOW))
        box.addLayout(grid)
        box.addWidget(self._error)
        box.addLayout(buttons)


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made
