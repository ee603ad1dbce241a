"""Who this desk meets: itself, its hub, desks nearby; each with its last contact and every attempt in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from eocdesk.desk.ages import behind
from eocdesk.desk.ready import skewed
from eocdesk.store import peers
from eocdesk.store.peers import Attempt
from eocdesk.store.queries import meetings
from eocdesk.store.queries.meetings import Peer
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.kit.words import counted
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.own_card import OwnCard
from eocdesk.ui.panes.meetings.page import Page
from eocdesk.ui.panes.meetings.peer_card import PeerCard

HERE = "here"
"""The key of this desk among those it meets."""
_LIST, _CARD = 320, 900
_KINDS = {"hub": "Hub", "desk": "Desk nearby", "parcel": "By stick"}


class CopiesPage(Page):
    """The list, and beside it the one that is chosen."""

    name = "copies"
    title = "Who it meets"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = TwoLines("Copies this desk meets")
        self.own = OwnCard(context)
        self.card = PeerCard(context)
        self._peers: dict[bytes, Peer] = {}
        self._attempts: Sequence[Attempt] = ()
        self._chosen = False
        self._right = QStackedWidget()
        self._right.addWidget(scrolled(self.own))
        self._right.addWidget(self.card)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.list)
        beside.addWidget(self._right)
        beside.setStretchFactor(1, 1)
        beside.setSizes([_LIST, _CARD])
        fill(self, beside)
        self.list.chosen.connect(self._choose)
        self.own.joined.connect(self.read)

    async def load(self) -> None:
        """Everyone, and the attempts of the one that is chosen."""
        found = await self.context.desk.read(meetings.peers)
        first = not self._chosen and bool(found)
        self._peers = {one.id: one for one in found}
        self.list.show_rows([self._here(), *(self._row(one) for one in found)])
        if first:  # where there is a hub it is what one comes for
            self._chosen = True
            self.list.go_to(found[0].id)
        self.own.show_desk(next((one for one in found if one.kind == "hub" and not one.revoked), None))
        await self._show_chosen()

    async def _show_chosen(self) -> None:
        chosen = self._peers.get(self.list.current) if isinstance(self.list.current, bytes) else None
        if chosen is None:
            self._right.setCurrentIndex(0)
            return
        attempts = await self.context.desk.read(peers.attempts, chosen.id)
        if self.list.current == chosen.id:
            self.card.show_peer(chosen, attempts)
            self._right.setCurrentIndex(1)

    @Slot(object)
    def _choose(self, _key: object) -> None:
        if self._has_read:
            self.context.start(self._show_chosen(), name="meetings: one of them")

    def take_focus(self) -> None:
        """The list; where nobody was joined yet, the way to join."""
        if self._has_read and not self._peers:
            self.own.take_focus()
        else:
            self.list.setFocus()

    def _here(self) -> Row:
        desk = self.context.desk
        return Row(HERE, f"This desk, {desk.code}", desk.person or "Nobody is signed in")

    def _row(self, one: Peer) -> Row:
        now = self.context.setting.now()
        detail = [_KINDS.get(one.kind, one.kind)]
        if one.revoked:
            detail.append("has put this desk out")
        else:
            detail.append(f"met {behind(max(0, now - one.met))}" if one.met is not None else "not met yet")
            detail += [counted(one.unsent, "change unsent", "changes unsent")] if one.unsent else []
        failed = one.tried is not None and one.tried > (one.met or 0)
        part = "bad" if one.revoked else "warn" if failed or one.met is None or skewed(one.skew or 0, "") else "ok"
        return Row(one.id, one.name or _KINDS.get(one.kind, one.kind), " · ".join(detail), "", part)
