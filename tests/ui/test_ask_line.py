"""A small window that asks for one line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused
from eocdesk.ui.ask_line import AskLine


@pytest.fixture
def taken() -> list[str]:
    return []


@pytest.fixture
def asking(qtbot: QtBot, taken: list[str]) -> AskLine:
    def take(words: str) -> None:
        if not words:
            raise Refused("Give the layout a name.", "name")
        taken.append(words)

    made = AskLine("Save this layout", "Name", "Save", take)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_hands_the_line_over_and_closes(asking: AskLine, taken: list[str], qtbot: QtBot) -> None:
    asking.line.setText("  night watch ")
    with qtbot.waitSignal(asking.given) as given:
        qtbot.keyClick(asking.line, Qt.Key.Key_Return)
    assert (given.args, taken) == (["night watch"], ["night watch"])
    assert not asking.isVisible()


def test_a_refusal_stands_beneath_the_line_and_the_window_stays(asking: AskLine, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(asking.given):
        qtbot.keyClick(asking.line, Qt.Key.Key_Return)
    assert asking.isVisible()
    assert asking.error == "Give the layout a name."


def test_escape_leaves_with_nothing_done(asking: AskLine, taken: list[str], qtbot: QtBot) -> None:
    asking.line.setText("night watch")
    qtbot.keyClick(asking, Qt.Key.Key_Escape)
    assert not asking.isVisible()
    assert taken == []


def test_a_name_is_offered_by_any_of_its_letters(asking: AskLine) -> None:
    asking.offer(["night watch", "wall, west"])
    completer = asking.line.completer()
    completer.setCompletionPrefix("WEST")
    assert completer.currentCompletion() == "wall, west"
    assert "night watch" in asking.line.placeholderText()
