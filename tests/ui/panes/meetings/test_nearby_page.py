"""The page without a hub: all three parts at once, the keyboard at the first button, the page fits a small screen."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.nearby_page import NearbyPage


def test_all_of_it_is_there_and_the_card_is_read(context: Context, qtbot: QtBot) -> None:
    page = NearbyPage(context)
    qtbot.addWidget(page)
    page.resize(1296, 520)
    page.show()
    page.activateWindow()
    page.read()
    qtbot.waitUntil(lambda: page.is_ready and not loop.running() and page.isActiveWindow())
    assert page.pairing.own_text.toPlainText()
    for part in (page.stick.read_button, page.room.meet_button, page.pairing.compare_button):
        assert part.isVisible()
    page.take_focus()
    assert page.stick.write_button.hasFocus()
