"""How a session looks: told apart by more than colour, readable in every theme."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from eocdesk.ui.kit.tokens import THEMES, Tokens
from eocdesk.ui.panes.calendar.looks import face, icon_name, look, mixed, paint_running_out, severity_ink
from eocdesk.ui.panes.calendar.state import KIND_WORDS, Flag, Phase, flag_of
from tests.kit.sessions import row


def luminance(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_the_words_on_every_bar_can_be_read(tokens: Tokens) -> None:
    for kind, phase, flag in product(range(len(KIND_WORDS)), Phase, Flag):
        shown = look(tokens, kind, phase, flag)
        assert contrast(shown.text, shown.fill) >= 4.5, (kind, phase, flag)
        assert contrast(shown.second, shown.fill) >= 4.5, (kind, phase, flag)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_the_past_is_fainter_than_what_comes(tokens: Tokens) -> None:
    ground = QColor(tokens.surface)
    past, ahead = look(tokens, 0, Phase.PAST, Flag.NONE), look(tokens, 0, Phase.NEXT, Flag.NONE)
    assert contrast(past.edge, ground) < contrast(ahead.edge, ground)


def test_what_is_wrong_is_told_by_hatch_dash_and_icon_not_by_colour_alone(light: None) -> None:
    del light
    tokens = THEMES["light"]
    plain, clash = (look(tokens, 0, Phase.NEXT, flag) for flag in (Flag.NONE, Flag.CONFLICT))
    assert plain.hatch is None
    assert clash.hatch is not None
    assert look(tokens, 0, Phase.OFF, Flag.STRUCK).border.style() == Qt.PenStyle.DashLine
    icons = [icon_name(row(status=status), flag_of(row(status=status), conflict=False)) for status in STATUSES]
    assert len(set(icons)) == len(STATUSES)


STATUSES = ("scheduled", "delayed", "suspended", "postponed", "cancelled")


def test_an_end_that_cannot_be_has_an_icon_and_a_guest_has_one() -> None:
    assert icon_name(row(starts="09:00", ends="08:00"), Flag.NONE) == "mdi6.clock-remove-outline"
    assert icon_name(row(starts="09:00", ends="10:00", dignitaries="Mayor"), Flag.NONE) == "mdi6.shield-account"
    assert icon_name(row(starts="09:00", ends="10:00"), Flag.NONE) == icon_name(row(starts="09:00"), Flag.NONE) == ""


def test_an_open_end_fades_away() -> None:
    tokens = THEMES["light"]
    image = QImage(100, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_running_out(painter, QRectF(0, 0, 100, 20), look(tokens, 0, Phase.NEXT, Flag.NONE), tokens, down=False)
    painter.end()
    alphas = [image.pixelColor(x, 10).alpha() for x in (20, 60, 80, 97)]
    assert alphas == sorted(alphas, reverse=True)
    assert alphas[0] == 255
    assert alphas[-1] < 40


def test_mixing_ends_at_either_colour() -> None:
    assert mixed("#102030", "#FFFFFF", 1).name() == "#102030"
    assert mixed("#102030", "#FFFFFF", 0).name() == "#ffffff"


def test_severities_are_told_apart_on_plain_ground() -> None:
    for tokens in THEMES.values():
        for severity in range(5):
            assert contrast(severity_ink(tokens, severity), QColor(tokens.surface)) >= 3


def test_a_slanted_face_leaves_the_shared_one_upright() -> None:
    tokens = THEMES["light"]
    assert face(tokens, 0, 500, slant=True).italic()
    assert not face(tokens, 0, 500).italic()
