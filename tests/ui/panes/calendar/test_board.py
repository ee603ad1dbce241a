"""The board: at each venue what is live and what is next, and its open incidents."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.calendar import Trouble, VenueTrouble
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.board import Board, cells
from tests.kit.pictures import count, grabbed
from tests.kit.sessions import DAY, ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

NOON = when("12:00")
LIVE = row("Live", "11:00", "13:00", venue="a")
NEXT = row("Next", "14:00", "16:00", venue="a")
FAR = row("Far", "19:00", "22:00", venue="b")
TBD = row("Undecided", day=DAY, venue="c")
TROUBLE = {b"z": VenueTrouble("LAX", "", Trouble(2, 4))}


@pytest.fixture
def board(shown: Shown) -> Board:
    made = Board()
    shown(made, 1000, 400)
    made.show_sessions(arrange([LIVE, NEXT, FAR, TBD]), TROUBLE, ZONE, NOON)
    return made


def said(board: Board) -> list[str]:
    rows = board.view.rows
    return [rows.index(n).data(int(Qt.ItemDataRole.AccessibleTextRole)) for n in range(rows.rowCount())]


def test_each_venue_says_what_is_live_next_and_wrong_there(board: Board, qtmodeltester: ModelTester) -> None:
    assert said(board) == [
        "LAX  ·  Live: nothing live  ·  2 open incidents",
        "Venue a  ·  Live: Live  ·  Next: Next, at 14:00  ·  0 open incidents",
        "Venue c  ·  Live: nothing live  ·  Next: Undecided, time to be decided  ·  0 open incidents",
    ]
    qtmodeltester.check(board.view.rows)


def test_more_hours_show_more_and_the_choice_is_told(board: Board, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.hours_chosen) as told:
        qtbot.keyClick(board.hours, Qt.Key.Key_Down)
    assert told.args == [8]
    assert any("Far" in line for line in said(board))


def test_any_number_of_hours_can_be_the_setting(board: Board) -> None:
    board.set_hours(6)
    assert board.hours.currentText() == "Next 6 hours"
    assert [board.hours.itemData(n) for n in range(board.hours.count())] == [4, 6, 8, 12, 24]
    board.set_hours(1)
    assert board.hours.currentText() == "Next 1 hour"


def test_enter_opens_what_is_live_there_and_nothing_where_nothing_is(board: Board, qtbot: QtBot) -> None:
    opened: list[object] = []
    board.opened.connect(opened.append)
    for at in (0, 1, 2):
        board.view.go_to(at)
        qtbot.keyClick(board.view, Qt.Key.Key_Return)
    assert opened == [LIVE.id, TBD.id]


def test_selecting_a_session_goes_to_its_venue(board: Board) -> None:
    board.select(NEXT.id)
    assert board.view.currentIndex().row() == 1
    board.select(FAR.id)
    assert board.view.currentIndex().row() == 1


def test_the_venue_one_is_at_stays_when_others_come_before_it(board: Board) -> None:
    board.select(TBD.id)
    told: list[object] = []
    board.picked.connect(told.append)
    board.show_sessions(arrange([LIVE, NEXT, TBD, row("B", "11:00", "13:00", venue="b")]), TROUBLE, ZONE, NOON)
    assert board.view.current.lane.name == "Venue c"
    assert told == []


def test_an_hour_later_the_board_is_another(board: Board) -> None:
    board.set_now(when("13:30"))
    assert "Venue a  ·  Live: nothing live  ·  Next: Next, at 14:00  ·  0 open incidents" in said(board)


def test_a_quiet_night_is_said_in_words(board: Board) -> None:
    board.show_sessions(arrange(()), {}, ZONE, NOON)
    assert "nothing begins within 4 hours" in board.view.nothing
    assert count(grabbed(board), LIGHT.muted, near=60) > 100


def test_columns_fit_the_row_at_every_width() -> None:
    for wide in (500, 1000, 1900):
        found = cells(QRect(0, 0, wide, 50), 1.0)
        assert found[-1].right() <= wide
        assert all(one.right() < other.left() for one, other in pairwise(found))


def test_a_critical_incident_is_the_loudest_thing_on_it(board: Board) -> None:
    assert count(grabbed(board), LIGHT.severity[4][1]) > 300
