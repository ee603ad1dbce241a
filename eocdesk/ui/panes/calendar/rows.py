"""A list of painted rows, one height, walked by the arrows: the ground of agenda and board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.calendar.ground import paint_words

_ROW = int(Qt.ItemDataRole.UserRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_NONE = QModelIndex()


class RowsModel(QAbstractListModel):
    """Rows in memory; `said` is what a screen reader hears of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Any] = ()

    @property
    def rows(self) -> Sequence[Any]:
        """All of them."""
        return self._rows

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Take these; the view keeps its place where the number of rows is the same."""
        if len(rows) == len(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def said(self, row: Any) -> str:
        """A row in one line; a subclass knows."""
        return str(row)

    def chosen(self, row: Any) -> bool:
        """Whether a row can be selected; a subclass may say no."""
        return row is not None

    # Qt

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == _ROW:
            return self._rows[index.row()]
        return self.said(self._rows[index.row()]) if role in (_TIP, _SPOKEN) else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.chosen(self._rows[index.row()]):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled


class RowsPainter(QStyledItemDelegate):
    """Draws ground and focus; a subclass draws the row."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view

    def height(self, tokens: Tokens) -> int:
        """How high a row is."""
        return round(50 * tokens.scale)

    def draw(self, painter: QPainter, rect: QRect, row: Any, tokens: Tokens) -> None:
        """Draw one row; a subclass knows."""
        raise NotImplementedError

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self.height(theme.of(self._view)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = theme.of(self._view)
        rect, row = option.rect, index.data(_ROW)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour(tokens.sel))
        painter.setPen(theme.colour(tokens.border))
        painter.drawLine(rect.left() + 12, rect.bottom(), rect.right() - 12, rect.bottom())
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(theme.colour(tokens.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is not None:
            self.draw(painter, rect, row, tokens)
        painter.restore()


class RowsView(QListView):
    """The list. Enter or a double click opens."""

    picked = Signal(object)
    """The row that became current, or None."""
    opened = Signal(object)

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(False)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # hours stand before what is on, everywhere
        self.rows = model
        self.nothing = ""
        """What is said while there are no rows."""
        self.setModel(model)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._opened)

    @property
    def current(self) -> Any:
        """The row the keyboard is at."""
        return self.currentIndex().data(_ROW)

    def go_to(self, at: int, *, top: bool = False) -> None:
        """Make a row current and bring it into sight."""
        index = self.rows.index(at)
        hint = QListView.ScrollHint.PositionAtTop if top else QListView.ScrollHint.EnsureVisible
        self.setCurrentIndex(index)
        self.scrollTo(index, hint)

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.picked.emit(now.data(_ROW))

    @Slot(QModelIndex)
    def _opened(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(_ROW))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.current)
            return
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not held and event.text().isprintable() and event.text().strip():
            event.ignore()  # a list would search; the letters are the pane's keys
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows.rows and self.nothing:
            painter = QPainter(self.viewport())
            paint_words(painter, self.viewport().rect().toRectF(), self.nothing, theme.of(self))
            painter.end()
