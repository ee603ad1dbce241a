"""Icons in the theme's colours, made once, with names for those who do not see them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import IconButton, IconLabel, icon, picture, themed
from eocdesk.ui.kit.tokens import DARK, LIGHT


def inks(image: QImage) -> set[str]:
    """The colours of all that is solid."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in places if image.pixelColor(x, y).alpha() > 250}


def test_an_icon_is_drawn_in_the_colour_of_its_token(qapp: QApplication) -> None:
    assert qapp
    assert inks(picture("mdi6.circle", LIGHT.bad, 32).toImage()) == {LIGHT.bad.lower()}
    assert inks(themed("mdi6.circle", DARK, "ok").pixmap(32, 32).toImage()) == {DARK.ok.lower()}


def test_the_same_icon_is_made_once(qapp: QApplication) -> None:
    assert qapp
    assert icon("mdi6.circle", "#123456") is icon("mdi6.circle", "#123456")


def test_on_a_fine_screen_there_are_more_pixels_in_the_same_room(qapp: QApplication) -> None:
    assert qapp
    fine = picture("mdi6.circle", LIGHT.text, 16, 2.0)
    assert fine.width() == 32
    assert fine.deviceIndependentSize().width() == 16


def test_a_button_is_named_and_takes_on_another_theme(qtbot: QtBot, qapp: QApplication) -> None:
    button = IconButton("mdi6.circle", "Close (Esc)")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Close (Esc)"
    assert LIGHT.text.lower() in inks(button.icon().pixmap(32, 32).toImage())
    theme.apply(qapp, DARK)
    assert LIGHT.text.lower() not in inks(button.icon().pixmap(32, 32).toImage())
    assert DARK.text.lower() in inks(button.icon().pixmap(32, 32).toImage())


def test_words_beside_an_icon_keep_their_ampersand(qtbot: QtBot) -> None:
    button = IconButton("mdi6.circle", "Search & rescue", words="Search & rescue")
    qtbot.addWidget(button)
    assert button.text() == "Search && rescue"
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_another_icon_and_colour_can_be_set(qtbot: QtBot) -> None:
    button, label = IconButton("mdi6.circle", "State"), IconLabel("mdi6.circle", "muted", 24)
    for widget in (button, label):
        qtbot.addWidget(widget)
    button.set_icon("mdi6.square", "bad")
    label.set_icon("mdi6.square", "bad")
    assert button.icon_name == "mdi6.square"
    assert LIGHT.bad.lower() in inks(button.icon().pixmap(32, 32).toImage())
    assert LIGHT.bad.lower() in inks(label.pixmap().toImage())
    assert label.pixmap().deviceIndependentSize().width() == 24
