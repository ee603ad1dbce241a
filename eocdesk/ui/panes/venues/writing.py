"""The map's page written beside the screen's thread: folium takes a third of a second to load."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from eocdesk.maps.base import Base
from eocdesk.maps.palette import Palette

Apart = Callable[..., Future[Any]]
"""Does a piece of work in another thread: `Readers.run`."""
_LOOK_MS = 5


class Writing(QObject):
    """Only the page that was asked for last is told. Without `apart` it is written here and now."""

    written = Signal(str)
    failed = Signal(object)
    """The exception."""

    def __init__(self, apart: Apart | None, parent: QObject) -> None:
        super().__init__(parent)
        self._apart = apart or _at_once
        self._page: Future[Any] | None = None
        self._timer = QTimer(self)  # it dies with the map, whatever the other thread still writes
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self, palette: Palette, bases: list[Base], centre: tuple[float, float], zoom: float) -> None:
        """Have the page written as the map must look now."""
        self._page = self._apart(_write, palette, list(bases), centre, zoom)
        self._timer.start()
        self._look()

    @Slot()
    def _look(self) -> None:
        page = self._page
        if page is None or not page.done():
            return
        self._timer.stop()
        self._page = None
        if page.cancelled():
            return  # the desk closes
        error = page.exception()
        if error is None:
            self.written.emit(page.result())
        else:
            self.failed.emit(error)


def _write(palette: Palette, bases: list[Base], centre: tuple[float, float], zoom: float) -> str:
    return str(import_module("eocdesk.maps.page").page(palette, bases, centre, zoom))


def _at_once(work: Callable[..., Any], *args: Any) -> Future[Any]:
    done: Future[Any] = Future()
    done.set_result(work(*args))
    return done
