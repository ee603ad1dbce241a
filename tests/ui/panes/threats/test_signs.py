"""An indicator's card says in which systems it may be; what is revoked is faded and said."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import indicators
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.threats import signs
from eocdesk.ui.panes.threats.pane import ThreatsPane
from tests.ui.panes.threats.conftest import Story
from tests.ui.panes.threats.test_acting import show

Open = Callable[[], ThreatsPane]


def test_an_indicator_names_the_systems_it_may_be_in(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    show(pane, qtbot, "indicator", story.indicator)
    assert pane.card.told is not None
    (line,) = pane.card.told.parts[0].lines
    assert (line.text, line.kind, line.id) == ("Box office", "system", story.system)
    row = desk.read_now(indicators.indicator, story.indicator)
    assert row is not None
    assert signs.within(row) == "Box office"
    assert signs.look(row, 0, theme.now()).edge == theme.now().bad


def test_a_revoked_one_is_in_no_system_and_faded(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    desk.do_now(Amend("indicator", story.indicator, {"revoked": True}))
    pane = opened()
    show(pane, qtbot, "indicator", story.indicator)
    assert pane.card.told is not None
    assert pane.card.told.badges[0].words == "Revoked"
    assert pane.card.told.parts[0].empty.startswith("In none of the event's systems")
    row = desk.read_now(indicators.indicator, story.indicator)
    assert row is not None
    assert signs.look(row, 0, theme.now()).muted
