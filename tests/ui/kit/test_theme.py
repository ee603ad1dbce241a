"""From tokens to what Qt draws with: while running, for the whole program or one window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import CONTRAST, DARK, LIGHT, Tokens, wall


@pytest.fixture
def label(qtbot: QtBot) -> Iterator[QLabel]:
    window = QWidget()
    made = QLabel("12:34", window)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.close()


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: str(tokens.name))
def test_a_theme_applies_to_all_that_is_drawn(tokens: Tokens, label: QLabel, qapp: QApplication) -> None:
    theme.apply(qapp, tokens)
    assert theme.now() == tokens
    assert theme.of(label) == tokens
    role = QPalette.ColorRole
    assert label.palette().color(role.WindowText).name() == tokens.text.lower()
    assert qapp.palette().color(role.Window).name() == tokens.app.lower()
    assert qapp.palette().color(QPalette.ColorGroup.Disabled, role.Text).name() == tokens.faint.lower()
    assert label.window().grab().toImage().pixelColor(1, label.window().height() - 2).name() == tokens.app.lower()


def test_one_window_may_look_otherwise_than_the_rest(label: QLabel, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    inner = QPushButton("x", other)
    theme.apply_to(other, wall(DARK))
    other.show()
    assert theme.of(inner) == wall(DARK)
    assert theme.of(label) == LIGHT
    assert inner.font().pixelSize() == 17


def test_the_bundled_typeface_is_used_with_digits_of_one_width() -> None:
    font = theme.font(LIGHT)
    assert font.family() == theme.FAMILY
    metrics = theme.metrics(LIGHT)
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_weight_and_step_change_what_is_drawn() -> None:
    assert theme.font(LIGHT, 2, 600).pixelSize() == 15
    assert theme.font(LIGHT, 0, 600).weight() == QFont.Weight.DemiBold
    assert theme.font(LIGHT, -20).pixelSize() >= 8
    assert theme.metrics(LIGHT, 0, 600).horizontalAdvance("Ruiz") > theme.metrics(LIGHT).horizontalAdvance("Ruiz")


def test_a_colour_may_be_thinned() -> None:
    assert theme.colour("#1B5FC1").getRgb() == (0x1B, 0x5F, 0xC1, 255)
    assert theme.colour("#1B5FC1", 26).alpha() == 26
    assert theme.colour("#00000022").alpha() == 0x22


def test_a_theme_is_known_by_its_name_and_an_unknown_name_is_light() -> None:
    assert theme.named("contrast") is CONTRAST
    assert theme.named("solarized") is LIGHT
    assert theme.named("solarized", default=DARK) is DARK
