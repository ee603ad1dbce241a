"""Each page reads rows its columns can show, in the width of an overview's cell and of a whole screen."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.hazards.pane import HazardsPane
from tests.ui.panes.hazards.conftest import Story


def test_every_column_says_something_of_every_row(
    opened: Callable[[], HazardsPane], story: Story, qtbot: QtBot
) -> None:
    del story
    pane = opened()
    for name, count in (("alerts", 2), ("touched", 2), ("observations", 1), ("thresholds", 1)):
        pane.show_page(name)
        one = pane.lists[name]
        qtbot.waitUntil(lambda one=one, count=count: one.table.rowCount() == count and one.row is not None)  # type: ignore[misc]
        assert all(isinstance(column.text(one.row), str) for column in one.page.columns)
        assert any(column.text(one.row) for column in one.page.columns if column.key)
        for width in (500, 1300):
            pane.resize(width, 600)
            assert not pane.grab().isNull()
