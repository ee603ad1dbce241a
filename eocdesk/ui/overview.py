"""The panes of a window, side by side under the figures; each also alone, and those that stand apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from eocdesk.ui.kit.ads_docks import AdsDocks
from eocdesk.ui.kit.dock_host import DockHost, Place
from eocdesk.ui.kit.empty import Empty
from eocdesk.ui.messages import report_of
from eocdesk.ui.pane import Context, PaneSpec, PaneWidget
from eocdesk.ui.rail import OVERVIEW

NARROW = 1500
"""A window narrower than this (at the desk's size) gives way: icons alone, partners behind the log."""
_WIDE_PLACES = {
    "calendar": Place("top"),
    "venues": Place("bottom"),
    "incidents": Place("right", "venues"),
    "partners": Place("right", "incidents"),
}
_WIDE_SHARES = {"calendar": 0.42, "venues": 0.315, "incidents": 0.475, "partners": 0.21}
_NARROW_SHARES = {"calendar": 0.40, "venues": 0.42, "incidents": 0.58}
_ALIKE = {"map": "venues", "log": "incidents"}
"""Names a pane may have beside its feature's word."""


class Overview(QWidget):
    """Holds one instance of every pane of a window."""

    def __init__(self, context: Context, specs: Sequence[PaneSpec], *, narrow: bool = False) -> None:
        super().__init__()
        self.setProperty("room", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._specs = {spec.name: spec for spec in specs}
        self._panes: dict[str, PaneWidget] = {}
        self._narrow = narrow
        self._current = OVERVIEW
        self._sharing = QTimer(self)  # dies with the window
        self._sharing.setSingleShot(True)
        self._sharing.setInterval(0)
        self._sharing.timeout.connect(self.share)
        self.docks: DockHost = AdsDocks()
        self._stack = QStackedWidget()
        self._pages: dict[str, int] = {OVERVIEW: self._stack.addWidget(self.docks.widget)}
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 8, 8)
        box.addWidget(self._stack)
        for spec in specs:
            self._add(spec)

    @property
    def panes(self) -> Mapping[str, PaneWidget]:
        """The panes by name; one that could not be made is not among them."""
        return self._panes

    @property
    def current(self) -> str:
        """The pane that has all the room, or `overview`."""
        return self._current

    @property
    def unready(self) -> Sequence[str]:
        """The panes in sight that do not yet show all they have, by what they are called."""
        seen = [(name, pane) for name, pane in self._panes.items() if pane.isVisible()]
        return [self._specs[name].heading for name, pane in seen if not pane.is_ready]

    def go(self, name: str) -> None:
        """All panes side by side, or one of them alone."""
        self._current = name if name in self._specs else OVERVIEW
        page = self._pages.get(self._current)
        if page is not None:
            self.docks.solo(None)
            self._stack.setCurrentIndex(page)
        else:
            self._stack.setCurrentIndex(self._pages[OVERVIEW])
            self.docks.open_pane(self._current)
            self.docks.solo(self._current)
        if self._current in self._panes:
            self._panes[self._current].take_focus()

    def bring(self, name: str) -> None:
        """Have this pane in sight, leaving the others where they are if it has a place among them."""
        if self._current == OVERVIEW and name not in self._pages and name in self._specs:
            self.docks.open_pane(name)
        elif self._current != name:
            self.go(name)

    def share_soon(self) -> None:
        """Divide the room as delivered, once the splitters know their size."""
        self._sharing.start()

    @Slot()
    def share(self) -> None:
        """Divide the room as delivered."""
        shares = _NARROW_SHARES if self._narrow else _WIDE_SHARES
        here = {_ALIKE.get(name, name): name for name in self.docks.names}
        self.docks.share({here[name]: part for name, part in shares.items() if name in here})

    def _add(self, spec: PaneSpec) -> None:
        widget = self._made(spec)
        if spec.docked:
            self.docks.add(spec.name, spec.heading, spec.icon, widget, self._place(spec.name))
        else:
            self._pages[spec.name] = self._stack.addWidget(widget)

    def _made(self, spec: PaneSpec) -> QWidget:
        try:
            pane = spec.make(self._context)
        except Exception as error:  # noqa: BLE001  one broken pane must not keep the others from the watch
            self._context.messages.broken.emit(report_of(error))
            return Empty("mdi6.alert-circle-outline", f"{spec.heading} could not be opened.", "The other panes work.")
        pane.setProperty("room", "pane")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setAccessibleName(spec.heading)
        self._panes[spec.name] = pane
        return pane

    def _place(self, name: str) -> Place:
        here = {_ALIKE.get(known, known): known for known in self.docks.names}
        feature = _ALIKE.get(name, name)
        if feature == "partners" and self._narrow:
            wanted = Place("tab", "incidents")
        else:
            wanted = _WIDE_PLACES.get(feature, Place("tab", "incidents"))
        if wanted.of and wanted.of not in here:
            return Place("bottom")
        return Place(wanted.side, here[wanted.of]) if wanted.of else wanted
