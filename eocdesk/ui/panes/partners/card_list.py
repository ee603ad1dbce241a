"""The list of people as cards: initials, name, role and agency, the channel at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from eocdesk.store.queries.partners import ContactRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED
from eocdesk.ui.kit.lazy_table import LazyTable
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.panes.partners.painting import FACE, paint_face
from eocdesk.ui.panes.partners.words import presence, reach, second_line

ROW = 54
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardList(QTableView):
    """People, one card each; a table of one column, since a list lays out all of 20,000 rows at each change.

    Enter or a double click opens.
    """

    opened = Signal(int)
    """The row key a person opened."""
    chosen = Signal(object)
    """The row key that is current now, or None."""
    key = Signal(str)
    """What is typed on a card, and "copy"."""

    def __init__(
        self, table: LazyTable, zone: Callable[[], str], now: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self.setAccessibleName("People")
        self.setModel(table)
        self.setItemDelegate(_CardPainter(self, zone, now))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._measure()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def current_id(self) -> int | None:
        """The row key of the current card."""
        return self._table.id_at(self.currentIndex().row())

    def show_id(self, key: int) -> bool:
        """Make this one current and bring it into view; False where the list does not hold it."""
        row = self._table.row_of(key)
        if row is None:
            return False
        index = self._table.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def go_to(self, row: int) -> None:
        """Make this place of the list current."""
        if 0 <= row < self._table.rowCount():
            self.setCurrentIndex(self._table.index(row, 0))

    def _measure(self) -> None:
        height = round(ROW * theme.of(self).scale)
        header = self.verticalHeader()
        header.setMinimumSectionSize(height)
        header.setMaximumSectionSize(height)
        header.setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        key = self._table.id_at(index.row())
        if key is not None:
            self.opened.emit(key)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._table.id_at(current.row()))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in _ENTER:
            self._open(self.currentIndex())
        elif plain and event.key() in _ENDS:
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self._table.rowCount() - 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.key.emit("copy")
        elif plain and len(event.text()) == 1 and event.text() > " " and event.text().isprintable():
            self.key.emit(event.text().casefold())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "_table"):
            self._measure()


class _CardPainter(QStyledItemDelegate):
    """One for each list."""

    def __init__(self, view: CardList, zone: Callable[[], str], now: Callable[[], int]) -> None:
        super().__init__(view)
        self._view = view
        self._zone = zone
        self._now = now

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> str:
        """Fill the row; the colour it is filled with."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.sel if selected else tokens.hover if hovered else tokens.surface
        painter.fillRect(option.rect, theme.colour(ground))
        return ground

    def _words(self, painter: QPainter, rect: QRectF, row: ContactRow, tokens: Tokens) -> None:
        channel = reach(row)
        width = theme.metrics(tokens, 0, 500).horizontalAdvance(channel)
        half = rect.height() / 2
        upper = QRectF(rect.left(), rect.top() + half - 19 * tokens.scale, rect.width(), 19 * tokens.scale)
        lower = QRectF(rect.left(), rect.top() + half, rect.width(), 18 * tokens.scale)
        room = upper.width() - (width + tokens.pad if channel else 0)
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        name = QRectF(upper.right() - room if mirrored else upper.left(), upper.top(), room, upper.height())
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(theme.colour(tokens.text))
        painter.setFont(theme.font(tokens, 0, 600))
        painter.drawText(name, _LEADING, theme.metrics(tokens, 0, 600).elidedText(row.name, elide, room))
        painter.setPen(theme.colour(tokens.accent))
        painter.setFont(theme.font(tokens, 0, 500))
        painter.drawText(upper, _TRAILING, channel)
        painter.setPen(theme.colour(tokens.muted))
        painter.setFont(theme.font(tokens, -1))
        words = theme.metrics(tokens, -1).elidedText(second_line(row), elide, lower.width())
        painter.drawText(lower, _LEADING, words)

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, round(ROW * theme.of(self._view).scale))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        tokens = theme.of(self._view)
        ground = self._ground(painter, option, tokens)
        row = model.row_at(index.row()) if isinstance(model, LazyTable) else None
        if row is None:
            return
        painter.save()
        painter.setLayoutDirection(self._view.layoutDirection())
        side, pad = FACE * tokens.scale, tokens.pad + 2
        whole = QRectF(option.rect)
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = whole.right() - pad - side if mirrored else whole.left() + pad
        face = QRectF(left, whole.center().y() - side / 2, side, side)
        paint_face(painter, face, row.name, presence(row, self._zone(), self._now()), ground, tokens)
        near, far = side + pad * 2, pad
        words = whole.adjusted(far, 0, -near, 0) if mirrored else whole.adjusted(near, 0, -far, 0)
        self._words(painter, words, row, tokens)
        painter.setPen(QPen(theme.colour(tokens.border), 1))
        y = whole.bottom() - 0.5
        painter.drawLine(round(words.left()), round(y), round(words.right()), round(y))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.setPen(QPen(theme.colour(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), tokens.radius - 2, tokens.radius - 2)
        painter.restore()
