"""Material Design icons drawn from QtAwesome's font; its Python is not loaded: all its fonts, and qtpy, cost 0.3 s."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

PREFIX = "mdi6."
_SHARE = 0.875
"""The glyph's size in its square: 14 of 16 pixels, as the font is drawn for."""
_FADED = 110
"""How solid, of 255, an icon is that cannot be pressed."""


class Glyph(QIconEngine):
    """One sign in a colour, in another one while its button is checked."""

    def __init__(self, sign: str, colour: str, checked: str) -> None:
        super().__init__()
        self._sign = sign
        self._colours = {QIcon.State.Off: colour, QIcon.State.On: checked or colour}

    # Qt

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = QColor(self._colours[state])
        if mode is QIcon.Mode.Disabled:
            colour.setAlpha(_FADED)
        painter.save()
        font = QFont(_family())
        font.setPixelSize(max(1, round(_SHARE * rect.height())))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        if size.isEmpty():
            return made  # a button squeezed to nothing asks for nothing
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPointF(0, 0).toPoint(), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return Glyph(self._sign, self._colours[QIcon.State.Off], self._colours[QIcon.State.On])


def glyph(name: str, colour: str, checked: str = "") -> QIcon:
    """The icon of that `mdi6.` name; KeyError where the font has none."""
    return QIcon(Glyph(chr(_signs()[name.removeprefix(PREFIX)]), colour, checked))


@cache
def _signs() -> dict[str, int]:
    """Names to code points."""
    told = json.loads(_file("materialdesignicons6-webfont-charmap-*.json").read_text("utf-8"))
    return {name: int(code, 16) for name, code in told.items()}


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_file("materialdesignicons6-webfont-*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _file(pattern: str) -> Path:
    """One of QtAwesome's files. It is a dependency, so that it is missing is a fault of the installation."""
    spec = find_spec("qtawesome")
    folders = [] if spec is None else list(spec.submodule_search_locations or ())
    return next(file for folder in folders for file in sorted((Path(folder) / "fonts").glob(pattern)))
