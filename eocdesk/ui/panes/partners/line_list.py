"""A short list of two-line rows under headings: agencies, seats, who is on duty, who is called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.partners.card_list import ROW
from eocdesk.ui.panes.partners.lines import Line
from eocdesk.ui.panes.partners.painting import FACE, chip_size, paint_face, paint_status_chip

HEADING = 30
TILE = 330
"""px at least of a tile where lines stand side by side."""
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    """The lines, all in memory."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is listed."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> bool:
        """Other lines; True where the rows themselves are others, so that the view must find its place again."""
        before, self._lines = self._lines, tuple(lines)
        if [line.id for line in before] == [line.id for line in self._lines]:
            if before != self._lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))
            return False
        self._lines = before
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()
        return True

    def line_at(self, row: int) -> Line | None:
        """The line in that place."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, record: bytes) -> int | None:
        """Where a record stands."""
        return next((at for at, line in enumerate(self._lines) if line.id == record), None)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default, never changed
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line_at(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        return line.spoken if role in _SPOKEN else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line_at(index.row())
        if line is None or line.heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


class LineList(QListView):
    """The list. Enter or a click opens; letters are the page's."""

    opened = Signal(object)
    """The Line a person opened."""
    chosen = Signal(object)
    """The Line that is current now, or None."""
    key = Signal(str)
    """What is typed on a line, "up" or "down" with Alt, "copy"."""

    def __init__(self, name: str, *, tiles: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = LineModel(self)
        self._tiles = tiles
        self.setAccessibleName(name)
        self.setModel(self._lines)
        self.setItemDelegate(_LinePainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        if tiles:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is listed."""
        return self._lines.lines

    @property
    def current(self) -> Line | None:
        """The current line."""
        return self._lines.line_at(self.currentIndex().row())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines; the current record stays current, or the one that takes its place."""
        kept, row = self.current, self.currentIndex().row()
        at = self.verticalScrollBar().value()
        if not self._lines.show_lines(lines):
            return
        if kept is None or not self.show_id(kept.id):
            self.go_to(max(0, row))
        self.verticalScrollBar().setValue(at)

    def show_id(self, record: bytes) -> bool:
        """Make this one current and bring it into view; False where it is not listed."""
        row = self._lines.row_of(record) if record else None
        if row is None:
            return False
        index = self._lines.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def go_to(self, row: int) -> None:
        """Make the first record from this place on current, or the last before it."""
        count = len(self.lines)
        places = [*range(min(row, count), count), *range(min(row, count) - 1, -1, -1)]
        there = next((at for at in places if not self.lines[at].heading), None)
        if there is not None:
            self.setCurrentIndex(self._lines.index(there, 0))

    @property
    def columns(self) -> int:
        """How many lines stand side by side."""
        return max(1, int(self.room // (TILE * theme.of(self).scale))) if self._tiles else 1

    @property
    def room(self) -> int:
        """Px across for lines; side by side Qt keeps the scroll bar's room free even where it has none."""
        if not self._tiles:
            return self.viewport().width()
        kept = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        return self.maximumViewportSize().width() - kept

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        line = self._lines.line_at(index.row())
        if line is not None and not line.heading:
            self.opened.emit(line)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._lines.line_at(current.row()))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers(), event.key()
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in _ENTER:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.key.emit("copy")
        elif held & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.key.emit("up" if key == Qt.Key.Key_Up else "down")
        elif plain and len(event.text()) == 1 and event.text() > " " and event.text().isprintable():
            self.key.emit(event.text().casefold())
        else:
            super().keyPressEvent(event)


class _LinePainter(QStyledItemDelegate):
    """One for each list."""

    def __init__(self, view: LineList) -> None:
        super().__init__(view)
        self._view = view

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> str:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.sel if selected else tokens.hover if hovered else tokens.surface
        painter.fillRect(option.rect, theme.colour(ground))
        return ground

    def _heading(self, painter: QPainter, rect: QRectF, line: Line, tokens: Tokens) -> None:
        painter.fillRect(rect, theme.colour(tokens.surface2))
        painter.setPen(theme.colour(tokens.muted))
        painter.setFont(theme.font(tokens, -2, 600))
        painter.drawText(rect.adjusted(tokens.pad + 2, 0, -tokens.pad, 0), _LEADING, line.title.upper())

    def _lead(self, painter: QPainter, rect: QRectF, line: Line, ground: str, tokens: Tokens) -> None:
        if line.face:
            paint_face(painter, rect, line.face, line.presence, ground, tokens)
            return
        painter.setPen(theme.colour(tokens.muted))
        painter.setFont(theme.font(tokens, 0, 600))
        painter.drawText(rect, _CENTRE, line.count)

    def _words(self, painter: QPainter, rect: QRectF, line: Line, tokens: Tokens) -> None:
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        half, scale = rect.height() / 2, tokens.scale
        upper = QRectF(rect.left(), rect.top() + half - 19 * scale, rect.width(), 19 * scale)
        lower = QRectF(rect.left(), rect.top() + half, rect.width(), 18 * scale)
        chip = chip_size(tokens) if line.status else QSize(0, 0)
        if line.status:
            middle = lower.center().y() if line.trailing else rect.center().y()
            left = rect.left() if mirrored else rect.right() - chip.width()
            place = QRectF(left, middle - chip.height() / 2, chip.width(), chip.height())
            paint_status_chip(painter, place, line.status, tokens)
        strong = 500 if line.muted else 600
        painter.setFont(theme.font(tokens, 0, 500))
        painter.setPen(theme.colour(tokens.accent))
        painter.drawText(upper, _TRAILING, line.trailing)
        taken = theme.metrics(tokens, 0, 500).horizontalAdvance(line.trailing) if line.trailing else chip.width()
        painter.setFont(theme.font(tokens, 0, strong))
        painter.setPen(theme.colour(tokens.muted if line.muted else tokens.text))
        _cut(painter, upper, taken, line.title, mirrored=mirrored)
        painter.setFont(theme.font(tokens, -1))
        painter.setPen(theme.colour(tokens.muted))
        _cut(painter, lower, chip.width(), line.second, mirrored=mirrored)

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        tokens = theme.of(self._view)
        model = index.model()
        line = model.line_at(index.row()) if isinstance(model, LineModel) else None
        height = HEADING if line is not None and line.heading else ROW
        return QSize(self._view.room // self._view.columns, round(height * tokens.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        line = model.line_at(index.row()) if isinstance(model, LineModel) else None
        if line is None:
            return
        tokens = theme.of(self._view)
        whole = QRectF(option.rect)
        painter.save()
        painter.setLayoutDirection(self._view.layoutDirection())
        if line.heading:
            self._heading(painter, whole, line, tokens)
            painter.restore()
            return
        ground = self._ground(painter, option, tokens)
        pad = tokens.pad + 2
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        near = pad
        if line.face or line.count:
            side = FACE * tokens.scale if line.face else 22 * tokens.scale
            left = whole.right() - pad - side if mirrored else whole.left() + pad
            self._lead(painter, QRectF(left, whole.center().y() - side / 2, side, side), line, ground, tokens)
            near = round(side) + pad * 2
        words = whole.adjusted(pad, 0, -near, 0) if mirrored else whole.adjusted(near, 0, -pad, 0)
        self._words(painter, words, line, tokens)
        painter.setPen(QPen(theme.colour(tokens.border), 1))
        y = round(whole.bottom() - 0.5)
        painter.drawLine(round(words.left()), y, round(words.right()), y)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(theme.colour(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), tokens.radius - 2, tokens.radius - 2)
        painter.restore()


def _cut(painter: QPainter, rect: QRectF, taken: float, words: str, *, mirrored: bool) -> None:
    """The words in what is left of the line beside `taken` px at its end."""
    room = rect.width() - (taken + 8 if taken else 0)
    place = QRectF(rect.right() - room if mirrored else rect.left(), rect.top(), room, rect.height())
    metrics = painter.fontMetrics()
    painter.drawText(place, _LEADING, metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room)))
