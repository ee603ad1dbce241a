"""One desk of the hub: who it is, its rights given and taken with a reason, and the way to shut it out for good."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from eocdesk.models import Event, Refused
from eocdesk.models.right import Right
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.kit.section import Section, button, line, rule
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import said_here
from eocdesk.ui.panes.meetings.hub_right import RightForm, told

if TYPE_CHECKING:
    from eocdesk.desk.leading import Device, Leading

_REVOKE = (
    "At its next contact “{name}” hands in what it wrote, which waits for a decision here, and forgets everything "
    "else; until then it keeps what it has. It is never let in again under this name."
)
_ROWS = 3


class DeviceSection(Section):
    """Facts, rights, and three things to do; what cannot be taken back is asked twice."""

    changed = Signal()
    """The hub holds something else of it now."""

    def __init__(self, context: Context, leading: Leading, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.context = context
        self._leading = leading
        self._busy = False
        self.device: Device | None = None
        self._facts = Facts()
        self.rights = TwoLines("Rights of this desk")
        self.take_why = line("Reason for taking the right", "Why it is taken")
        self.take_button = button("Take this right")
        self.take_button.clicked.connect(self.withdraw)
        self.form = RightForm(context)
        self.give_button = button("Give this right")
        self.give_button.clicked.connect(self.grant)
        self.form.why.line.returnPressed.connect(self.grant)
        self._what = words("muted")
        self.revoke_why = line("Reason for revoking", "Lost, stolen, sold: why it is shut out")
        self.revoke_why.textEdited.connect(self._unsure)
        self.revoke_button = button("Revoke this desk")
        self.revoke_button.clicked.connect(self.revoke)
        self._able = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        able = Section("Rights")
        able.box.addWidget(self.rights)
        able.add_row(self.take_why, self.take_button)
        able.box.addWidget(words("strong", "One right more"))
        able.box.addWidget(self.form)
        able.add_row(self.give_button)
        able.box.addWidget(rule())
        able.box.addWidget(words("strong", "Lost or stolen"))
        able.box.addWidget(self._what)
        able.add_row(self.revoke_why, self.revoke_button)
        self._able = able
        for one in (self._facts, self.error_label, able):
            self.box.addWidget(one)

    def show_device(self, one: Device, events: Sequence[Event]) -> None:
        """This one."""
        if self.device is None or self.device.id != one.id:
            self.forget_refusal()
            for typed in (self.take_why, self.revoke_why):
                typed.clear()
            self.form.clear()
            self._unsure()
        self.device = one
        zone = self.context.zone
        self.heading.setText(one.name)
        self._facts.show_facts(
            [
                ("Letters", one.code),
                ("Joined", shown(one.since, zone)),
                ("Last heard", shown(one.seen, zone) if one.seen is not None else "not yet"),
                ("Revoked", f"{shown(one.revoked, zone)}: {one.why}" if one.revoked is not None else ""),
            ]
        )
        self.form.offer_events(events)
        self.rights.show_rows([Row(right, *told(right, events, zone)) for right in one.rights])
        self.rights.fit(_ROWS)
        self._what.setText(_REVOKE.format(name=one.name))
        self._able.setVisible(one.revoked is None)

    def refuse(self, sentence: str, field: str | None) -> None:
        """A refusal, above what is typed."""
        super().refuse(sentence, field)
        self.form.focus_on(field)

    @Slot()
    def withdraw(self) -> None:
        """Take the right that is current."""
        right, one, why = self.rights.current, self.device, self.take_why.text().strip()
        if one is not None and isinstance(right, Right):
            self._begin(self._withdraw(one, right, why))
        else:
            self.refuse("This desk holds no right.", None)

    async def _withdraw(self, one: Device, right: Right, why: str) -> None:
        if not why:
            self.take_why.setFocus(Qt.FocusReason.OtherFocusReason)
            raise Refused("Say why it is taken: it stands in the trail for those who come after.")
        await self._leading.withdraw(one, right, why)
        self.take_why.clear()
        self._done(f"“{one.name}” lost the right. What it showed leaves that desk at its next meeting.")

    @Slot()
    def grant(self) -> None:
        """Give the right that is typed."""
        if self.device is not None:
            self._begin(self._grant(self.device))

    async def _grant(self, one: Device) -> None:
        await self._leading.grant(one, self.form.right())
        self.form.clear()
        self._done(f"“{one.name}” has the right. What it shows comes there with the next meeting.")

    @Slot()
    def revoke(self) -> None:
        """Shut it out; the first press asks."""
        if self.device is None:
            return
        if not self.revoke_why.text().strip():
            self.refuse("Say why it is shut out: it stands in the trail for those who come after.", None)
            self.revoke_why.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.revoke_button.property("sure"):
            self.revoke_button.setProperty("sure", True)  # noqa: FBT003  Qt's own
            self.revoke_button.setText("Press again: it is shut out for good")
        else:
            self._begin(self._revoke(self.device, self.revoke_why.text().strip()))

    async def _revoke(self, one: Device, why: str) -> None:
        await self._leading.revoke(one, why)
        self._unsure()
        self._done(f"“{one.name}” is revoked.")

    @Slot()
    def _unsure(self) -> None:
        self.revoke_button.setProperty("sure", None)
        self.revoke_button.setText("Revoke this desk")

    def _done(self, sentence: str) -> None:
        self.context.messages.note(sentence)
        self.changed.emit()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        if self._busy:
            work.close()
            return
        self._busy = True
        self.forget_refusal()
        self.context.start(self._worked(work), self, name="order of the hub")

    async def _worked(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await said_here(work)
        finally:
            self._busy = False
