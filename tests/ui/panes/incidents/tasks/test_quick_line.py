"""A task is given on one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.models.clock import moment
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.panes.incidents.tasks.quick_line import QuickLine

LA = "America/Los_Angeles"
NOW = moment(datetime(2028, 7, 19, 14, 32, tzinfo=ZoneInfo(LA)))


def of(kind: str) -> Sequence[Candidate]:
    return (Candidate(b"1" * 16, "Maria Ruiz"),) if kind == "contact" else ()


@pytest.fixture
def line(qtbot: QtBot) -> QuickLine:
    made = QuickLine(Setting(lambda: LA, lambda: NOW, of))
    qtbot.addWidget(made)
    made.resize(600, 60)
    made.show()
    return made


@pytest.mark.parametrize(("typed", "due"), [("+30", 30), ("1500", 28), ("", None), ("1400", 24 * 60 - 32)])
def test_enter_gives_it_with_a_time_that_lies_ahead(line: QuickLine, qtbot: QtBot, typed: str, due: int | None) -> None:
    qtbot.keyClicks(line.title.line, "Ask Metro for trains")
    qtbot.keyClicks(line.owner.line, "K. Watanabe")
    qtbot.keyClicks(line.due.line, typed)
    with qtbot.waitSignal(line.added) as added:
        qtbot.keyClick(line.due.line, Qt.Key.Key_Return)
    wanted = None if due is None else NOW + due * 60_000
    assert added.args == [{"name": "Ask Metro for trains", "owner": "K. Watanabe", "due": wanted}]


def test_what_is_missing_or_wrong_is_said_beneath_and_nothing_is_lost(line: QuickLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line.due.line, "soon")
    with qtbot.assertNotEmitted(line.added):
        qtbot.keyClick(line.due.line, Qt.Key.Key_Return)
    assert line._error.text() == "Say what is to be done."
    qtbot.keyClicks(line.title.line, "Ask Metro")
    assert line._error.isHidden()
    with qtbot.assertNotEmitted(line.added):
        qtbot.keyClick(line.title.line, Qt.Key.Key_Return)
    assert "“soon” is not a time" in line._error.text()
    assert line.due.line.property("wrong")
    assert line.due.line.accessibleDescription() == line._error.text()
    assert line.title.value() == "Ask Metro"


def test_owners_are_offered_by_their_letters(line: QuickLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line.owner.line, "rui")
    completer = line.owner.line.completer()
    assert completer.currentCompletion() == "Maria Ruiz"


def test_escape_goes_back_to_the_list(line: QuickLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.left):
        qtbot.keyClick(line.owner.line, Qt.Key.Key_Escape)
