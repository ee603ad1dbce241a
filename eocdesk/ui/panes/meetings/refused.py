"""What the hub did not let in: the words, kept here, and the hub's own sentence why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from eocdesk.store.queries import meetings
from eocdesk.store.queries.meetings import Refusal
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.moments import short, shown
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.page import Page

_HOW = "Nothing is lost: the words stay on this desk. Write them anew where you may, or ask whoever runs the hub."


class RefusedPage(Page):
    """The newest first, and beside it the words."""

    name = "refused"
    title = "Refused"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found: tuple[Refusal, ...] = ()
        self.list = TwoLines("Refused changes")
        self._why, self._title = words("error"), words("h1")
        self._facts, self._words = Facts(), words()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = QPushButton("Copy the words")
        self.copy_button.clicked.connect(self._copy)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.list)
        beside.addWidget(scrolled(self._sheet()))
        beside.setStretchFactor(1, 1)
        beside.setSizes([360, 900])
        empty = Empty(
            "mdi6.cloud-check-outline", "Nothing was refused.", "What a right does not allow would be told here."
        )
        self._either = Emptiable(beside, empty)
        fill(self, self._either)
        self.list.chosen.connect(self._choose)

    async def load(self) -> None:
        """Everything that was refused."""
        self._found = await self.context.desk.read(meetings.refusals, self.context.zone)
        self._either.set_empty(empty=not self._found)
        zone, now = self.context.zone, self.context.setting.now()
        self.list.show_rows([_row(at, one, zone, now) for at, one in enumerate(self._found)])
        self._choose(self.list.current)

    def take_focus(self) -> None:
        """The list."""
        (self if self._either.is_empty else self.list).setFocus()

    @Slot(object)
    def _choose(self, key: object) -> None:
        if not isinstance(key, tuple) or key[0] >= len(self._found):
            return
        one, zone = self._found[key[0]], self.context.zone
        self._title.setText(one.title or one.kind.capitalize())
        self._why.setText(one.sentence)
        said = "\n".join(f"{label}: {word}" for label, word in one.words)
        self._words.setText(said or "The words are of a newer version; they are kept.")
        self._facts.show_facts(
            [
                ("Written by", one.person or "nobody signed in"),
                ("Written", shown(one.written, zone, seconds=True)),
                ("Refused", shown(one.at, zone, seconds=True)),
            ]
        )

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(self._words.text())
        self.context.messages.note("The words are copied.")

    def _sheet(self) -> QWidget:
        tokens = theme.now()
        sheet = QWidget()
        box = QVBoxLayout(sheet)
        box.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad * 2)
        box.setSpacing(tokens.pad)
        for widget in (self._title, self._why, self._facts, self._words):
            box.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(words("muted", _HOW))
        box.addStretch(1)
        return sheet


def _row(at: int, one: Refusal, zone: str, now: int) -> Row:
    title = one.title or one.kind.capitalize()
    return Row((at, one.record, one.at), title, one.sentence, short(one.at, zone, now), "warn")
