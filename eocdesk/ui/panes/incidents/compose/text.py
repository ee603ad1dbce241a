"""Where what happened is typed: Enter logs, a pasted picture or a dropped file is attached."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from eocdesk.ui.kit import theme
from eocdesk.ui.undo_keys import KEEPS

LEAST, MOST = 2, 6
"""Lines shown at least and at most."""
_BLANK = re.compile(r"\[[^\[\]\n]+\]")


class TextField(QPlainTextEdit):
    """Grows with what is written. Shift+Enter makes a line; where there are several, Ctrl+Enter logs."""

    entered = Signal()
    files_given = Signal(list)
    """Paths that were pasted or dropped."""
    picture_given = Signal(QImage)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What happened")
        self.setPlaceholderText("What happened")
        self.setTabChangesFocus(True)
        self.setProperty(KEEPS, True)  # noqa: FBT003  Qt's own
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit(QSizeF(0, LEAST))

    @property
    def words(self) -> str:
        """What is written."""
        return self.toPlainText().strip()

    @property
    def is_long(self) -> bool:
        """Whether Enter makes another line."""
        return self.blockCount() > 1

    def take_template(self, words: str) -> None:
        """Put words in at the cursor, the first blank in brackets ready to be typed over."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        cursor.insertText(words)
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        if not self.next_blank():
            cursor.setPosition(start + len(words))
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_blank(self) -> bool:
        """Select the next `[blank]` behind the cursor; False where there is none."""
        cursor = self.textCursor()
        found = _BLANK.search(self.toPlainText(), cursor.selectionEnd())
        if found is None:
            return False
        cursor.setPosition(found.start())
        cursor.setPosition(found.end(), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    @Slot(QSizeF)
    def _fit(self, size: QSizeF) -> None:
        lines = min(max(round(size.height()), LEAST), MOST)
        spacing = theme.metrics(theme.of(self)).lineSpacing()
        self.setFixedHeight(round(lines * spacing + 2 * self.document().documentMargin() + 8))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            log = held == Qt.KeyboardModifier.ControlModifier
            if log or (not held and not self.is_long):
                self.entered.emit()
            else:
                self.insertPlainText("\n")
                self.ensureCursorVisible()
            return
        if event.key() == Qt.Key.Key_Tab and not held and self.next_blank():
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802  Qt's own
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's own
        files = files_of(source)
        if files:
            self.files_given.emit(files)
        elif source.hasImage():
            self.picture_given.emit(QImage(source.imageData()))
        else:
            super().insertFromMimeData(source)


def files_of(source: QMimeData) -> list[str]:
    """The paths of the files on a clipboard or under a hand that drags."""
    return [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
