"""This desk as others know it: its letters, who sits here, where its key is kept; and the way to join a hub."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from eocdesk import __version__
from eocdesk.store.keys import Kept
from eocdesk.store.queries.meetings import Peer
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.join_form import JoinForm

_KEPT = {
    Kept.FILE: "beside the data: whoever copies this folder can read it",
    Kept.PASSPHRASE: "by a passphrase",
    Kept.KEYRING: "by the keyring of this machine",
}
_STICK = "Without a network: a stick, the desks of this room and pairing are under “Stick and room”."


class OwnCard(QWidget):
    """Facts, and the form where this desk belongs to no hub."""

    joined = Signal()
    """This desk belongs to a hub now."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._title = words("h1")
        self._facts = Facts()
        self._hub = words("muted")
        self.form = JoinForm(context)
        self.form.joined.connect(self._joined)
        tokens = theme.now()
        line = QFrame()
        line.setProperty("kind", "line")
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad * 2)
        box.setSpacing(tokens.pad)
        box.addWidget(self._title)
        box.addWidget(self._facts)
        box.addWidget(line)
        box.addWidget(self._hub)
        box.addWidget(self.form)
        box.addWidget(words("muted", _STICK))
        box.addStretch(1)

    def show_desk(self, hub: Peer | None) -> None:
        """This desk, and the hub it belongs to; None: it may join one."""
        desk = self.context.desk
        self._title.setText(f"This desk, {desk.code}")
        who = ", ".join(part for part in (desk.person, desk.position) if part)
        event = desk.event
        self._facts.show_facts(
            [
                ("Officer", who or "nobody is signed in"),
                ("Event", (event.name or event.code) if event is not None else "none is open"),
                ("Key kept", _KEPT.get(desk.store.key.kept, "")),
                ("Data", str(desk.folder)),
                ("Program", f"eocdesk {__version__}"),
            ]
        )
        self.form.setVisible(hub is None and not desk.exercise)
        self._hub.setVisible(hub is not None or desk.exercise)
        if desk.exercise:
            self._hub.setText("This is an exercise desk. It joins no hub, where real desks may be.")
        elif hub is not None:
            self._hub.setText(f"It belongs to {hub.name}, {hub.url}. A desk belongs to one hub.")

    def take_focus(self) -> None:
        """The form, where one may join."""
        if self.form.isVisible():
            self.form.take_focus()

    @Slot()
    def _joined(self) -> None:
        self.joined.emit()
