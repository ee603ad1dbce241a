"""Who sits here, in which position: asked at the first start, changed with F2, logged by the command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.models.errors import Refused
from eocdesk.ui.kit.ranking import Candidate

POSITIONS = (
    "Watch officer",
    "Senior watch officer",
    "EOC director",
    "EOC supervisor",
    "Operations section chief",
    "Planning section chief",
    "Logistics section chief",
    "Situation unit leader",
    "Field liaison",
)
"""Offered while typing; any other may be typed."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is typed."""

    person: str
    position: str


class SignIn(QDialog):
    """Name, position, one button. Enter takes the watch; Escape leaves all as it was."""

    taken = Signal()

    def __init__(
        self,
        take: Callable[[Watch], Awaitable[object]],
        start: Callable[[Coroutine[Any, Any, None], object], object],
        known: Sequence[Candidate],
        parent: QWidget | None = None,
        *,
        first: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Take the watch")
        self._take = take
        self._start = start
        self._positions = {one.title: one.detail for one in known}
        self._first = first
        self._person = self._line("Officer", "Your name, as the log shall say it", [one.title for one in known])
        self._position = self._line("Position", "Watch officer", POSITIONS)
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self._lay_out()
        self._person.editingFinished.connect(self._fill_position)

    def load(self, person: str, position: str) -> None:
        """Who sits here now."""
        self._person.setText(person)
        self._person.selectAll()
        self._position.setText(position)
        self._person.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def error(self) -> str:
        """Why the watch was not taken, as it stands there."""
        return "" if self._error.isHidden() else self._error.text()

    def refuse(self, sentence: str, field: str | None) -> None:
        """Why the watch was not taken."""
        self._error.setText(sentence)
        self._error.show()
        (self._position if field == "position" else self._person).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def take(self) -> None:
        """Take the watch with what is typed."""
        self._start(self._do(), self)

    async def _do(self) -> None:
        watch = Watch(" ".join(self._person.text().split()), " ".join(self._position.text().split()))
        if not watch.person:
            raise Refused("Say who sits here: every entry is signed with it.", "person")
        await self._take(watch)
        self.taken.emit()
        self._first = False
        self.close()

    @Slot()
    def _fill_position(self) -> None:
        """The position somebody had last, where none is typed."""
        if not self._position.text().strip():
            self._position.setText(self._positions.get(self._person.text().strip(), ""))

    def _line(self, name: str, hint: str, words: Sequence[str]) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        completer = QCompleter(list(words), line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
        return line

    def _lay_out(self) -> None:
        title = QLabel("Who takes the watch?")
        title.setProperty("role", "title")
        detail = QLabel("Every entry is signed with this name and position, and the change is logged.")
        detail.setProperty("role", "muted")
        detail.setWordWrap(True)
        take = QPushButton("Take the watch")
        take.setProperty("kind", "primary")
        take.setDefault(True)
        take.clicked.connect(self.take)
        row = QHBoxLayout()
        row.addStretch(1)
        if not self._first:
            cancel = QPushButton("Cancel")
            cancel.setAutoDefault(False)
            cancel.clicked.connect(self.close)
            row.addWidget(cancel)
        row.addWidget(take)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 22, 24, 20)
        box.setSpacing(8)
        box.addWidget(title)
        box.addWidget(detail)
        for name, line in (("Officer", self._person), ("Position", self._position)):
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setBuddy(line)
            box.addWidget(label)
            box.addWidget(line)
        box.addWidget(self._error)
        box.addSpacing(8)
        box.addLayout(row)
        self.setMinimumWidth(420)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._first:
            event.ignore()  # nobody works unsigned
            return
        super().keyPressEvent(event)
