"""A surface with a border that holds what belongs together, and figures set on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import IconLabel

_FEW = 6
"""So many pairs stand in one column, however wide it is."""
_SHORT = 60
"""Characters of a value beyond which a half column would only wrap it."""


class Card(QFrame):
    """The surface."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")


class Elided(QLabel):
    """A line that ends in an ellipsis where it does not fit, and says all of itself in its tip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)  # nobody's text is markup
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)
        self.set_full(text)

    @property
    def full(self) -> str:
        """All of it."""
        return self._full

    def set_full(self, text: str) -> None:
        """Show this."""
        self._full = text
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self.width() - 2))
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
        self.setAccessibleName(self._full)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()


class Figure(Card):
    """A figure with its caption: icon, caption, value, what it is made of. Records feed it or it is not there."""

    def __init__(self, icon: str, caption: str, part: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon, part, 22)
        self._icon_name = icon
        self._value = QLabel()
        self._value.setProperty("role", "value")
        self._rest = Elided(role="muted")
        words = QLabel(caption.upper())
        words.setProperty("role", "caption")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(7)
        line.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(self._rest, 1, Qt.AlignmentFlag.AlignBaseline)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(words)
        right.addLayout(line)
        self._box = QHBoxLayout(self)
        self._box.setSpacing(10)
        self._box.addWidget(self._icon)
        self._box.addLayout(right, 1)
        self._caption = caption
        self.set_compact(compact=False)

    @property
    def value(self) -> str:
        """The figure as shown."""
        return self._value.text()

    @property
    def rest(self) -> str:
        """What stands beside it."""
        return self._rest.full

    def show_figure(self, value: str, rest: str = "", part: str = "") -> None:
        """Another value; `part` is the token its icon is coloured with."""
        self._value.setText(value)
        self._rest.set_full(rest)
        if part:
            self._icon.set_icon(self._icon_name, part)
        self.setAccessibleName(f"{self._caption}: {value}{', ' + rest if rest else ''}")

    def set_compact(self, *, compact: bool) -> None:
        """Smaller on a small screen."""
        self._value.setProperty("role", "value-small" if compact else "value")
        self._value.style().unpolish(self._value)
        self._value.style().polish(self._value)
        self._box.setContentsMargins(12, 5 if compact else 8, 12, 5 if compact else 8)


class Facts(QWidget):
    """Pairs of a label and what it is: a card's body. Wide and long ones stand side by side, read down, then across."""

    def __init__(self, parent: QWidget | None = None, *, wide: int = 0) -> None:
        """`wide`: px at the desk's size from which many pairs stand in two columns; 0 for one column always."""
        super().__init__(parent)
        self._wide = wide
        self._facts: list[tuple[str, str]] = []
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """These pairs; what is empty is left out."""
        self._facts = [(a, b) for a, b in facts if b]
        self._lay()

    def _fitting(self) -> int:
        is_wide = self._wide and self.width() >= self._wide * theme.of(self).scale
        return 2 if is_wide and len(self._facts) > _FEW and max(len(b) for _, b in self._facts) <= _SHORT else 1

    def _lay(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._columns = self._fitting()
        down = -(-len(self._facts) // self._columns)
        for at, (label, words) in enumerate(self._facts):
            name, value = QLabel(label), QLabel(words)
            name.setProperty("role", "muted")
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            across, row = divmod(at, down)
            self._grid.addWidget(name, row, across * 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, across * 2 + 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, self._columns - 1)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._facts and self._fitting() != self._columns:
            self._lay()
