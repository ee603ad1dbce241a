"""Automatic backups and the second copy while the desk is open: made in the reading pool."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal, Slot

from eocdesk.desk import backups
from eocdesk.desk.desk import Desk
from eocdesk.desk.mirroring import Mirroring
from eocdesk.models import clock
from eocdesk.models.errors import Unavailable
from eocdesk.ui import loop
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.messages import Messages

SUBJECT = "backup"
COPY = "second copy"


class Safekeeping(QObject):
    """Looks once a minute whether a backup is due. One that cannot be made is said once, and tried again.

    The second copy follows every commit; where its disk is gone it is tried again each minute too.
    """

    made = Signal()
    """A backup was made and proven."""
    _copy_fails = Signal(str)
    _copy_works = Signal()

    def __init__(self, desk: Desk, messages: Messages, ticker: Ticker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._busy = False
        ticker.minute.connect(self.look)
        self._copy_fails.connect(self._say_copy_fails)  # said on the pool's thread, heard on ours
        self._copy_works.connect(self._say_copy_works)
        self._mirroring = Mirroring(desk, self._copy_fails.emit, self._copy_works.emit)
        self.stop = self._mirroring.start()
        """Let go of the second copy."""

    @Slot()
    def look(self) -> None:
        """Make a backup if one is due, and go on with the second copy."""
        self._mirroring.look()
        if not self._busy:
            self._busy = True
            loop.start(self._make(), self._messages, name="backup")

    @Slot(str)
    def _say_copy_fails(self, sentence: str) -> None:
        self._messages.fails(COPY, f"The second copy is not kept. {sentence}")

    @Slot()
    def _say_copy_works(self) -> None:
        self._messages.works(COPY, "The second copy is kept again, with everything.")

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
