"""The link's changes as a Qt signal, on the screen's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from eocdesk.desk.link import Link, LinkStanding


class LinkBridge(QObject):
    """Tells `changed` after each change of the link's standing, until it dies."""

    changed = Signal()
    _woken = Signal()

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._woken.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(_Unheard(link.listen(self._heard)))

    def _heard(self, _link: LinkStanding) -> None:
        """On the link's own thread, so it is only passed on."""
        if isValid(self):
            self._woken.emit()


class _Unheard:
    """Ends the listening."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self._stop = stop

    def __call__(self, *_: object) -> None:
        self._stop()
