"""One conflict laid open: what both saw, what each wrote, and the ways to settle it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eocdesk.commands.conflicts import Settle, SettleAll
from eocdesk.models.fields import Holds
from eocdesk.store.queries.conflicts import Conflict, Side
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import Editor, editor_for
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.conflicts.value_card import LETTERS, ValueCard

_ABREAST = 640
"""px that two values side by side need at least."""


class Sheet(QWidget):
    """The current conflict. The arrows walk from value to value, Enter keeps one, Escape goes back to the list."""

    left = Signal()
    """A person goes back to the list."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.conflict: Conflict | None = None
        self.cards: list[ValueCard] = []
        self._record: tuple[Conflict, ...] = ()
        self.editor: Editor | None = None
        self._busy = False
        self._decided: tuple[bytes, str] | None = None
        self._title = _label("h1")
        self._about = _label("muted")
        self._why = _label("")
        self._before = _label("muted")
        self._error = _label("error")
        self._error.hide()
        self._foot = _label("muted")
        self._open = QPushButton("Open the record")
        self._open.clicked.connect(self._open_record)
        self._grid = QGridLayout()
        self._other = QVBoxLayout()
        self._keep = QPushButton("Keep what is written here")
        self._keep.clicked.connect(self._keep_other)
        self._lay_out()

    # showing

    def show_conflict(self, one: Conflict, record: Sequence[Conflict] = ()) -> None:
        """This one; what is being written as another value stays while it is about the same field.

        `record`: every conflict of its record, so that all may be decided alike.
        """
        if one == self.conflict and tuple(record) == self._record:
            return
        self._record = tuple(record)
        before, self.conflict = self.conflict, one
        same = before is not None and (before.id, before.name) == (one.id, one.name)
        self._title.setText(one.record or one.kind.capitalize())
        zone = self.context.zone
        about = [one.kind.capitalize(), one.label]
        about += [f"of {shown(one.happened, zone)}"] if one.happened is not None else []
        self._about.setText(" · ".join(about))
        self._why.setText(_why(one))
        self._before.setText(f"Before either wrote: {one.base}" if one.base else "")
        self._before.setVisible(bool(one.base))
        self._error.setVisible(same and before is not None and before.code != one.code)
        if not self._error.isHidden():
            self._error.setText("Another value has come in. These are the values now.")
        self._show_values(one, zone)
        if not same:
            self._show_editor(one)
        self._sign()

    def settled(self, gone: Conflict) -> None:
        """The one that was shown is settled: by this desk, or by another meanwhile."""
        mine, self._decided = self._decided, None
        if self._busy or mine == (gone.id, gone.name):
            return  # said where it was done
        self.context.messages.note(f"{gone.label} of {gone.record or gone.kind} was settled on another desk.")

    def refuse(self, sentence: str, field: str | None) -> None:
        """What cannot be settled so stands above the values, nothing that was written is lost."""
        if field is not None and self.editor is not None and self.editor.inner.hasFocus():
            self.editor.mark_wrong(wrong=True, because=sentence)
        self._error.setText(sentence)
        self._error.show()

    def take_focus(self) -> None:
        """The first value's button."""
        if self.cards:
            self.cards[0].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_values(self, one: Conflict, zone: str) -> None:
        focused = next((at for at, card in enumerate(self.cards) if card.button.hasFocus()), None)
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for letter, side in zip(LETTERS, one.sides, strict=False):
            card = ValueCard(letter, side, one, zone, self.context.desk.code)
            card.kept.connect(self._keep_side)
            card.kept_all.connect(self._keep_all)
            card.button.setEnabled(one.field is not None)
            alike = _of_desk(self._record, side.desk)
            if len(self._record) > 1 and len(alike) == len(self._record):
                card.offer_all(len(alike))
            self.cards.append(card)
        self._arrange()
        if focused is not None and self.cards:
            self.cards[min(focused, len(self.cards) - 1)].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_editor(self, one: Conflict) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self._caption.setVisible(one.is_open)
        self._keep.setVisible(one.is_open)
        if one.field is None or not one.is_open:
            return
        self.editor = editor_for(one.name, one.field, self.context.setting)
        self.editor.set_value(one.sides[0].value if one.sides else None)
        self.editor.edited.connect(self._typed)
        self._caption.setBuddy(self.editor.inner)
        wide = one.field.holds in {Holds.LINE, Holds.TEXT, Holds.LIST}
        self._writing.insertWidget(0, self.editor, 1 if wide else 0)
        scale = theme.of(self).scale
        self.editor.setMinimumWidth(round(240 * scale))
        self.editor.setMaximumWidth(round((760 if wide else 340) * scale))

    def _sign(self) -> None:
        desk = self.context.desk
        who = ", ".join(part for part in (desk.person, desk.position) if part)
        by = f"You settle as {who}." if who else "Nobody is signed in: F2 says who you are."
        self._foot.setText(f"{by} The other values stay in the history. Ctrl+Z takes a decision back.")

    # settling

    @Slot(object)
    def _keep_side(self, side: Side) -> None:
        self._settle(side.value)

    @Slot(object)
    def _keep_all(self, side: Side) -> None:
        settles = _of_desk(self._record, side.desk)
        if self.conflict is not None and not self._busy and settles:
            self._begin(self.conflict, SettleAll(settles), f"{len(settles)} fields")

    @Slot()
    def _keep_other(self) -> None:
        if self.editor is not None:
            self.context.start(self._typed_value(self.editor), self, name="settle")

    async def _typed_value(self, editor: Editor) -> None:
        self._settle(editor.value())

    @Slot()
    def _typed(self) -> None:
        self._error.hide()
        if self.editor is not None:
            self.editor.mark_wrong(wrong=False)

    def _settle(self, value: Any) -> None:
        one = self.conflict
        if one is not None and not self._busy:
            self._begin(one, Settle(one.kind, one.id, one.name, value, one.code), one.label)

    def _begin(self, one: Conflict, command: Settle | SettleAll, what: str) -> None:
        self._busy = True
        self._error.hide()
        self.context.start(self._do(one, command, what), self, name="settle")

    async def _do(self, one: Conflict, command: Settle | SettleAll, what: str) -> None:
        try:
            await self.context.desk.do(command, self)
        finally:
            self._busy = False
        self._decided = (one.id, one.name)
        self.context.messages.note(f"Settled: {what} of {one.record or one.kind}. Ctrl+Z takes it back.")

    @Slot()
    def _open_record(self) -> None:
        if self.conflict is not None:
            self.context.navigator.show_record(self.conflict.kind, self.conflict.id)

    # how it is laid out

    def _lay_out(self) -> None:
        tokens = theme.now()
        self._caption = QLabel("ANOTHER VALUE")
        self._caption.setProperty("role", "caption")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self._writing = QHBoxLayout()
        self._writing.setSpacing(tokens.pad)
        self._writing.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignTop)
        self._writing.addStretch(0)
        self._grid.setSpacing(tokens.pad + 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad * 2)
        box.setSpacing(tokens.pad - 2)
        box.addLayout(head)
        for label in (self._about, self._why, self._before, self._error):
            box.addWidget(label)
        box.addSpacing(tokens.pad - 4)
        box.addLayout(self._grid)
        box.addSpacing(tokens.pad)
        box.addWidget(self._caption)
        box.addLayout(self._writing)
        box.addWidget(self._foot)
        box.addStretch(1)

    def _arrange(self) -> None:
        across = 2 if self.width() >= _ABREAST * theme.of(self).scale else 1
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // across, at % across)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if across > 1 else 0)

    def _walk(self, step: int) -> bool:
        at = next((at for at, card in enumerate(self.cards) if card.button.hasFocus()), None)
        if at is None or not 0 <= at + step < len(self.cards):
            return False
        self.cards[at + step].button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in steps or not self._walk(steps[Qt.Key(event.key())]):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _of_desk(record: Sequence[Conflict], desk: str) -> tuple[Settle, ...]:
    """What settles each conflict of a record with what one desk wrote; those it did not write are left out."""
    found = []
    for one in record:
        side = next((side for side in one.sides if side.desk == desk), None)
        if side is not None and one.field is not None:
            found.append(Settle(one.kind, one.id, one.name, side.value, one.code))
    return tuple(found)


def _label(role: str) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    return made


def _why(one: Conflict) -> str:
    """What happened, in a sentence, and what is asked."""
    if one.is_strike and len(one.sides) > 1:
        struck = next((side for side in one.sides if side.value), one.sides[0])
        wrote = next((side for side in one.sides if not side.value), one.sides[-1])
        return (
            f"{struck.who or 'Somebody'} struck it while {wrote.who or 'somebody'} wrote on, and neither knew of the "
            "other. It stays until you decide: keep it, or strike it after all."
        )
    if one.field is None:
        return "Only a newer eocdesk knows this field. Settle it on a desk that has it."
    many = "Two desks" if len(one.sides) == 2 else f"{len(one.sides)} desks"  # noqa: PLR2004  both
    asked = "Choose the one that holds" + ("" if one.is_open else "; it is written once, so it is one of these")
    return f"{many} wrote this field and neither saw the other's value. {asked}."
