"""Looks for Python's garbage on the screen's thread alone: what of Qt is among it must die where it lived."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer, Slot

PAUSE_MS = 50
"""A long paper is a million new objects a second: to look through those of half a second stopped the screen 130 ms."""
GROWN, MANY = 1.5, 300_000
"""So much more lies in memory while much is brought in: to look through all of that stops the screen for long."""
PATIENCE = 2400
"""Looks that are put off at most: two minutes."""
_NEW, _ALL = 0, 2


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
        self._level = 0
        self._put_off = 0

    def begin(self) -> None:
        """From now on only here."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._level = sys.getallocatedblocks()
        self._timer.start()

    def stop(self) -> None:
        """As it was before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def _look(self) -> None:
        """More than what is new only where little more lies there than usual, or where that has lain there for long.

        What an import or a long paper holds is no garbage, and is gone by itself when it is done.
        """
        grown = sys.getallocatedblocks() > GROWN * self._level + MANY
        waits = grown and self._put_off < PATIENCE
        self._put_off = self._put_off + 1 if waits else 0
        all_of_it = look(_NEW if waits else _ALL) == _ALL
        if all_of_it or (grown and not waits):  # what is held for so long is held for good
            self._level = sys.getallocatedblocks()


def look(oldest: int = _ALL) -> int | None:
    """Collect as old a generation as is due by Python's own thresholds; which one, or None where none is."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [age for age in range(oldest + 1) if 0 < limits[age] < counts[age]]
    if not due:
        return None
    gc.collect(due[-1])
    return due[-1]
