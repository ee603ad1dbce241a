"""Words as they are: counts as one says them, and nobody's markup."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.words import counted, words


@pytest.mark.parametrize(("count", "said"), [(1, "1 change"), (0, "0 changes"), (1203, "1,203 changes")])
def test_one_is_not_many(count: int, said: str) -> None:
    assert counted(count, "change") == said


def test_nobodys_words_are_markup(qtbot: QtBot) -> None:
    label = words("muted", "<b>5</b> < 6")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.property("role") == "muted"
