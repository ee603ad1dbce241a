"""A list of two-line rows: what is current stays current while rows come and go, and Enter opens it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import CONTRAST, DARK, LIGHT, Tokens
from eocdesk.ui.kit.two_lines import ROW, Row, Rows, TwoLines
from tests.kit.pictures import count, grabbed

THREE = [Row("a", "Alpha", "first", "14:00"), Row("b", "Beta", "second", part="warn"), Row("c", "Gamma")]


@pytest.fixture
def lines(qtbot: QtBot) -> TwoLines:
    made = TwoLines("Things")
    qtbot.addWidget(made)
    made.resize(320, 300)
    made.show()
    made.show_rows(THREE)
    return made


def test_the_first_row_is_current_and_stays_so_while_others_come_before_it(lines: TwoLines) -> None:
    said: list[object] = []
    lines.chosen.connect(said.append)
    assert lines.current == "a"
    lines.go_to("b")
    lines.show_rows([Row("z", "New"), *THREE])
    assert lines.current == "b"
    lines.show_rows([THREE[0], THREE[2]])
    assert lines.current == "c", "what takes its place"
    lines.show_rows([])
    assert lines.current is None
    assert said[-2:] == ["c", None]


def test_a_row_that_only_reads_otherwise_is_not_a_new_one(lines: TwoLines, qtbot: QtBot) -> None:
    lines.go_to("b")
    with qtbot.assertNotEmitted(lines.chosen):
        lines.show_rows([THREE[0], Row("b", "Beta", "changed"), THREE[2]])
    assert lines.rows[1].detail == "changed"
    assert lines.current == "b"


def test_enter_and_a_double_click_open_the_row(lines: TwoLines, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lines.opened) as told:
        qtbot.keyClick(lines, Qt.Key.Key_Down)
        qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert told.args == ["b"]


def test_a_row_is_read_aloud_whole(lines: TwoLines) -> None:
    index = lines.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Alpha, first, 14:00"
    assert lines.sizeHintForRow(0) == ROW


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_dot_and_the_words_are_drawn_in_the_themes_colours(
    lines: TwoLines, tokens: Tokens, way: Qt.LayoutDirection, qapp: QApplication
) -> None:
    theme.apply(qapp, tokens)
    lines.setLayoutDirection(way)
    lines.go_to("c")
    picture = grabbed(lines)
    assert count(picture, tokens.warn, 20) > 15
    assert count(picture, tokens.muted, 30) > 5
    middle = lines.width() // 2
    near = (
        picture.copy(0, ROW, 30, ROW) if way is Qt.LayoutDirection.LeftToRight else picture.copy(middle, ROW, 400, ROW)
    )
    assert count(near, tokens.warn, 20) > 15


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = Rows()
    model.show(THREE)
    qtmodeltester.check(model)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=6))
def test_whatever_comes_and_goes_the_current_row_is_one_that_is_there(
    qapp: QApplication, steps: list[list[str]]
) -> None:
    del qapp
    lines = TwoLines("Things")
    for step in steps:
        before = lines.current
        lines.show_rows([Row(key, key) for key in step])
        assert (lines.current in step) if step else lines.current is None
        if before in step:
            assert lines.current == before


def test_within_a_page_it_is_as_high_as_its_rows_and_no_higher_than_asked(lines: TwoLines) -> None:
    heights = []
    for rows in ([], THREE[:1], THREE[:2], THREE):
        lines.show_rows(rows)
        lines.fit(2)
        heights.append(lines.height())
    assert heights == [ROW + 2, ROW + 2, 2 * ROW + 2, 2 * ROW + 2]
