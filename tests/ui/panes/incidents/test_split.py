"""The panel stands where there is room for it, and gives way to the list where there is none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.split import Split


@pytest.fixture
def split(qtbot: QtBot) -> Split:
    made = Split(QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("size", "way", "by_itself"),
    [(QSize(1800, 900), "side", True), (QSize(900, 500), "side", False), (QSize(700, 700), "below", False)],
)
def test_where_it_stands(split: Split, size: QSize, way: str, *, by_itself: bool) -> None:
    split.resize(size)
    assert (split.way, split.is_open) == (way, by_itself)
    split.open_panel()
    lists, panel = split.widget(0), split.widget(1)
    assert lists.isVisible()
    assert panel.isVisible()
    upright = split.orientation() == Qt.Orientation.Horizontal
    assert upright == (way == "side")
    assert (panel.width() if upright else panel.height()) >= 300


def test_on_a_small_screen_it_takes_the_place_of_the_list_and_gives_it_back(split: Split) -> None:
    split.resize(700, 360)
    split.open_panel()
    assert not split.widget(0).isVisible()
    assert split.widget(1).isVisible()
    split.close_panel()
    assert split.widget(0).isVisible()
    assert not split.is_open


def test_a_window_made_small_folds_the_panel_and_never_hides_the_list(split: Split) -> None:
    split.open_panel()
    split.resize(700, 360)
    assert split.widget(0).isVisible()
    assert not split.is_open


def test_who_closed_it_on_a_wide_screen_is_not_shown_it_again(split: Split) -> None:
    split.resize(1800, 900)
    split.close_panel()
    split.resize(1900, 900)
    assert not split.is_open


def test_a_list_without_a_panel_has_all_the_room(split: Split, qtbot: QtBot) -> None:
    split.resize(1800, 900)
    with qtbot.waitSignal(split.turned) as turned:
        split.allow(allowed=False)
    assert turned.args == [False]
    qtbot.waitUntil(lambda: split.widget(0).width() == split.width())
    split.allow(allowed=True)
    assert split.is_open


def test_widths_a_person_chose_stay_while_the_window_grows(split: Split) -> None:
    split.resize(1800, 900)
    split.setSizes([1000, 800])
    split.resize(1860, 900)
    assert split.widget(1).width() >= 780
