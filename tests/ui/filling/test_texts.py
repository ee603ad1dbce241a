"""One block: it says what it holds once nobody types, and grows with it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from eocdesk.reports.fills import Asks, Fill
from eocdesk.ui.filling.texts import Text


def text(qtbot: QtBot, asks: Asks) -> Text:
    made = Text(Fill("3", "Threat level", asks, choices=(("low", "Low"), ("high", "High"))))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("asks", [Asks.TEXT, Asks.LINE])
def test_it_says_what_was_typed_once_and_not_what_is_known(asks: Asks, qtbot: QtBot) -> None:
    made, said = text(qtbot, asks), []
    made.wrote.connect(lambda key, words: said.append((key, words)))
    made.show_text("Elevated")
    made.keep()
    assert said == []
    qtbot.keyClicks(made.inner, "!")
    qtbot.waitUntil(lambda: len(said) == 1)
    assert "!" in said[0][1]


def test_a_choice_this_version_does_not_know_is_shown_and_kept(qtbot: QtBot) -> None:
    made = text(qtbot, Asks.CHOICE)
    made.show_text("severe")
    assert isinstance(made.inner, QComboBox)
    assert made.inner.currentText() == "severe"
    assert made.is_kept


def test_a_tick_is_yes_or_nothing(qtbot: QtBot) -> None:
    made, said = text(qtbot, Asks.TICK), []
    made.wrote.connect(lambda _key, words: said.append(words))
    made.inner.click()  # type: ignore[attr-defined]
    made.show_text("yes")
    made.inner.click()  # type: ignore[attr-defined]
    assert said == ["yes", ""]


def test_a_long_text_is_shown_whole_and_a_very_long_one_scrolls(qtbot: QtBot) -> None:
    made = text(qtbot, Asks.TEXT)
    made.show_text("")
    low = made.inner.height()
    made.show_text("\n".join(["line"] * 8))
    high = made.inner.height()
    made.show_text("\n".join(["line"] * 80))
    most = made.inner.height()
    made.show_text("\n".join(["line"] * 800))
    assert low < high < most == made.inner.height()
