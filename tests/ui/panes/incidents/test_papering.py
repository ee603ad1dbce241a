"""One key and a letter show an incident's pages: its summary, its full sheet, its log."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.store.queries import access
from eocdesk.ui.panes.incidents.pane import LogPane
from tests.kit.desks import EVENT
from tests.kit.logs import World
from tests.ui.panes.incidents.test_evidencing import chosen, menu

Shown = Callable[[], LogPane]


@pytest.mark.parametrize(
    ("key", "title", "code"),
    [
        (Qt.Key.Key_S, "Incident sheet", "incident"),
        (Qt.Key.Key_F, "Incident sheet", "incident"),
        (Qt.Key.Key_A, "Activity Log (ICS 214)", "ics-214"),
    ],
)
def test_o_and_a_letter_show_its_pages_and_the_trail_says_so(
    shown: Shown, world: World, qtbot: QtBot, key: Qt.Key, title: str, code: str
) -> None:
    heat = world.report("Heat", venue="SoFi")
    world.log("Water ran out", incident=heat)
    pane = chosen(shown, qtbot, "incident", heat)
    qtbot.keyClicks(pane.tables[pane.bar.way], "o")
    qtbot.keyClick(menu(pane, qtbot), key)
    qtbot.waitUntil(lambda: len(pane.acting.papering.showing.previews) == 1)
    previews = pane.acting.papering.showing.previews
    assert previews[0].windowTitle().startswith(title)
    assert [(one.way, one.code) for one in world.desk.read_now(access.trail, EVENT)] == [("viewed", code)]
    previews[0].close()


def test_an_entry_of_no_incident_has_no_sheet(shown: Shown, world: World, said: list[str], qtbot: QtBot) -> None:
    pane = chosen(shown, qtbot, "entry", world.log("Quiet"))
    assert not pane.acting.can("paper")
    qtbot.keyClicks(pane.tables[pane.bar.way], "o")
    assert said[-1].startswith("This entry belongs to no incident")
