"""A block that is a table: rows are typed, moved and struck from the keyboard; the last one is for a new row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eocdesk.reports.fills import Fill
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words

Lines = Sequence[tuple[bytes, Sequence[str]]]
"""(id of the row's record, its cells)."""


class TableEditor(QWidget):
    """What a person does to a row; `show_rows` then shows what the desk holds."""

    added = Signal(str, list)
    changed = Signal(bytes, list)
    struck = Signal(bytes)
    moved = Signal(bytes, object)
    """A row's id, and the id of the row it goes before; None: to the end."""

    def __init__(self, fill: Fill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fill = fill
        self._ids: list[bytes] = []
        self._may = True
        self.table = QTableWidget(1, len(fill.columns))
        self.table.setAccessibleName(fill.title)
        self.table.setHorizontalHeaderLabels(list(fill.columns))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(theme.now().row)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.installEventFilter(self)
        self.error = words("error")
        self.error.hide()
        label = words("", fill.title)
        label.setProperty("role", "label")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(label)
        box.addWidget(self.table)
        box.addWidget(self._foot())
        box.addWidget(self.error)
        self.table.itemChanged.connect(self._typed)
        self.setFocusProxy(self.table)
        self._size()

    def show_rows(self, lines: Lines) -> None:
        """These rows, and an empty one after them."""
        at = (self.table.currentRow(), self.table.currentColumn())
        blocked = self.table.blockSignals(True)  # noqa: FBT003  Qt's own
        self._ids = [record for record, _ in lines]
        self.table.setRowCount(len(lines) + self._may)
        for row in range(self.table.rowCount()):
            cells = lines[row][1] if row < len(lines) else ()
            for column in range(len(self.fill.columns)):
                self.table.setItem(row, column, QTableWidgetItem(cells[column] if column < len(cells) else ""))
        labels = [str(number) for number in range(1, len(lines) + 1)]
        self.table.setVerticalHeaderLabels([*labels, "+"][: self.table.rowCount()])
        self.table.blockSignals(blocked)
        self.table.setCurrentCell(*at)
        self._size()

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """Why a row was not taken."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def set_written(self, *, may: bool) -> None:
        """Whether it can be written now."""
        self._may = may
        triggers = QTableWidget.EditTrigger.AllEditTriggers if may else QTableWidget.EditTrigger.NoEditTriggers
        self.table.setEditTriggers(triggers)
        for button in (self._up, self._down, self._strike):
            button.setEnabled(may)

    @Slot()
    def up(self) -> None:
        """Move the row that is on up by one (Alt+Up)."""
        row = self.table.currentRow()
        if 0 < row < len(self._ids):
            self.table.setCurrentCell(row - 1, self.table.currentColumn())
            self.moved.emit(self._ids[row], self._ids[row - 1])

    @Slot()
    def down(self) -> None:
        """Move it down by one (Alt+Down)."""
        row = self.table.currentRow()
        if 0 <= row < len(self._ids) - 1:
            after = self._ids[row + 2] if row + 2 < len(self._ids) else None
            self.table.setCurrentCell(row + 1, self.table.currentColumn())
            self.moved.emit(self._ids[row], after)

    @Slot()
    def strike(self) -> None:
        """Strike the row that is on (Ctrl+Delete)."""
        row = self.table.currentRow()
        if 0 <= row < len(self._ids):
            self.struck.emit(self._ids[row])

    @Slot(QTableWidgetItem)
    def _typed(self, item: QTableWidgetItem) -> None:
        self.refuse("")
        row = item.row()
        cells = [self._cell(row, column) for column in range(len(self.fill.columns))]
        if row < len(self._ids):
            self.changed.emit(self._ids[row], cells)
        elif any(cells):
            self.added.emit(self.fill.key, cells)

    def _cell(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return "" if item is None else item.text().strip()

    def _size(self) -> None:
        self.table.resizeRowsToContents()
        height = sum(self.table.rowHeight(row) for row in range(self.table.rowCount()))
        self.table.setFixedHeight(height + self.table.horizontalHeader().sizeHint().height() + 4)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        made = []
        for title, tip, slot in (
            ("Up", "Alt+Up", self.up),
            ("Down", "Alt+Down", self.down),
            ("Strike row", "Ctrl+Delete", self.strike),
        ):
            button = QPushButton(title)
            button.setProperty("kind", "quiet")
            button.setToolTip(tip)
            button.setAccessibleName(f"{title}: {self.fill.title}")
            button.clicked.connect(slot)
            row.addWidget(button)
            made.append(button)
        self._up, self._down, self._strike = made
        row.addStretch(1)
        return foot

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._may
        ):
            acts = {
                (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): self.up,
                (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): self.down,
                (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier): self.strike,
            }
            act = acts.get((Qt.Key(event.key()), event.modifiers()))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)
