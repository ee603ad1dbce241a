"""A system's card says which known vulnerabilities may be in it and why, or why none is known."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import indicators
from eocdesk.ui.kit import theme
from eocdesk.ui.panes.threats import systems
from eocdesk.ui.panes.threats.pane import ThreatsPane
from tests.ui.panes.threats.conftest import Story
from tests.ui.panes.threats.test_acting import show

Open = Callable[[], ThreatsPane]


def test_a_system_tells_what_may_be_in_it_and_leads_there(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    show(pane, qtbot, "system", story.system)
    assert pane.card.told is not None
    (line,) = pane.card.told.parts[0].lines
    assert (line.kind, line.id, line.part) == ("indicator", story.indicator, "bad")
    assert line.detail == "product written “NetScaler ADC” · ransomware uses it · to be mended by 2023-11-08"
    assert pane.card.told.parts[0].text.startswith("Versions are not compared")
    row = desk.read_now(indicators.system, story.system)
    assert row is not None
    assert systems.known(row) == "1, ransomware uses 1"
    assert systems.look(row, 0, theme.now()).edge == theme.now().bad


def test_a_system_in_which_nothing_is_known_says_why(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    desk.do_now(Amend("system", story.system, {"product": "Hypervisor"}))
    pane = opened()
    show(pane, qtbot, "system", story.system)
    assert pane.card.told is not None
    assert pane.card.told.parts[0].empty.endswith("Of Citrix there are: NetScaler ADC.")
    desk.do_now(Amend("system", story.system, {"product": ""}))
    row = desk.read_now(indicators.system, story.system)
    assert row is not None
    assert systems.known(row) == "not matched"
