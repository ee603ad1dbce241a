"""A board's head: what one looks for, which page one is on and how many stand there, the button that adds one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from eocdesk.ui.board.page import Page
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.find_line import FindLine
from eocdesk.ui.kit.segmented import Segmented

WORDS_FIT = 92
"""px a page's word needs at the desk's size; where they do not fit, icons stand for them."""
LONGEST = 460
TYPING_MS = 70


class Head(QWidget):
    """Two rows: find line and button, pages and counts."""

    typed = Signal(str)
    """The words, once typing pauses."""
    into_list = Signal()
    page_chosen = Signal(str)
    add_asked = Signal()

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self._known = {page.name: page for page in pages}
        self.line = FindLine()
        icons = {page.name: page.icon for page in pages if page.icon}
        self.pages = Segmented("Page", [(page.name, page.title) for page in pages], icons=icons)
        self.add = QPushButton()
        self.add.setProperty("kind", "primary")
        self.add.setAutoDefault(False)
        self.note = Elided(role="muted")
        self.note.setMinimumWidth(0)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._pause.timeout.connect(self._say)
        self.line.textChanged.connect(self._typing)
        self.line.into_list.connect(self._leave)
        self.line.returnPressed.connect(self._leave)
        self.pages.chosen.connect(self._chosen)
        self.add.clicked.connect(self.add_asked)
        self.set_page(pages[0].name)

    def set_page(self, name: str) -> None:
        """Another page is on."""
        page = self._known[name]
        self.pages.set_current(name)
        self.line.set_hint(page.hint)
        self.add.setText(page.add)
        self.add.setVisible(bool(page.add))

    def set_note(self, words: str) -> None:
        """Counts, or how old what is shown is."""
        self.note.set_full(words)

    def take_focus(self) -> None:
        """The keyboard to the find line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @Slot()
    def _typing(self) -> None:
        self._pause.start()

    @Slot()
    def _say(self) -> None:
        self.typed.emit(self.line.text().strip())

    @Slot()
    def _leave(self) -> None:
        """What was typed counts before the keyboard leaves the line."""
        if self._pause.isActive():
            self._pause.stop()
            self._say()
        self.into_list.emit()

    def _lay_out(self) -> None:
        pad = theme.now().pad
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.line, 1000)
        first.addStretch(1)
        first.addWidget(self.add)
        second.addWidget(self.pages)
        second.addWidget(self.note, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(pad, pad, pad, 4)
        box.setSpacing(5)
        for row in (first, second):
            row.setSpacing(pad)
            box.addLayout(row)

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self.set_page(name)
        self.page_chosen.emit(name)

    def counted(self, counts: Mapping[str, int]) -> str:
        """`12 requests` of the page that is on, for the note."""
        count = counts.get(self.pages.current)
        page = self._known[self.pages.current]
        return "" if count is None else f"{page.title}: {count:,}"

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = theme.of(self).scale
        self.line.setMaximumWidth(round(LONGEST * scale))
        fits = all(page.icon for page in self._known.values())
        self.pages.set_compact(compact=fits and self.width() / scale < WORDS_FIT * len(self._known))
