"""Every action and its key, made from the registry: nothing on it can be forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from eocdesk import __version__
from eocdesk.ui.actions import Action, Actions
from eocdesk.ui.kit.form import scrolled

OTHER = "Window"
EVERYWHERE = (
    ("Move between the fields and buttons", "Tab"),
    ("Open the chosen row", "Enter"),
    ("First and last row of a list", "Home, End"),
    ("Save a form", "Ctrl+Return"),
    ("Close a form or the palette", "Esc"),
)
"""Keys that are no actions: they belong to whatever has the keyboard."""


def grouped(actions: Actions) -> dict[str, list[Action]]:
    """The actions under their headings, in the order they were registered."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group or OTHER, []).append(action)
    return groups


class KeysPage(QDialog):
    """Two columns: what is done, by which key. An action without a key is run from the palette."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(24, 8, 24, 20)
        grid.setVerticalSpacing(5)
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(0, 1)
        self._grid = grid
        self._row = 0
        for group, members in grouped(actions).items():
            self._heading(group)
            for action in members:
                self._line(action.title, actions.key_of(action.name) or "from the palette")
        self._heading("Everywhere")
        for words, key in EVERYWHERE:
            self._line(words, key)
        title = QLabel("Keys")
        title.setProperty("role", "title")
        title.setContentsMargins(24, 18, 24, 0)
        note = QLabel(f"eocdesk {__version__}. Ctrl+K finds and runs everything on this page.")
        note.setProperty("role", "muted")
        note.setContentsMargins(24, 2, 24, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(title)
        box.addWidget(note)
        area = scrolled(body)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrows scroll it
        area.setAccessibleName("Keys")
        box.addWidget(area, 1)
        self.resize(560, 680)

    def _heading(self, words: str) -> None:
        label = QLabel(words.upper())
        label.setProperty("role", "caption")
        label.setContentsMargins(0, 12 if self._row else 4, 0, 2)
        self._grid.addWidget(label, self._row, 0, 1, 2)
        self._row += 1

    def _line(self, words: str, key: str) -> None:
        said = QLabel(words)
        said.setWordWrap(True)
        cap = QLabel(key)
        cap.setProperty("role", "key")
        self._grid.addWidget(said, self._row, 0)
        self._grid.addWidget(cap, self._row, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._row += 1
