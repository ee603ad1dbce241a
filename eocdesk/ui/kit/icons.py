"""Icons by name (`mdi6.…`), coloured from the theme, made once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.glyphs import glyph
from eocdesk.ui.kit.tokens import Tokens

RESTYLED = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
"""The events a widget hears when the theme changes or it moves into a window of another theme."""


@lru_cache(maxsize=512)
def icon(name: str, colour: str, checked: str = "") -> QIcon:
    """An icon in a colour; in another one while its button is checked."""
    return glyph(name, colour, checked)


def themed(name: str, tokens: Tokens, part: str = "muted") -> QIcon:
    """An icon in the colour of a token: muted, text, accent, bad, warn, ok, info, on_accent."""
    return icon(name, getattr(tokens, part), tokens.accent)


def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as pixels, for painters; `ratio` is the screen's."""
    return icon(name, colour).pixmap(QSize(size, size), ratio)


class IconButton(QToolButton):
    """A tool button that keeps its icon in the theme's colours. `label` is its tip and accessible name."""

    def __init__(
        self, name: str, label: str, parent: QWidget | None = None, *, words: str = "", size: int = 18
    ) -> None:
        super().__init__(parent)
        self._icon_name = name
        self._part = "text"
        self._size = size
        self.setToolTip(label)
        self.setAccessibleName(label)
        if words:
            self.setText(words.replace("&", "&&"))
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._draw()

    @property
    def icon_name(self) -> str:
        """The icon it shows."""
        return self._icon_name

    def set_icon(self, name: str, part: str = "text") -> None:
        """Another icon, or another colour of it."""
        self._icon_name = name
        self._part = part
        self._draw()

    def _draw(self) -> None:
        tokens = theme.of(self)
        side = round(self._size * tokens.scale)
        self.setIcon(themed(self._icon_name, tokens, self._part))
        self.setIconSize(QSize(side, side))

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED:
            self._draw()


class IconLabel(QLabel):
    """An icon that only stands there."""

    def __init__(self, name: str, part: str = "muted", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = name
        self._part = part
        self._size = size
        self._draw()

    def set_icon(self, name: str, part: str = "muted") -> None:
        """Another icon, or another colour of it."""
        self._icon_name = name
        self._part = part
        self._draw()

    def _draw(self) -> None:
        tokens = theme.of(self)
        side = round(self._size * tokens.scale)
        self.setPixmap(picture(self._icon_name, getattr(tokens, self._part), side, self.devicePixelRatioF()))

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED:
            self._draw()
