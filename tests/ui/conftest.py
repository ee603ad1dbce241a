"""One application for all tests of the screen, looking as the product does."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from eocdesk.desk.desk import Desk
from eocdesk.ui import garbage, loop
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.venues import scheme
from tests.kit.windows import Room, window_on

gc.disable()  # a desk's threads would else delete the widgets of tests before; see eocdesk.ui.garbage
scheme.register()  # the map's address, which must be known before the one application is made


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """What a test leaves is deleted on the thread that the widgets belong to."""
    yield
    garbage.look()


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Every test starts in the light theme."""
    if theme.now() != LIGHT or not qapp.styleSheet():
        theme.apply(qapp, LIGHT)


@pytest.fixture
def turning(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """The asyncio loop, driven while pytest-qt waits."""
    with loop.beside(qapp) as made:
        yield made


@pytest.fixture
def room(desk: Desk, turning: asyncio.AbstractEventLoop) -> Iterator[Room]:
    """The real window over a real desk, with plain panes."""
    with window_on(desk) as made:
        yield made
