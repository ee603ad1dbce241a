"""What the windows say beside the panes: figures, standing, period; read again when records change or time passes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from eocdesk.desk import paths
from eocdesk.desk.desk import Desk
from eocdesk.models import Period
from eocdesk.store.notice import Notice
from eocdesk.store.queries import events
from eocdesk.store.queries.figures import Figures, figures
from eocdesk.store.queries.standing import Standing, standing
from eocdesk.ui import loop
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.messages import Messages

PATIENCE_MS = 250
"""In a storm of changes it is read again at most four times a second."""


@dataclass(frozen=True, slots=True)
class News:
    """One reading; `backup_at` in ms."""

    now: int
    figures: Figures | None
    standing: Standing
    period: Period | None
    backup_at: int | None


class Newsroom(QObject):
    """Reads for all windows at once. `told` carries a News."""

    told = Signal(object)

    def __init__(
        self, desk: Desk, bridge: Bridge, messages: Messages, ticker: Ticker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._ticker = ticker
        self._busy = False
        self._again = False
        self.last: News | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.read)
        bridge.changed.connect(self._take_notice)
        ticker.minute.connect(self.read)

    @Slot()
    def read(self) -> None:
        """Read now; asked while it reads, it reads once more."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        loop.start(self._read(), self._messages, name="figures")

    async def _read(self) -> None:
        try:
            now = self._ticker.now()
            event = self._desk.event.id if self._desk.event is not None else None
            found, stands, period = await self._desk.read(_all, event, now)
            self.last = News(now, found, stands, period, last_backup(_folder(self._desk)))
        finally:
            self._busy = False
        self.told.emit(self.last)
        if self._again:
            self._again = False
            self._timer.start()

    @Slot(object)
    def _take_notice(self, _notice: Notice) -> None:
        if not self._timer.isActive():
            self._timer.start()


def last_backup(folder: Path) -> int | None:
    """When the newest backup in a folder was made, ms; None where there is none."""
    try:
        made = [file.stat().st_mtime for file in folder.iterdir() if file.is_file()]
    except OSError:
        return None
    return round(max(made) * 1000) if made else None


def _all(connection: Any, event: bytes | None, now: int) -> tuple[Figures | None, Standing, Period | None]:
    if event is None:
        return None, standing(connection, None), None
    return figures(connection, event, now), standing(connection, event), events.period_at(connection, event, now)


def _folder(desk: Desk) -> Path:
    chosen = str(desk.settings.get("backup_folder"))
    return Path(chosen).expanduser() if chosen else paths.backups(desk.folder)
