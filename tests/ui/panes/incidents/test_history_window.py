"""What a record went through is read into a window of its own, which Escape closes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.commands.incidents import SetIncident
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.history_window import HistoryWindow
from tests.kit.logs import World


def test_each_save_is_told_with_what_it_changed(context: Context, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat", severity=1)
    world.desk.do_now(SetIncident(heat, {"severity": 4}))
    home = QWidget()
    qtbot.addWidget(home)
    window = HistoryWindow(context, "incident", heat, "7KQ4-1", home)
    window.show()
    assert window.windowTitle() == "History of incident 7KQ4-1"
    qtbot.waitUntil(lambda: any("Severity: Minor → Critical" in line for line in window.view.lines))
    with qtbot.waitSignal(window.destroyed):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
