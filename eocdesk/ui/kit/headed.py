"""The head of a page that says one thing, and lines with a mark each beneath it: told apart without any colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import IconLabel
from eocdesk.ui.kit.words import words

MARKS = {
    "ok": ("mdi6.check-circle-outline", "ok", "Well"),
    "warn": ("mdi6.alert-outline", "warn", "To know"),
    "fail": ("mdi6.close-octagon-outline", "bad", "Put right"),
}
"""Icon, token and word of a state; of any other a dot."""
_PLAIN = ("mdi6.circle-small", "muted", "")
_SIZE, _SMALL = 28, 17


class Headed(QWidget):
    """A large icon, a sentence, a quieter one beneath it; what can be done at the far end."""

    def __init__(self, icon: str, acts: Sequence[QWidget] = ()) -> None:
        super().__init__()
        tokens = theme.now()
        self._icon = IconLabel(icon, "muted", _SIZE)
        self.title, self.detail = words("title"), words("muted")
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.title)
        said.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.pad + 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        for one in acts:
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, title: str, detail: str = "", icon: str = "", part: str = "muted") -> None:
        """These words; another icon where one is named."""
        self.title.setText(title)
        self.detail.setText(detail)
        if icon:
            self._icon.set_icon(icon, part)

    def mark(self, state: str) -> None:
        """The icon of a state."""
        icon, part, _ = MARKS.get(state, _PLAIN)
        self._icon.set_icon(icon, part)


class MarkedLines(QWidget):
    """Sentences, one under the other, each with the mark of its state."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[tuple[str, str], ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.now().pad)

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """These (state, sentence) and no others."""
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = tuple(lines)
        for state, sentence in self.lines:
            self._box.addWidget(_line(state, sentence))
        self.setVisible(bool(self.lines))


def _line(state: str, sentence: str) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    icon, part, word = MARKS.get(state, _PLAIN)
    said = words("", sentence)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    said.setAccessibleName(f"{word}: {sentence}" if word else sentence)
    box.addWidget(IconLabel(icon, part, _SMALL), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(said, 1)
    return row


def page_of(*parts: QWidget) -> QWidget:
    """A page of these, one under the other, as wide as it may be and as high as they ask for."""
    tokens = theme.now()
    sheet = QWidget()
    box = QVBoxLayout(sheet)
    box.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad * 2)
    box.setSpacing(tokens.pad * 2)
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    return sheet
