"""The bar above the calendar: what it says, what its buttons ask for, how it gives way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.calendar.head import WAYS, Head
from tests.ui.panes.calendar.conftest import Shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def head(shown: Shown) -> Head:
    made = Head()
    shown(made, 1300, 44)
    return made


def test_it_says_the_day_and_what_is_on(head: Head) -> None:
    head.set_title("Wednesday, July 19, 2028")
    head.set_counts("Day 6 of 17", 22, 2)
    assert head.title.text() == "Wednesday, July 19, 2028"
    assert head.counts.full == "Day 6 of 17  ·  22 sessions"
    assert head.conflicts.text() == "2 conflicts"
    assert head.conflicts.isVisible()
    head.set_counts("", 1, 0)
    assert head.counts.full == "1 session"
    assert not head.conflicts.isVisible()


def test_times_to_be_decided_are_counted_as_long_as_there_are_any(head: Head) -> None:
    head.set_undecided(50)
    assert head.undecided.text() == "50 to be decided"
    assert head.undecided.accessibleName() == "50 sessions whose time is to be decided"
    head.resize(700, 44)
    assert head.undecided.text() == "50 TBD"
    assert head.undecided.isVisible()
    head.set_undecided(0)
    assert not head.undecided.isVisible()


def test_every_button_asks_for_what_it_says(head: Head, qtbot: QtBot) -> None:
    head.set_counts("", 1, 1)
    head.set_undecided(1)
    for button, signal in (
        (head.now, head.now_asked),
        (head.title, head.day_asked),
        (head.filter, head.filter_asked),
        (head.conflicts, head.conflict_asked),
        (head.undecided, head.undecided_asked),
        (head.add, head.add_asked),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, LEFT)
    for button, by in ((head.back, -1), (head.forth, 1)):
        with qtbot.waitSignal(head.stepped) as told:
            qtbot.mouseClick(button, LEFT)
        assert told.args == [by]


def test_the_ways_are_walked_by_arrows(head: Head, qtbot: QtBot) -> None:
    seen: list[str] = []
    head.way_chosen.connect(seen.append)
    for _ in WAYS:
        qtbot.keyClick(head.ways, Qt.Key.Key_Right)
    assert seen == [name for name, _ in WAYS[1:]]


def test_a_filter_is_seen_on_its_button_and_a_click_does_not_hide_it(head: Head, qtbot: QtBot) -> None:
    assert not head.filter.isChecked()
    head.set_sieve("SoFi Stadium & more  ·  2 sports", is_open=False)
    assert head.filter.isChecked()
    assert head.filter.text().startswith("SoFi Stadium && more")
    assert len(head.filter.text()) < 32
    assert "2 sports" in head.filter.toolTip()
    qtbot.mouseClick(head.filter, LEFT)
    assert head.filter.isChecked()
    head.set_sieve("All venues", is_open=True)
    assert not head.filter.isChecked()


@pytest.mark.parametrize("width", [620, 760, 900, 1300])
def test_nothing_stands_over_anything_else_on_a_small_screen(head: Head, width: int) -> None:
    head.set_title("November 30 – December 6, 2028")
    head.set_counts("", 1928, 12)
    head.set_undecided(50)
    head.set_sieve("All venues", is_open=True)
    head.resize(max(width, head.minimumSizeHint().width()), 44)
    buttons = [b for b in head.findChildren(QAbstractButton) if b.isVisible() and b.parent() in (head, head.ways)]
    boxes = [b.rect().translated(b.mapTo(head, b.rect().topLeft())) for b in buttons]
    assert len(boxes) > 10
    for n, one in enumerate(boxes):
        assert head.rect().contains(one)
        assert not any(one.intersects(other) for other in boxes[n + 1 :])


def test_every_button_has_a_name_for_those_who_do_not_see_it(head: Head) -> None:
    head.set_title("Today")
    head.set_counts("", 1, 1)
    assert all(b.accessibleName() or b.text() for b in head.findChildren(QAbstractButton))


def test_the_board_has_no_day_before_and_after(head: Head) -> None:
    head.set_stepping(on=False)
    assert not head.back.isEnabled()
    head.set_stepping(on=True)
    assert head.forth.isEnabled()
