"""What was drawn, looked at: how many pixels of a picture have a colour."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget


def drawn(width: int, height: int, paint: Callable[[QPainter], object], ground: str = "#FFFFFF") -> QImage:
    """What a painter leaves on plain ground."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def grabbed(widget: QWidget) -> QImage:
    """What a widget shows."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count(image: QImage, colour: str | QColor, near: int = 10) -> int:
    """How many pixels are that colour, each part within `near`."""
    wanted = QColor(colour)
    parts = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    blue, green, red = (parts[:, : image.width(), n].astype(np.int16) for n in range(3))
    off = (abs(red - wanted.red()), abs(green - wanted.green()), abs(blue - wanted.blue()))
    return int(np.logical_and.reduce([part <= near for part in off]).sum())


def columns_of(image: QImage, colour: str | QColor, near: int = 10) -> list[int]:
    """The x of every column of pixels with that colour in it."""
    return [x for x in range(image.width()) if count(image.copy(x, 0, 1, image.height()), colour, near)]
