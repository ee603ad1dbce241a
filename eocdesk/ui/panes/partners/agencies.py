"""Agencies under their sectors, with their people and how their seats stand."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from eocdesk.store.queries.partners import EVERYBODY, AgencyRow
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners import reading
from eocdesk.ui.panes.partners.line_list import LineList
from eocdesk.ui.panes.partners.lines import of_agencies
from eocdesk.ui.panes.partners.page import NO_EVENT, LinePage, new_empty
from eocdesk.ui.panes.partners.words import counted


class AgenciesPage(LinePage):
    """The list."""

    name = "agencies"
    kind = "agency"
    narrows_by = frozenset({"sector"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        empty = new_empty("mdi6.domain", self._empty_pressed)
        super().__init__(context, LineList("Agencies"), empty, parent)
        self._rows: dict[bytes, AgencyRow] = {}

    @property
    def about(self) -> tuple[str, bytes] | None:
        return ("agency", self.record) if self.record is not None else None

    @property
    def row(self) -> AgencyRow | None:
        """The current agency as listed."""
        return self._rows.get(self.record) if self.record is not None else None

    def row_of(self, agency: bytes) -> AgencyRow | None:
        """An agency as listed."""
        return self._rows.get(agency)

    async def _load(self, event: bytes | None, now: int) -> None:
        if event is None:
            self._rows = {}
            self.counts = ""
            self.show_lines([], NO_EVENT)
            return
        rows, every = await self.context.desk.read(reading.agencies, event, now, self.wanted)
        self._rows = {row.id: row for row in rows}
        self.counts = counted(len(rows), "agency", "agencies")
        if every:
            words = self.wanted.words.strip()
            sentence = f"No agency is called “{words}”." if words else "No agency gets through the filter."
            self.show_lines(of_agencies(rows), sentence, button="Show everybody")
        else:
            detail = "Import an address list, or add one by hand."
            self.show_lines([], "No agency is known yet.", detail, button="Add an agency")

    @Slot()
    def _empty_pressed(self) -> None:
        if self._shows_less:
            self.everybody.emit()
        else:
            self.add()

    @property
    def _shows_less(self) -> bool:
        return self.wanted != EVERYBODY and self.empty.button.text() == "Show everybody"
