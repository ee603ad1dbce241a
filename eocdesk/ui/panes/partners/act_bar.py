"""A row of what can be done with the current line, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from eocdesk.ui.kit.icons import IconButton

_STYLE = Qt.ToolButtonStyle


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: its key is a letter pressed on the list."""

    name: str
    title: str
    icon: str
    key: str


class ActBar(QWidget):
    """Icons with words, words alone or icons alone, by the room there is; the key is in the tip."""

    acted = Signal(str)
    """The name of what a person asked for."""

    def __init__(self, acts: Sequence[Act], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = {act.key: act.name for act in acts}
        self._buttons: dict[str, IconButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 5)
        row.setSpacing(2)
        for act in acts:
            button = IconButton(act.icon, f"{act.title} ({act.key.upper()})", words=act.title, size=16)
            button.setObjectName(act.name)
            button.clicked.connect(self._pressed)
            self._buttons[act.name] = button
            row.addWidget(button)
        row.addStretch(1)

    def press(self, key: str) -> bool:
        """A letter was pressed on the list; whether it stands for something that can be done now."""
        name = self._names.get(key)
        if name is None or not self._buttons[name].isEnabled():
            return False
        self.acted.emit(name)
        return True

    def set_enabled(self, **can: bool) -> None:
        """Which can be done now, by name."""
        for name, on in can.items():
            self._buttons[name].setEnabled(on)

    def button(self, name: str) -> IconButton:
        """One of them."""
        return self._buttons[name]

    @Slot()
    def _pressed(self) -> None:
        self.acted.emit(self.sender().objectName())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for style in (_STYLE.ToolButtonTextBesideIcon, _STYLE.ToolButtonTextOnly, _STYLE.ToolButtonIconOnly):
            for button in self._buttons.values():
                button.setToolButtonStyle(style)
            if sum(button.sizeHint().width() + 2 for button in self._buttons.values()) + 16 <= self.width():
                break

    def minimumSizeHint(self) -> QSize:
        narrowest = sum(button.iconSize().width() + 20 for button in self._buttons.values()) + 16
        return QSize(min(narrowest, super().minimumSizeHint().width()), super().minimumSizeHint().height())
