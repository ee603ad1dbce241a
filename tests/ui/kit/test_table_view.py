"""A long table on screen holds still under the eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import Column, Look
from eocdesk.ui.kit.lazy_table import LazyTable, Read
from eocdesk.ui.kit.order import plan
from eocdesk.ui.kit.table_view import TableView
from eocdesk.ui.kit.tokens import DARK, LIGHT, wall


def rows(keys: Sequence[int]) -> Mapping[int, tuple[int, str]]:
    return {key: (key, f"Entry {key}") for key in keys}


def columns() -> tuple[Column, ...]:
    return (
        Column("Number", lambda row: str(row[0]), width=80, quiet=True),
        Column("Summary", lambda row: row[1], stretch=True, key=True),
        Column("Owner", lambda _row: "K.", width=90, narrow=600),
    )


@pytest.fixture
def view(qtbot: QtBot) -> TableView:
    table = LazyTable(columns(), Read(now=rows))
    made = TableView(table, "Entries", look=lambda row: Look(bold=row[0] % 2 == 0, edge="#B3261E", tint="#B3261E"))
    qtbot.addWidget(made)
    made.resize(800, 400)
    show(made, range(1000, 0, -1))
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(view: TableView, ids: Sequence[int]) -> None:
    table = view.model()
    assert isinstance(table, LazyTable)
    table.follow(plan(table.ids, list(ids)))


def top(view: TableView) -> object:
    return view.model().data(view.indexAt(view.viewport().rect().topLeft()))


def test_rows_are_as_high_as_the_tokens_say(view: TableView, qapp: QApplication) -> None:
    assert view.rowHeight(0) == 28
    theme.apply(qapp, wall(DARK))
    assert view.rowHeight(0) == 40


def test_the_row_under_the_eye_holds_still_while_new_ones_come(view: TableView) -> None:
    view.verticalScrollBar().setValue(300)
    before = top(view)
    show(view, [1003, 1002, 1001, *range(1000, 0, -1)])
    assert top(view) == before
    assert view.new_above == 3
    pill = view._pill
    assert (pill.isVisible(), pill.text()) == (True, "3 new")


def test_the_pill_leads_to_the_newest_and_is_gone(view: TableView, qtbot: QtBot) -> None:
    view.verticalScrollBar().setValue(300)
    show(view, [1001, *range(1000, 0, -1)])
    qtbot.mouseClick(view._pill, Qt.MouseButton.LeftButton)
    assert top(view) == "1001"
    assert not view._pill.isVisible()


def test_new_rows_simply_appear_while_one_looks_at_the_newest(view: TableView) -> None:
    show(view, [1001, *range(1000, 0, -1)])
    assert top(view) == "1001"
    assert view.new_above == 0


def test_the_row_under_the_eye_holds_still_when_everything_is_laid_out_anew(view: TableView) -> None:
    view.verticalScrollBar().setValue(500)
    before = top(view)
    show(view, [*range(1300, 0, -1)])
    assert top(view) == before
    assert view.new_above == 300


def test_scrolling_up_counts_the_new_ones_down(view: TableView) -> None:
    view.verticalScrollBar().setValue(300)
    show(view, [1003, 1002, 1001, *range(1000, 0, -1)])
    view.verticalScrollBar().setValue(1)
    assert view.new_above == 1


def test_a_column_gives_way_on_a_narrow_screen(view: TableView) -> None:
    assert not view.isColumnHidden(2)
    view.resize(500, 400)
    assert view.isColumnHidden(2)


def test_enter_opens_the_current_row(view: TableView, qtbot: QtBot) -> None:
    view.selectRow(4)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [996]


def test_home_and_end_go_to_the_first_and_the_last(view: TableView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_id == 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_id == 1000


def test_tab_leaves_the_table(view: TableView) -> None:
    assert not view.tabKeyNavigation()


def test_a_record_is_shown_wherever_it_stands(view: TableView) -> None:
    assert view.show_id(17)
    assert view.current_id == 17
    assert view.selected_ids == [17]
    assert not view.show_id(5000)


def test_rows_are_drawn_without_a_word_cut_and_with_their_edge(view: TableView) -> None:
    picture = view.grab().toImage()
    y = view.horizontalHeader().height() + 14
    assert picture.pixelColor(1, y).name().upper() == "#B3261E"


def test_the_edge_stands_at_the_first_column_that_is_seen(view: TableView) -> None:
    y = view.horizontalHeader().height() + 14
    view.setColumnHidden(0, True)  # noqa: FBT003  Qt's own
    picture = view.grab().toImage()
    assert picture.pixelColor(1, y).name().upper() == "#B3261E"
    view.setColumnHidden(0, False)  # noqa: FBT003  Qt's own
    second = view.columnViewportPosition(1) + 1
    assert view.grab().toImage().pixelColor(second, y).name().upper() != "#B3261E"


def test_rows_that_are_not_read_yet_are_drawn_without_words_and_take_them_when_they_come(qtbot: QtBot) -> None:
    asked: list[int] = []
    table = LazyTable(columns(), Read(ask=asked.extend))
    view = TableView(table, "Entries", look=lambda row: Look(bold=row[0] > 0, edge="#B3261E"))
    qtbot.addWidget(view)
    view.resize(800, 400)
    show(view, range(3, 0, -1))
    waiting = view.grab().toImage()
    assert asked == [3, 2, 1]
    y = view.horizontalHeader().height() + 14
    assert waiting.pixelColor(1, y).name().upper() == LIGHT.surface
    table.take({3: (3, "Entry 3")}, asked)  # the other two are gone from the store
    read = view.grab().toImage()
    assert read.pixelColor(1, y).name().upper() == "#B3261E"
    assert read.pixelColor(1, y + 2 * 28).name().upper() == LIGHT.surface


def test_a_read_that_fails_leaves_the_table_drawn_and_is_told_once(qtbot: QtBot) -> None:
    def broken(keys: Sequence[int]) -> Mapping[int, tuple[int, str]]:
        raise OSError(f"no page for {len(keys)} rows")

    table = LazyTable(columns(), Read(now=broken))
    view = TableView(table, "Entries", look=lambda row: Look(bold=row[0] > 0))
    qtbot.addWidget(view)
    view.resize(800, 400)
    told: list[object] = []
    table.failed.connect(told.append)
    show(view, range(3, 0, -1))
    for _ in range(2):
        picture = view.grab().toImage()
    assert picture.pixelColor(700, view.horizontalHeader().height() + 14).name().upper() == LIGHT.surface
    assert [str(error) for error in told] == ["no page for 3 rows"]
