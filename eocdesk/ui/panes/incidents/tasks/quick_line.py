"""One line to give somebody something to do: what, who, until when."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.models.errors import Refused
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import LineEditor, MomentEditor, Setting
from eocdesk.ui.kit.moments import Lean

OWNERS = ("seat", "contact", "agency", "person")


class QuickLine(QWidget):
    """Enter adds it. What is typed stays until it is added."""

    added = Signal(dict)
    """The values of an AddTask: name, owner, due."""
    left = Signal()
    """Escape: back to the list."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self.title = LineEditor("New task", "What is to be done; Enter adds it")
        self.owner = LineEditor("Owner", "A person, a position or a partner")
        self.due = MomentEditor("Due", setting, Lean.FUTURE, "1500, 15:00, +30 for in half an hour")
        self._owners = QStringListModel(self)
        self._fields = {"title": self.title, "owner": self.owner, "due": self.due}
        self._hints()
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self.button = QPushButton("Add task")
        self.button.clicked.connect(self.add)
        scale = theme.now().scale
        self.owner.setFixedWidth(round(140 * scale))
        self.due.setFixedWidth(round(134 * scale))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.title, 1)
        for widget in (self.owner, self.due, self.button):
            row.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row)
        box.addWidget(self._error)
        for field in self._fields.values():
            field.edited.connect(self.clear_error)
        self.owner.line.textEdited.connect(self._offer_owners)

    def clear(self) -> None:
        """Ready for the next one."""
        for field in self._fields.values():
            field.set_value(None)
        self.clear_error()

    def refuse(self, sentence: str, field: str | None) -> None:
        """Say it beneath, the field marked."""
        self._error.setText(sentence)
        self._error.show()
        name = {"name": "title"}.get(field or "", field or "")
        if name in self._fields:
            self._fields[name].mark_wrong(wrong=True, because=sentence)
            self._fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        if not self._error.isHidden():
            self._error.hide()
            for field in self._fields.values():
                field.mark_wrong(wrong=False)

    @Slot()
    def add(self) -> None:
        """Hand it over, or say what is missing."""
        self.clear_error()
        if not self.title.value():
            self.refuse("Say what is to be done.", "title")
            return
        try:
            due = self.due.value()
        except Refused as refused:
            self.refuse(refused.sentence, "due")
            return
        values: dict[str, Any] = {"name": self.title.value(), "owner": self.owner.value(), "due": due}
        self.added.emit(values)

    def _hints(self) -> None:
        self.title.line.setPlaceholderText("New task: what is to be done")
        self.owner.line.setPlaceholderText("Owner")
        self.due.line.setPlaceholderText("Due 1500, +30")
        completer = QCompleter(self._owners, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.owner.line.setCompleter(completer)

    @Slot()
    def _offer_owners(self) -> None:
        """Asked at the first letter, so that people added meanwhile are among them."""
        titles = (one.title for kind in OWNERS for one in self._setting.candidates(kind))
        names = list(dict.fromkeys(titles))
        if names != self._owners.stringList():
            self._owners.setStringList(names)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
