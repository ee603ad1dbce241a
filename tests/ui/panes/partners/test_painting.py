"""Initials, dots and chips: told apart without colour, in line, in any theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from eocdesk.commands.calldown import OUTCOMES
from eocdesk.models.partner import SEATS
from eocdesk.ui.kit.tokens import CONTRAST, DARK, LIGHT, Tokens
from eocdesk.ui.panes.partners.painting import (
    Face,
    Meter,
    StatusChip,
    chip_size,
    paint_presence,
    paint_status_chip,
    status_word,
)
from eocdesk.ui.panes.partners.words import AWAY, ON_DUTY, Presence

KNOWN = [value for value, _ in (*SEATS, *OUTCOMES)]


def drawn(tokens: Tokens, status: str) -> QImage:
    image = QImage(chip_size(tokens), QImage.Format.Format_RGB32)
    image.fill(tokens.surface)
    painter = QPainter(image)
    paint_status_chip(painter, QRectF(image.rect()).adjusted(0.5, 0.5, -0.5, -0.5), status, tokens)
    painter.end()
    return image


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: str(tokens.name))
def test_every_status_looks_different_from_every_other(tokens: Tokens) -> None:
    pictures = [drawn(tokens, status) for status in KNOWN]
    for at, one in enumerate(pictures):
        assert all(one != other for other in pictures[at + 1 :])


@pytest.mark.parametrize("status", KNOWN)
def test_the_word_of_a_status_fits_its_chip(status: str, qtbot: QtBot) -> None:
    chip = StatusChip(status)
    qtbot.addWidget(chip)
    room = chip.sizeHint().width() - 17 - 8
    font = chip.font()
    font.setPixelSize(11)
    assert chip.accessibleName() == status_word(status)
    assert chip.fontMetrics().horizontalAdvance(status_word(status)) <= room + 20


def test_a_status_that_is_not_known_is_shown_as_it_is() -> None:
    assert status_word("asleep") == "Asleep"
    assert drawn(LIGHT, "asleep") != drawn(LIGHT, "busy")


def test_on_duty_is_a_full_dot_and_away_a_ring() -> None:
    centre: dict[str, str] = {}
    for state in (ON_DUTY, AWAY):
        image = QImage(30, 30, QImage.Format.Format_RGB32)
        image.fill(LIGHT.surface)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_presence(painter, QPointF(15, 15), 8, Presence(state, ""), LIGHT.surface, LIGHT)
        painter.end()
        centre[state] = image.pixelColor(15, 15).name()
    assert centre == {ON_DUTY: LIGHT.ok.lower(), AWAY: LIGHT.surface.lower()}


def test_a_face_says_in_words_what_its_dot_means(qtbot: QtBot) -> None:
    face = Face()
    qtbot.addWidget(face)
    face.show_person("Maria Ruiz", Presence(ON_DUTY, "On duty, until 18:00"))
    assert face.toolTip() == face.accessibleName() == "On duty, until 18:00"
    with_dot = face.grab().toImage()
    face.show_person("Maria Ruiz", Presence(AWAY, "Not on duty"))
    assert face.grab().toImage() != with_dot


@pytest.mark.parametrize(("done", "whole", "part"), [(0, 12, 0.0), (6, 12, 0.5), (12, 12, 1.0), (0, 0, 0.0)])
def test_the_meter_fills_with_what_is_done(done: int, whole: int, part: float, qtbot: QtBot) -> None:
    meter = Meter()
    qtbot.addWidget(meter)
    meter.resize(200, 6)
    meter.show_part(done, whole)
    picture = meter.grab().toImage()
    filled = [x for x in range(10, 190) if picture.pixelColor(x, 3).name() == LIGHT.ok.lower()]
    assert meter.part == part
    assert len(filled) == pytest.approx(180 * part, abs=12)
    assert meter.accessibleName() == f"{done} of {whole}"
