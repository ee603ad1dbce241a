"""One file at a time comes in, off the screen's thread; how far it is arrives as a signal."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event as Flag

from PySide6.QtCore import QObject, Signal

from eocdesk.commands.imports import Report
from eocdesk.desk import exchange
from eocdesk.desk.desk import Desk
from eocdesk.desk.exchange import Given
from eocdesk.models import Event


class Runner(QObject):
    """Has no parent on purpose: a thread may still tell it something when its window is gone."""

    progressed = Signal(int, int)
    """Rows done, rows in all (0: not known)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stop = Flag()

    @property
    def stopped(self) -> bool:
        """Whether a person has had enough."""
        return self._stop.is_set()

    def begin(self) -> None:
        """Another run: nobody has stopped it yet."""
        self._stop.clear()

    def stop(self) -> None:
        """At the next beat nothing of the file under way comes in."""
        self._stop.set()

    async def bring(self, event: Event, path: Path, given: Given) -> Report:
        """The report of one file, written or only looked at."""
        work = self._desk.store.readers.run(
            exchange.import_file, self._desk, event, path, given, self.progressed.emit, self._stop.is_set
        )
        return await asyncio.wrap_future(work)

    async def export(self, event: Event, name: str, path: Path) -> int:
        """Write the event's records into a file; its size in bytes. Refused where it cannot be written."""
        return await asyncio.wrap_future(self._desk.store.readers.run(exchange.write, self._desk, event, name, path))
