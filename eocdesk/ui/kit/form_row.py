"""One row of a form: label, editor, what is wrong with it, what others made of it meanwhile."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.ui.kit.editors import Editor


class FormRow(QWidget):
    """The editor with a line beneath it that is there only when there is something to say."""

    edited = Signal()

    def __init__(self, name: str, label: str, editor: Editor) -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        self.touched = False
        self._spoken = label
        self.label = QLabel(label.replace("&", "&&"))
        self.label.setProperty("role", "muted")
        self.label.setBuddy(editor)
        self.label.setContentsMargins(0, 6, 0, 0)
        self._error = _error_line()
        self._theirs: Any = None
        self._offer, self._offer_words = self._new_offer()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(editor)
        box.addWidget(self._error)
        box.addWidget(self._offer)
        editor.edited.connect(self._edited)

    @staticmethod
    def note(parent: QWidget) -> FormNote:
        """A line for what is wrong with the form as a whole."""
        return FormNote(parent)

    def show_error(self, sentence: str) -> None:
        """Say beneath the editor why it cannot be taken."""
        self._error.setText(sentence)
        self._error.show()
        self.editor.mark_wrong(wrong=True, because=sentence)

    def clear_error(self) -> None:
        """Nothing is wrong with it."""
        if not self._error.isHidden():
            self._error.hide()
            self.editor.mark_wrong(wrong=False)

    def clear(self) -> None:
        """As new: no error, no offer."""
        self.clear_error()
        self._offer.hide()
        self.touched = False

    def offer(self, theirs: Any, words: str) -> None:
        """Somebody else changed this field while it was being typed in."""
        self._theirs = theirs
        self._offer_words.setText(words[:1].upper() + words[1:] + ":")
        self._offer.show()

    @property
    def has_offer(self) -> bool:
        """Whether a choice between theirs and mine is open."""
        return not self._offer.isHidden()

    @property
    def error(self) -> str:
        """What is said beneath it now."""
        return "" if self._error.isHidden() else self._error.text()

    @Slot()
    def take_theirs(self) -> None:
        """What the others wrote replaces what is typed."""
        self.editor.set_value(self._theirs)
        self._offer.hide()
        self.edited.emit()

    @Slot()
    def keep_mine(self) -> None:
        """What is typed stays, and will be saved over theirs."""
        self._offer.hide()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_offer(self) -> tuple[QWidget, QLabel]:
        line = QWidget(self)
        words = QLabel()
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(words, 1)
        for title, slot in (("Take theirs", self.take_theirs), ("Keep mine", self.keep_mine)):
            button = QPushButton(title)
            button.setProperty("kind", "quiet")
            button.setAutoDefault(False)
            button.setAccessibleName(f"{title}: {self._spoken}")
            button.clicked.connect(slot)
            box.addWidget(button)
        line.hide()
        return line, words

    @Slot()
    def _edited(self) -> None:
        self.touched = True
        self.clear_error()
        self.edited.emit()


class FormNote(QLabel):
    """What is wrong with the form as a whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "error")
        self.setWordWrap(True)
        self.setContentsMargins(16, 8, 16, 0)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show this until something is typed."""
        self.setText(sentence)
        self.show()


def _error_line() -> QLabel:
    line = QLabel()
    line.setProperty("role", "error")
    line.setWordWrap(True)
    line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    line.hide()
    return line
