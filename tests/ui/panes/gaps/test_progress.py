"""The page of progress draws when it is opened and lists what is left to do; what is done leaves the list."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.recommendations import MoveRecommendation
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.gap_progress import DONE, OVERDUE
from eocdesk.ui.panes.gaps.pane import GapsPane
from eocdesk.ui.panes.gaps.progress import PROGRESS, ProgressList
from tests.ui.panes.gaps.conftest import Story

Open = Callable[[], GapsPane]


def test_the_picture_is_made_when_its_page_is_opened_and_follows_what_is_done(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    page = pane.lists[PROGRESS]
    assert isinstance(page, ProgressList)
    assert page.plot is None
    pane.show_page(PROGRESS)
    qtbot.waitUntil(lambda: page.plot is not None and page.plot.isVisible() and page.table.rowCount() == 1)
    assert page.progress.now(OVERDUE) == 1
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == story.advice)
    desk.do_now(MoveRecommendation(story.advice, "done"))
    pane.refresh(None)
    qtbot.waitUntil(lambda: page.empty.isVisible() and page.progress.now(DONE) == 1)
    assert page.plot is not None
    assert page.plot.isVisible()
