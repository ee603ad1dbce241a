"""Windows that were lost or shrunk come back where they can be used; the others are left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.dock_host import SMALLEST, rescued


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize("where", [(9000, 4000), (-3000, 10), (10, -2000)])
def test_a_window_on_a_screen_that_is_gone_is_brought_back(window: QWidget, where: tuple[int, int]) -> None:
    window.setGeometry(QRect(*where, 700, 500))
    rescued(window)
    assert window.screen().availableGeometry().contains(window.pos())
    assert (window.width(), window.height()) == (700, 500)


def test_a_window_that_can_be_seen_is_left_alone(window: QWidget) -> None:
    window.setGeometry(QRect(10, 20, 600, 400))
    before = window.geometry()
    rescued(window)
    assert window.geometry() == before


def test_a_shrunken_window_grows_and_keeps_its_place(window: QWidget) -> None:
    window.setGeometry(QRect(30, 40, 258, 215))
    before = window.pos()
    rescued(window)
    assert window.size() == SMALLEST
    assert window.pos() == before


def test_a_window_larger_than_the_screen_is_made_to_fit(window: QWidget) -> None:
    free = window.screen().availableGeometry()
    window.setGeometry(QRect(0, 0, free.width() * 3, free.height() * 2))
    rescued(window)
    assert free.contains(window.pos())
    assert window.size() == free.size()
