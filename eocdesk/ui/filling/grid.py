"""Blocks that are read together, as a table: each cell is a block of its own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from eocdesk.reports.fills import Grid
from eocdesk.ui.filling.heads import keep_cell
from eocdesk.ui.filling.meanwhile import Meanwhile
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
        self._theirs: dict[str, tuple[str, str]] = {}
        self.asked = ""
        """The key of the block of which somebody must say whose words stand."""
        self.meanwhile = Meanwhile(grid.title)
        self.meanwhile.took.connect(self.take_theirs)
        self.meanwhile.kept.connect(self.keep_mine)
        self._fill()
        self._shape()
        self.error = words("error")
        self.error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.table)
        box.addWidget(self.meanwhile)
        box.addWidget(self.error)
        self.table.itemChanged.connect(self._changed)
        self.table.itemDelegate().closeEditor.connect(self._closed)
        self.setFocusProxy(self.table)

    def show_texts(self, texts: Mapping[str, str], by: str = "") -> None:
        """What the desk holds of each block; a cell that is being typed in stays, and is asked about."""
        blocked = self.table.blockSignals(True)  # noqa: FBT003  Qt's own
        for key, item in self._items.items():
            text = texts.get(key, "")
            if not self._is_open(item):
                self._theirs.pop(key, None)
                if self.asked == key and item.text() != text:
                    self._theirs[key] = (text, by)  # the question stands
                    continue
                if self.asked == key:
                    self.asked = ""
                    self.meanwhile.hide()
                item.setText(text)
            elif item.text() != text:
                self._theirs[key] = (text, by)
        for key, chosen in self._choosers.items():
            chosen.setCurrentIndex(max(chosen.findData(texts.get(key, "")), 0))
        self.table.blockSignals(blocked)
        self.table.resizeRowsToContents()
        self._size()

    def keep(self) -> None:
        """What is typed in an open cell is written, as leaving the cell would."""
        keep_cell(self.table)

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
        key = str(item.data(_KEY) or "")
        if not key:
            return
        self.refuse("")
        theirs = self._theirs.get(key)
        if theirs is not None and theirs[0] != item.text().strip():
            self.asked = key
            self.meanwhile.ask(*theirs)
        else:
            self._theirs.pop(key, None)
            self.wrote.emit(key, item.text().strip())

    def _is_open(self, item: QTableWidgetItem) -> bool:
        """Whether somebody types in that cell."""
        typing = self.table.state() == QTableWidget.State.EditingState
        return typing and self.table.indexFromItem(item) == self.table.currentIndex()

    @Slot()
    def _closed(self) -> None:
        """A cell that was left as it was shows what stands elsewhere."""
        blocked = self.table.blockSignals(True)  # noqa: FBT003  Qt's own
        for key in [key for key in self._theirs if key != self.asked]:
            if not self._is_open(self._items[key]):
                self._items[key].setText(self._theirs.pop(key)[0])
        self.table.blockSignals(blocked)

    @Slot()
    def take_theirs(self) -> None:
        """What stands elsewhere replaces what was typed in the cell."""
        blocked = self.table.blockSignals(True)  # noqa: FBT003  Qt's own
        self._items[self.asked].setText(self._theirs.pop(self.asked)[0])
        self.table.blockSignals(blocked)
        self._answered()

    @Slot()
    def keep_mine(self) -> None:
        """What was typed stands, over theirs."""
        key = self.asked
        self._theirs.pop(key, None)
        self._answered()
        self.wrote.emit(key, self._items[key].text().strip())

    def _answered(self) -> None:
        self.asked = ""
        self.meanwhile.hide()
        self.table.setFocus()

    @Slot()
    def _chosen(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QComboBox):
            self.wrote.emit(str(chosen.property("key")), str(chosen.currentData() or ""))
