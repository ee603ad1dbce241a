"""A list of rows of two lines: what it is, what there is to say of it, and a word at the far end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import paint_dot
from eocdesk.ui.kit.tokens import Tokens

ROW = 54
"""px of a row at the desk's size, as of a partner's card."""
_DOT = 18
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `part` is the token of its dot: ok, warn, bad, faint; none, no dot."""

    key: object
    title: str
    detail: str = ""
    end: str = ""
    part: str = ""

    @property
    def spoken(self) -> str:
        """All of it, as it is read aloud."""
        return ", ".join(part for part in (self.title, self.detail, self.end) if part)


class Rows(QAbstractListModel):
    """The rows, all in memory."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> bool:
        """Other rows; True where they are of other things, so that the view must find its place again."""
        fresh = tuple(rows)
        if [row.key for row in fresh] == [row.key for row in self.rows]:
            if fresh != self.rows:
                self.rows = fresh
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, 0))
            return False
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()
        return True

    def at(self, row: int) -> Row | None:
        """The row in that place."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default, never changed
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.spoken if role in _SPOKEN else None


class TwoLines(QListView):
    """The list. What is current stays current while rows come and go; Enter opens it."""

    opened = Signal(object)
    """The key of the row a person opened."""
    chosen = Signal(object)
    """The key of the row that is current now, or None."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(self)
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is listed."""
        return self._rows.rows

    @property
    def current(self) -> object:
        """The key of the current row; None without one."""
        row = self._rows.at(self.currentIndex().row())
        return None if row is None else row.key

    def show_rows(self, rows: Sequence[Row]) -> None:
        """These; where what was current is gone, what takes its place is."""
        kept, place = self.current, max(0, self.currentIndex().row())
        scrolled = self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)  # noqa: FBT003  Qt's own; said once, below
        changed = self._rows.show(rows)
        self.selectionModel().blockSignals(False)  # noqa: FBT003  Qt's own
        if not changed:
            return
        if kept is None or not self.go_to(kept):
            at = min(place, len(self.rows) - 1)
            self.setCurrentIndex(self._rows.index(at, 0) if at >= 0 else QModelIndex())
        self.verticalScrollBar().setValue(scrolled)
        self.chosen.emit(self.current)

    def go_to(self, key: object) -> bool:
        """Make this row current and bring it into view; False where it is not listed."""
        at = next((at for at, row in enumerate(self.rows) if row.key == key), None)
        if at is None:
            return False
        index = self._rows.index(at, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def fit(self, most: int) -> None:
        """As high as its rows, and as so many of them at most: a list within a page."""
        count = max(1, min(most, len(self.rows)))
        self.setFixedHeight(round(ROW * theme.now().scale) * count + 2)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self._rows.at(index.row())
        if row is not None:
            self.opened.emit(row.key)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self._rows.at(current.row())
        self.chosen.emit(None if row is None else row.key)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, view: TwoLines) -> None:
        super().__init__(view)
        self._view = view

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens, *, current: bool) -> None:
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour(tokens.sel))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour(tokens.hover))
        painter.setPen(theme.colour(tokens.border))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if current and self._view.hasFocus():
            painter.setPen(QPen(theme.colour(tokens.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _words(self, painter: QPainter, room: QRectF, row: Row, tokens: Tokens) -> None:
        half = room.height() / 2
        above, below = QRectF(room), QRectF(room)
        above.setHeight(half)
        below.setTop(room.top() + half)
        end = 0.0
        if row.end:
            end = theme.metrics(tokens, -1).horizontalAdvance(row.end) + tokens.pad
            painter.setFont(theme.font(tokens, -1))
            painter.setPen(theme.colour(tokens.muted))
            painter.drawText(above, _TRAILING, row.end)
        narrow = self._beside(above, end)
        for place, words, step, weight, part in (
            (narrow, row.title, 0, 600, "text"),
            (below, row.detail, -1, 400, "muted"),
        ):
            painter.setFont(theme.font(tokens, step, weight))
            painter.setPen(theme.colour(getattr(tokens, part)))
            shown = theme.metrics(tokens, step, weight).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, _LEADING, shown)

    def _beside(self, room: QRectF, end: float) -> QRectF:
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return room.adjusted(end, 0, 0, 0) if mirrored else room.adjusted(0, 0, -end, 0)

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(10, round(ROW * theme.of(self._view).scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows = index.model()
        row = rows.at(index.row()) if isinstance(rows, Rows) else None
        if row is None:
            return
        tokens = theme.of(self._view)
        painter.save()
        self._ground(painter, option, tokens, current=self._view.currentIndex().row() == index.row())
        room = QRectF(option.rect).adjusted(tokens.pad * 1.5, 7, -tokens.pad * 1.5, -7)
        if row.part:
            mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = room.right() - 4 if mirrored else room.left() + 4
            centre = QRectF(x, room.top(), 0, room.height() / 2).center()
            paint_dot(painter, centre, theme.colour(getattr(tokens, row.part)), filled=row.part != "faint")
            indent = round(_DOT * tokens.scale)
            room = room.adjusted(0, 0, -indent, 0) if mirrored else room.adjusted(indent, 0, 0, 0)
        self._words(painter, room, row, tokens)
        painter.restore()
