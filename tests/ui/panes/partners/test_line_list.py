"""Short lists under headings: the keyboard skips headings, the current record stays where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.panes.partners.card_list import ROW
from eocdesk.ui.panes.partners.line_list import HEADING, TILE, LineList
from eocdesk.ui.panes.partners.lines import Line


def line(name: str, **values: str) -> Line:
    return Line(name.encode() * 4, name, **values)  # type: ignore[arg-type]


LINES = [Line(b"", "On duty"), line("Kim"), line("Ruiz", status="reached", count="2"), Line(b"", "Next"), line("Baker")]


@pytest.fixture
def lines(qtbot: QtBot) -> LineList:
    made = LineList("Roster")
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show_lines(LINES)
    with qtbot.waitExposed(made):
        made.show()
    return made


def current(view: LineList) -> str:
    return view.current.title if view.current is not None else ""


def test_the_first_record_is_current_and_never_a_heading(lines: LineList, qtbot: QtBot) -> None:
    assert current(lines) == "Kim"
    qtbot.keyClick(lines, Qt.Key.Key_Down)
    qtbot.keyClick(lines, Qt.Key.Key_Down)
    assert current(lines) == "Baker"
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert current(lines) == "Baker"


def test_rows_and_headings_have_their_heights(lines: LineList) -> None:
    heights = [lines.visualRect(lines.model().index(row, 0)).height() for row in range(3)]
    assert heights == [HEADING, ROW, ROW]


def test_other_words_for_the_same_records_leave_the_place_alone(lines: LineList) -> None:
    lines.show_id(LINES[2].id)
    lines.show_lines([*LINES[:2], line("Ruiz", status="busy", count="2"), *LINES[3:]])
    assert lines.current is not None
    assert (lines.current.title, lines.current.status) == ("Ruiz", "busy")


def test_the_current_record_stays_current_where_others_come(lines: LineList) -> None:
    lines.show_id(LINES[2].id)
    lines.show_lines([Line(b"", "On duty"), line("Adams"), *LINES[1:]])
    assert current(lines) == "Ruiz"


def test_where_the_current_record_is_gone_its_neighbour_is_current(lines: LineList) -> None:
    lines.show_id(LINES[4].id)
    lines.show_lines(LINES[:3])
    assert current(lines) == "Ruiz"
    lines.show_lines([])
    assert lines.current is None


def test_enter_opens_a_line_and_letters_are_told(lines: LineList, qtbot: QtBot) -> None:
    told: list[str] = []
    lines.key.connect(told.append)
    with qtbot.waitSignal(lines.opened) as opened:
        qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert opened.args == [LINES[1]]
    qtbot.keyClick(lines, "r")
    qtbot.keyClick(lines, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(lines, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told == ["r", "up", "down", "copy"]


def test_a_double_click_on_a_heading_opens_nothing(lines: LineList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(lines.opened):
        qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
        qtbot.mouseDClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))


def test_a_line_is_read_aloud_with_its_status(lines: LineList) -> None:
    words = lines.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "2, Ruiz, Reached"


def test_tiles_stand_side_by_side_as_far_as_they_fit(qtbot: QtBot) -> None:
    board = LineList("Seats", tiles=True)
    qtbot.addWidget(board)
    board.resize(TILE * 3 + 40, 400)
    board.show_lines([line(str(n)) for n in range(7)])
    with qtbot.waitExposed(board):
        board.show()
    tops = [board.visualRect(board.model().index(row, 0)).top() for row in range(7)]
    assert tops == [0, 0, 0, ROW, ROW, ROW, ROW * 2]
    board.go_to(0)
    qtbot.keyClick(board, Qt.Key.Key_Right)
    qtbot.keyClick(board, Qt.Key.Key_Down)
    assert current(board) == "4"
    board.resize(TILE + 40, 400)
    qtbot.waitUntil(lambda: board.visualRect(board.model().index(1, 0)).top() == ROW)


def test_the_focused_line_shows_a_ring(lines: LineList, qtbot: QtBot) -> None:
    lines.activateWindow()
    lines.setFocus()
    qtbot.waitUntil(lines.hasFocus)
    rect = lines.visualRect(lines.currentIndex())
    picture = lines.viewport().grab().toImage()
    assert picture.pixelColor(rect.center().x(), rect.top() + 1).name() == theme.now().accent.lower()


def test_the_model_keeps_qt_s_rules(lines: LineList, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(lines.model())
