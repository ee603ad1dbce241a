"""What a long table shows of a row: its columns, and how a row as a whole looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from eocdesk.ui.kit.tokens import Tokens

LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Look:
    """A row as a whole: weight marks importance, `muted` is what is over, `edge` and `tint` are token names."""

    bold: bool = False
    muted: bool = False
    edge: str = ""
    """A 4 px bar at the row's leading edge in this colour (#RRGGBB), or none."""
    tint: str = ""
    """A tenth of this colour (#RRGGBB) over the row's ground, or none."""
    struck: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column's own painter is given beside the row."""

    rect: QRectF
    tokens: Tokens
    colour: QColor
    """The colour the row's words have here."""


Paint = Callable[[QPainter, Cell, Any], None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a long table.

    `text(row)` gives the words (also what is read aloud and sorted); `width` in pixels at the desk's size,
    `stretch` takes what is left; `narrow`: hidden while the table is narrower than this many pixels;
    `paint(painter, cell, row)` draws instead of the words; `quiet` words are muted; `key` marks the words
    that are set in weight where the row is important.
    """

    title: str
    text: Callable[[Any], str]
    width: int = 100
    stretch: bool = False
    narrow: int = 0
    align: Qt.AlignmentFlag = LEADING
    quiet: bool = False
    key: bool = False
    tip: Callable[[Any], str] | None = None
    paint: Paint | None = None
    name: str = ""
