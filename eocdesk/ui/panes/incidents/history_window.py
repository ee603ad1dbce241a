"""What a record went through, in a small window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from eocdesk.store.queries.history import history
from eocdesk.ui.history import HistoryView
from eocdesk.ui.pane import Context


class HistoryWindow(QDialog):
    """Reads when it opens; Escape closes it."""

    def __init__(self, context: Context, kind: str, record: bytes, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = f"History of {kind} {number}".strip()
        self.setWindowTitle(title)
        self.view = HistoryView()
        self._context = context
        heading = QLabel(title)
        heading.setProperty("role", "title")
        heading.setContentsMargins(16, 14, 16, 6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(heading)
        box.addWidget(self.view, 1)
        self.resize(720, 460)
        context.start(self._read(kind, record), name="history")

    async def _read(self, kind: str, record: bytes) -> None:
        zone = self._context.zone
        self.view.show_lines(await self._context.desk.read(history, kind, record, zone), zone)
