"""Draws the rows of a long table: ground, edge, hairline, words cut to fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import PLAIN, Cell, Column, Look
from eocdesk.ui.kit.lazy_table import LazyTable
from eocdesk.ui.kit.tokens import Tokens

EDGE = 4
TINT = 26  # of 255: a tenth


class RowPainter(QStyledItemDelegate):
    """One for each view. `look(row)` says how a row as a whole is set."""

    def __init__(self, view: QAbstractItemView, look: Callable[[Any], Look] | None = None) -> None:
        super().__init__(view)
        self._view = view
        self._look = look

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: int, look: Look, tokens: Tokens) -> None:
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour(tokens.sel))
        elif look.tint:
            painter.fillRect(rect, theme.colour(look.tint, TINT))
        elif row % 2:
            painter.fillRect(rect, theme.colour(tokens.surface2))
        painter.setPen(theme.colour(tokens.border))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if self._view.hasFocus() and self._view.currentIndex().row() == row:
            painter.setPen(QPen(theme.colour(tokens.accent), 1))
            painter.drawLine(rect.left(), rect.top(), rect.right(), rect.top())
            painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def _edge(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.right() - EDGE + 1 if mirrored else rect.left()
        painter.fillRect(QRectF(left, rect.top(), EDGE, rect.height() - 1), theme.colour(look.edge))

    def _words(self, painter: QPainter, cell: Cell, column: Column, words: str, look: Look) -> None:
        weight = 600 if look.bold and column.key else 400
        painter.setFont(theme.font(cell.tokens, 0, weight))
        painter.setPen(cell.colour)
        metrics = theme.metrics(cell.tokens, 0, weight)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, cell.rect.width())
        painter.drawText(cell.rect, column.align, shown)
        if look.struck and column.key:
            y = cell.rect.center().y()
            painter.drawLine(
                QPointF(cell.rect.left(), y), QPointF(cell.rect.left() + metrics.horizontalAdvance(shown), y)
            )

    def _is_first(self, column: int) -> bool:
        return not any(not self._hidden(before) for before in range(column))

    def _hidden(self, column: int) -> bool:
        hidden = getattr(self._view, "isColumnHidden", None)
        return bool(hidden(column)) if hidden is not None else False

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, theme.of(self._view).row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, LazyTable):
            super().paint(painter, option, index)
            return
        tokens = theme.of(self._view)
        row = model.row_at(index.row())
        look = self._look(row) if self._look is not None and row is not None else PLAIN
        self._ground(painter, option, index.row(), look, tokens)
        if look.edge and self._is_first(index.column()):
            self._edge(painter, QRectF(option.rect), look)
        if row is None:
            return
        column = model.columns[index.column()]
        painter.setLayoutDirection(self._view.layoutDirection())
        rect = QRectF(option.rect).adjusted(tokens.pad, 0, -6, 0)
        quiet = look.muted or column.quiet
        cell = Cell(rect, tokens, theme.colour(tokens.muted if quiet else tokens.text))
        if column.paint is not None:
            painter.save()
            painter.setFont(theme.font(tokens))
            column.paint(painter, cell, row)
            painter.restore()
        else:
            self._words(painter, cell, column, column.text(row), look)
