"""Each page reads rows its columns can show, in the width of an overview's cell and of a whole screen."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.aid import MoveRequest
from eocdesk.commands.fills import FillRequest
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.aid.pane import AidPane
from tests.ui.panes.aid.conftest import Story


def test_every_column_says_something_of_every_row(
    opened: Callable[[], AidPane], story: Story, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(MoveRequest(story.request, "approved"))
    desk.do_now(FillRequest(story.request, offer=story.offer, quantity=1))
    pane = opened()
    for name, one in pane.lists.items():
        pane.show_page(name)
        qtbot.waitUntil(lambda one=one: one.table.rowCount() >= 1 and one.row is not None)  # type: ignore[misc]
        assert all(isinstance(column.text(one.row), str) for column in one.page.columns)
        assert one.page.columns[0].text(one.row) or one.page.columns[1].text(one.row)
        for width in (500, 1300):
            pane.resize(width, 600)
            assert not pane.grab().isNull()
