"""Feeds while the window is open: asked from its start to its end, failures in the banner, ages read anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_loop import FeedLoop
from eocdesk.desk.feeding import FeedAge
from eocdesk.ui import feed_words
from eocdesk.ui.messages import Messages

SUBJECT = "feeds"


class FeedWatch(QObject):
    """A failure is said once, and once when it is over."""

    heard = Signal()
    """A round of feeds is over: ages are others now."""
    _told = Signal(object)

    def __init__(self, desk: Desk, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._loop = FeedLoop(desk)
        self._told.connect(self.hear, Qt.ConnectionType.QueuedConnection)  # told on the link's thread

    def start(self, after: float) -> None:
        """Ask from now on, first in so many seconds."""
        self._loop.start(after, self._told.emit)

    def stop(self) -> None:
        """Ask no more; nothing of it is left when this returns."""
        self._loop.stop()

    @Slot()
    def press(self) -> None:
        """A person asks now."""
        asks = self._loop.press()
        self._messages.note("Feeds are asked now." if asks else "Feeds are off on this desk: Settings, Feeds.")

    @Slot(object)
    def hear(self, ages: list[FeedAge]) -> None:
        """What came of a round."""
        sentence = feed_words.trouble(ages)
        if sentence:
            self._messages.fails(SUBJECT, sentence)
        else:
            self._messages.works(SUBJECT, "Feeds come in again.")
        self.heard.emit()
