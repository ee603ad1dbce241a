"""The foot of the composer: templates, files, further fields; what is to be known; the button that logs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.panes.incidents.compose.templates import Template

ENTER = "Enter logs"
CONTROL_ENTER = "Ctrl+Enter logs"


class Foot(QWidget):
    """Says what a person pressed; knows nothing of entries."""

    template_chosen = Signal(str)
    save_template = Signal()
    forget_template = Signal()
    attach = Signal()
    more = Signal()
    log = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.templates = IconButton("mdi6.text-box-plus-outline", "Start from a template (Alt+T)", words="Template")
        self.templates.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.templates)
        self.templates.setMenu(self.menu)
        self.files = IconButton("mdi6.paperclip", "Attach files: or drop them here, or paste a picture (Alt+F)")
        self.files.clicked.connect(self.attach)
        self.further = IconButton("mdi6.dots-horizontal", "Session, place, position, marking (Alt+M)")
        self.further.clicked.connect(self.more)
        self.state = Elided(role="muted")
        self.cross = IconButton("mdi6.close", "Close; the draft is kept (Esc)")
        self.cross.clicked.connect(self.close_asked)
        self.button = QPushButton("Log entry")
        self.button.setProperty("kind", "primary")
        self.button.setAccessibleName("Log entry")
        self.button.clicked.connect(self.log)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.templates, self.files, self.further):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self.state, 1)
        row.addWidget(self.cross)
        row.addWidget(self.button)

    def offer(self, templates: Sequence[Template], *, can_save: bool, can_forget: bool) -> None:
        """The templates there are, and what can be done with them."""
        self.menu.clear()
        for template in templates:
            one = self.menu.addAction(template.name.replace("&", "&&"))
            one.setObjectName(template.name)
            one.triggered.connect(self._chosen)
        self.menu.addSeparator()
        save = self.menu.addAction("Save this text as a template…")
        save.setEnabled(can_save)
        save.triggered.connect(self.save_template)
        forget = self.menu.addAction("Remove a saved template…")
        forget.setEnabled(can_forget)
        forget.triggered.connect(self.forget_template)

    def say(self, words: str) -> None:
        """What is to be known now."""
        self.state.set_full(words)

    @Slot()
    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.template_chosen.emit(sender.objectName())
