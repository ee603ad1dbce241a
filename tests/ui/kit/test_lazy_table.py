"""The long table's model keeps Qt's rules and reads only what is seen."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterable, Mapping, Sequence

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.models.errors import Unavailable
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.kit.lazy_table import KEPT, PAGE, LazyTable, Read
from eocdesk.ui.kit.order import plan

COLUMNS = (
    Column("Key", lambda row: str(row[0])),
    Column("Double", lambda row: str(row[1]), tip=lambda row: f"{row[1]} is twice {row[0]}"),
)


class Store:
    """Rows by key, and a note of what was read."""

    def __init__(self, size: int = 3000) -> None:
        self.rows = {key: (key, key * 2) for key in range(size)}
        self.reads: list[list[int]] = []

    def read(self, keys: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        self.reads.append(list(keys))
        return {key: self.rows[key] for key in keys if key in self.rows}


def made(store: Store, ids: Iterable[int] = ()) -> LazyTable:
    table = LazyTable(COLUMNS, Read(now=store.read))
    table.follow(plan(table.ids, list(ids)))
    return table


def show(table: LazyTable, ids: Iterable[int]) -> None:
    table.follow(plan(table.ids, list(ids)))


def test_keeps_qts_rules_under_random_changes(qtmodeltester: ModelTester) -> None:
    table = made(Store(), range(500))
    qtmodeltester.check(table)
    dice = random.Random(3)  # noqa: S311  a repeatable walk, no secret
    ids = list(range(500))
    for _ in range(80):
        throw = dice.random()
        if throw < 0.4:
            ids.insert(dice.randrange(len(ids) + 1), dice.randrange(1000, 3000))
        elif throw < 0.65:
            del ids[dice.randrange(len(ids))]
        elif throw < 0.75:
            dice.shuffle(ids)
        elif throw < 0.85:
            ids = ids[: len(ids) // 2] + list(range(2000, 2000 + dice.randrange(200)))
        else:
            table.forget(ids[:3])
        ids = list(dict.fromkeys(ids))
        show(table, ids)
        assert list(table.ids) == ids
        assert table.data(table.index(len(ids) // 2, 0)) == str(ids[len(ids) // 2])


def test_selection_stays_with_its_record(qtbot: QtBot) -> None:
    table = made(Store(), range(500))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    view.selectRow(40)
    for ids in ([1500, *range(500)], list(range(499, -1, -1)), [3, 40, 9]):
        show(table, ids)
        assert [table.id_at(index.row()) for index in view.selectionModel().selectedRows()] == [40]
    show(table, [3, 9])
    assert view.selectionModel().selectedRows() == []


def test_a_whole_page_selected_survives_a_new_order(qtbot: QtBot) -> None:
    table = made(Store(), range(300))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    for row in range(60):
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().select(table.index(row, 0), flags.Select | flags.Rows)
    show(table, range(299, -1, -1))
    assert sorted(table.id_at(i.row()) or 0 for i in view.selectionModel().selectedRows()) == list(range(60))


def test_reads_only_the_pages_that_are_seen(qtbot: QtBot) -> None:
    store = Store(100_000)
    table = made(store, range(100_000))
    view = QTableView()
    view.resize(800, 600)
    qtbot.addWidget(view)
    view.setModel(table)
    with qtbot.waitExposed(view):
        view.show()
    view.scrollTo(table.index(70_000, 0))
    view.grab()
    assert sum(len(keys) for keys in store.reads) <= 4 * PAGE


def test_holds_no_more_than_it_says() -> None:
    table = made(Store(30_000), range(30_000))
    for row in range(0, 30_000, PAGE):
        table.row_at(row)
    assert len(table._rows) <= KEPT


def test_a_changed_row_is_read_again_and_only_that() -> None:
    store = Store()
    table = made(store, range(300))
    assert table.data(table.index(7, 1)) == "14"
    store.rows[7] = (7, 15)
    store.reads.clear()
    table.forget([7])
    assert table.data(table.index(7, 1)) == "15"
    assert store.reads == [[7]]


def test_a_read_that_fails_is_told_and_never_raised(qtbot: QtBot) -> None:
    def broken(_keys: Sequence[int]) -> Mapping[int, object]:
        raise Unavailable("The record is locked.")

    table = LazyTable(COLUMNS, Read(now=broken))
    show(table, range(10))
    with qtbot.waitSignal(table.failed) as told:
        assert table.data(table.index(0, 0)) == ""
    assert told.args is not None
    assert isinstance(told.args[0], Unavailable)


def test_asks_once_and_shows_nothing_until_answered() -> None:
    asked: list[list[int]] = []
    table = LazyTable(COLUMNS, Read(ask=asked.append))
    show(table, range(300))
    assert table.data(table.index(0, 1)) == ""
    assert table.data(table.index(5, 1)) == ""
    assert asked == [list(range(PAGE))]
    table.take({key: (key, key * 2) for key in range(100)}, asked=asked[0])
    assert table.data(table.index(5, 1)) == "10"
    assert table.row_at(PAGE - 1) is None  # gone from the store: not asked for again and again
    assert len(asked) == 1


def test_an_old_row_stays_on_screen_until_the_new_one_comes() -> None:
    asked: list[list[int]] = []
    table = LazyTable(COLUMNS, Read(ask=asked.append))
    show(table, [4])
    table.row_at(0)
    table.take({4: (4, 8)})
    table.forget([4])
    assert table.data(table.index(0, 1)) == "8"
    assert asked == [[4], [4]]
    table.take({4: (4, 9)})
    assert table.data(table.index(0, 1)) == "9"


def test_the_order_given_to_a_table_is_its_own() -> None:
    table = made(Store())
    ids = array("q", range(200))
    table.follow(plan(table.ids, ids))
    show(table, [900, *range(200)])
    assert len(ids) == 200


def test_words_tips_and_spoken_text() -> None:
    table = made(Store(), [21])
    cell = table.index(0, 1)
    assert table.data(cell, Qt.ItemDataRole.ToolTipRole) == "42 is twice 21"
    assert table.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "Double: 42"
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Key"


@pytest.mark.parametrize("row", [-1, 3])
def test_a_row_that_is_not_there_is_none(row: int) -> None:
    table = made(Store(), [1, 2, 3])
    assert table.id_at(row) is None
    assert table.row_at(row) is None
