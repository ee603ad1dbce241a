"""Writes an entry: the text first, what it is about by first letters, Enter logs it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from eocdesk.ui.pane import Context


class Composer(QWidget):
    """Stands above the table while one writes; never modal. What is typed survives everything."""

    logged = Signal(bytes)
    """The id of the entry that was written."""
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("What happened")
        box = QVBoxLayout(self)
        box.addWidget(self.text)
        self.hide()

    def open(self, prefill: Mapping[str, object]) -> None:
        """Show it with the keyboard in the text; prefill: text, venue, incident, session, lat, lon, place."""
        self.text.setPlainText(str(prefill.get("text") or ""))
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_quietly(self) -> None:
        """Hide it; what is typed is kept."""
        self.hide()
        self.closed.emit()

    def restore_drafts(self) -> None:
        """Bring back what a desk that was killed had typed; once, at the first show."""
