"""The map drawn by WebEngine: one page, one narrow bridge, and a renderer that may die and come back."""

from __future__ import annotations

import json
import logging
import math
from collections import deque
from collections.abc import Mapping
from functools import partial
from itertools import count
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.maps.base import Base
from eocdesk.maps.ground import View
from eocdesk.maps.palette import Palette
from eocdesk.maps.tileset import Tiles
from eocdesk.ui.panes.venues import home
from eocdesk.ui.panes.venues.surface import Surface
from eocdesk.ui.panes.venues.writing import Apart, Writing

LOG = logging.getLogger(__name__)
_NUMBERS = count(1)
_WORD = 200
_TRIES, _WITHIN_S = 3, 60.0
"""A renderer that dies more often than this is not started again by itself."""
_SETTINGS = {
    QWebEngineSettings.WebAttribute.LocalStorageEnabled: False,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows: False,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard: False,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled: False,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled: False,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled: False,
    QWebEngineSettings.WebAttribute.ShowScrollBars: False,
}


class Bridge(QObject):
    """All that the page can reach of the desk. Its figures are checked: the page is trusted with nothing."""

    push = Signal(str)

    def __init__(self, surface: WebMap) -> None:
        super().__init__(surface)
        self._surface = surface

    @Slot()
    def ready(self) -> None:
        self._surface.ready.emit()

    @Slot(float, float, float, float, float)
    def look(self, west: float, south: float, east: float, north: float, zoom: float) -> None:
        if all(map(math.isfinite, (west, south, east, north, zoom))):
            self._surface.look(View(west, south, east, north, zoom))

    @Slot(float, float)
    def point(self, lat: float, lon: float) -> None:
        if math.isfinite(lat) and math.isfinite(lon):
            self._surface.pointed.emit(lat, lon)

    @Slot(str, str)
    def pick(self, layer: str, key: str) -> None:
        self._surface.picked.emit(layer[:_WORD], key[:_WORD])

    @Slot()
    def miss(self) -> None:
        self._surface.missed.emit()

    @Slot(float, float, float, float, str, str)
    def ask(self, lat: float, lon: float, x: float, y: float, layer: str, key: str) -> None:
        if all(map(math.isfinite, (lat, lon, x, y))):
            self._surface.asked.emit(lat, lon, QPoint(round(x), round(y)), layer[:_WORD], key[:_WORD])

    @Slot(str)
    def press(self, name: str) -> None:
        self._surface.pressed.emit(name[:_WORD])

    @Slot(int)
    def acknowledge(self, sequence: int) -> None:
        self._surface.acknowledged.emit(sequence)

    @Slot(int)
    def settle(self, sequence: int) -> None:
        self._surface.settle(sequence)


class Page(QWebEnginePage):
    """Never leaves its own address; what its scripts complain of is kept."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(home.served().profile, parent)
        self.said: deque[tuple[str, str]] = deque(maxlen=200)
        for attribute, on in _SETTINGS.items():
            self.settings().setAttribute(attribute, on)

    # Qt

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        type: QWebEnginePage.NavigationType,  # noqa: A002  Qt's names
        isMainFrame: bool,  # noqa: FBT001, N803  Qt's names
    ) -> bool:
        del type, isMainFrame
        return QUrl(url).toString().startswith("eoc://app/page/")

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,  # noqa: N803  Qt's
        sourceID: str,  # noqa: N803
    ) -> None:
        self.said.append((level.name, message[:_WORD]))
        LOG.info("map page, %s line %d: %s", sourceID[-60:], lineNumber, message[:_WORD])


class WebMap(Surface):
    """The surface in WebEngine."""

    acknowledged = Signal(int)
    """The sequence of a push that is on the screen."""

    def __init__(self, parent: QWidget | None = None, apart: Apart | None = None) -> None:
        super().__init__(parent)
        self._name = f"map-{next(_NUMBERS)}"
        self._sequence = self._on_screen = 0
        self._palette: Palette | None = None
        self._bases: list[Base] = []
        self._at: tuple[tuple[float, float], float] = ((0.0, 0.0), 0.0)
        self._deaths: deque[float] = deque(maxlen=_TRIES)
        self._view = QWebEngineView(self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAccessibleName("Map")
        self.page = Page(self._view)
        self.bridge = Bridge(self)
        channel = QWebChannel(self.page)
        channel.registerObject("bridge", self.bridge)
        self.page.setWebChannel(channel)
        self._view.setPage(self.page)
        self.page.renderProcessTerminated.connect(self._died)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._writing = Writing(apart, self)
        self._writing.written.connect(self._show_page)
        self._writing.failed.connect(self._not_written)
        self.destroyed.connect(partial(home.served().home.forget, self._name))

    @property
    def view(self) -> QWebEngineView:
        """The widget that takes the mouse and the keys."""
        return self._view

    def start(
        self, palette: Palette, grounds: Mapping[str, tuple[Base, Tiles]], centre: tuple[float, float], zoom: int
    ) -> None:
        """Write the page and load it."""
        self._palette, self._bases = palette, self._serve(grounds)
        self._at = (centre, float(zoom))
        self.page.setBackgroundColor(QColor(palette.sea))
        self._load()

    def set_grounds(self, grounds: Mapping[str, tuple[Base, Tiles]]) -> None:
        """Serve other map files and tell the page."""
        self._bases = self._serve(grounds)
        self.push({"bases": [base.written() for base in self._bases]})

    def push(self, told: dict[str, Any]) -> None:
        """One message, numbered; `acknowledged` follows where the page is seen."""
        if "palette" in told:
            self._palette = Palette(**told["palette"])
            self.page.setBackgroundColor(QColor(self._palette.sea))
        self._sequence += 1
        self.bridge.push.emit(json.dumps({**told, "seq": self._sequence}, separators=(",", ":")))

    def again(self) -> None:
        """Load the page anew because a person asks."""
        self._deaths.clear()
        self._load()

    def look(self, view: View) -> None:
        """The page looks elsewhere; told on, and kept for when it must be loaded anew."""
        self._at = (view.centre, view.zoom)
        self.looked.emit(view)

    def settle(self, sequence: int) -> None:
        """The page has drawn everything up to this push."""
        self._on_screen = sequence

    @property
    def settled(self) -> bool:
        """Whether all that was pushed is on the screen, the ground under it included."""
        return self._on_screen == self._sequence

    @property
    def sequence(self) -> int:
        """The number of the last push."""
        return self._sequence

    def _serve(self, grounds: Mapping[str, tuple[Base, Tiles]]) -> list[Base]:
        answering = home.served().home
        for key in [key for key in answering.tiles if key.startswith(self._name + ".")]:
            del answering.tiles[key]
        # Each view reads through files of its own, so their names are its own too.
        bases = [Base(f"{self._name}.{key}", base.told, base.own) for key, (base, _) in grounds.items()]
        for base, (_, tiles) in zip(bases, grounds.values(), strict=True):
            answering.tiles[base.key] = tiles
        return bases

    def _load(self) -> None:
        """The page as it must look now: it may be loaded long after the first time."""
        if self._palette is None:
            return
        self._writing.begin(self._palette, self._bases, *self._at)

    @Slot(str)
    def _show_page(self, written: str) -> None:
        home.served().home.pages[self._name] = written.encode("utf-8", "replace")
        self.page.setUrl(QUrl(f"eoc://app/page/{self._name}"))

    @Slot(object)
    def _not_written(self, error: BaseException) -> None:
        LOG.error("the map's page was not written", exc_info=error)
        self.troubled.emit("The map could not be made. The list of venues has the same records.")

    @Slot(QWebEnginePage.RenderProcessTerminationStatus, int)
    def _died(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        LOG.warning("the map's renderer ended: %s, %d", status.name, code)
        now = monotonic()
        often = len(self._deaths) == _TRIES and now - self._deaths[0] < _WITHIN_S
        self._deaths.append(now)
        self.gone.emit()
        if often:
            self.troubled.emit("The map stopped several times and is not started again by itself.")
        else:
            QTimer.singleShot(0, self._load)  # a page does not load from within the word that it died
