"""Widgets of the calendar on the screen, the size they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

Shown: TypeAlias = Callable[..., None]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Put a widget on the screen, with the keyboard."""

    def show(widget: QWidget, width: int = 1000, height: int = 500) -> None:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        widget.setFocus()

    return show


@pytest.fixture
def quick_hand() -> Iterator[None]:
    """A hand faster than the hundred movements a second that pyqtgraph takes notice of."""
    before = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", before)
