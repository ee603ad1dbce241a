"""Conflicts: fields that two desks wrote while neither saw the other. A person settles each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.store.queries.conflicts import Conflict, Side
from eocdesk.ui.kit.card import Card
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.moments import shown

Settle = Callable[[Conflict, Any], None]


class Inbox(QDialog):
    """One card for each field in conflict, a button for each value; the shown one first."""

    def __init__(self, settle: Settle, zone: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle("Conflicts to review")
        self._settle = settle
        self._zone = zone
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(10)
        empty = Empty(
            "mdi6.check-all", "No conflicts.", "Where two desks write the same field unseen, you settle it here."
        )
        self._either = Emptiable(scrolled(self._cards), empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._either)
        self.resize(640, 520)
        self.show_conflicts(())

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """These, and no others."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for conflict in conflicts:
            self._column.addWidget(_ConflictCard(conflict, self._settle, self._zone()))
        self._column.addStretch(1)
        self._either.set_empty(empty=not conflicts)


class _ConflictCard(Card):
    """A record's field and the values it was given, each with who wrote it where and when."""

    def __init__(self, conflict: Conflict, settle: Settle, zone: str) -> None:
        super().__init__()
        self._conflict = conflict
        self._take = settle
        self._zone = zone
        heading = QLabel(f"{conflict.kind.capitalize()}: {conflict.record}")
        heading.setProperty("role", "strong")
        heading.setWordWrap(True)
        before = f" Before: {conflict.base}." if conflict.base else ""
        detail = QLabel(f"{conflict.label} was written on more than one desk.{before} Which one holds?")
        detail.setProperty("role", "muted")
        detail.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.addWidget(heading)
        box.addWidget(detail)
        for at, side in enumerate(conflict.sides):
            box.addLayout(self._side(at, side))

    def _side(self, at: int, side: Side) -> QHBoxLayout:
        who = ", ".join(part for part in (side.who, side.position, f"desk {side.desk}") if part)
        said = QLabel(side.word)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        by = QLabel(f"{who}, {shown(side.written, self._zone, seconds=True)}")
        by.setProperty("role", "muted")
        by.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(said)
        words.addWidget(by)
        button = QPushButton("Keep, as shown now" if side.shown else "Take this")
        button.setAutoDefault(False)
        button.setObjectName(str(at))
        button.setAccessibleName(f"{button.text()}: {self._conflict.label} {side.word}")
        button.clicked.connect(self._pressed)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._take(self._conflict, self._conflict.sides[int(sender.objectName())].value)
