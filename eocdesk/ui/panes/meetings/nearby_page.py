"""Without a hub: the stick, the desks of this room, and pairing with those that no hub vouches for."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.section import rule
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.page import Page
from eocdesk.ui.panes.meetings.pairing import PairingSection
from eocdesk.ui.panes.meetings.room import Offering, RoomSection
from eocdesk.ui.panes.meetings.stick import StickSection


class NearbyPage(Page):
    """What is done with what one has at hand on the left, whom one may do it with on the right."""

    name = "nearby"
    title = "Stick and room"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.offering = Offering(context)
        self.stick = StickSection(context)
        self.room = RoomSection(context, self.offering)
        self.pairing = PairingSection(context)
        self.pairing.changed.connect(self.read)
        fill(self, scrolled(self._sheet()))

    async def load(self) -> None:
        """This desk's card, and whom it knows."""
        await self.pairing.load()

    def take_focus(self) -> None:
        """The first button."""
        self.stick.take_focus()

    def _sheet(self) -> QWidget:
        tokens = theme.now()
        sheet = QWidget()
        left = QVBoxLayout()
        left.setSpacing(tokens.pad * 2)
        for one in (self.stick, rule(), self.room):
            left.addWidget(one)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.pairing)
        right.addStretch(1)
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(tokens.pad * 2, tokens.pad, tokens.pad * 2, tokens.pad * 2)
        columns.setSpacing(tokens.pad * 4)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        return sheet
