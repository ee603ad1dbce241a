"""The heads of a table's columns, wrapped whole: none is narrower than its longest word, else the table scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QLineEdit, QTableWidget

_ROOM = 20
"""Beside the words of a head: its padding, and its border."""
_LEAST, _MOST = 84, 150
"""A column of short cells, and of which sentences are asked, before what is left over is shared out."""
_LETTERS = 8
"""Pixels of a letter, about: a long head asks for a wide column."""


class WrappedHead(QHeaderView):
    """Laid over `table`; `fitted` when the room changed, and with it the height of the head or a bar below."""

    fitted = Signal()

    def __init__(self, table: QTableWidget, heads: Sequence[str]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._heads, self._high = tuple(heads), 0
        self.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        table.setHorizontalHeader(self)
        table.setHorizontalHeaderLabels(list(heads))
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def overflows(self) -> bool:
        """Whether the columns are wider than the room they have."""
        return sum(self._least()) > self._room()

    def fit(self) -> None:
        """What is left over is shared out alike; the head is as high as its highest words."""
        least, room = self._least(), self._room()
        more = max(0, room - sum(least))
        widths = [one + more // len(least) for one in least]
        widths[-1] += more % len(least)
        for column, width in enumerate(widths):
            self.resizeSection(column, width)
        metrics = self._metrics()
        wrap = int(Qt.TextFlag.TextWordWrap.value)
        rects = (
            metrics.boundingRect(QRect(0, 0, width - _ROOM, 9999), wrap, head)
            for width, head in zip(widths, self._heads, strict=True)
        )
        self._high = max(rect.height() for rect in rects) + _ROOM // 2
        self.updateGeometry()
        self.fitted.emit()

    def _least(self) -> list[int]:
        metrics = self._metrics()
        longest = (max(metrics.horizontalAdvance(word) for word in head.split()) + _ROOM for head in self._heads)
        asked = (min(max(len(head) * _LETTERS // 2, _LEAST), _MOST) for head in self._heads)
        return [max(pair) for pair in zip(longest, asked, strict=True)]

    def _metrics(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(True)  # a head stands in bold where its column is on
        return QFontMetrics(font)

    def _room(self) -> int:
        table = self.parentWidget()
        return table.viewport().width() if isinstance(table, QTableWidget) else self.width()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(self._high, super().sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


def keep_cell(table: QTableWidget) -> None:
    """What is typed in the open cell of that table is written, and the cell closed."""
    if table.state() != QAbstractItemView.State.EditingState:
        return
    for line in table.viewport().findChildren(QLineEdit):
        delegate = table.itemDelegate()
        delegate.commitData.emit(line)
        delegate.closeEditor.emit(line, QAbstractItemDelegate.EndEditHint.NoHint)
