"""The map as a widget: layers put in, records and places picked out; drawn by whichever surface there is."""

from __future__ import annotations

from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from eocdesk.maps.content import Content, Found
from eocdesk.maps.ground import View, fitting
from eocdesk.maps.layers import VENUES, LayerData
from eocdesk.models import clock
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED
from eocdesk.ui.panes.venues import scheme
from eocdesk.ui.panes.venues.cards import Cross, LayersCard, Readout, ScaleCard, ToolsCard
from eocdesk.ui.panes.venues.face import Face
from eocdesk.ui.panes.venues.grounds import Grounds
from eocdesk.ui.panes.venues.look import palette_of
from eocdesk.ui.panes.venues.menus import Menus
from eocdesk.ui.panes.venues.native import NativeMap
from eocdesk.ui.panes.venues.surface import Surface
from eocdesk.ui.panes.venues.walk import Walk

PAD = 0.35
"""Of the view's size sent around it, so that a pan shows no gap."""
PUSH_MS = 250
"""Pushes come no faster: each redraws the whole canvas."""
_AGE_MS = 30_000
_START = (39.0, -98.0), 4
_MARGIN = 10
_SMALL = (560, 420)
"""Below this the legend is only in the layers button."""
_NEAR = 13
"""Zoom at which one record is shown."""


class MapView(Face):
    """See `Surface` for what draws it. `put_layer` may be called as often as records change."""

    def __init__(self, grounds: Grounds, parent: QWidget | None = None, *, plain: bool = False) -> None:
        """`plain`: drawn by Qt alone, though WebEngine is there."""
        super().__init__(parent)
        self.content = Content()
        self.grounds = grounds
        self.view = None
        self._sent: View | None = None
        self._ready = self._fitted = self._started = False
        self._next: dict[str, Any] = {}
        self._last_push = 0.0
        self._plain = plain or not scheme.available()
        self.surface = self._surface()
        self._make_cards()
        self.menus = Menus(self)
        self.walk = Walk(self)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.flush)
        self._ages = QTimer(self)
        self._ages.setInterval(_AGE_MS)
        self._ages.timeout.connect(self._say_ages)
        self._connect()
        self._say_ages()

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
        self._add({"shown": [lon, lat]})
        self.push_soon()

    def unmark(self) -> None:
        """No ring."""
        self._add({"shown": None})
        self.push_soon()

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
        self._say_attribution()
        if self._started:
            self.surface.set_grounds(self.grounds.told())
            self.push_soon()

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
        QApplication.clipboard().setText(self.readout.words)
        self.said.emit(f"Copied {self.readout.words}.")

    def finish(self) -> None:
        """Before the widget goes: pages and files."""
        self._due.stop()
        self._ready = False
        self.surface.finish()
        self.grounds.close()

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
        if not self._ready or self.view is None:
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
        self._next |= told

    def _zoom(self, steps: int) -> None:
        self._add({"zoom": steps})
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

    def _surface(self) -> Surface:
        if self._plain:
            return NativeMap(self)
        from eocdesk.ui.panes.venues.webview import WebMap  # noqa: PLC0415  only where WebEngine is there

        return WebMap(self)

    def _connect(self) -> None:
        surface = self.surface
        surface.ready.connect(self._take_ready)
        surface.looked.connect(self._take_view)
        surface.pointed.connect(self._take_pointed)
        surface.picked.connect(self.menus.pick)
        surface.missed.connect(self.walk.clear)
        surface.asked.connect(self.menus.ask)
        surface.pressed.connect(self._take_key)
        surface.troubled.connect(self._take_trouble)
        self.legend.switched.connect(self._take_switch)
        self.tools.closer.clicked.connect(self.zoom_in)
        self.tools.wider.clicked.connect(self.zoom_out)
        self.tools.all.clicked.connect(self.show_all)
        self.tools.layers.setMenu(self.menus.layers)
        self.readout.clicked.connect(self.copy_place)

    @Slot()
    def _take_ready(self) -> None:
        self._ready = True
        self.content.forget()
        self._sent = None
        self.trouble.setVisible(bool(self.grounds.trouble))
        self.push_soon()

    @Slot(object)
    def _take_view(self, view: View) -> None:
        self.view = view
        self.scale_card.set_view(view.centre[0], view.zoom)
        self.readout.set_place(*view.centre)
        self.cross.setVisible(not self.surface.underMouse())
        self.push_soon()

    @Slot(float, float)
    def _take_pointed(self, lat: float, lon: float) -> None:
        self.cross.hide()
        self.readout.set_place(lat, lon)

    @Slot(str)
    def _take_key(self, name: str) -> None:
        if name == "all":
            self.show_all()
        elif name == "menu" and self.view is not None:
            self.menus.ask(*self.view.centre, self.surface.rect().center(), "", "")
        else:
            self.walk.press(name)

    @Slot(str)
    def _take_trouble(self, sentence: str) -> None:
        self._ready = False
        self.trouble.setText(sentence)
        self.trouble.show()
        self._place_cards()

    @Slot(str, bool)
    def _take_switch(self, name: str, on: bool) -> None:  # noqa: FBT001  a slot
        self.switch(name, on=on)

    # the cards

    def _make_cards(self) -> None:
        self.cross = Cross(self)
        self.legend = LayersCard(self.content.layers, self)
        self.tools = ToolsCard(self)
        self.scale_card = ScaleCard(self)
        self.place_card = QFrame(self)
        self.place_card.setProperty("kind", "card")
        self.readout = Readout()
        row = QHBoxLayout(self.place_card)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.readout)
        self.credit_card = QFrame(self)
        self.credit_card.setProperty("kind", "card")
        self.credit = QLabel()
        self.credit.setProperty("role", "caption")
        credits_row = QHBoxLayout(self.credit_card)
        credits_row.setContentsMargins(6, 2, 6, 2)
        credits_row.addWidget(self.credit)
        self.trouble = QLabel(self.grounds.trouble, self)
        self.trouble.setProperty("role", "muted")
        self.trouble.setVisible(bool(self.grounds.trouble))
        self._say_attribution()

    @Slot()
    def _say_ages(self) -> None:
        now = clock.now()
        for layer in self.content.layers:
            age = self.content.data(layer.name).age(now)
            self.legend.set_layer(layer.name, on=self.content.is_on(layer.name), age=age)
        self._place_cards()

    def _say_attribution(self) -> None:
        self.credit.setText(self.grounds.attribution)
        self._place_cards()

    def _place_cards(self) -> None:
        if not hasattr(self, "walk"):
            return
        w, h = self.width(), self.height()
        small = w < _SMALL[0] or h < _SMALL[1]
        self.legend.setVisible(not small)
        self.legend.adjustSize()
        self.legend.move(_MARGIN, _MARGIN)
        self.tools.adjustSize()
        self.tools.move(w - self.tools.width() - _MARGIN, _MARGIN)
        self.scale_card.resize(self.scale_card.sizeHint())
        self.scale_card.move(_MARGIN, h - self.scale_card.height() - _MARGIN)
        self.readout.set_short(small)
        self.place_card.resize(self.place_card.sizeHint().width(), self.scale_card.height())
        left = self.scale_card.geometry().right() + 8
        self.place_card.move(left, self.scale_card.y())
        self.credit_card.adjustSize()
        room = w - self.place_card.geometry().right() - 2 * _MARGIN
        self.credit_card.setVisible(bool(self.credit.text()) and self.credit_card.width() <= room)
        self.credit_card.move(w - self.credit_card.width() - _MARGIN, h - self.credit_card.height() - _MARGIN)
        self.trouble.adjustSize()
        self.trouble.move((w - self.trouble.width()) // 2, _MARGIN)
        self.cross.move((w - self.cross.width()) // 2, (h - self.cross.height()) // 2)
        self.walk.place(w, h)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.surface.setGeometry(self.rect())
        self._place_cards()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ages.start()
        if not self._started:
            self._started = True
            self.surface.start(palette_of(theme.of(self)), self.grounds.told(), *_START)
        self._say_ages()
        self.push_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ages.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and self.__dict__.get("_started"):
            self._add({"palette": palette_of(theme.of(self)).told()})
            self.push_soon()
            self._place_cards()
