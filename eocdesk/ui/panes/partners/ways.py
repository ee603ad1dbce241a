"""Every way to reach somebody, one under the other: what it is, the number, copy it, call it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.icons import IconButton, IconLabel
from eocdesk.ui.panes.partners.telling import Reach


class WayRow(QWidget):
    """One way."""

    copied = Signal(str)
    opened = Signal(str)

    def __init__(self, way: Reach, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way = way
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel(way.icon, "accent", 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(way.words, "strong"))
        words.addWidget(Elided(way.name, "muted"))
        row.addLayout(words, 1)
        self.copy = IconButton("mdi6.content-copy", f"Copy {way.words}", size=16)
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.copy)
        if way.link:
            icon = "mdi6.phone-outline" if way.verb == "Call" else "mdi6.email-outline"
            self.open = IconButton(icon, f"{way.verb} {way.words}", size=16)
            self.open.clicked.connect(self._open)
            row.addWidget(self.open)

    @property
    def way(self) -> Reach:
        """What it shows."""
        return self._way

    @Slot()
    def _copy(self) -> None:
        self.copied.emit(self._way.words)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._way.link)


class Ways(QWidget):
    """All of them."""

    copied = Signal(str)
    """Words to put on the clipboard."""
    opened = Signal(str)
    """A link that a person asked to open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways: tuple[Reach, ...] | None = None
        self._rows: list[WayRow] = []
        self._none = QLabel("No way to reach them is known.")
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addWidget(self._none)

    @property
    def rows(self) -> tuple[WayRow, ...]:
        """The rows shown now."""
        return tuple(self._rows)

    def show_ways(self, ways: tuple[Reach, ...]) -> None:
        """These; nothing is made anew where they are the same, so that the keyboard stays where it is."""
        if ways == self._ways:
            return
        self._ways = ways
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [WayRow(way) for way in ways]
        for row in self._rows:
            row.copied.connect(self.copied)
            row.opened.connect(self.opened)
            self._box.addWidget(row)
        self._none.setVisible(not ways)
