"""Beside the brief: the notes to the next officer, and the buttons that hand the shift over and take it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from eocdesk.models import Form
from eocdesk.models.clock import Moment
from eocdesk.models.signer import same_person
from eocdesk.ui.kit import moments, theme
from eocdesk.ui.kit.icons import themed
from eocdesk.ui.kit.words import words

_DRAFT_MS = 500
HINT = "What the next officer must know: what you promised, whom you wait for, what worries you."


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the handover has come for who sits here. `form` None: nothing was begun."""

    form: Form | None
    person: str
    position: str = ""

    @property
    def is_given(self) -> bool:
        """Whether it waits to be taken."""
        return self.form is not None and self.form.state == "submitted"

    @property
    def giver(self) -> str:
        """Who hands over."""
        return "" if self.form is None else self.form.prepared_by or self.form.person or ""

    @property
    def is_mine(self) -> bool:
        """Whether who sits here hands it over, or begins one."""
        return self.form is None or not self.giver or same_person(self.giver, self.person)

    @property
    def may_write(self) -> bool:
        """Whether notes go into it, or into a new one."""
        return not self.is_given and (self.form is None or _same(self.form.position or "", self.position))

    def words(self, zone: str, now: Moment) -> str:
        """In a sentence."""
        form = self.form
        if form is None:
            return "Nothing is handed over yet. Write what the next officer must know, then hand over."
        if self.is_given:
            when = moments.short(form.prepared_at, zone, now)
            waits = "It waits for the officer who comes." if self.is_mine else "Read the brief, then take over."
            return f"Handed over by {self.giver}, {when}. {waits}"
        if not self.is_mine:
            return f"{self.giver} is writing this and has not handed over yet."
        return "Being written. The other desks see the notes once they are saved."


class Notes(QFrame):
    """Says what a person wants; the pane does it."""

    typed = Signal(str)
    """Half a second after the last letter: to be kept as a draft."""
    saved = Signal(str)
    given = Signal(str)
    taken = Signal()
    reopened = Signal()
    begun = Signal()
    """Another position hands over here; who sits here writes notes apart."""
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kept = ""
        self._standing = Standing(None, "")
        self._state, self._error = words("muted"), words("error")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Notes to the next officer")
        self.text.setPlaceholderText(HINT)
        self.text.setTabChangesFocus(True)
        self.save_button = self._button("Save notes", "mdi6.content-save-outline")
        self.give_button = self._button("Hand over", "mdi6.account-arrow-right-outline", primary=True)
        self.take_button = self._button("Take over", "mdi6.account-check-outline", primary=True)
        self.again_button = self._button("Write on", "mdi6.pencil-outline")
        self.own_button = self._button("Write my own", "mdi6.pencil-plus-outline")
        self.print_button = self._button("Print the brief…", "mdi6.printer-outline")
        self._clock = QTimer(self, interval=_DRAFT_MS, singleShot=True)
        self._lay_out()
        self._connect_parts()

    @property
    def words(self) -> str:
        """What stands in the editor."""
        return self.text.toPlainText()

    @property
    def is_changed(self) -> bool:
        """Whether a person typed what is not saved."""
        return self.words != self._kept

    def show_standing(self, standing: Standing, kept: str, zone: str, now: Moment) -> None:
        """How far it has come, and the notes as they are saved; what is being typed is never overwritten."""
        other = (standing.form and standing.form.id) != (self._standing.form and self._standing.form.id)
        untouched = not self.is_changed or (other and self._standing.form is not None) or standing.is_given
        self._standing, self._kept = standing, kept
        if untouched and self.words != kept:
            self.text.setPlainText(kept)
        self._state.setText(standing.words(zone, now))
        self._offer()

    def restore(self, draft: str) -> None:
        """Put back what was typed before the desk was closed."""
        if not self._standing.is_given and draft != self.words:
            self.text.setPlainText(draft)

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """What was refused, under the notes."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _button(self, title: str, icon: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(title)
        button.setAutoDefault(False)
        button.setIcon(themed(icon, theme.of(self), "on_accent" if primary else "text"))
        if primary:
            button.setProperty("kind", "primary")
        return button

    def _lay_out(self) -> None:
        pad = theme.now().pad
        self._error.hide()
        row = QHBoxLayout()
        row.setSpacing(pad)
        for button in (self.take_button, self.give_button, self.save_button, self.again_button, self.own_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.print_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(pad * 2, pad, pad * 2, pad * 2)
        box.setSpacing(pad)
        box.addWidget(words("h1", "Notes to the next officer"))
        box.addWidget(self._state)
        box.addWidget(self.text, 1)
        box.addWidget(self._error)
        box.addLayout(row)

    def _connect_parts(self) -> None:
        self.text.textChanged.connect(self._changed)
        self._clock.timeout.connect(self._tell)
        self.save_button.clicked.connect(self._save)
        self.give_button.clicked.connect(self._give)
        self.take_button.clicked.connect(self.taken)
        self.again_button.clicked.connect(self.reopened)
        self.own_button.clicked.connect(self.begun)
        self.print_button.clicked.connect(self.printed)

    def _offer(self) -> None:
        """One filled button: hand over what is mine, take over what is another's."""
        standing = self._standing
        takes = standing.form is not None and not standing.is_mine
        self.text.setReadOnly(not standing.may_write)
        self.take_button.setVisible(takes)
        self.give_button.setVisible(not standing.is_given and not takes)
        self.save_button.setVisible(standing.may_write)
        self.save_button.setEnabled(self.is_changed)
        self.again_button.setVisible(standing.is_given and standing.is_mine)
        self.own_button.setVisible(not standing.may_write and not standing.is_mine)

    @Slot()
    def _changed(self) -> None:
        self.refuse("")
        self.save_button.setEnabled(self.is_changed)
        self._clock.start()

    @Slot()
    def _tell(self) -> None:
        self.typed.emit(self.words if self.is_changed else "")

    @Slot()
    def _save(self) -> None:
        self.saved.emit(self.words)

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.words)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
