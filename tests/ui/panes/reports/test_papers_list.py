"""Every kind of paper can be found by its number, its name, its code."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.reports.papers import MAKERS
from eocdesk.ui.panes.reports.pages import PAPERS
from eocdesk.ui.panes.reports.pane import ReportsPane


def test_all_are_listed_and_found_by_any_of_their_names(
    shown_pane: Callable[[type[ReportsPane]], ReportsPane], qtbot: QtBot
) -> None:
    pane = shown_pane(ReportsPane)
    pane.show_page(PAPERS)
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == len(MAKERS))
    for words in ("ics 202", "objectives", "ics-202"):
        pane.list.show_words(words)
        qtbot.waitUntil(lambda: pane.list.table.rowCount() == 1)
        assert pane.list.row.code == "ics-202"
