"""A code as a picture: black on white in every theme, with the quiet edge readers want."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.qr import Qr
from eocdesk.ui.kit.tokens import THEMES, Tokens


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_its_squares_stand_where_they_belong(qapp: QApplication, qtbot: QtBot, tokens: Tokens) -> None:
    theme.apply(qapp, tokens)
    picture = Qr("The code")
    qtbot.addWidget(picture)
    picture.show_words("7KQ4-CDFG-HJKL")
    picture.show()
    image = picture.grab().toImage()
    rows = picture.rows
    step = picture.width() // (len(rows) + 8)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            found = image.pixelColor((x + 4) * step + step // 2, (y + 4) * step + step // 2)
            assert found == QColor("black" if dark else "white"), (x, y)
    assert image.pixelColor(step, step) == QColor("white")
    assert rows[0][:7] == (True,) * 7, "the corner readers look for"
    picture.show_words("")
    assert not picture.isVisible()
