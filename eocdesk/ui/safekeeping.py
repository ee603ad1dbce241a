"""Automatic backups while the desk is open: made at their interval, in the reading pool."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal, Slot

from eocdesk.desk import backups
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.errors import Unavailable
from eocdesk.ui import loop
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.messages import Messages

SUBJECT = "backup"


class Safekeeping(QObject):
    """Looks once a minute whether a backup is due. One that cannot be made is said once, and tried again."""

    made = Signal()
    """A backup was made and proven."""

    def __init__(self, desk: Desk, messages: Messages, ticker: Ticker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._busy = False
        ticker.minute.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Make a backup if one is due."""
        if not self._busy:
            self._busy = True
            loop.start(self._make(), self._messages, name="backup")

    async def _make(self) -> None:
        try:
            made = await asyncio.wrap_future(self._desk.store.readers.run(_made_if_due, self._desk))
        except Unavailable as error:
            self._messages.fails(SUBJECT, f"No backup could be made. {error.sentence}")
        else:
            if made:
                self._messages.works(SUBJECT, "Backups are made again.")
                self.made.emit()
        finally:
            self._busy = False


def _made_if_due(desk: Desk) -> bool:
    """In the reading pool: the folder of backups may lie on a slow disk."""
    if not backups.due(desk.folder, desk.settings, clock.now()):
        return False
    backups.make(desk.store, desk.settings)
    return True
