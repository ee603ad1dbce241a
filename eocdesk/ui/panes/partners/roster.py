"""The duty roster: who is on duty now and until when, who comes within a day."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from eocdesk.commands.partners import EndDuty
from eocdesk.store.queries import partners
from eocdesk.store.queries.partners import EVERYBODY, DutyRow
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners.act_bar import Act, ActBar
from eocdesk.ui.panes.partners.line_list import LineList
from eocdesk.ui.panes.partners.lines import of_roster
from eocdesk.ui.panes.partners.page import NO_EVENT, LinePage, new_empty
from eocdesk.ui.panes.partners.reading import sifted
from eocdesk.ui.panes.partners.words import MIDDOT

ACTS = (
    Act("end", "End duty now", "mdi6.clock-check-outline", "e"),
    Act("edit", "Edit", "mdi6.pencil-outline", "f2"),
)


class RosterPage(LinePage):
    """The roster."""

    name = "roster"
    kind = "duty"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        empty = new_empty("mdi6.account-clock-outline", self._empty_pressed)
        super().__init__(context, LineList("Duty roster"), empty, parent)
        self._rows: dict[bytes, DutyRow] = {}
        self.bar = ActBar(ACTS)
        self.box.addWidget(self.bar)
        self.list.key.connect(self._key)
        self.bar.acted.connect(self._act)
        self.chosen.connect(self._can)

    @property
    def row(self) -> DutyRow | None:
        """The current duty."""
        return self._rows.get(self.record) if self.record is not None else None

    async def _load(self, event: bytes | None, now: int) -> None:
        every = () if event is None else await self.context.desk.read(partners.roster, event, now)
        texts = [f"{row.name} {row.position} {row.agency_name} {row.venue_name}" for row in every]
        rows = [every[at] for at in sifted(texts, self.wanted.words)]
        self._rows = {row.id: row for row in rows}
        running = sum(row.now for row in rows)
        self.counts = f"{running} on duty{MIDDOT}{len(rows) - running} to come" if rows else ""
        self.bar.setVisible(bool(rows))
        lines = of_roster(rows, self.context.zone, now)
        if event is None:
            self.show_lines(lines, NO_EVENT)
        elif every:
            self.show_lines(lines, "Nobody on the roster is called that.", button="Show everybody")
        else:
            detail = "Nobody is on duty now or comes within a day."
            self.show_lines(lines, "The roster is empty.", detail, button="Put somebody on duty")

    def end(self) -> None:
        """The current duty ends now."""
        row = self.row
        if row is not None and row.now:
            self.context.start(self._end(row), name="duty")

    async def _end(self, row: DutyRow) -> None:
        await self.context.desk.do(EndDuty(row.id), self)
        self.context.messages.note(f"{row.name or 'The duty'} is off duty.")

    @Slot()
    def _can(self) -> None:
        row = self.row
        self.bar.set_enabled(end=row is not None and row.now, edit=row is not None)

    @Slot(str)
    def _key(self, key: str) -> None:
        self.bar.press(key)

    @Slot(str)
    def _act(self, name: str) -> None:
        if name == "end":
            self.end()
        else:
            self.edit()

    @Slot()
    def _empty_pressed(self) -> None:
        if self.wanted != EVERYBODY:
            self.everybody.emit()
        else:
            self.add()
