"""One part of a board's card: a heading, then lines that lead to other records, or a text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eocdesk.ui.board.told import Line, Part
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.door import Door
from eocdesk.ui.kit.icons import IconLabel
from eocdesk.ui.kit.words import words

_MARK, _LOWER = 16, 3
"""Pixels of the mark before a line, and how much lower it stands to be in the middle of the line."""
_EDGE = 2
"""What a door keeps free beside its words."""
_TICKED, _OPEN, _DOT = "mdi6.checkbox-marked-outline", "mdi6.checkbox-blank-outline", "mdi6.circle-medium"


class PartView(QWidget):
    """The part as it stands on the card."""

    went = Signal(object)
    acted_on = Signal(str, object)

    def __init__(self, part: Part, deeds: Mapping[str, str]) -> None:
        """`deeds`: the titles of deeds by name."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(words("caption", part.title.upper()))
        if part.text:
            text = words("", part.text)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(text)
        for line in part.lines:
            box.addWidget(self._line(line, deeds))
        if part.empty and not part.lines and not part.text:
            box.addWidget(words("muted", part.empty))

    def _line(self, line: Line, deeds: Mapping[str, str]) -> QWidget:
        row = _Row(line)
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.now().pad)
        mark = _DOT if line.done is None else _TICKED if line.done else _OPEN
        icon = IconLabel(mark, line.part or "muted", _MARK)
        icon.setContentsMargins(0, _LOWER, 0, 0)
        box.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        leads = bool(line.kind and line.id)
        said.addWidget(self._door(row) if leads else words("", line.text))
        if line.detail:
            detail = Elided(line.detail, "muted")
            detail.setContentsMargins(_EDGE if leads else 0, 0, 0, 0)
            said.addWidget(detail)
        box.addLayout(said, 1)
        if line.deed in deeds:
            button = QPushButton(deeds[line.deed])
            button.setAutoDefault(False)
            button.setAccessibleName(f"{deeds[line.deed]}: {line.text}")
            button.clicked.connect(row.act)
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.went.connect(self.went)
        row.acted.connect(self.acted_on)
        return row

    def _door(self, row: _Row) -> Door:
        door = Door(row.line.text)
        door.clicked.connect(row.go)
        return door


class _Row(QWidget):
    """One line, which knows what it stands for."""

    went = Signal(object)
    acted = Signal(str, object)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line

    @Slot()
    def go(self) -> None:
        """The record it leads to."""
        self.went.emit(self.line)

    @Slot()
    def act(self) -> None:
        """The deed beside it."""
        self.acted.emit(self.line.deed, self.line)
