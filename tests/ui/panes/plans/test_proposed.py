"""What proposes itself is found by its words and leads back to its plan."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.plans import WithdrawPlan
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.plans.pane import PlansPane
from tests.ui.panes.plans.conftest import Story


def test_words_narrow_the_list(opened: Callable[[], PlansPane], story: Story, qtbot: QtBot) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 1)
    found = pane.proposed.of(story.plan)
    assert found is not None
    assert found.venues == (story.venue,)
    pane.head.line.setText("sofi swimming")
    qtbot.waitUntil(lambda: pane.list.words == "sofi swimming" and pane.list.table.rowCount() == 1)
    pane.head.line.setText("wildfire")
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 0)
    assert pane.proposed.of(story.plan) is not None  # an act on the plan's card still has its reasons
    assert pane.proposed.of(b"nothing") is None


def test_a_plan_that_proposes_nothing_has_no_row(
    opened: Callable[[], PlansPane], story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 1)
    desk.do_now(WithdrawPlan(story.plan))
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 0)
    pane.show_record("proposal", story.plan)
    qtbot.waitUntil(lambda: pane.is_ready)
    assert pane.card.told is None
    assert pane.proposed.read_rows((7,)) == {}
