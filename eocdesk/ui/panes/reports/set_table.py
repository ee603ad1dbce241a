"""The list of a briefing set: papers ticked, put in order, each with how it is wanted and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from eocdesk.desk.briefing_set import BLANK, FILLED, ISSUED, MOST, Item, Kind
from eocdesk.ui.kit.word_table import WordTable

PAPER, WAY, COPIES = range(3)
WAYS = {FILLED: "As the records stand", ISSUED: "As issued last, else as they stand", BLANK: "Blank"}
_VALUE = Qt.ItemDataRole.UserRole
_EDITS = QAbstractItemView.EditTrigger
Index = QModelIndex | QPersistentModelIndex


class SetTable(WordTable):
    """Space ticks, Alt+Up and Alt+Down move, a digit sets the copies, F2 or a second click opens a cell."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__("Papers of the set", ("Paper", "How", "Copies"), (0, 230, 70), wide=PAPER)
        self._kinds: Mapping[str, Kind] = {}
        self._items: list[Item] = []
        self.setEditTriggers(
            _EDITS.DoubleClicked | _EDITS.SelectedClicked | _EDITS.EditKeyPressed | _EDITS.AnyKeyPressed
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        head = self.horizontalHeaderItem(COPIES)
        if head is not None:
            head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.installEventFilter(self)
        self.itemChanged.connect(self._changed)

    @property
    def lines(self) -> tuple[Item, ...]:
        """What stands in it, in its order."""
        return tuple(self._items)

    def show_items(self, kinds: Sequence[Kind], items: Sequence[Item]) -> None:
        """These lines."""
        self._kinds = {kind.code: kind for kind in kinds}
        self._items = list(items)
        self._show(0)

    def ways_of(self, row: int) -> tuple[str, ...]:
        """How the paper of a row can be had."""
        return self._kinds[self._items[row].code].ways

    @Slot()
    def up(self) -> None:
        """Move the line that is on up by one."""
        self._move(-1)

    @Slot()
    def down(self) -> None:
        """Move it down by one."""
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.currentRow()
        if 0 <= row < len(self._items) and 0 <= row + by < len(self._items):
            self._items.insert(row + by, self._items.pop(row))
            self._show(row + by)
            self.edited.emit()

    def _show(self, current: int) -> None:
        blocked = self.blockSignals(True)  # noqa: FBT003  Qt's own
        column = max(self.currentColumn(), PAPER)
        self.setRowCount(len(self._items))
        for row, item in enumerate(self._items):
            title = QTableWidgetItem(self._kinds[item.code].title)
            title.setFlags((title.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsEditable)
            title.setCheckState(Qt.CheckState.Checked if item.on else Qt.CheckState.Unchecked)
            way = QTableWidgetItem(WAYS[item.way])
            way.setData(_VALUE, item.way)
            if len(self.ways_of(row)) == 1:
                way.setFlags(way.flags() & ~Qt.ItemFlag.ItemIsEditable)
            copies = QTableWidgetItem()
            copies.setData(Qt.ItemDataRole.EditRole, item.copies)
            copies.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for at, cell in ((PAPER, title), (WAY, way), (COPIES, copies)):
                self.setItem(row, at, cell)
        self.blockSignals(blocked)
        self.setCurrentCell(current, column)

    @Slot(QTableWidgetItem)
    def _changed(self, cell: QTableWidgetItem) -> None:
        row, item = cell.row(), self._items[cell.row()]
        if cell.column() == PAPER:
            item = replace(item, on=cell.checkState() == Qt.CheckState.Checked)
        elif cell.column() == WAY:
            item = replace(item, way=str(cell.data(_VALUE)))
        else:
            item = replace(item, copies=min(max(int(cell.data(Qt.ItemDataRole.EditRole)), 1), MOST), on=True)
        if item != self._items[row]:
            self._items[row] = item
            self._show(row)
            self.edited.emit()

    def _tick(self) -> None:
        cell = self.item(self.currentRow(), PAPER)
        if cell is not None:
            on = cell.checkState() == Qt.CheckState.Checked
            cell.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            acts = {
                (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): self.up,
                (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): self.down,
                (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier): self._tick,
            }
            if event.text().isdigit() and self.currentRow() >= 0:
                self.setCurrentCell(self.currentRow(), COPIES)  # the key itself then begins the figure
            act = acts.get((Qt.Key(event.key()), event.modifiers()))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)


class _Cells(QStyledItemDelegate):
    """A choice of the ways that paper can be had; copies from 1 to 99."""

    def __init__(self, table: SetTable) -> None:
        super().__init__(table)
        self._table = table

    @Slot()
    def _done(self) -> None:
        editor: Any = self.sender()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    # Qt

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == WAY:
            combo = QComboBox(parent)
            for way in self._table.ways_of(index.row()):
                combo.addItem(WAYS[way], way)
            combo.activated.connect(self._done)
            return combo
        if index.column() == COPIES:
            spin = QSpinBox(parent)
            spin.setRange(1, MOST)
            spin.setFrame(False)
            return spin
        return super().createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(_VALUE)), 0))
        elif isinstance(editor, QSpinBox):
            editor.setValue(int(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), _VALUE)
        elif isinstance(editor, QSpinBox):
            editor.interpretText()
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)
