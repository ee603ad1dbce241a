"""What the pages share: read once more where asked meanwhile."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.page import Page


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
