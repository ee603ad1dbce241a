"""The line one types into to find something on a board: Down goes to the list, Escape empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED, themed

TYPING_MS = 70


class FindLine(QLineEdit):
    """Says its words once typing pauses."""

    typed = Signal(str)
    into_list = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(self._typing)
        self.returnPressed.connect(self._leave)
        self._draw()

    def set_hint(self, words: str) -> None:
        """What can be found here."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words.rstrip("…"))

    def settle(self) -> None:
        """What was typed counts now."""
        if self._pause.isActive():
            self._pause.stop()
            self._say()

    @Slot()
    def _typing(self) -> None:
        self._pause.start()

    @Slot()
    def _say(self) -> None:
        self.typed.emit(self.text().strip())

    @Slot()
    def _leave(self) -> None:
        self.settle()
        self.into_list.emit()

    def _draw(self) -> None:
        self._glass.setIcon(themed("mdi6.magnify", theme.of(self)))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self._leave()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "_glass"):
            self._draw()
