"""The parts that cards of the log are put together from: headings, verbs, words one can select, menus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from eocdesk.ui.kit.icons import IconButton


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as a button or a line of a menu. `name` is what is emitted, `key` its letter in the list."""

    name: str
    title: str
    icon: str
    key: str = ""

    @property
    def tip(self) -> str:
        """Its title with the letter that does it in the list."""
        return f"{self.title} ({self.key} in the list)" if self.key else self.title


class Heading(QLabel):
    """A small caption over a part of a card."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.upper(), parent)
        self.setProperty("role", "caption")
        self.setContentsMargins(0, 8, 0, 0)

    def say(self, words: str) -> None:
        """Another caption."""
        self.setText(words.upper())


class Paragraph(QLabel):
    """What a person wrote: wrapped, plain, selectable."""

    def __init__(self, words: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)  # nobody's text is markup
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setText(words)


class Verbs(QWidget):
    """A row of verbs; what does not fit or is seldom wanted is behind the last button."""

    asked = Signal(str)

    def __init__(self, main: Sequence[Verb], more: Sequence[Verb], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        self._more = tuple(more)
        self._off: frozenset[str] = frozenset()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for verb in main:
            button = IconButton(verb.icon, verb.tip, words=verb.title.split(" ")[0].rstrip("…"), size=16)
            button.setObjectName(verb.name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(self._press)
            row.addWidget(button)
            self._buttons[verb.name] = button
        row.addStretch(1)
        self.more = IconButton("mdi6.dots-horizontal", "More")
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.clicked.connect(self.drop_down)
        row.addWidget(self.more)

    def button(self, name: str) -> QToolButton:
        """The button of a verb."""
        return self._buttons[name]

    def allow(self, off: frozenset[str]) -> None:
        """Which verbs cannot be done now: their buttons are not there."""
        self._off = off
        for name, button in self._buttons.items():
            button.setVisible(name not in off)

    def menu(self) -> QMenu:
        """The other verbs; it deletes itself."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for verb in self._more:
            if verb.name not in self._off:
                action = menu.addAction(f"{verb.title}\t{verb.key}".rstrip("\t"))
                action.setData(verb.name)
                action.triggered.connect(self._chosen)
        return menu

    @Slot()
    def drop_down(self) -> None:
        """Open the menu under its button."""
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot()
    def _press(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(sender.objectName())

    @Slot()
    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.asked.emit(str(sender.data()))
