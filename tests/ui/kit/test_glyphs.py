"""Icons are signs of one font in the colour asked for, faded where nothing can be pressed."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from eocdesk.ui.kit.glyphs import glyph
from tests.house.tree import modules

SIZE = QSize(32, 32)


def ink(image: QImage) -> list[QColor]:
    """The pixels that are drawn, the most solid first."""
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sorted((one for one in colours if one.alpha() > 20), key=lambda one: -one.alpha())


def drawn(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> list[QColor]:
    return ink(icon.pixmap(SIZE, mode, state).toImage())


def test_an_icon_is_drawn_in_its_colour(qapp: QApplication) -> None:
    assert qapp
    pixels = drawn(glyph("mdi6.plus", "#B3261E"))
    assert len(pixels) > 40
    assert pixels[0].name() == "#b3261e"
    assert "qtpy" not in sys.modules  # a third of a second at every start


def test_a_checked_button_shows_the_other_colour_and_a_dead_one_is_faded(qapp: QApplication) -> None:
    assert qapp
    icon = glyph("mdi6.bell-outline", "#16202C", "#1B5FC1")
    assert drawn(icon, state=QIcon.State.On)[0].name() == "#1b5fc1"
    faded = drawn(icon, QIcon.Mode.Disabled)[0].alpha()
    assert 60 < faded < 140 < drawn(icon)[0].alpha()


def test_two_names_are_two_pictures(qapp: QApplication) -> None:
    assert qapp
    assert glyph("mdi6.plus", "#000000").pixmap(SIZE).toImage() != glyph("mdi6.minus", "#000000").pixmap(SIZE).toImage()


def test_a_name_the_font_does_not_have_is_a_fault_at_once() -> None:
    with pytest.raises(KeyError):
        glyph("mdi6.no-such-icon", "#000000")


def test_every_icon_the_product_names_is_in_the_font(qapp: QApplication) -> None:
    assert qapp
    named = {
        name for path in modules("eocdesk") for name in re.findall(r'"(mdi6\.[a-z0-9-]+)"', path.read_text("utf-8"))
    }
    assert len(named) > 60
    for name in sorted(named):
        glyph(name, "#000000")


def test_a_button_with_no_room_gets_no_picture_and_no_complaint(qapp: QApplication) -> None:
    assert qapp
    assert glyph("mdi6.plus", "#000000").pixmap(QSize(0, 0)).isNull()
