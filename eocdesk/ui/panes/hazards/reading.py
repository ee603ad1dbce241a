"""Reads a feed's answer from a file a person brought: for desks without a network."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from eocdesk.desk import feeding
from eocdesk.models import Refused
from eocdesk.ui.pane import Context

if TYPE_CHECKING:
    from eocdesk.desk.feeding import Took
    from eocdesk.feeds.feed import Feed
    from eocdesk.models import Event


class FileReading(QObject):
    """Asks whose answer it is and which file, then reads it away from the screen."""

    def __init__(self, context: Context, home: QWidget) -> None:
        super().__init__(home)
        self._context, self._home = context, home
        self.menu: QMenu | None = None
        self.dialog: QFileDialog | None = None
        self._feed = ""

    def ask(self) -> None:
        """Whose answer it is, as a menu; then the file."""
        menu = QMenu(self._home)
        for feed in feeding.known():
            one = menu.addAction(feed.title)
            one.setData(feed.name)
        menu.triggered.connect(self._chosen)
        self.menu = menu
        menu.popup(QCursor.pos())

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._feed = str(action.data())
        dialog = QFileDialog(self._home, f"Read a file of {action.text()}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.picked)
        self.dialog = dialog
        dialog.open()

    @Slot(str)
    def picked(self, path: str) -> None:
        """Read it; what came of it is said in the strip of messages."""
        self._context.start(self._read(feeding.feed_of(self._feed), Path(path)), name="read a feed's file")

    def choose(self, feed: str) -> None:
        """Whose answer the next file is."""
        self._feed = feed

    async def _read(self, feed: Feed, path: Path) -> Took:
        desk = self._context.desk
        event = desk.event
        if event is None:
            raise Refused("Open an event first.")
        work = partial(_take, self._context, event, feed, path)
        took = await asyncio.wrap_future(desk.store.readers.run(work))
        if not took.ok:
            raise Refused(took.sentence)
        self._context.messages.note(f"{feed.title}: {took.sentence}")
        return took


def _take(context: Context, event: Event, feed: Feed, path: Path) -> Took:
    try:
        with path.open("rb") as file:
            data = file.read(feed.longest + 1)
    except OSError as error:
        raise Refused(f"{path.name} cannot be read ({error.strerror}).") from error
    if len(data) > feed.longest:
        raise Refused(f"{path.name} is longer than {feed.longest:,} bytes. Nothing of it was read.")
    return feeding.take(context.desk, event, feed, data)
