"""How a row is drawn: weight and edge for what matters, a line through what is struck, selection over all."""

from __future__ import annotations

from array import array
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.columns import Column, Look
from eocdesk.ui.kit.lazy_table import LazyTable, Read
from eocdesk.ui.kit.order import plan
from eocdesk.ui.kit.row_painter import EDGE
from eocdesk.ui.kit.table_view import TableView
from eocdesk.ui.kit.tokens import LIGHT

LOOKS = {
    1: Look(),
    2: Look(bold=True),
    3: Look(edge=LIGHT.bad, tint=LIGHT.bad),
    4: Look(struck=True),
    5: Look(muted=True),
}
WORDS = "Mass casualty at Gate 7"


def look(row: Any) -> Look:
    return LOOKS.get(row[0], Look())


@pytest.fixture
def view(qtbot: QtBot) -> TableView:
    columns = (Column("Number", lambda row: str(row[0]), width=60), Column("Text", lambda _row: WORDS, 300, key=True))
    table = LazyTable(columns, Read(now=lambda keys: {key: (key,) for key in keys}))
    made = TableView(table, "Entries", look)
    table.setParent(made)
    qtbot.addWidget(made)
    made.resize(400, 300)
    table.follow(plan(array("q"), range(1, 8)))
    with qtbot.waitExposed(made):
        made.show()
    return made


def row(view: TableView, key: int, column: int = 1) -> QImage:
    rect = view.visualRect(view.model().index(key - 1, column))
    return view.viewport().grab(QRect(rect.left() + 6, rect.top() + 1, rect.width() - 8, rect.height() - 3)).toImage()


def ink(image: QImage, ground: str) -> int:
    """How many pixels are not the ground."""
    return sum(
        image.pixelColor(x, y).name() != ground.lower() for x in range(image.width()) for y in range(image.height())
    )


def test_every_other_row_has_the_second_ground(view: TableView) -> None:
    grounds = [row(view, key).pixelColor(290, 2).name() for key in (5, 6, 7)]
    assert grounds == [LIGHT.surface.lower(), LIGHT.surface2.lower(), LIGHT.surface.lower()]


def test_what_matters_is_set_in_weight_in_its_key_column_alone(view: TableView) -> None:
    assert row(view, 2) != row(view, 6)
    assert row(view, 2).pixelColor(290, 2) == row(view, 6).pixelColor(290, 2)
    bold, plain = ink(row(view, 2), LIGHT.surface2), ink(row(view, 6), LIGHT.surface2)
    assert bold > plain


def test_an_edge_stands_at_the_leading_side_of_the_row_once(view: TableView) -> None:
    rect = view.visualRect(view.model().index(2, 0))
    picture = view.viewport().grab().toImage()
    y = rect.center().y()
    assert picture.pixelColor(1, y).name() == LIGHT.bad.lower()
    assert picture.pixelColor(EDGE + 2, y).name() != LIGHT.bad.lower()
    assert picture.pixelColor(rect.right() + 2, y).name() != LIGHT.bad.lower()


def test_a_tint_is_faint_and_gives_way_to_the_selection(view: TableView) -> None:
    tinted = row(view, 3).pixelColor(290, 2)
    assert tinted.name() not in (LIGHT.surface.lower(), LIGHT.bad.lower())
    assert tinted.lightness() > 220
    view.selectRow(2)
    assert row(view, 3).pixelColor(290, 2).name() == LIGHT.sel.lower()


def test_what_is_struck_is_struck_through(view: TableView) -> None:
    struck, plain = row(view, 4), row(view, 6)
    across = [
        y
        for y in range(4, struck.height() - 4)
        if all(struck.pixelColor(x, y).name() != LIGHT.surface2.lower() for x in range(4, 60))
    ]
    assert across
    assert not [
        y
        for y in range(4, plain.height() - 4)
        if all(plain.pixelColor(x, y).name() != LIGHT.surface2.lower() for x in range(4, 60))
    ]


def test_what_is_over_is_muted(view: TableView) -> None:
    image, plain = row(view, 5), row(view, 7)
    darkest = min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))
    dark = min(plain.pixelColor(x, y).lightness() for x in range(plain.width()) for y in range(plain.height()))
    assert darkest > dark


def test_words_that_do_not_fit_are_cut_with_an_ellipsis_inside_their_cell(view: TableView) -> None:
    whole = ink(row(view, 7), LIGHT.surface)
    view.setColumnWidth(1, 80)
    cut = row(view, 7)
    assert 0 < ink(cut, LIGHT.surface) < whole
    assert all(cut.pixelColor(cut.width() - 1, y).name() == LIGHT.surface.lower() for y in range(cut.height()))


def test_the_row_with_the_keyboard_shows_it(view: TableView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    view.selectRow(6)
    qtbot.waitUntil(view.hasFocus)
    rect = view.visualRect(view.model().index(6, 1))
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(rect.center().x(), rect.top()).name() == LIGHT.accent.lower()


def test_a_row_is_as_high_as_its_tokens_say(view: TableView) -> None:
    assert view.rowHeight(0) == LIGHT.row == view.itemDelegate().sizeHint(None, view.model().index(0, 0)).height()  # type: ignore[arg-type]


def test_read_from_the_right_the_edge_stands_at_the_right(view: TableView) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rect = view.visualRect(view.model().index(2, 0))
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(rect.right() - 1, rect.center().y()).name() == LIGHT.bad.lower()
