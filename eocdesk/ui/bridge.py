"""The bus as one Qt signal, on the screen's thread, many changes told as one."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

BREATH_MS = 50


class Bridge(QObject):
    """`take` may be called on any thread; `changed` comes on the thread the bridge was made on."""

    changed = Signal(object)
    """A Notice: the first change after a rest at once, then all that was committed within a breath as one."""
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._waiting: list[Notice] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BREATH_MS)
        self._timer.timeout.connect(self._breathe)
        self._woken.connect(self._breathe, Qt.ConnectionType.QueuedConnection)

    def take(self, notice: Notice) -> None:
        """A commit happened; handed to `desk.bus.listen`."""
        with self._lock:
            self._waiting.append(notice)
            first = len(self._waiting) == 1
        if first:
            self._woken.emit()

    @Slot()
    def _breathe(self) -> None:
        if self._timer.isActive():
            return  # told lately: what came since is told as one when the breath is over
        with self._lock:
            waiting, self._waiting = self._waiting, []
        if waiting:
            self._timer.start()
            self.changed.emit(merged(waiting))


def merged(notices: list[Notice]) -> Notice:
    """Several notices as one: all ids; the origin only where it is the same for all."""
    last = notices[-1]
    ids = frozenset[tuple[str, bytes]]().union(*(notice.ids for notice in notices))
    origin = last.origin if all(notice.origin is last.origin for notice in notices) else None
    return type(last)(last.act, ids, origin)
