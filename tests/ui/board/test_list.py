"""The list of a page says when it is read and how much it holds."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eocdesk.ui.board.list import BoardList
from eocdesk.ui.board.page import Blank, Page
from eocdesk.ui.pane import Context
from tests.kit.boards import COLUMNS, keys, rows

PAGE = Page("lessons", "Lessons", "lesson", COLUMNS, Blank("mdi6.school-outline", "No lesson yet."), keys, rows)


def test_a_record_asked_for_before_the_list_is_read_is_found_once_it_is(
    context: Context, lessons: list[bytes], qtbot: QtBot
) -> None:
    made = BoardList(context, PAGE)
    qtbot.addWidget(made)
    made.show()
    made.show_record(lessons[0])
    with qtbot.waitSignal(made.counted) as counted:
        made.read_again()
    assert counted.args == ["lessons", 3]
    qtbot.waitUntil(lambda: made.record == lessons[0])
