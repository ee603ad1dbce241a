"""The files of an import, a line each: what it is, how many rows, what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from eocdesk.desk import exchange
from eocdesk.ui.exchange.batch import Piece
from eocdesk.ui.kit import theme

HEADINGS = ("File", "Read as", "Rows", "Added", "Changed", "Unchanged", "Refused", "")
_NUMBERS = range(2, 7)
_FEWEST, _MOST = 2, 6
"""Rows seen without scrolling."""
_WIDTHS = (0, 165, 66, 66, 76, 86, 76, 120)


class FileTable(QTableWidget):
    """Read only; the columns of figures stand right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADINGS), parent)
        self.setAccessibleName("Files")
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
        header.setHighlightSections(False)
        self.setHorizontalHeaderLabels(HEADINGS)
        for column, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(column, round(width * tokens.scale))
            heading = self.horizontalHeaderItem(column)
            if heading is not None:
                heading.setTextAlignment(_side(column))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_pieces(self, pieces: Sequence[Piece], under_way: Piece | None = None) -> None:
        """These files as they stand now."""
        self.setRowCount(len(pieces))
        for row, piece in enumerate(pieces):
            for column, words in enumerate(_words(piece, under_way=piece is under_way)):
                item = QTableWidgetItem(words)
                item.setTextAlignment(_side(column))
                item.setToolTip(str(piece.path) if column == 0 else words)
                self.setItem(row, column, item)
        rows = min(max(len(pieces), _FEWEST), _MOST)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * theme.now().row + 2)

    @property
    def chosen(self) -> list[int]:
        """The rows a person chose."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column in _NUMBERS else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(piece: Piece, *, under_way: bool) -> Sequence[str]:
    name, report = piece.path.name, piece.report
    if report is None:
        return name, "", "", "", "", "", "", "under way" if under_way else "waits"
    counts = (report.read, report.added, report.changed, report.unchanged, len(report.refused))
    state = (
        "imported" if piece.done else "asks you" if piece.asks else "nothing to take" if piece.empty else "can come in"
    )
    form = exchange.label_of(report.format)
    return name, form, *(f"{count:,}" for count in counts), "under way" if under_way else state
