"""What is copied of a marked entry stands in the trail; of one that anybody may read nothing does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access, entries
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.copying import copy
from tests.kit.desks import EVENT


@pytest.mark.parametrize(("marking", "noted"), [("AMBER", [("exported", "clipboard", "AMBER")]), ("GREEN", [])])
def test_the_trail_says_what_went_to_the_clipboard(
    marking: str, noted: list[tuple[str, str, str]], context: Context, desk: Desk, qtbot: QtBot
) -> None:
    said = f"Gate 9 crowded, {marking}"
    entry, _ = desk.do_now(LogEntry(EVENT, said, marking=marking)).value
    thread = desk.read_now(entries.thread, entry)
    assert thread is not None
    context.start(copy(context, thread))
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == said)
    assert [(one.way, one.sent_to, one.marking) for one in desk.read_now(access.trail, EVENT)] == noted
