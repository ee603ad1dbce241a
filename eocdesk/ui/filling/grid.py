"""Blocks that are read together, as a table: each cell is a block of its own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from eocdesk.reports.fills import Grid
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words

_KEY = Qt.ItemDataRole.UserRole
_FIGURE = 110
"""The width of a column where all of them hold figures."""
_FIGURES = 3
"""A grid of fewer columns holds figures."""


class GridEditor(QWidget):
    """`wrote(key, text)` for each cell that is given something else."""

    wrote = Signal(str, str)

    def __init__(self, grid: Grid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = grid
        self._choosers: dict[str, QComboBox] = {}
        self.table = QTableWidget(len(grid.rows), len(grid.heads))
        self.table.setAccessibleName(grid.title)
        self.table.setHorizontalHeaderLabels(list(grid.heads))
        self.table.setVerticalHeaderLabels([label for label, _ in grid.rows])
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(True)
        self._items: dict[str, QTableWidgetItem] = {}
        self._fill()
        self._shape()
        self.error = words("error")
        self.error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.table)
        box.addWidget(self.error)
        self.table.itemChanged.connect(self._changed)
        self.setFocusProxy(self.table)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """What the desk holds of each block."""
        blocked = self.table.blockSignals(True)  # noqa: FBT003  Qt's own
        for key, item in self._items.items():
            item.setText(texts.get(key, ""))
        for key, chosen in self._choosers.items():
            chosen.setCurrentIndex(max(chosen.findData(texts.get(key, "")), 0))
        self.table.blockSignals(blocked)
        self.table.resizeRowsToContents()
        self._size()

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """Why a cell was not taken."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def set_written(self, *, may: bool) -> None:
        """Whether it can be written now."""
        triggers = QTableWidget.EditTrigger.AllEditTriggers if may else QTableWidget.EditTrigger.NoEditTriggers
        self.table.setEditTriggers(triggers)
        for chosen in self._choosers.values():
            chosen.setEnabled(may)

    def _fill(self) -> None:
        for row, (label, keys) in enumerate(self.grid.rows):
            for column, key in enumerate(keys):
                choices = self.grid.choices[column] if column < len(self.grid.choices) else ()
                if key and choices:
                    chosen = QComboBox()
                    chosen.setAccessibleName(f"{label}, {self.grid.heads[column]}")
                    chosen.addItem("–", "")
                    for value, said in choices:
                        chosen.addItem(said, value)
                    chosen.setProperty("key", key)
                    chosen.activated.connect(self._chosen)
                    self._choosers[key] = chosen
                    self.table.setCellWidget(row, column, chosen)
                    continue
                item = QTableWidgetItem()
                item.setData(_KEY, key)
                if key:
                    self._items[key] = item
                else:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.table.setItem(row, column, item)

    def _shape(self) -> None:
        tokens, head = theme.now(), self.table.horizontalHeader()
        if len(self.grid.heads) < _FIGURES:
            for column in range(len(self.grid.heads)):
                self.table.setColumnWidth(column, round(_FIGURE * tokens.scale))
            head.setStretchLastSection(False)
        else:
            head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(tokens.row)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._size()

    def _size(self) -> None:
        """As high as it is: the page scrolls, not the table in it."""
        height = sum(self.table.rowHeight(row) for row in range(self.table.rowCount()))
        self.table.setFixedHeight(height + self.table.horizontalHeader().sizeHint().height() + 4)

    @Slot(QTableWidgetItem)
    def _changed(self, item: QTableWidgetItem) -> None:
        key = item.data(_KEY)
        if key:
            self.refuse("")
            self.wrote.emit(str(key), item.text().strip())

    @Slot()
    def _chosen(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QComboBox):
            self.wrote.emit(str(chosen.property("key")), str(chosen.currentData() or ""))
