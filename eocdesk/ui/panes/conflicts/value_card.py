"""A value somebody wrote: what it is, who wrote it where, when it was written there and when it came here."""

from __future__ import annotations

import string

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.store.queries.conflicts import Conflict, Side
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.badge import Badge
from eocdesk.ui.kit.card import Card, Facts
from eocdesk.ui.kit.moments import shown

LETTERS = string.ascii_uppercase


class ValueCard(Card):
    """One value, with the button that keeps it."""

    kept = Signal(object)
    """The Side a person decided for."""
    kept_all = Signal(object)
    """The Side whose desk a person decided for in every field of the record."""

    def __init__(
        self, letter: str, side: Side, one: Conflict, zone: str, code: str, parent: QWidget | None = None
    ) -> None:
        """`code`: this desk's, so that its own values are known by it."""
        super().__init__(parent)
        self.side = side
        value = QLabel(side.word)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setProperty("role", "h1" if len(side.word) < 80 else "strong")  # noqa: PLR2004  about a line
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton(_verb(letter, side, one))
        self.button.setAutoDefault(True)
        self.button.setAccessibleName(f"{self.button.text()}: {one.label} {side.word}")
        self.button.clicked.connect(self._pressed)
        head = QHBoxLayout()
        head.setSpacing(theme.now().pad)
        head.addWidget(Badge(letter))
        if side.shown:
            head.addWidget(Badge("Shown meanwhile", "info"))
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(theme.now().pad)
        box.addLayout(head)
        box.addWidget(value)
        box.addWidget(_facts(side, zone, code))
        box.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.button)
        self._foot.addStretch(1)
        box.addLayout(self._foot)

    def offer_all(self, count: int) -> None:
        """Let what this desk wrote hold in every field of the record at once."""
        fields = "both fields" if count == 2 else f"all {count} fields"  # noqa: PLR2004  both
        words = f"Keep what desk {self.side.desk} wrote in {fields}"
        every = QPushButton(words)
        every.setProperty("kind", "quiet")
        every.setAccessibleName(words)
        every.clicked.connect(self._pressed_all)
        self._foot.insertWidget(1, every)

    @Slot()
    def _pressed(self) -> None:
        self.kept.emit(self.side)

    @Slot()
    def _pressed_all(self) -> None:
        self.kept_all.emit(self.side)


def _facts(side: Side, zone: str, code: str) -> Facts:
    here = side.desk == code
    facts = Facts()
    facts.show_facts(
        [
            ("Written by", ", ".join(part for part in (side.who, side.position) if part) or "nobody signed in"),
            ("On", f"desk {side.desk}" + (" (this desk)" if here else "")),
            ("Written", shown(side.written, zone, seconds=True)),
            ("Came here", "" if here else shown(side.received, zone, seconds=True)),
            ("As part of", side.title),
        ]
    )
    return facts


def _verb(letter: str, side: Side, one: Conflict) -> str:
    if one.is_strike:
        return "Strike it" if side.value else "Keep the record"
    return f"Keep {letter}"
