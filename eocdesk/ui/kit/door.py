"""A link that leads to another record: it wraps where a line has no room, and is pressed like any button."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from eocdesk.ui.kit import theme

_EDGE = 2
"""px around the words, for the ring of the keyboard."""
_LEAST = 60
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class Door(QPushButton):
    """The words as they are: an ampersand is an ampersand."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self.words = words
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Go to {words}")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - 2 * _EDGE, 1), 10_000)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self.words).height() + 2 * _EDGE

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.fontMetrics().height() + 2 * _EDGE)

    def sizeHint(self) -> QSize:
        whole = self.fontMetrics().horizontalAdvance(self.words) + 2 * _EDGE
        return QSize(max(whole, _LEAST), self.heightForWidth(whole + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.of(self).accent)))
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        inside = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.drawText(inside, _WRAPPED, self.words)
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
