"""What must be heard: flash entries, late acknowledgements, tasks that fall due; and the mute, which is logged."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from eocdesk.store.notice import Notice
from eocdesk.ui.actions import Action
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.pane import Context


class Alarms(QObject):
    """One voice for each desk, however many windows are open. Nothing it does takes the keyboard."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._button = IconButton("mdi6.volume-high", "Sounds are on")

    @property
    def mute_button(self) -> QWidget:
        """Shows whether sounds are heard, and mutes them."""
        return self._button

    def refresh(self, notice: Notice | None) -> None:
        """Look for what must be heard."""

    def alarm_actions(self) -> list[Action]:
        """What can be done here, for palette and keys."""
        return []
