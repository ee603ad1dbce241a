"""A part of a page with a heading, what it is for, what can be done in it, and what was refused beneath that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words


class Section(QWidget):
    """Subclasses fill `box`; a refusal stands where they put `error_label`, at the end if nowhere."""

    def __init__(self, title: str, how: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error_label = words("error")
        self.error_label.hide()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.now().pad)
        self.heading = words("h1", title)
        self.box.addWidget(self.heading)
        if how:
            self.box.addWidget(words("muted", how))

    @property
    def error(self) -> str:
        """What was refused last; empty where nothing was."""
        return "" if self.error_label.isHidden() else self.error_label.text()

    def refuse(self, sentence: str, _field: str | None) -> None:
        """A refusal."""
        if self.error_label.parent() is None:
            self.box.addWidget(self.error_label)
        self.error_label.setText(sentence)
        self.error_label.show()

    def forget_refusal(self) -> None:
        """It is tried again."""
        self.error_label.hide()

    def add_row(self, *widgets: QWidget) -> None:
        """These beside each other."""
        row = QHBoxLayout()
        row.setSpacing(theme.now().pad)
        for one in widgets:
            row.addWidget(one, 1 if isinstance(one, QLineEdit) else 0)
        if not any(isinstance(one, QLineEdit) for one in widgets):
            row.addStretch(1)
        self.box.addLayout(row)


def button(text: str, kind: str = "") -> QPushButton:
    """A button that Enter presses only while it has the keyboard."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    return made


def line(name: str, hint: str = "") -> QLineEdit:
    """A line to type in."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def rule() -> QFrame:
    """A line between two parts."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


def grid(pairs: list[tuple[str, QWidget]]) -> QFormLayout:
    """Labels and what is typed beside each."""
    tokens = theme.now()
    made = QFormLayout()
    made.setHorizontalSpacing(tokens.pad * 2)
    made.setVerticalSpacing(tokens.pad - 2)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    for name, widget in pairs:
        label = QLabel(name)
        label.setProperty("role", "muted")
        label.setBuddy(widget)
        widget.setMaximumWidth(round(440 * tokens.scale))
        made.addRow(label, widget)
    return made
