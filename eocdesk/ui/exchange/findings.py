"""What was refused, warned of, kept or gone: a table that can be copied and saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from eocdesk.ui.exchange.batch import Finding
from eocdesk.ui.kit import theme

HEADINGS = ("File", "Where", "What")
Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractTableModel):
    """The lines as they were found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Finding] = ()

    def show_lines(self, lines: Sequence[Finding]) -> None:
        """These, and no others."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def cells(self, row: int) -> tuple[str, str, str]:
        """A line as words."""
        line = self.lines[row]
        return line.file, line.at, line.words

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default, never changed
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default, never changed
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self.cells(index.row())[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADINGS[section]
        return super().headerData(section, orientation, role)


class FindingsView(QTableView):
    """Rows of a fixed height; a reason too long for its column is read in full by pointing at it or copying it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = FindingsModel(self)
        self.setModel(self.found)
        self.setAccessibleName(name)
        self.setProperty("kind", "words")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        tokens = theme.now()
        self.verticalHeader().setDefaultSectionSize(tokens.row)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(40)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setColumnWidth(0, round(170 * tokens.scale))
        self.setColumnWidth(1, round(150 * tokens.scale))
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def rows(self) -> list[tuple[str, str, str]]:
        """What is chosen, or everything, under its headings."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.found.cells(row) for row in chosen or range(self.found.rowCount())]

    @Slot()
    def copy(self) -> None:
        """What is chosen, or everything, to the clipboard: a spreadsheet takes it as a table."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in self.rows()))
