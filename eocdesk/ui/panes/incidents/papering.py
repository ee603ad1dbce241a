"""Prints the incident of the chosen row: one key drops what there is of it on paper, a letter shows its pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from eocdesk.models import Refused
from eocdesk.store.queries import incidents
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.acts import Subject
from eocdesk.ui.panes.incidents.menus import line, menu_of
from eocdesk.ui.showing import Showing

SUMMARY, FULL, LOG = "summary", "full", "ics-214"
LINES = ((SUMMARY, "&Summary, one page"), (FULL, "&Full sheet"), (LOG, "&Activity log of it (ICS 214)"))


class Papering(QObject):
    """Asks which, and shows it; printed and saved from there, each noted in the trail."""

    def __init__(self, context: Context, home: QWidget) -> None:
        super().__init__(home)
        self._context, self._home = context, home
        self.showing = Showing(context)
        self.place: Callable[[], QPoint] = QPoint
        """Where the menu opens, in the screen's pixels."""

    def ask(self, subject: Subject) -> None:
        """Drop what there is; the first is chosen already."""
        menu = menu_of(self._home, f"Print {subject.number}")
        for name, words in LINES:
            line(menu, words, (name, subject.incident), self._chosen)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.place())

    @Slot()
    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            name, incident = sender.data().values
            self._context.start(self._shown(name, incident), name="print an incident")

    async def _shown(self, name: str, incident: bytes) -> None:
        if name != LOG:
            await self.showing.paper({"code": "incident", "incident": incident, "of": name if name == SUMMARY else ""})
            return
        card = await self._context.desk.read(incidents.card, incident)
        if card is None:
            raise Refused("This incident is not on this desk.")
        await self.showing.paper({"code": LOG, "incident": incident, "since": card.row.opened})
