"""Who leads the hub says so: an account of the hub and its passphrase, kept no longer than the desk is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from eocdesk.desk.leading import Device, Leading
from eocdesk.ui.kit.section import Section, button, grid, line
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import said_here

_HOW = (
    "The hub's own account, made at its first start or by “eocdesk hub-account” where the hub is. "
    "The passphrase is kept on this desk in memory alone; sign out when you leave the chair."
)
FIRST = "administrator"


class SignInSection(Section):
    """Enter signs in. A wrong passphrase stays to be put right."""

    signed_in = Signal(object)
    """The hub's devices, which are the proof."""

    def __init__(self, context: Context, leading: Leading, parent: QWidget | None = None) -> None:
        super().__init__("Lead the hub", _HOW, parent)
        self.context = context
        self._leading = leading
        self._busy = False
        self.account = line("Account of the hub")
        self.account.setText(FIRST)
        self.phrase = line("Passphrase of the account")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.go_button = button("Sign in", "primary")
        self.go_button.clicked.connect(self.sign_in)
        for one in (self.account, self.phrase):
            one.returnPressed.connect(self.sign_in)
        self.box.addLayout(grid([("Account", self.account), ("Passphrase", self.phrase)]))
        self.box.addWidget(self.error_label)
        self.add_row(self.go_button)

    def take_focus(self) -> None:
        """What is missing."""
        (self.phrase if self.account.text() else self.account).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def sign_in(self) -> None:
        """Prove it."""
        if not self._busy:
            self.forget_refusal()
            self.context.start(self._sign_in(), self, name="sign in to the hub")

    async def _sign_in(self) -> None:
        self._busy = True
        self.go_button.setText("Signing in…")
        try:
            who = self.account.text().strip(), self.phrase.text().strip()
            found: list[Device] = await said_here(self._leading.sign_in(*who))
        finally:
            self._busy = False
            self.go_button.setText("Sign in")
        self.phrase.clear()
        self.signed_in.emit(found)
