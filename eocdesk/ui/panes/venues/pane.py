"""The map pane: the map of the open event, read again as records change."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from eocdesk.desk.paths import maps
from eocdesk.maps import reading
from eocdesk.maps.layers import INCIDENTS, LAYERS, VENUES, LayerData
from eocdesk.maps.packages import SUFFIXES, Packages
from eocdesk.ui.actions import Action
from eocdesk.ui.pane import Context, PaneSpec, PaneWidget
from eocdesk.ui.panes.venues.grounds import Grounds
from eocdesk.ui.panes.venues.view import MapView

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

_FEW = 200
"""Changed incidents up to which only they are read again."""
_PERCENT = 100
_HAZARDS = frozenset({"alert", "observation"})
_MINUTE_MS = 60_000


class MapPane(PaneWidget):
    """Venues, features and open incidents; a click goes to the record, `show_record` brings one here."""

    listens = frozenset({"venue", "feature", "incident", "threshold", "threat", *_HAZARDS})
    _copied = Signal(int)
    """Per cent of a map package that is copied; comes from the reading pool."""

    def __init__(self, context: Context, parent: QWidget | None = None, *, plain: bool = False) -> None:
        super().__init__(context, parent)
        self.map = MapView(
            Grounds(Packages(maps(context.desk.folder))), self, plain=plain, apart=context.desk.store.readers.run
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.map)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.map)
        self._wanted: tuple[str, bytes] | None = None
        self._event: bytes | None = None
        self._read = False
        self._venues = LayerData(VENUES)
        """As they are by themselves; which of them are touched changes by the minute."""
        self._reading = asyncio.Lock()
        """What is read later is newer: it must not be overtaken."""
        self._percent = -1
        self.map.record_picked.connect(self._pick)
        self.map.record_opened.connect(self._open)
        self.map.place_picked.connect(self._log_here)
        self.map.place_asked.connect(self._add_here)
        self.map.package_wanted.connect(self.ask_package)
        self.map.base_chosen.connect(self._keep_base)
        self.map.said.connect(context.messages.note)
        self._copied.connect(self._say_copied)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._renew_hazards)
        self._minute.start()
        self.destroyed.connect(self.map.grounds.close)
        self._choose_kept()

    @property
    def is_ready(self) -> bool:
        """Whether the records are read and on the screen, the ground under them too."""
        return (self._read or self.context.desk.event is None) and self.map.is_painted

    def refresh(self, notice: Notice | None) -> None:
        """All layers, or only the incidents that changed."""
        event = self.context.desk.event
        known = event.id if event is not None else None
        if known != self._event:
            self._turn_to(known)
        if known is None:
            return
        kinds = {kind for kind, _ in notice.ids} if notice is not None else self.listens
        changed = notice.of("incident") if notice is not None else frozenset[bytes]()
        if notice is not None and kinds & {"threshold", *_HAZARDS} and self._read:
            self._renew_hazards()
        if notice is None or kinds & {"venue", "feature", "threat"} or len(changed) > _FEW or not self._read:
            self.context.start(self._read_all(known), name="read the map")
        elif changed:
            self.context.start(self._read_some(known, changed), name="read the map's incidents")

    def _turn_to(self, event: bytes | None) -> None:
        """Another event: nothing of the last one stays."""
        self._event, self._read, self._venues = event, False, LayerData(VENUES)
        for layer in LAYERS:
            self.map.put_layer(LayerData(layer))
        self.map.begin_anew()
        self.map.say_empty("" if event is not None else "No event is open")

    async def _read_all(self, event: bytes) -> None:
        async with self._reading:
            venues, features = await self.context.desk.read(reading.venue_layers, event)
            incidents = await self.context.desk.read(reading.incident_layer, event)
            threats = await self.context.desk.read(reading.threat_layer, event)
            now = self.context.setting.now()
            hazards = await self.context.desk.read(reading.hazard_layer, event, now)
            exposed = await self.context.desk.exposing.ask(event, now)
            if event != self._event:
                return
            self._venues = venues
            touched = reading.touched_now(venues, exposed.exposures, now)
            for data in (hazards, touched, features, threats, incidents):
                self.map.put_layer(data)
        self._read = True
        self._say_empty()
        refused = len(self.map.content.refused)
        if refused:
            self.context.messages.note(f"{refused} shapes of venues or features cannot be drawn on the map.")
        if self._wanted is not None:
            self.show_record(*self._wanted)

    async def _read_some(self, event: bytes, ids: frozenset[bytes]) -> None:
        async with self._reading:
            marks, placeless = await self.context.desk.read(reading.incidents_of, event, ids)
            if event != self._event:
                return
            held = self.map.content.data(INCIDENTS.name)
            self.map.put_layer(held.changed(marks, ids, placeless))
        self._say_empty()

    async def _read_hazards(self, event: bytes) -> None:
        async with self._reading:
            now = self.context.setting.now()
            hazards = await self.context.desk.read(reading.hazard_layer, event, now)
            exposed = await self.context.desk.exposing.ask(event, now)
            if event == self._event:
                self.map.put_layer(hazards)
                self._put_touched(reading.touched_now(self._venues, exposed.exposures, now))
        self._say_empty()

    def _put_touched(self, venues: LayerData) -> None:
        """The venues anew only where another one is touched, or by something else."""
        if venues != self.map.content.data(VENUES.name):
            self.map.put_layer(venues)

    @Slot()
    def _renew_hazards(self) -> None:
        """Alerts begin and end by the clock."""
        if self._event is not None and self._read and self.isVisible():
            self.context.start(self._read_hazards(self._event), name="read the map's hazards")

    def _say_empty(self) -> None:
        held = [self.map.content.data(layer.name) for layer in LAYERS]
        nothing = not any(data.marks or data.shapes for data in held)
        self.map.say_empty("Nothing has a place yet. Import venues, or right-click to add one." if nothing else "")

    def pane_actions(self) -> list[Action]:
        """What the map can do from the palette and by key."""
        group, words = "Map", "map venue"
        return [
            Action(
                "map.all", "Show all venues on the map", self.map.show_all, icon="mdi6.fit-to-page-outline", group=group
            ),
            Action("map.closer", "Map: zoom in", self.map.zoom_in, icon="mdi6.plus", group=group),
            Action("map.wider", "Map: zoom out", self.map.zoom_out, icon="mdi6.minus", group=group),
            Action("map.copy", "Copy the place on the map", self.map.copy_place, icon="mdi6.content-copy", group=group),
            Action("map.package", "Add map package…", self.ask_package, icon="mdi6.map-plus", group=group, words=words),
        ]

    def show_record(self, kind: str, record: bytes) -> None:
        """Ring a record; said where it has no place."""
        self._wanted = None
        if not self._read:
            self._wanted = kind, record  # the layers are still being read
        elif not self.map.show_record(kind, record):
            self.context.messages.note(f"This {kind} has no place on the map.")

    def take_focus(self) -> None:
        """The keyboard to the map itself."""
        self.map.take_focus()

    @Slot()
    def ask_package(self) -> None:
        """Choose a map file to add."""
        dialog = QFileDialog(self, "Add map package", "", "Map packages (*.mbtiles *.pmtiles)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.add_package)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def add_package(self, file: str) -> None:
        """Copy a map file in, in the background, and show it."""
        self.context.start(self._add(Path(file)), name="add map package")

    async def _add(self, file: Path) -> None:
        packages = self.map.grounds.packages
        if packages is None:
            return
        self._percent = -1
        self.context.messages.note(f"Adding {file.name}…")
        added = await self.context.desk.read(_copy, packages, file, self._told)
        self.map.menus.choose_base(added)
        self.context.messages.note(f"{file.name} is added and shown.")

    def _choose_kept(self) -> None:
        """The package that was shown last; one that is gone or broken is said once and not asked for again."""
        key = self.context.desk.settings.get("base_map")
        if key:
            self.map.menus.choose_base(str(key))
            self._keep_base(self.map.grounds.chosen)

    @Slot(str)
    def _keep_base(self, key: str) -> None:
        self.context.desk.settings.set("base_map", key)

    def _told(self, done: int, size: int) -> bool:
        self._copied.emit(done * _PERCENT // max(size, 1))
        return True

    @Slot(int)
    def _say_copied(self, percent: int) -> None:
        if percent // 10 != self._percent // 10 and percent < _PERCENT:
            self._percent = percent
            self.context.messages.note(f"Adding the map package: {percent} %.")

    @Slot(str, bytes)
    def _pick(self, kind: str, record: bytes) -> None:
        if kind not in SPEC.shows | _HAZARDS:  # ringed and named already; a warning's area is half the map
            self.context.navigator.show_record(kind, record)

    @Slot(str, bytes)
    def _open(self, kind: str, record: bytes) -> None:
        if kind in SPEC.shows:
            self.context.navigator.edit_record(kind, record)
        else:
            self.context.navigator.show_record(kind, record)

    @Slot(float, float)
    def _log_here(self, lat: float, lon: float) -> None:
        self.context.navigator.new_entry({"lat": lat, "lon": lon})

    @Slot(str, float, float)
    def _add_here(self, kind: str, lat: float, lon: float) -> None:
        self.context.navigator.edit_record(kind, None, {"lat": lat, "lon": lon})

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for file in _dropped(event.mimeData().urls()):
            self.add_package(file)
        event.acceptProposedAction()


def _dropped(urls: list[Any]) -> list[str]:
    files = [str(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [file for file in files if file.lower().endswith(SUFFIXES)]


def _copy(connection: Any, packages: Packages, file: Path, told: Any) -> str:
    """In the reading pool, where long reads belong; the connection is not needed."""
    del connection
    return packages.add(file, told).key


SPEC = PaneSpec(
    name="venues",
    title="Map",
    long_title="Venue map",
    icon="mdi6.map-outline",
    key="Ctrl+3",
    make=MapPane,
    shows=frozenset({"venue", "feature"}),
)
