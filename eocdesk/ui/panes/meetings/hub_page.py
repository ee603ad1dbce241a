"""The administrator's page: every desk of the hub, codes for new ones, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from eocdesk.desk import leading
from eocdesk.desk.ages import behind
from eocdesk.desk.leading import Device, Leading
from eocdesk.models import Event, Refused, Unavailable
from eocdesk.models.right import Role
from eocdesk.store.queries import events
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.headed import page_of
from eocdesk.ui.kit.section import button
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.kit.words import counted, words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_code import CodeSection
from eocdesk.ui.panes.meetings.hub_device import DeviceSection
from eocdesk.ui.panes.meetings.hub_signin import SignInSection
from eocdesk.ui.panes.meetings.hub_waiting import WaitingSection
from eocdesk.ui.panes.meetings.page import Page

CODE, WAITING = "code", "waiting"
"""The keys of the rows that are no device."""
_LIST, _CARD = 360, 860
_FRESH = 15 * 60_000
_NOT_HERE = "This desk is no administrator's."
_HOW = "Whoever runs the hub can make it one: “eocdesk enrol-code --role administrator” where the hub is."


class HubPage(Page):
    """Signed out: the way in. Signed in: the list, and beside it what is chosen."""

    name = "hub"
    title = "Lead the hub"
    live = False  # each reading asks the hub

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.leading = Leading(context.desk)
        self._devices: dict[bytes, Device] = {}
        self._events: Sequence[Event] = ()
        self.sign_in = SignInSection(context, self.leading)
        self.sign_in.signed_in.connect(self._signed_in)
        self.list = TwoLines("Desks of the hub")
        self.list.chosen.connect(self._choose)
        self.code = CodeSection(context, self.leading)
        self.waiting = WaitingSection(context, self.leading)
        self.device = DeviceSection(context, self.leading)
        for one in (self.waiting, self.device):
            one.changed.connect(self.read)
        self.again_button, self.out_button = button("Look again"), button("Sign out")
        self.again_button.clicked.connect(self.read)
        self.out_button.clicked.connect(self.sign_out)
        self._error = words("error")
        self._error.hide()
        self._cards = QStackedWidget()
        for card in (self.code, self.waiting, self.device):
            self._cards.addWidget(scrolled(page_of(card)))
        self._stack = QStackedWidget()
        self._stack.addWidget(Empty("mdi6.shield-account-outline", _NOT_HERE, _HOW))
        self._stack.addWidget(scrolled(page_of(self.sign_in)))
        self._stack.addWidget(self._beside())
        fill(self, self._stack)

    async def load(self) -> None:
        """Whether this desk may, then what the hub holds."""
        desk = self.context.desk
        held = await desk.read(leading.roles, desk.device, self.context.setting.now())
        if Role.ADMINISTRATOR not in held:
            self.sign_out()
            self._stack.setCurrentIndex(0)
            return
        self._events = await desk.read(events.all_events)
        self.code.offer_events(self._events)
        if not self.leading.account:
            self._stack.setCurrentIndex(1)
            return
        try:
            self._show(await self.leading.devices())
            found = await self.leading.waiting()
        except (Refused, Unavailable) as error:  # beside what is shown: it is as old as it was
            self._error.setText(error.sentence)
            self._error.show()
            return
        self._error.hide()
        self.waiting.show_waiting(found)
        self._list(len(found))

    def take_focus(self) -> None:
        """The list; signed out, the way in."""
        if self._stack.currentIndex() == 1:
            self.sign_in.take_focus()
        else:
            (self.list if self._stack.currentIndex() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def sign_out(self) -> None:
        """Forget the passphrase and what was shown of the hub."""
        if self.leading.account:
            self.leading.sign_out()
            self._devices = {}
            self.waiting.show_waiting(())
            self.code.forget()
            self._stack.setCurrentIndex(1)
            self.sign_in.take_focus()

    @Slot(object)
    def _signed_in(self, found: list[Device]) -> None:
        self._show(found)
        self._list(0)
        self._stack.setCurrentIndex(2)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.read()

    def _show(self, found: list[Device]) -> None:
        self._devices = {one.id: one for one in found}
        self._stack.setCurrentIndex(2)

    def _list(self, waiting: int) -> None:
        rows = [Row(CODE, "Make a code", "Lets one desk in, once")]
        detail = f"{counted(waiting, 'change waits', 'changes wait')}" if waiting else "Nothing waits"
        rows.append(Row(WAITING, "Waiting for a decision", detail, "", "warn" if waiting else ""))
        self.list.show_rows([*rows, *(self._row(one) for one in self._devices.values())])
        self._choose(self.list.current)

    def _row(self, one: Device) -> Row:
        if one.revoked is not None:
            return Row(one.id, one.name, f"{one.code} · revoked: {one.why}", "", "bad")
        now = self.context.setting.now()
        seen = f"heard {behind(max(0, now - one.seen))}" if one.seen is not None else "not heard yet"
        roles = ", ".join(dict.fromkeys(right.role for right in one.rights)) or "no rights"
        fresh = one.seen is not None and now - one.seen < _FRESH
        return Row(one.id, one.name, f"{one.code} · {roles} · {seen}", "", "ok" if fresh else "faint")

    @Slot(object)
    def _choose(self, key: object) -> None:
        one = self._devices.get(key) if isinstance(key, bytes) else None
        if one is not None:
            self.device.show_device(one, self._events)
        self._cards.setCurrentIndex(2 if one is not None else 1 if key == WAITING else 0)

    def _beside(self) -> QWidget:
        tokens = theme.now()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, tokens.pad)
        column.setSpacing(tokens.pad)
        column.addWidget(self.list, 1)
        for part in (self._error, self._foot()):
            part.setContentsMargins(tokens.pad * 2, 0, tokens.pad, 0)
            column.addWidget(part)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(left)
        beside.addWidget(self._cards)
        beside.setStretchFactor(1, 1)
        beside.setSizes([_LIST, _CARD])
        return beside

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setSpacing(theme.now().pad)
        row.addWidget(self.again_button)
        row.addWidget(self.out_button)
        row.addStretch(1)
        return foot
