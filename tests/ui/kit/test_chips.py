"""Severity and status: by shape and word as well as colour, in line, on any theme."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from eocdesk.models.incident import SEVERITIES
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import (
    SeverityChip,
    chip_width,
    paint_severity,
    paint_severity_chip,
    paint_status,
    severity_path,
)
from eocdesk.ui.kit.tokens import CONTRAST, DARK, LIGHT, Tokens

EACH = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: str(tokens.name))


def blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def shape(severity: int) -> QImage:
    image = blank(24, 24)
    painter = QPainter(image)
    paint_severity(painter, QPointF(12, 12), 9, severity, QColor("black"))
    painter.end()
    return image


def test_five_severities_are_five_shapes_without_any_colour() -> None:
    pictures = [shape(severity) for severity, _ in SEVERITIES]
    for one, other in combinations(pictures, 2):
        unlike = sum(one.pixelColor(x, y) != other.pixelColor(x, y) for x in range(24) for y in range(24))
        assert unlike > 30
    assert pictures[0].pixelColor(12, 12).name() == "#ffffff"  # a ring is open
    assert pictures[1].pixelColor(12, 12).name() == "#000000"


@pytest.mark.parametrize("severity", [value for value, _ in SEVERITIES])
def test_a_shape_keeps_to_its_place(severity: int) -> None:
    bounds = severity_path(severity, QPointF(50, 50), 10).boundingRect()
    assert QRectF(38, 38, 24, 24).contains(bounds)
    assert abs(bounds.center().x() - 50) < 0.5


@EACH
def test_every_word_fits_the_one_width_of_chips(tokens: Tokens) -> None:
    widest = max(theme.metrics(tokens, -1, 600).horizontalAdvance(word) for _, word in SEVERITIES)
    height = tokens.row - 9
    assert widest + height + 6 <= chip_width(tokens)


@EACH
def test_the_chip_stands_on_its_severity_s_ground(tokens: Tokens) -> None:
    for severity, _ in SEVERITIES:
        image = blank(120, 28)
        painter = QPainter(image)
        paint_severity_chip(painter, QRectF(0, 0, 120, 28), severity, tokens)
        painter.end()
        grounds = {image.pixelColor(x, 6).name() for x in range(30, 60)}
        assert tokens.severity[severity][1].lower() in grounds


def test_read_from_the_right_the_shape_stands_at_the_right() -> None:
    places = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        image = blank(200, 28)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        paint_severity_chip(painter, QRectF(0, 0, 200, 28), 4, LIGHT)
        painter.end()
        white = image.pixelColor(199, 0)
        used = [x for x in range(200) if image.pixelColor(x, 14) != white]
        places.append((used[0], used[-1]))
    (left, _), (_, right) = places
    assert left < 3
    assert right > 196


@pytest.mark.parametrize(("status", "filled"), [("open", True), ("monitoring", True), ("resolved", False)])
def test_a_status_has_a_dot_that_is_full_while_it_wants_somebody(status: str, *, filled: bool) -> None:
    image = blank(120, 28)
    painter = QPainter(image)
    painter.setFont(theme.font(LIGHT))
    paint_status(painter, QRectF(4, 0, 116, 28), status, status.capitalize(), LIGHT, QColor("black"))
    painter.end()
    assert (image.pixelColor(8, 14).name() != "#ffffff") is filled


def test_the_widget_says_its_severity_in_words(qtbot: QtBot) -> None:
    chip = SeverityChip(2)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Severity Moderate"
    before = chip.grab().toImage()
    chip.set_severity(4)
    assert chip.severity == 4
    assert chip.accessibleName() == "Severity Critical"
    assert chip.grab().toImage() != before
