"""The bar above the calendar: which day, how much is on, which way to look at it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.kit.segmented import Segmented
from eocdesk.ui.panes.calendar.listing import plural

WAYS = (
    ("timeline", "Timeline"),
    ("day", "Day"),
    ("week", "Week"),
    ("agenda", "Agenda"),
    ("board", "Board"),
)
_NARROW, _NARROWER = 1000, 780
"""px of the desk's size below which words give way."""
_LONGEST = 28


class Head(QWidget):
    """Chevrons, the day, its counts, the ways to look, now, filter, add."""

    stepped = Signal(int)
    """-1: back, 1: forth."""
    way_chosen = Signal(str)
    now_asked = Signal()
    day_asked = Signal()
    filter_asked = Signal()
    conflict_asked = Signal()
    undecided_asked = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("mdi6.chevron-left", "Back ( [ )")
        self.forth = IconButton("mdi6.chevron-right", "Forward ( ] )")
        self.title = QToolButton()
        self.title.setToolTip("Go to a day (G)")
        self.title.setProperty("role", "h1")
        self.counts = Elided(role="muted")
        self.counts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.conflicts = QPushButton()
        self.conflicts.setProperty("kind", "quiet")
        self.conflicts.setToolTip("Next conflict (C)")
        self.undecided = QPushButton()
        self.undecided.setProperty("kind", "quiet")
        self.undecided.setToolTip("Next session whose time is to be decided (U)")
        self.ways = Segmented("View", WAYS)
        self.now = IconButton("mdi6.crosshairs-gps", "Show now (Home)", words="Now", size=16)
        self.filter = IconButton("mdi6.filter-variant", "Filter the calendar ( / )", words="All venues", size=16)
        self.filter.setCheckable(True)
        self.add = IconButton("mdi6.plus", "Add a session", size=18)
        self._sieve_words = "All venues"
        self._waiting = 0
        self._lay_out()
        self.set_counts("", 0, 0)
        self.set_undecided(0)
        self.title.setStyleSheet("font-weight: 600; padding: 4px 6px;")

    def set_title(self, words: str) -> None:
        """The day or days in sight."""
        self.title.setText(words)
        self.title.setAccessibleName(f"{words}. Go to another day")

    def set_counts(self, before: str, sessions: int, conflicts: int) -> None:
        """What there is on the days in sight; `before` says which of the event's days."""
        parts = [part for part in (before, plural(sessions, "session")) if part]
        self.counts.set_full("  ·  ".join(parts))
        self.conflicts.setText(plural(conflicts, "conflict"))
        self.conflicts.setVisible(conflicts > 0)
        ink = theme.of(self).bad
        self.conflicts.setStyleSheet(f"color: {ink}; font-weight: 600; padding: 3px 8px;")
        self._arrange()

    def set_undecided(self, count: int) -> None:
        """How many sessions of all days wait for their time."""
        self._waiting = count
        self.undecided.setVisible(count > 0)
        self.undecided.setStyleSheet(f"color: {theme.of(self).muted}; font-weight: 500; padding: 3px 8px;")
        self._arrange()

    def set_sieve(self, words: str, *, is_open: bool) -> None:
        """What the filter lets through."""
        self._sieve_words = words
        self.filter.setChecked(not is_open)
        self.filter.setToolTip(f"Filter the calendar ( / ): {words}")
        self.filter.setAccessibleName(f"Filter: {words}")
        self._arrange()

    def set_stepping(self, *, on: bool) -> None:
        """Whether there is a day before and after."""
        self.back.setEnabled(on)
        self.forth.setEnabled(on)

    def filter_place(self) -> QPoint:
        """Where the filter's panel hangs, on the screen."""
        return self.filter.mapToGlobal(QPoint(0, self.filter.height()))

    def _lay_out(self) -> None:
        pad = theme.now().pad
        row = QHBoxLayout(self)
        row.setContentsMargins(pad, 5, pad, 5)
        row.setSpacing(2)
        for part in (self.back, self.forth, self.title):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self.counts, 1)
        row.addWidget(self.undecided)
        row.addWidget(self.conflicts)
        row.addSpacing(10)
        row.addWidget(self.ways)
        row.addSpacing(10)
        for part in (self.now, self.filter, self.add):
            row.addWidget(part)
        self.back.clicked.connect(self._back)
        self.forth.clicked.connect(self._forth)
        self.title.clicked.connect(self.day_asked)
        self.conflicts.clicked.connect(self.conflict_asked)
        self.undecided.clicked.connect(self.undecided_asked)
        self.ways.chosen.connect(self.way_chosen)
        self.now.clicked.connect(self.now_asked)
        self.filter.clicked.connect(self._filter)
        self.add.clicked.connect(self.add_asked)

    @Slot()
    def _back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _forth(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _filter(self) -> None:
        self.filter.setChecked(self._sieve_words != "All venues")  # a click opens; only the filter itself marks it
        self.filter_asked.emit()

    def _arrange(self) -> None:
        width = self.width() / theme.of(self).scale
        words = self._sieve_words
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.filter.setText(short.replace("&", "&&"))
        self.filter.setToolButtonStyle(icon_only if width < _NARROW and words == "All venues" else beside)
        self.now.setToolButtonStyle(icon_only if width < _NARROWER else beside)
        self.counts.setVisible(width >= _NARROWER)
        self.undecided.setText(f"{self._waiting:,} TBD" if width < _NARROW else f"{self._waiting:,} to be decided")
        self.undecided.setAccessibleName(f"{plural(self._waiting, 'session')} whose time is to be decided")

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
