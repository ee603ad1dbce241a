"""Going from record to record on the map by keyboard, and saying which one is ringed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from eocdesk.maps.content import Found
from eocdesk.models.incident import SEVERITIES
from eocdesk.ui.kit.chips import SeverityChip
from eocdesk.ui.panes.venues.face import Face

_ABOVE = 58
_SIDES = 150


class Walk(QFrame):
    """The card that names the ringed record. Page Down and Page Up step, Enter opens, Escape lets go."""

    def __init__(self, view: Face) -> None:
        super().__init__(view)
        self._view = view
        self._at: tuple[str, bytes] | None = None
        self.setProperty("kind", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 4, 3)
        row.setSpacing(8)
        self._chip = SeverityChip()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._chip)
        row.addWidget(self._words)
        self._button = QPushButton("Open")
        self._button.setProperty("kind", "quiet")
        self._button.setToolTip("Open this record (Enter on the map)")
        self._button.clicked.connect(self.open)
        row.addWidget(self._button)
        self.hide()

    @property
    def record(self) -> tuple[str, bytes] | None:
        """Kind and id of the ringed record."""
        return self._at

    @property
    def words(self) -> str:
        """What the card says."""
        return self._words.text()

    def ring(self, kind: str, record: bytes, found: Found) -> None:
        """Ring a record that is on the map and say which."""
        self._at = (kind, record)
        title, severity = self._view.content.said(kind, record)
        self._chip.setVisible(severity >= 0)
        if severity >= 0:
            self._chip.set_severity(severity)
        self._words.setText(title.partition("\n")[0])
        word = SEVERITIES[severity][1] + ": " if severity >= 0 else ""
        self.setAccessibleName(f"On the map: {word}{title}")
        self._view.mark(found.lat, found.lon)
        self.show()
        self.place(self._view.width(), self._view.height())

    @Slot()
    def open(self) -> None:
        """Ask for the ringed record."""
        if self._at is not None:
            self._view.record_opened.emit(*self._at)

    @Slot()
    def clear(self) -> None:
        """No record is ringed."""
        if self._at is not None:
            self._at = None
            self.hide()
            self._view.unmark()

    def press(self, name: str) -> None:
        """A key of the map: next, previous, open, clear."""
        if name in {"next", "previous"}:
            self._step(1 if name == "next" else -1)
        elif name == "open":
            self.open()
        elif name == "clear":
            self.clear()

    def place(self, width: int, height: int) -> None:
        """Stand in the middle above the lower edge."""
        self.adjustSize()
        self.setMaximumWidth(max(_SIDES, width - 40))
        self.move((width - self.width()) // 2, height - self.height() - _ABOVE)

    def _step(self, by: int) -> None:
        if self._view.view is None:
            return
        marks = self._view.content.walk(self._view.view)
        if not marks:
            return
        seen = [(mark.kind, mark.id) for mark in marks]
        at = seen.index(self._at) + by if self._at in seen else (0 if by > 0 else -1)
        mark = marks[at % len(marks)]
        found = self._view.content.find(mark.kind, mark.id)
        if found is not None:
            self.ring(mark.kind, mark.id, found)
