"""What the hub holds back: whose words, what they say, why they were not let in; let in now, or kept out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.moments import short, shown
from eocdesk.ui.kit.section import Section, button
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import said_here

if TYPE_CHECKING:
    from eocdesk.desk.leading import Leading, Waiting

_HOW = (
    "Words of a desk that was revoked, or that its right does not allow. Nothing of it has reached another desk. "
    "An act is let in or kept out whole; what is kept out stays at the hub."
)
_SILENT = {"event", "marking", "audience"}
_ROWS = 4


class WaitingSection(Section):
    """The list, the words of the one that is chosen, and two buttons."""

    changed = Signal()

    def __init__(self, context: Context, leading: Leading, parent: QWidget | None = None) -> None:
        super().__init__("Waiting for a decision", _HOW, parent)
        self.context = context
        self._leading = leading
        self._busy = False
        self._found: tuple[Waiting, ...] = ()
        self.list = TwoLines("Words that wait")
        self.list.chosen.connect(self._choose)
        self._none = words("", "Nothing waits.")
        self._why = words("error")
        self._facts = Facts()
        self.let_in_button, self.keep_button = button("Let it in"), button("Keep it out")
        self.let_in_button.clicked.connect(self.let_in)
        self.keep_button.clicked.connect(self.keep_out)
        for one in (self._none, self.list, self._why, self._facts, self.error_label):
            self.box.addWidget(one)
        self.add_row(self.let_in_button, self.keep_button)
        self.show_waiting(())

    def show_waiting(self, found: Sequence[Waiting]) -> None:
        """These."""
        self._found = tuple(found)
        zone, now = self.context.zone, self.context.setting.now()
        self.list.show_rows([_row(one, zone, now) for one in self._found])
        self.list.fit(_ROWS)
        self._none.setVisible(not found)
        for one in (self.list, self._why, self._facts, self.let_in_button, self.keep_button):
            one.setVisible(bool(found))
        self._choose(self.list.current)

    @Slot(object)
    def _choose(self, key: object) -> None:
        one = self._of(key)
        if one is None:
            return
        self._why.setText(one.sentence)
        said = [
            (name.replace("_", " ").capitalize(), word) for name, word in one.fields if name not in _SILENT and word
        ]
        self._facts.show_facts(
            [
                ("Desk", one.name),
                ("Written by", one.person or "nobody signed in"),
                ("Handed in", shown(one.at, self.context.zone, seconds=True)),
                *said,
            ]
        )

    @Slot()
    def let_in(self) -> None:
        """Every copy gets it."""
        self._decide(let_in=True)

    @Slot()
    def keep_out(self) -> None:
        """It stays at the hub alone."""
        self._decide(let_in=False)

    def _decide(self, *, let_in: bool) -> None:
        one = self._of(self.list.current)
        if one is not None and not self._busy:
            self._busy = True
            self.forget_refusal()
            self.context.start(self._decided(one, let_in=let_in), self, name="what waits at the hub")

    async def _decided(self, one: Waiting, *, let_in: bool) -> None:
        try:
            await said_here(self._leading.decide(one, let_in=let_in))
        finally:
            self._busy = False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.messages.note("It is let in." if let_in else "It is kept out; its words stay at the hub.")
        self.changed.emit()

    def _of(self, key: object) -> Waiting | None:
        return next((one for one in self._found if _key(one) == key), None)


def _key(one: Waiting) -> tuple[str, str, int]:
    return one.scope, one.device, one.n


def _row(one: Waiting, zone: str, now: int) -> Row:
    said = next((word for name, word in one.fields if name in {"title", "name", "text"} and word), one.title)
    detail = f"{one.kind.replace('_', ' ').capitalize()} · {one.name} · {one.sentence}"
    return Row(_key(one), said or one.kind, detail, short(one.at, zone, now) if one.at is not None else "", "warn")
