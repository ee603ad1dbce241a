"""A long table on screen: fixed rows, keyboard, columns that give way, new rows announced and never pushed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import Look
from eocdesk.ui.kit.icons import RESTYLED
from eocdesk.ui.kit.lazy_table import LazyTable
from eocdesk.ui.kit.row_painter import RowPainter

NARROWEST = 24


class TableView(QTableView):
    """A view on a LazyTable. Enter or a double click opens; new rows above what is seen are counted in a pill."""

    opened = Signal(int)
    """The row key a person opened."""
    chosen = Signal(object)
    """The row key that is current now, or None."""

    def __init__(
        self,
        table: LazyTable,
        name: str,
        look: Callable[[Any], Look] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._above = 0
        self._held: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self.setModel(table)
        self.setItemDelegate(RowPainter(self, look))
        self._set_up()
        self._pill = self._new_pill()
        self._follow_model(table)
        self._measure()

    @property
    def current_id(self) -> int | None:
        """The row key of the current row."""
        return self._table.id_at(self.currentIndex().row())

    @property
    def selected_ids(self) -> list[int]:
        """The row keys of all selected rows, in view order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [key for row in rows if (key := self._table.id_at(row)) is not None]

    @property
    def new_above(self) -> int:
        """How many rows came above what is seen, and were not looked at yet."""
        return self._above

    def show_id(self, key: int) -> bool:
        """Make this record current and bring it into view; False where the table does not hold it."""
        row = self._table.row_of(key)
        if row is None:
            return False
        self.selectRow(row)
        self.updateGeometries()  # the scroll bar learns its new length only later by itself
        self.scrollTo(self._table.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    @Slot()
    def go_to_top(self) -> None:
        """Look at the newest rows."""
        self.verticalScrollBar().setValue(0)
        self._count_above(0)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(NARROWEST)
        for at, column in enumerate(self._table.columns):
            kind = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, kind)

    def _new_pill(self) -> QPushButton:
        pill = QPushButton(self)
        pill.setProperty("kind", "pill")
        pill.setCursor(Qt.CursorShape.PointingHandCursor)
        pill.clicked.connect(self.go_to_top)
        pill.hide()
        return pill

    def _follow_model(self, table: LazyTable) -> None:
        table.rowsAboutToBeInserted.connect(self._hold)
        table.rowsInserted.connect(self._stay)
        table.rowsAboutToBeRemoved.connect(self._hold)
        table.rowsRemoved.connect(self._stay)
        table.layoutAboutToBeChanged.connect(self._hold)
        table.layoutChanged.connect(self._stay)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def _measure(self) -> None:
        tokens = theme.of(self)
        header = self.verticalHeader()
        header.setMinimumSectionSize(tokens.row)
        header.setMaximumSectionSize(tokens.row)
        header.setDefaultSectionSize(tokens.row)
        for at, column in enumerate(self._table.columns):
            if not column.stretch:
                self.setColumnWidth(at, round(column.width * tokens.scale))
        self._give_way()

    def _give_way(self) -> None:
        scale = theme.of(self).scale
        for at, column in enumerate(self._table.columns):
            self.setColumnHidden(at, self.width() < column.narrow * scale)

    @Slot()
    def _hold(self) -> None:
        """Remember the row under the eye, unless one looks at the newest."""
        top = self.verticalScrollBar().value()
        key = self._table.id_at(top)
        self._held = (key, top) if top > 0 and key is not None else None

    @Slot()
    def _stay(self) -> None:
        """Keep the row under the eye where it was."""
        if self._held is None:
            return
        key, top = self._held
        self._held = None
        row = self._table.row_of(key)
        if row is None or row == top:
            return
        self.updateGeometries()  # the scroll bar learns its new length only later by itself
        self.verticalScrollBar().setValue(row)
        self._count_above(max(0, self._above + row - top))

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        if value < self._above:
            self._count_above(value)

    def _count_above(self, count: int) -> None:
        self._above = count
        self._pill.setVisible(count > 0)
        if count:
            self._pill.setText(f"{count} new")
            self._pill.setAccessibleName(f"{count} new above, go to the newest")
            self._place_pill()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        x = (self.viewport().width() - self._pill.width()) // 2
        self._pill.move(x, self.horizontalHeader().height() + 8)
        self._pill.raise_()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        key = self._table.id_at(index.row())
        if key is not None:
            self.opened.emit(key)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._table.id_at(current.row()))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()
        if self._above:
            self._place_pill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        if plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._table.rowCount():
            row = 0 if event.key() == Qt.Key.Key_Home else self._table.rowCount() - 1
            self.selectRow(row)
            self.scrollTo(self._table.index(row, 0))
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "_pill"):
            self._measure()
