"""The tasks of the event: what is late first, a line to add one, a key to tick one off."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.store.notice import Notice
from eocdesk.ui.actions import Action
from eocdesk.ui.pane import Context


class TaskPanel(QWidget):
    """The list and the line above it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        QVBoxLayout(self)

    def refresh(self, notice: Notice | None) -> None:
        """Read again what the notice names, or everything."""

    def show_record(self, record: bytes) -> None:
        """Select this task and bring it into view."""

    def take_focus(self) -> None:
        """The keyboard to the list."""

    def task_actions(self) -> list[Action]:
        """What can be done here, for palette and keys."""
        return []
