"""A picture of words that a telephone or a scanner reads: dark on white in every theme, as readers want it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET = 4
"""White squares around it: fewer, and some readers do not find it."""
_SIDE = 260


class Qr(QWidget):
    """One code. Without words there is nothing to see."""

    def __init__(self, name: str, side: int = _SIDE, parent: QWidget | None = None) -> None:
        """`side` in pixels."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedSize(side, side)
        self.rows: tuple[tuple[bool, ...], ...] = ()

    def show_words(self, words: str) -> None:
        """The picture of these."""
        if words:
            import segno  # noqa: PLC0415  loaded where a code is shown

            self.rows = tuple(tuple(map(bool, row)) for row in segno.make(words, error="m", micro=False).matrix)
        else:
            self.rows = ()
        self.setVisible(bool(self.rows))
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self.rows:
            return
        count = len(self.rows) + 2 * _QUIET
        step = max(1, min(self.width(), self.height()) // count)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, count * step, count * step), Qt.GlobalColor.white)
        for y, row in enumerate(self.rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(
                        QRectF((x + _QUIET) * step, (y + _QUIET) * step, step, step), QColor(Qt.GlobalColor.black)
                    )
        painter.end()
