"""A one-time code for a desk: what it will be, then the code large enough to be read aloud or photographed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eocdesk.models import Event
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.editors import ChoiceEditor, LineEditor
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.kit.qr import Qr
from eocdesk.ui.kit.section import Section, button, grid
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import said_here
from eocdesk.ui.panes.meetings.hub_right import RightForm

if TYPE_CHECKING:
    from eocdesk.desk.leading import Code, Leading

HOURS = ((1, "1 hour"), (8, "8 hours"), (24, "a day"), (168, "a week"))
_HOW = "One code lets one desk in, once, with the right given here."
_GROUPS = 5
_LEFT, _ANY = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag(0)


class CodeSection(Section):
    """The form, then the code; the next one is made from the same form."""

    def __init__(self, context: Context, leading: Leading, parent: QWidget | None = None) -> None:
        super().__init__("Make a code for a desk", _HOW, parent)
        self.context = context
        self._leading = leading
        self._busy = False
        self.code: Code | None = None
        self.right_form = RightForm(context)
        self.called = LineEditor("What the desk will be called")
        self.hours = ChoiceEditor("How long the code is good", HOURS, empty=False)
        self.hours.set_value(24)
        self.make_button = button("Make the code", "primary")
        self.make_button.clicked.connect(self.make)
        self.right_form.why.line.returnPressed.connect(self.make)
        self._picture = Qr("The code as a picture")
        self._text = words("title")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(round(24 * theme.now().scale))
        self._text.setFont(font)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._how = words("muted")
        self.copy_button = button("Copy address and code")
        self.copy_button.clicked.connect(self.copy)
        self._lay_out()
        self._show(None)

    def _lay_out(self) -> None:
        left, beside = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(theme.now().pad)
        left.addWidget(self.right_form)
        left.addLayout(grid([("Called", self.called), ("Good for", self.hours)]))
        for one in (self.make_button, self.error_label, self._text, self._how, self.copy_button):
            left.addWidget(one, 0, _LEFT if isinstance(one, QPushButton) else _ANY)
        beside.setSpacing(theme.now().pad * 3)
        beside.addLayout(left, 1)
        beside.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(beside)

    @property
    def shown_code(self) -> str:
        """The code as it stands there, line by line; empty while there is none."""
        return self._text.text() if self.code is not None else ""

    def offer_events(self, events: Sequence[Event]) -> None:
        """The events there are."""
        self.right_form.offer_events(events)

    def refuse(self, sentence: str, field: str | None) -> None:
        """A refusal, and the keyboard to what was wrong."""
        super().refuse(sentence, field)
        self.right_form.focus_on(field)

    def forget(self) -> None:
        """A code stands there no longer than whoever made it."""
        self._show(None)

    @Slot()
    def make(self) -> None:
        """Make it."""
        if not self._busy:
            self.forget_refusal()
            self.context.start(self._make(), self, name="make a code")

    async def _make(self) -> None:
        right = self.right_form.right()
        self._busy = True
        try:
            made = await said_here(self._leading.code(right, float(self.hours.value()), str(self.called.value())))
        finally:
            self._busy = False
        self.right_form.clear()
        self.called.set_value("")
        self._show(made)
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def copy(self) -> None:
        """Both, to be pasted into a message."""
        if self.code is not None:
            QApplication.clipboard().setText(f"{self.code.url} {self.code.text}")
            self.context.messages.note("The address and the code are copied.")

    def _show(self, made: Code | None) -> None:
        self.code = made
        groups = made.text.split("-") if made is not None else []
        rows = ["-".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS)]
        self._text.setText("-\n".join(rows))
        if made is not None:
            until = shown(made.until, self.context.zone)
            self._how.setText(
                f"Read aloud or photograph. On the other desk: Meetings, Who it meets, address {made.url}, this code. "
                f"Good once, until {until}; it is not shown again."
            )
        self._picture.show_words(made.text if made is not None else "")
        for one in (self._text, self._how, self.copy_button):
            one.setVisible(made is not None)
