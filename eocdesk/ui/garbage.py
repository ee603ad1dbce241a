"""Looks for Python's garbage on the screen's thread alone: what of Qt is among it must die where it lived."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

PAUSE_MS = 500


class Garbage(QObject):
    """In force from `begin` to `stop`.

    Python looks for garbage on whichever thread happens to need room, so a reader would delete widgets
    that died in a circle of references, and Qt crashes of that.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self._was_on = gc.isenabled()

    def begin(self) -> None:
        """From now on only here."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """As it was before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def _look(self) -> None:
        look()


def look() -> int | None:
    """Collect as old a generation as is due by Python's own thresholds; which one, or None where none is."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [age for age in range(3) if 0 < limits[age] < counts[age]]
    if not due:
        return None
    gc.collect(due[-1])
    return due[-1]
