"""The map as a widget: layers put in, records and places picked out; drawn by whichever surface there is."""

from __future__ import annotations

from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QSize, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from eocdesk.maps.content import Content, Found
from eocdesk.maps.ground import View, fitting
from eocdesk.maps.layers import VENUES, LayerData
from eocdesk.models import clock
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED
from eocdesk.ui.panes.venues import scheme
from eocdesk.ui.panes.venues.face import Face
from eocdesk.ui.panes.venues.grounds import Grounds
from eocdesk.ui.panes.venues.look import palette_of
from eocdesk.ui.panes.venues.menus import Menus
from eocdesk.ui.panes.venues.native import NativeMap
from eocdesk.ui.panes.venues.overlay import Overlay
from eocdesk.ui.panes.venues.surface import Surface
from eocdesk.ui.panes.venues.walk import Walk
from eocdesk.ui.panes.venues.writing import Apart

PAD = 0.35
"""Of the view's size sent around it, so that a pan shows no gap."""
PUSH_MS = 250
"""Pushes come no faster: each redraws the whole canvas."""
_AFTER_MS = 500
"""Chromium takes the screen's thread for half a second: the log and the figures come before it."""
_AGE_MS = 30_000
_START = (39.0, -98.0), 4
_LOOKS = {"go", "fit", "zoom"}
_NEAR = 13
"""Zoom at which one record is shown."""


class MapView(Face):
    """See `Surface` for what draws it. `put_layer` may be called as often as records change.

    The surface is made after the first paint: a window is there before its map.
    """

    def __init__(
        self, grounds: Grounds, parent: QWidget | None = None, *, plain: bool = False, apart: Apart | None = None
    ) -> None:
        """`plain`: drawn by Qt alone, though WebEngine is there. `apart` does slow work in another thread."""
        super().__init__(parent)
        self.content = Content()
        self.grounds = grounds
        self.view = None
        self.surface: Surface | None = None
        self._sent: View | None = None
        self._ready = self._fitted = self._begun = False
        self._next: dict[str, Any] = {}
        self._shown: list[float] | None = None
        self._cover: list[list[int]] = []
        self._trouble = self._empty = ""
        self._last_push = 0.0
        self._plain = plain
        self._apart = apart
        self.overlay = Overlay(self.content.layers, self)
        self.menus = Menus(self)
        self.walk = Walk(self)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.flush)
        self._ages = QTimer(self)
        self._ages.setInterval(_AGE_MS)
        self._ages.timeout.connect(self._say_ages)
        self._connect()
        self.overlay.set_credit(grounds.attribution)
        self._say_ages()
        self._say_note()

    # what others call

    def put_layer(self, data: LayerData) -> None:
        """A layer as it is now."""
        self.content.put(data)
        self._say_ages()
        if not self._fitted and data.layer.name == VENUES.name and data.marks:
            self._fit()
        self._sent = None
        self.push_soon()

    def show_record(self, kind: str, record: bytes) -> bool:
        """Bring a record into view and mark it; False where it has no place on the map."""
        found = self.content.find(kind, record)
        if found is None:
            return False
        if not self.content.is_on(found.layer.name):
            self.switch(found.layer.name, on=True)
        if found.box is not None:
            self._add({"fit": found.box})
        elif self.view is None or self.view.zoom < _NEAR:
            self._add({"go": [found.lon, found.lat, _NEAR]})
        else:
            self._add({"go": [found.lon, found.lat, None]})
        self.ring(kind, record, found)
        self._fitted = True
        self.push_soon()
        return True

    def ring(self, kind: str, record: bytes, found: Found) -> None:
        """Ring a record and say which."""
        self.walk.ring(kind, record, found)

    def mark(self, lat: float, lon: float) -> None:
        """Ring a place."""
        self._show_at([lon, lat])

    def unmark(self) -> None:
        """No ring."""
        self._show_at(None)

    def go(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Look at a place."""
        self._add({"go": [lon, lat, zoom]})
        self.push_soon()

    def fit(self, box: tuple[float, float, float, float]) -> None:
        """Look at all of a box: west, south, east, north."""
        self._add({"fit": list(box)})
        self.push_soon()

    def switch(self, name: str, *, on: bool) -> None:
        """Show a layer or hide it."""
        self.content.switch(name, on=on)
        self._sent = None
        self._say_ages()
        self.push_soon()

    def reground(self) -> None:
        """The map files changed."""
        self._sent = None
        self.overlay.set_credit(self.grounds.attribution)
        self._place_cards()
        if self.surface is not None:
            self.surface.set_grounds(self.grounds.told())
            self.push_soon()

    def begin_anew(self) -> None:
        """Other records: nothing is ringed, and the venues are looked at once they are there."""
        self.walk.clear()
        self._fitted = False

    def say_empty(self, sentence: str) -> None:
        """Why there is nothing on the map; empty where there is something."""
        self._empty = sentence
        self._say_note()

    @property
    def is_painted(self) -> bool:
        """Whether what it was given is on the screen, or never will be."""
        if self._trouble:
            return True
        waiting = self._due.isActive() or self._next or self._sent is None
        return self.surface is not None and self._ready and not waiting and self.surface.settled

    @Slot()
    def show_all(self) -> None:
        """Look at most of the venues, or of whatever there is."""
        self._fitted = False
        self._fit()

    @Slot()
    def zoom_in(self) -> None:
        """One step closer."""
        self._zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """One step wider."""
        self._zoom(-1)

    @Slot()
    def copy_place(self) -> None:
        """Put the place that is read out on the clipboard."""
        QApplication.clipboard().setText(self.overlay.readout.words)
        self.said.emit(f"Copied {self.overlay.readout.words}.")

    def take_focus(self) -> None:
        """The keyboard to the map."""
        (self.surface or self).setFocus()

    # pushing

    def push_soon(self) -> None:
        """Send what changed, now if nothing was sent lately."""
        if not self._ready or not self.isVisible() or self._due.isActive():
            return
        wait = PUSH_MS - (monotonic() - self._last_push) * 1000
        if wait <= 0:
            self.flush()
        else:
            self._due.start(int(wait) + 1)

    @Slot()
    def flush(self) -> None:
        """Send what changed since the last push."""
        if not self._ready or self.view is None or self.surface is None:
            return
        told, self._next = self._next, {}
        if self._sent is None or not self._sent.holds(self.view):
            self._sent = self.view.padded(PAD)
            self.content.places = []
            if self.grounds.places is not None and self.grounds.named:
                self.content.places = self.grounds.places.within(self._sent)
            changed = self.content.changes(self._sent)
            if changed:
                told["layers"] = changed
        if told:
            self._last_push = monotonic()
            self.surface.push(told)

    def _add(self, told: dict[str, Any]) -> None:
        if told.keys() & _LOOKS:  # the last word on where to look holds
            self._next = {name: value for name, value in self._next.items() if name not in _LOOKS}
        self._next |= told

    def _show_at(self, place: list[float] | None) -> None:
        self._shown = place
        self._add({"shown": place})
        self.push_soon()

    def _zoom(self, steps: int) -> None:
        self._add({"zoom": steps + self._next.get("zoom", 0)})
        self.push_soon()

    def _fit(self) -> None:
        points = [(mark.lat, mark.lon) for mark in self.content.data(VENUES.name).marks]
        if not points:
            points = [(m.lat, m.lon) for layer in self.content.layers for m in self.content.data(layer.name).marks]
        box = fitting(points)
        if box is not None:
            self._fitted = True
            self._add({"fit": list(box)})
            self.push_soon()

    # the surface

    @Slot()
    def _begin(self) -> None:
        """Make what draws the map and start it, under the cards that are there already."""
        surface = self._made()
        surface.ready.connect(self._take_ready)
        surface.gone.connect(self._take_gone)
        surface.looked.connect(self._take_view)
        surface.pointed.connect(self._take_pointed)
        surface.picked.connect(self.menus.pick)
        surface.missed.connect(self.walk.clear)
        surface.asked.connect(self.menus.ask)
        surface.pressed.connect(self._take_key)
        surface.troubled.connect(self._take_trouble)
        focused = self.hasFocus()
        surface.setGeometry(self.rect())
        surface.lower()
        surface.show()
        self.surface = surface
        self.setFocusProxy(surface)
        if focused:
            surface.setFocus()
        surface.start(palette_of(theme.of(self)), self.grounds.told(), *_START)

    def _made(self) -> Surface:
        if self._plain or not scheme.available():
            return NativeMap(self)
        from eocdesk.ui.panes.venues.webview import WebMap  # noqa: PLC0415  only where WebEngine is there

        return WebMap(self, self._apart)

    def _connect(self) -> None:
        tools = self.overlay.tools
        self.overlay.legend.switched.connect(self._take_switch)
        tools.closer.clicked.connect(self.zoom_in)
        tools.wider.clicked.connect(self.zoom_out)
        tools.all.clicked.connect(self.show_all)
        tools.layers.setMenu(self.menus.layers)
        self.overlay.readout.clicked.connect(self.copy_place)
        self.overlay.note.pressed.connect(self._begin_again)

    @Slot()
    def _take_ready(self) -> None:
        self._ready = True
        self._trouble = ""
        self._say_note()
        self.content.forget()
        self._sent = None
        self._next = {"shown": self._shown, "cover": self._cover, **self._next}
        self.push_soon()

    @Slot()
    def _take_gone(self) -> None:
        self._ready = False

    @Slot()
    def _begin_again(self) -> None:
        if self.surface is not None:
            self.surface.again()

    @Slot(object)
    def _take_view(self, view: View) -> None:
        self.view = view
        self.overlay.scale.set_view(view.centre[0], view.zoom)
        self.overlay.readout.set_place(*view.centre)
        self.overlay.cross.setVisible(self.hasFocus() and not self.underMouse())
        self.push_soon()

    @Slot(float, float)
    def _take_pointed(self, lat: float, lon: float) -> None:
        self.overlay.cross.hide()
        self.overlay.readout.set_place(lat, lon)

    @Slot(str)
    def _take_key(self, name: str) -> None:
        if name == "all":
            self.show_all()
        elif name == "menu" and self.view is not None:
            self.menus.ask(*self.view.centre, self.rect().center(), "", "")
        else:
            self.walk.press(name)

    @Slot(str)
    def _take_trouble(self, sentence: str) -> None:
        self._ready = False
        self._trouble = sentence
        self._say_note()

    @Slot(str, bool)
    def _take_switch(self, name: str, on: bool) -> None:  # noqa: FBT001  a slot
        self.switch(name, on=on)

    # the cards

    @Slot()
    def _say_ages(self) -> None:
        now = clock.now()
        for layer in self.content.layers:
            data, on = self.content.data(layer.name), self.content.is_on(layer.name)
            self.overlay.legend.set_layer(layer.name, on=on, age=data.age(now), missing=data.missing)
        self._place_cards()

    def _say_note(self) -> None:
        if self._trouble:
            self.overlay.note.say(self._trouble, "Draw the map again")
        else:
            self.overlay.note.say(". ".join(filter(None, (self.grounds.trouble, self._empty))))
        self._place_cards()

    def _place_cards(self) -> None:
        self.overlay.place(self.width(), self.height())
        self.walk.place(self.width(), self.height())
        cover = self.overlay.covers()
        if cover != self._cover:
            self._cover = cover
            self._add({"cover": cover})
            self.push_soon()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(_AFTER_MS, self._begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.surface is not None:
            self.surface.setGeometry(self.rect())
        self._place_cards()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ages.start()
        self._say_ages()
        self.push_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ages.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and self.__dict__.get("surface") is not None:
            self._add({"palette": palette_of(theme.of(self)).told()})
            self.push_soon()
            self._place_cards()
