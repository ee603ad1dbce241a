"""Beside the highlights of a report: grave incidents and entries since the last one, to be taken by a click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid

from eocdesk.models import clock
from eocdesk.models.marking import WORDS
from eocdesk.models.sitrep import MOST_HIGHLIGHTS, points
from eocdesk.store.queries.highlights import Candidate, candidates
from eocdesk.ui.filling.texts import Text
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context

HIGHLIGHTS = "1"
NOTHING = "Nothing grave was logged since the last report. Write what the reader must know first."
FULL = f"{MOST_HIGHLIGHTS} highlights stand here, and no more may. Take one out first."
_LETTERS = 110
"""Of a sentence so many stand in the menu; it is taken whole."""


class Offering(QWidget):
    """`taken(text, marking)`: the whole text of the block with the sentence below it, and the sentence's marking."""

    taken = Signal(str, str)

    def __init__(self, context: Context, event: bytes, audience: str, editor: Text) -> None:
        super().__init__()
        self._context, self._event, self._audience, self._editor = context, event, audience, editor
        self._found: tuple[Candidate, ...] = ()
        self.button = QPushButton("Take from the log…")
        self.button.setToolTip("Grave incidents and entries since the last report, the newest first")
        self.button.clicked.connect(self.open)
        self.note = words("muted")
        self.note.hide()
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.triggered.connect(self._chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.now().pad)
        row.addWidget(self.button)
        row.addWidget(self.note, 1)
        row.addStretch(0)

    @Slot()
    def open(self) -> None:
        """Read what may be taken now, and show it."""
        self._context.start(self._open(), self, name="highlights")

    async def _open(self) -> None:
        whole = self._context.desk.event
        zone = "UTC" if whole is None else whole.zone
        asked = partial(candidates, event=self._event, zone=zone, now=clock.now(), audience=self._audience)
        found = await self._context.desk.read(asked)
        if not isValid(self):
            return
        standing = self._editor.text
        self._found = tuple(one for one in found if one.text not in standing)
        self._say("" if self._found else NOTHING)
        self.menu.clear()
        for index, one in enumerate(self._found):
            label = WORDS[one.marking].label if one.marking in WORDS else f"TLP:{one.marking}"
            text = one.text if len(one.text) <= _LETTERS else one.text[: _LETTERS - 1] + "…"
            action = QAction(f"{text.replace('&', '&&')}   {label}", self.menu)
            action.setToolTip(one.text)
            action.setData(index)
            self.menu.addAction(action)
        if self._found:
            self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """Why it was not taken."""
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        standing = points(self._editor.text)
        if len(standing) >= MOST_HIGHLIGHTS:
            self._say(FULL)
            return
        one = self._found[action.data()]
        text = "\n".join((*standing, one.text))
        if isinstance(self._editor.inner, QPlainTextEdit):
            self._editor.inner.setPlainText(text)
        self._editor.expect(text)
        self.taken.emit(text, one.marking)
