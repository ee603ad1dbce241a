"""The meetings pane, shown and read."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.pane import MeetingsPane


@pytest.fixture
def pane(context: Context, qtbot: QtBot) -> MeetingsPane:
    """On its first page."""
    made = MeetingsPane(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.is_ready and made.isActiveWindow())
    return made
