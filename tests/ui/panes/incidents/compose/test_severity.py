"""Severity is chosen by one key and told by shape and word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.compose.severity import SeverityBar, SeverityEditor


@pytest.fixture
def bar(qtbot: QtBot) -> SeverityBar:
    made = SeverityBar()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("1", 0), ("2", 1), ("3", 2), ("4", 3), ("5", 4), ("c", 4), ("m", 1), ("mm", 2), ("mmm", 3), ("mmmm", 1)],
)
def test_a_digit_or_its_first_letter_chooses(bar: SeverityBar, qtbot: QtBot, typed: str, severity: int) -> None:
    qtbot.keyClicks(bar, typed)
    assert bar.severity == severity


def test_the_arrows_walk_and_stop_at_the_ends(bar: SeverityBar, qtbot: QtBot) -> None:
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert bar.severity == 0
    for _ in range(9):
        qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert bar.severity == 4


def test_the_arrows_turn_round_where_one_reads_from_the_right(bar: SeverityBar, qtbot: QtBot) -> None:
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert bar.severity == 1


def test_a_click_takes_the_shape_under_it(bar: SeverityBar, qtbot: QtBot) -> None:
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 6, bar.height() // 2))
    assert bar.severity == 4


def test_it_says_its_word_and_only_a_person_chooses(bar: SeverityBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.chosen):
        bar.set_severity(3)
    assert bar.accessibleName() == "Severity: Major"
    with qtbot.waitSignal(bar.chosen):
        qtbot.keyClicks(bar, "5")
    assert bar.accessibleName() == "Severity: Critical"


def test_the_editor_tells_of_a_choice(qtbot: QtBot) -> None:
    editor = SeverityEditor()
    qtbot.addWidget(editor)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor.bar, "4")
    assert editor.value() == 3
    editor.set_value(None)
    assert editor.value() == 0


def test_the_chosen_one_is_drawn_in_its_own_ground(bar: SeverityBar) -> None:
    bar.set_severity(4)
    image = bar.grab().toImage()
    colours = {image.pixelColor(x, image.height() // 2).name().upper() for x in range(image.width())}
    assert "#B3261E" in colours
