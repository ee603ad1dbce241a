"""The pane's head: the find line, the ways to look, the filter, and what is left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.find_line import FindLine
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.kit.segmented import Segmented

WAYS = (
    ("people", "People"),
    ("agencies", "Agencies"),
    ("seats", "Seats"),
    ("roster", "On duty"),
    ("calls", "Call-down"),
)
_ICONS = {
    "people": "mdi6.account-outline",
    "agencies": "mdi6.domain",
    "seats": "mdi6.seat-outline",
    "roster": "mdi6.account-clock-outline",
    "calls": "mdi6.phone-check-outline",
}
ADDS = {
    "people": "Add a contact",
    "agencies": "Add an agency",
    "seats": "Add a seat",
    "roster": "Put somebody on duty",
    "calls": "Add somebody to the call-down",
}
WORDS_FIT = 430
"""px, at the desk's size, from which the ways are words."""
COUNTS_FIT = 640
LONGEST = 660
"""px of the find line at most."""
TYPING_MS = 70


class Head(QWidget):
    """What one looks for, and in which way."""

    typed = Signal(str)
    """The words, once typing pauses."""
    way_chosen = Signal(str)
    filter_asked = Signal()
    everybody_asked = Signal()
    add_asked = Signal()
    into_list = Signal()
    """Down: the keyboard goes to the list."""
    opened = Signal()
    """Enter: the first of the list is meant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = FindLine("Find partner, role, agency…")
        self.ways = Segmented("View", WAYS, icons=_ICONS)
        self.add = IconButton("mdi6.account-plus-outline", ADDS["people"])
        self.filter = IconButton("mdi6.filter-variant", "Filter by sector, role, venue")
        self.filter.setCheckable(True)
        self.counts = Elided(role="muted")
        self.counts.setMinimumWidth(0)
        self.counts.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.counts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.left_out = Elided(role="muted")
        self.everybody = QPushButton("Show everybody")
        self.everybody.setProperty("kind", "quiet")
        self._note = QWidget()
        self._narrows = False
        self._counts = ""
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect()

    def set_way(self, way: str) -> None:
        """Another way to look."""
        self.ways.set_current(way)
        self.add.setToolTip(ADDS[way])
        self.add.setAccessibleName(ADDS[way])

    def set_counts(self, words: str) -> None:
        """How many there are; said where there is room."""
        self._counts = words
        self._say_counts()

    def set_left_out(self, words: str, *, narrows: bool) -> None:
        """What the filter lets through, or that what is shown is only alike; nothing hides the line."""
        self._narrows = narrows
        self.filter.setChecked(narrows)
        self.left_out.set_full(words)
        self.everybody.setVisible(narrows)
        self._note.setVisible(bool(words))

    def set_words(self, words: str) -> None:
        """Put other words into the find line, as if typed."""
        self.line.setText(words)
        self._pause.stop()
        self.typed.emit(words)

    def take_focus(self) -> None:
        """The keyboard to the find line, what stands there ready to be typed over."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _lay_out(self) -> None:
        pad = theme.now().pad
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(self._note)
        first.addWidget(self.line, 1000)
        first.addWidget(self.filter)
        first.addWidget(self.add)
        first.addStretch(1)
        second.addWidget(self.ways)
        second.addWidget(self.counts, 1)
        third.addWidget(self.left_out, 1)
        third.addWidget(self.everybody)
        third.setContentsMargins(4, 0, 0, 0)
        for row in (first, second, third):
            row.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(pad, pad, pad, 4)
        box.setSpacing(5)
        box.addLayout(first)
        box.addLayout(second)
        box.addWidget(self._note)
        self._note.hide()

    def _connect(self) -> None:
        self.line.textChanged.connect(self._typing)
        self.line.into_list.connect(self._leave)
        self.line.returnPressed.connect(self._return)
        self._pause.timeout.connect(self._paused)
        self.ways.chosen.connect(self._way)
        self.filter.clicked.connect(self._filter)
        self.everybody.clicked.connect(self.everybody_asked)
        self.add.clicked.connect(self.add_asked)

    def _say_counts(self) -> None:
        self.counts.set_full(self._counts if self.width() >= COUNTS_FIT * theme.of(self).scale else "")

    @Slot()
    def _typing(self) -> None:
        self._pause.start()

    @Slot()
    def _paused(self) -> None:
        self.typed.emit(self.line.text().strip())

    def _settle(self) -> None:
        """What was typed counts before the keyboard leaves the line."""
        if self._pause.isActive():
            self._pause.stop()
            self._paused()

    @Slot()
    def _leave(self) -> None:
        self._settle()
        self.into_list.emit()

    @Slot()
    def _return(self) -> None:
        self._settle()
        self.opened.emit()

    @Slot(str)
    def _way(self, way: str) -> None:
        self.set_way(way)
        self.way_chosen.emit(way)

    @Slot()
    def _filter(self) -> None:
        self.filter.setChecked(self._narrows)  # a click opens; only the filter itself marks it
        self.filter_asked.emit()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.line.setMaximumWidth(round(LONGEST * theme.of(self).scale))
        width = self.width() / theme.of(self).scale
        self.ways.set_compact(compact=width < WORDS_FIT)
        self._say_counts()
