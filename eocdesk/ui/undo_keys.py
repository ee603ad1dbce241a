"""Ctrl+Z in a field that has nothing of its own to take back reaches the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

KEEPS = "keepsUndo"
"""Property of a field that never hands the keys on: one press too many in the log's line would strike an entry."""


class UndoKeys(QObject):
    """Watches the one field that has the keyboard: Qt's fields keep these keys though they can do nothing with them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        for key, available in zip(_KEYS, _can(watched), strict=True):
            if event.matches(key) and not available and not watched.property(KEEPS):
                event.ignore()
                return True
        return False


_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def _can(field: QObject) -> tuple[bool, bool]:
    """Whether it has something to undo, to redo."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable(), field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable(), field.document().isRedoAvailable()
    return True, True
