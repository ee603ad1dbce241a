"""Columns as they stand by default: words at the leading edge, numbers may stand at the trailing one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from PySide6.QtCore import Qt

from eocdesk.ui.kit.columns import LEADING, PLAIN, TRAILING, Column, Look
from eocdesk.ui.kit.lazy_table import LazyTable, Read


@pytest.fixture
def table() -> LazyTable:
    columns = (
        Column("Name", lambda row: row[0], stretch=True, key=True),
        Column("Crowd", lambda row: f"{row[1]:,}", align=TRAILING, tip=lambda row: f"{row[1]} people expected"),
        Column("", lambda row: row[0][:1]),
    )
    made = LazyTable(columns, Read(now=lambda keys: dict.fromkeys(keys, ("SoFi", 70240))))
    made._ids.append(1)
    return made


def said(table: LazyTable, column: int, role: Qt.ItemDataRole) -> object:
    return table.data(table.index(0, column), int(role))


def test_a_cell_s_tip_is_its_words_unless_it_has_more_to_say(table: LazyTable) -> None:
    assert said(table, 0, Qt.ItemDataRole.ToolTipRole) == "SoFi"
    assert said(table, 1, Qt.ItemDataRole.ToolTipRole) == "70240 people expected"


def test_a_cell_is_read_aloud_with_its_head_where_it_has_one(table: LazyTable) -> None:
    assert said(table, 1, Qt.ItemDataRole.AccessibleTextRole) == "Crowd: 70,240"
    assert said(table, 2, Qt.ItemDataRole.AccessibleTextRole) == "S"


def test_heads_stand_over_their_cells(table: LazyTable) -> None:
    for column, align in enumerate((LEADING, TRAILING, LEADING)):
        assert said(table, column, Qt.ItemDataRole.TextAlignmentRole) == align
        horizontal = Qt.Orientation.Horizontal
        assert table.headerData(column, horizontal, int(Qt.ItemDataRole.TextAlignmentRole)) == align


def test_a_plain_row_has_nothing_that_draws_the_eye_and_is_shared_safely() -> None:
    assert Look() == PLAIN
    assert (PLAIN.bold, PLAIN.edge, PLAIN.tint, PLAIN.struck) == (False, "", "", False)
    with pytest.raises(FrozenInstanceError):
        PLAIN.bold = True  # type: ignore[misc]
