"""What the hub does not hold yet: browsed, and each record one step away."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from eocdesk.store.queries import meetings
from eocdesk.store.queries.meetings import Peer, Unsent
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.kit.moments import short
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.kit.words import counted, words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.page import Page

MOST = 500


class UnsentPage(Page):
    """The newest first; Enter goes to the record."""

    name = "unsent"
    title = "Unsent"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found: tuple[Unsent, ...] = ()
        self.list = TwoLines("Unsent changes")
        self._said = words("muted")
        self._said.setContentsMargins(14, 0, 14, 8)
        self._either = Emptiable(self.list, Empty("mdi6.cloud-check-outline", "Everything is sent."))
        fill(self, self._said, self._either)
        self.list.opened.connect(self._open)

    async def load(self) -> None:
        """What waits for the hub."""
        hub = await self.context.desk.read(meetings.hub)
        self._found = () if hub is None else await self.context.desk.read(meetings.unsent, hub.id, MOST)
        self._said.setText(_said(hub))
        self._said.setVisible(bool(self._said.text()))
        alone = "This desk has joined no hub: there is nobody to send to. Everything is kept here."
        self._either.set_empty(
            empty=not self._found,
            sentence="Nothing is sent from here." if hub is None else f"{hub.name} has everything.",
            detail=alone if hub is None else "What is written on this desk, or heard from others, is sent by itself.",
        )
        zone, now = self.context.zone, self.context.setting.now()
        self.list.show_rows([_row(at, one, zone, now) for at, one in enumerate(self._found)])

    def take_focus(self) -> None:
        """The list."""
        (self if self._either.is_empty else self.list).setFocus()

    @Slot(object)
    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            one = self._found[key[0]]
            self.context.navigator.show_record(one.kind, one.record)


def _said(hub: Peer | None) -> str:
    if hub is None or not hub.unsent:
        return ""
    more = f" The newest {MOST:,} are listed." if hub.unsent > MOST else ""
    wait = "waits" if hub.unsent == 1 else "wait"
    return f"{counted(hub.unsent, 'change')} {wait} for {hub.name}; kept here, and sent as soon as it is met.{more}"


def _row(at: int, one: Unsent, zone: str, now: int) -> Row:
    kind = one.kind.capitalize()
    detail = " · ".join(part for part in (kind, one.act, one.person) if part)
    return Row((at, one.record, one.written), one.title or kind, detail, short(one.written, zone, now))
