"""What draws the map, whichever way: a page in WebEngine, or Qt alone where that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from eocdesk.maps.base import Base
from eocdesk.maps.palette import Palette
from eocdesk.maps.tileset import Tiles


class Surface(QWidget):
    """Told everything by `push`, in the words of resources/map/live.js; says what is done to it by signals."""

    ready = Signal()
    """It knows nothing yet and can be pushed to; again after each reload."""
    gone = Signal()
    """It stopped and will be `ready` again by itself; what is pushed meanwhile is lost."""
    looked = Signal(object)
    """A View: what is seen now."""
    pointed = Signal(float, float)
    """Latitude and longitude under the cursor."""
    picked = Signal(str, str)
    """Layer and key of the mark that was clicked."""
    missed = Signal()
    """A click on nothing."""
    asked = Signal(float, float, QPoint, str, str)
    """A right click: place, position in the widget, layer and key of what is there or empty."""
    pressed = Signal(str)
    """A key: next, previous, open, all, clear, menu."""
    troubled = Signal(str)
    """One sentence: the map cannot be drawn."""

    def start(
        self, palette: Palette, grounds: Mapping[str, tuple[Base, Tiles]], centre: tuple[float, float], zoom: int
    ) -> None:
        """Begin drawing; `ready` follows."""
        raise NotImplementedError

    def set_grounds(self, grounds: Mapping[str, tuple[Base, Tiles]]) -> None:
        """Other base maps, from the ground up."""
        raise NotImplementedError

    def push(self, told: dict[str, Any]) -> None:
        """Layers to put and drop, `palette`, `cover` (where no name is written), `shown`, `go`, `fit`, `zoom`."""
        raise NotImplementedError

    def again(self) -> None:
        """Begin anew because a person asks; only what can trouble needs to."""

    @property
    def settled(self) -> bool:
        """Whether all that was pushed is on the screen, the ground under it included."""
        raise NotImplementedError
