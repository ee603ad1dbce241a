"""What a desk without an event shows: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from eocdesk.ui.kit.empty import Empty


class Welcome(QWidget):
    """One sentence, one button; and where the event is on a hub already, the way there."""

    add_event = Signal()
    join = Signal()
    """The event is on a hub already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        empty = Empty(
            "mdi6.calendar-star",
            "This desk has no event yet.",
            "Add the Games, the World Cup, an exercise: a code, a name, a time zone. "
            "Then bring in calendars, venues and contacts, or type them.",
            "Add an event",
            self.add_event.emit,
        )
        join = QPushButton("Or join a hub that has one")
        join.setProperty("kind", "quiet")
        join.clicked.connect(self.join)
        empty.beside(join)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 8, 8)
        box.addWidget(empty)
