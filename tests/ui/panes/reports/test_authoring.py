"""One report is written at a time, on the event it was begun on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.filling.spelling import Spelling
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports.authoring import Authoring


def test_asked_for_twice_it_comes_back_to_the_one_that_is_open(context: Context, qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    made = Authoring(context, home, lambda *_: None)
    made.write()
    qtbot.waitUntil(lambda: made.author is not None)
    first = made.author
    made.write()
    assert made.author is first
    assert first is not None
    first.close()
    qtbot.waitUntil(lambda: made.author is None)


def test_what_is_written_is_looked_up(context: Context, qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    made = Authoring(context, home, lambda *_: None)
    made.write()
    qtbot.waitUntil(lambda: made.author is not None)
    assert made.author is not None
    spelling = made.author.findChild(Spelling)
    assert isinstance(spelling, Spelling)
    assert len(spelling.watches) == 2
    qtbot.waitUntil(lambda: spelling.lexicon is not None)
    made.author.close()
    qtbot.waitUntil(lambda: made.author is None)
