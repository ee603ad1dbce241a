"""What the map's menus and its keyboard walk see of the map."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from eocdesk.maps.content import Content, Found
from eocdesk.maps.ground import View
from eocdesk.ui.panes.venues.grounds import Grounds


class Face(QWidget):
    """The signals of the map, what it holds, and what can be asked of it."""

    record_picked = Signal(str, bytes)
    """A click on a record: kind and id."""
    record_opened = Signal(str, bytes)
    """It is asked for: by Enter, the card's button or the menu."""
    place_picked = Signal(float, float)
    """Log something here: latitude, longitude."""
    place_asked = Signal(str, float, float)
    """Add a record of this kind here."""
    package_wanted = Signal()
    """Add map package…"""
    base_chosen = Signal(str)
    """The key of the package shown over the base map, or empty."""
    said = Signal(str)
    """A passing sentence."""

    content: Content
    grounds: Grounds
    view: View | None = None
    """What is seen; None until there is something to see."""

    def mark(self, lat: float, lon: float) -> None:
        """Ring a place."""
        raise NotImplementedError

    def unmark(self) -> None:
        """No ring."""
        raise NotImplementedError

    def go(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Look at a place."""
        raise NotImplementedError

    def switch(self, name: str, *, on: bool) -> None:
        """Show a layer or hide it."""
        raise NotImplementedError

    def reground(self) -> None:
        """The map files changed."""
        raise NotImplementedError

    def ring(self, kind: str, record: bytes, found: Found) -> None:
        """Ring a record and say which."""
        raise NotImplementedError
