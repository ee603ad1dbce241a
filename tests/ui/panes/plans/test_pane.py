"""The palette reaches each page; empty pages say what to do first; a plan leads to what was done with it."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.activations import Activate
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.plans.pane import PlansPane
from tests.ui.panes.conftest import Asked
from tests.ui.panes.plans.conftest import Story

Open = Callable[[], PlansPane]


def test_empty_pages_say_what_stands_there(opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    for name in ("proposed", "plans", "at work", "past"):
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
    pane.show_page("proposed")
    pane.list.empty.button.click()
    assert pane.list.page.name == "plans"


def test_the_palette_reaches_each_page_and_the_examples(opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened()
    for action in pane.pane_actions():
        action.run()
    assert pane.list.page.name == "past"
    assert navigator.calls.count(("pane", "plans")) == 3
    assert ("edit", "plan", None, {}) in navigator.calls
    qtbot.waitUntil(lambda: pane.lists["plans"].table.rowCount() == 5)


def test_a_plan_at_work_tells_its_tasks_and_requests(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    made = desk.do_now(Activate(story.plan, "Hot")).value
    pane = opened()
    pane.show_record("activation", made)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == made)
    told = pane.card.told
    assert told is not None
    lines = [line.text for part in told.parts for line in part.lines]
    assert any("Open the cooling posts" in line for line in lines)
    assert ("Requests", "1 open of 1") in told.facts
    pane.show_record("plan", story.plan)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == story.plan)
    assert "activate" not in pane.card.told.deeds
