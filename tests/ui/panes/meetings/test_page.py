"""What the pages share: read once more where asked meanwhile, counts in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.page import Page, counted, words


class Counting(Page):
    """Counts how often it is read."""

    name = "counting"
    title = "Counting"
    reads = 0

    async def load(self) -> None:
        self.reads += 1
        await self.context.desk.read(lambda _connection: None)


def test_asked_while_it_reads_it_reads_once_more_and_no_more(context: Context, qtbot: QtBot) -> None:
    page = Counting(context)
    qtbot.addWidget(page)
    assert not page.is_ready
    for _ in range(5):
        page.read()
    qtbot.waitUntil(lambda: page.is_ready and not loop.running())
    assert page.reads == 2


@pytest.mark.parametrize(("count", "said"), [(1, "1 change"), (0, "0 changes"), (1203, "1,203 changes")])
def test_one_is_not_many(count: int, said: str) -> None:
    assert counted(count, "change") == said


def test_nobodys_words_are_markup(context: Context, qtbot: QtBot) -> None:
    del context
    label = words("muted", "<b>5</b> < 6")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.property("role") == "muted"
