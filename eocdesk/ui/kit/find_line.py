"""The line one types into to find something in a list: Down goes to the list, Escape empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED, themed


class FindLine(QLineEdit):
    """A glass at its beginning, a cross at its end once something is typed."""

    into_list = Signal()

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.set_hint(hint)
        self._draw()

    def set_hint(self, words: str) -> None:
        """What can be found here."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words.rstrip("…"))

    def _draw(self) -> None:
        self._glass.setIcon(themed("mdi6.magnify", theme.of(self)))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.into_list.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "_glass"):
            self._draw()
