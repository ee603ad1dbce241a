"""What can be done with a line: by its key, by its button, in words as far as they fit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.partners.act_bar import Act, ActBar

ACTS = (
    Act("reached", "Reached", "mdi6.phone-check", "r"),
    Act("no answer", "No answer", "mdi6.phone-missed-outline", "n"),
    Act("left message", "Left message", "mdi6.voicemail", "l"),
)


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[ActBar]:
    home = QWidget()
    made = ActBar(ACTS, home)
    qtbot.addWidget(home)
    made.resize(600, 40)
    home.show()
    yield made
    home.close()


def test_a_key_does_what_its_button_does(bar: ActBar, qtbot: QtBot) -> None:
    told: list[str] = []
    bar.acted.connect(told.append)
    assert bar.press("n")
    qtbot.keyClick(bar.button("no answer"), Qt.Key.Key_Space)
    assert told == ["no answer", "no answer"]


def test_a_key_of_nothing_or_of_what_cannot_be_done_now_is_left_alone(bar: ActBar, qtbot: QtBot) -> None:
    bar.set_enabled(reached=False)
    with qtbot.assertNotEmitted(bar.acted):
        assert not bar.press("r")
        assert not bar.press("x")


def test_the_key_stands_in_the_tip_and_the_name_says_what_it_does(bar: ActBar) -> None:
    assert bar.button("reached").toolTip() == "Reached (R)"
    assert bar.button("reached").accessibleName().startswith("Reached")


def test_words_give_way_before_they_are_cut(bar: ActBar, qtbot: QtBot) -> None:
    seen: list[Qt.ToolButtonStyle] = []
    buttons = [bar.button(act.name) for act in ACTS]
    for width in range(600, 110, -20):
        bar.resize(width, 40)
        style = buttons[0].toolButtonStyle()
        if style not in seen:
            seen.append(style)
            qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
            assert {button.toolButtonStyle() for button in buttons} == {style}
            assert buttons[-1].geometry().right() <= width
    styles = Qt.ToolButtonStyle
    assert seen == [styles.ToolButtonTextBesideIcon, styles.ToolButtonTextOnly, styles.ToolButtonIconOnly]
