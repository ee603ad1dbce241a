"""One application for all tests of the screen, looking as the product does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from eocdesk.ui import loop
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import LIGHT


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Every test starts in the light theme."""
    if theme.now() != LIGHT:
        theme.apply(qapp, LIGHT)


@pytest.fixture
def turning(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """The asyncio loop, driven while pytest-qt waits."""
    with loop.beside(qapp) as made:
        yield made
