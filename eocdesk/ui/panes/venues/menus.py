"""The map's menus: what lies under a click, what can be done at a place, which layers and base maps are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu

from eocdesk.maps.layers import Mark, Shape
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.models.place import usng
from eocdesk.ui.panes.venues.cards import degrees_words, place_words
from eocdesk.ui.panes.venues.face import Face

_APART = 17
"""Zoom from which those counted together are listed rather than taken apart."""
_STEPS = 2


class Menus(QObject):
    """Made once per map; each menu is filled when it is opened."""

    def __init__(self, view: Face) -> None:
        super().__init__(view)
        self._view = view
        self._place = (0.0, 0.0)
        self.layers = QMenu("Layers and base maps", view)
        self.layers.aboutToShow.connect(self._fill_layers)
        self.layers.triggered.connect(self._layer_chosen)
        self.records = QMenu("Records here", view)
        self.records.triggered.connect(self._record_chosen)
        self.place = QMenu("Here", view)
        self.place.triggered.connect(self._place_chosen)
        self._bases: QActionGroup | None = None

    @Slot(str, str)
    def pick(self, layer: str, key: str) -> None:
        """A mark was clicked: one record is opened, several are taken apart or listed."""
        members = self._view.content.members(layer, key)
        group = self._view.content.group(key)
        if len(members) == 1 and group is None:
            self._open(members[0])
            return
        view = self._view.view
        if group is None or view is None:
            return
        if group.together or view.zoom >= _APART:
            self._list(members, group.count)
        else:
            self._view.go(group.lat, group.lon, min(view.zoom + _STEPS, _APART))

    @Slot(float, float, QPoint, str, str)
    def ask(self, lat: float, lon: float, at: QPoint, layer: str, key: str) -> None:
        """A right click: what can be done at this place, and with what is there."""
        self._place = (lat, lon)
        self.place.clear()
        for member in self._view.content.members(layer, key)[:3] if layer else []:
            self._add(self.place, f"Open {_title(member)}", ("open", member.kind, member.id))
        if not self.place.isEmpty():
            self.place.addSeparator()
        self._add(self.place, "Log here…", ("log",))
        self._add(self.place, "New incident here…", ("add", "incident"))
        self._add(self.place, "New venue here…", ("add", "venue"))
        self.place.addSeparator()
        grid = usng(lat, lon)
        if grid:
            self._add(self.place, f"Copy {grid}", ("copy", grid))
        self._add(self.place, f"Copy {degrees_words(lat, lon)}", ("copy", place_words(lat, lon)))
        self._add(self.place, "Centre here", ("centre",))
        self.place.popup(self._view.mapToGlobal(at))

    def _open(self, member: Mark | Shape) -> None:
        found = self._view.content.find(member.kind, member.id)
        if found is not None:
            self._view.ring(member.kind, member.id, found)
        self._view.record_picked.emit(member.kind, member.id)

    def _list(self, members: list[Mark | Shape], count: int) -> None:
        self.records.clear()
        for member in members:
            self._add(self.records, _title(member), (member.kind, member.id))
        if count > len(members):
            more = self.records.addAction(f"and {count - len(members)} more")
            more.setEnabled(False)
        self.records.popup(self._view.cursor().pos())

    @Slot()
    def _fill_layers(self) -> None:
        menu, content, grounds = self.layers, self._view.content, self._view.grounds
        menu.clear()
        for layer in reversed(content.layers):
            action = self._add(menu, layer.title, ("layer", layer.name))
            action.setCheckable(True)
            action.setChecked(content.is_on(layer.name))
        menu.addSeparator()
        self._bases = QActionGroup(menu)
        own = self._add(menu, "Base map" if not grounds.trouble else grounds.trouble, ("base", ""))
        choices = [(own, "")]
        for package in grounds.listed():
            action = self._add(menu, package.title, ("base", package.key))
            action.setEnabled(not package.refusal)
            action.setToolTip(package.refusal)
            choices.append((action, package.key))
        for action, key in choices:
            action.setCheckable(True)
            action.setChecked(key == grounds.chosen)
            self._bases.addAction(action)
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        self._add(menu, "Add map package…", ("package",)).setEnabled(grounds.packages is not None)
        if grounds.chosen:
            self._add(menu, "Remove this map package from the desk", ("remove",))
        if grounds.attribution:
            menu.addSeparator()
            self._add(menu, f"Data: {grounds.attribution}", ("credit",)).setEnabled(False)

    @Slot(QAction)
    def _layer_chosen(self, action: QAction) -> None:
        match action.data():
            case ("layer", str(name)):
                self._view.switch(name, on=action.isChecked())
            case ("base", str(key)):
                self.choose_base(key)
            case ("package",):
                self._view.package_wanted.emit()
            case ("remove",):
                self._remove_base()

    def choose_base(self, key: str) -> None:
        """Show a package over the program's base map, or only that; a refusal is said."""
        try:
            self._view.grounds.choose(key)
        except (Refused, Unavailable) as error:
            self._view.said.emit(error.sentence)
            return
        self._view.reground()
        self._view.base_chosen.emit(self._view.grounds.chosen)

    def _remove_base(self) -> None:
        """Take the file that is shown off the desk; the one it was copied from is not touched."""
        key = self._view.grounds.chosen
        self.choose_base("")
        try:
            self._view.grounds.remove(key)
        except Unavailable as error:
            self._view.said.emit(error.sentence)
        else:
            self._view.said.emit(f"{key} is removed from this desk.")

    @Slot(QAction)
    def _record_chosen(self, action: QAction) -> None:
        match action.data():
            case (str(kind), bytes(record)):
                self._view.record_opened.emit(kind, record)

    @Slot(QAction)
    def _place_chosen(self, action: QAction) -> None:
        match action.data():
            case ("open", str(kind), bytes(record)):
                self._view.record_opened.emit(kind, record)
            case ("log",):
                self._view.place_picked.emit(*self._place)
            case ("add", str(kind)):
                self._view.place_asked.emit(kind, *self._place)
            case ("copy", str(words)):
                QApplication.clipboard().setText(words)
                self._view.said.emit(f"Copied {words}.")
            case ("centre",):
                self._view.go(*self._place)

    def _add(self, menu: QMenu, words: str, data: tuple[object, ...]) -> QAction:
        action = menu.addAction(words.replace("&", "&&"))
        action.setData(data)
        return action


def _title(member: Mark | Shape) -> str:
    first = member.title.partition("\n")[0]
    return first if len(first) <= 80 else first[:79] + "…"  # noqa: PLR2004  a menu's width
