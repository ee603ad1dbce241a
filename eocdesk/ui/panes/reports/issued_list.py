"""The summaries that were issued, as a table: number, times, who prepared and approved, marking, digest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from eocdesk.store.queries.reports import Issued
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.kit.word_table import WordTable

HEADS = ("Report", "Data as of", "Prepared by", "Approved", "Marking", "SHA-256 of the pages")
_WIDTHS = (210, 150, 210, 260, 130)
_DIGITS = 16


class IssuedList(WordTable):
    """Newest first. Enter or a double click opens the pages."""

    opened = Signal(object)
    """The Issued."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Issued situation reports", HEADS, _WIDTHS, parent)
        self._rows: tuple[Issued, ...] = ()
        self.itemDoubleClicked.connect(self._open)

    @property
    def current(self) -> Issued | None:
        """The report that is selected."""
        at = self.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def show_reports(self, reports: Sequence[Issued], zone: str) -> None:
        """These; what was selected stays selected."""
        kept = self.current
        self._rows = tuple(reports)
        self.setRowCount(len(self._rows))
        for at, one in enumerate(self._rows):
            for column, words in enumerate(_words(one, zone)):
                self.setItem(at, column, QTableWidgetItem(words))
        wanted = next((at for at, one in enumerate(self._rows) if kept is not None and one.id == kept.id), 0)
        if self._rows:
            self.setCurrentCell(wanted, 0)

    def show_id(self, record: bytes) -> bool:
        """Select this report; False where it is not here."""
        at = next((at for at, one in enumerate(self._rows) if one.id == record), None)
        if at is None:
            return False
        self.setCurrentCell(at, 0)
        return True

    @Slot(QTableWidgetItem)
    def _open(self, _item: QTableWidgetItem) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
            return
        super().keyPressEvent(event)


def _words(one: Issued, zone: str) -> tuple[str, ...]:
    approved = f"{one.approved_by}, {shown(one.approved_at, zone)}" if one.approved_by else "Not approved yet"
    return (
        one.name,
        shown(one.as_of, zone),
        one.prepared_by or "Not named",
        approved,
        f"TLP:{one.marking}",
        one.sha256[:_DIGITS],
    )
