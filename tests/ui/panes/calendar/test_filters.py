"""The filter, ticked and typed by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.calendar.filters import Filters
from eocdesk.ui.panes.calendar.sieve import Sieve, choices
from tests.kit.sessions import row
from tests.ui.panes.calendar.conftest import Shown

MADE = [
    row("Heats", venue="a", sport="Swimming"),
    row("Final", venue="a", sport="Swimming", status="delayed"),
    row("Opening", venue="b", kind="ceremony"),
]


@pytest.fixture
def button(shown: Shown) -> QPushButton:
    made = QPushButton("Filter")
    shown(made, 200, 30)
    return made


@pytest.fixture
def filters(button: QPushButton) -> Filters:
    made = Filters(button)
    made.set_choices(choices(MADE))
    made.drop_from(button)
    return made


def lists(filters: Filters) -> dict[str, QListWidget]:
    return {view.accessibleName(): view for view in filters.findChildren(QListWidget)}


def chosen(filters: Filters) -> list[Sieve]:
    told: list[Any] = []
    filters.changed.connect(told.append)
    return told


def test_it_opens_with_the_keyboard_in_its_words(filters: Filters) -> None:
    assert filters.isVisible()
    assert filters.focusWidget() is filters.words


def test_every_list_has_what_there_is_with_how_many(filters: Filters) -> None:
    found = {name: [view.item(n).text() for n in range(view.count())] for name, view in lists(filters).items()}
    assert found == {
        "Venues": ["Venue a  (2)", "Venue b  (1)"],
        "Sports": ["Swimming  (2)", "No sport  (1)"],
        "Kinds": ["Competition  (2)", "Ceremony  (1)"],
        "Status": ["Scheduled  (2)", "Delayed  (1)"],
    }


def test_space_ticks_and_the_sieve_is_told(filters: Filters, qtbot: QtBot) -> None:
    told = chosen(filters)
    view = lists(filters)["Kinds"]
    view.setCurrentRow(1)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert told == [Sieve(kinds=frozenset({"ceremony"}))]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert told[-1].is_open


def test_words_are_taken_when_the_hand_rests(filters: Filters, qtbot: QtBot) -> None:
    told = chosen(filters)
    qtbot.keyClicks(filters.words, "sofi")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Sieve(words="sofi")]


def test_what_is_ticked_stays_ticked_when_the_choices_change(filters: Filters) -> None:
    told = chosen(filters)
    filters.set_sieve(Sieve(venues=frozenset({b"b"})))
    filters.set_choices(choices([*MADE, row("New", venue="c")]))
    view = lists(filters)["Venues"]
    ticked = [view.item(n).text() for n in range(view.count()) if view.item(n).checkState() == Qt.CheckState.Checked]
    assert ticked == ["Venue b  (1)"]
    assert told == [Sieve(venues=frozenset({b"b"}))]


def test_one_button_shows_everything_again(filters: Filters, qtbot: QtBot) -> None:
    filters.set_sieve(Sieve(kinds=frozenset({"ceremony"}), words="x"))
    told = chosen(filters)
    qtbot.mouseClick(filters.clear_button, Qt.MouseButton.LeftButton)
    assert told == [Sieve()]
    assert filters.words.text() == ""
    assert filters.sieve.is_open


def test_escape_closes_it(filters: Filters, qtbot: QtBot) -> None:
    qtbot.keyClick(filters, Qt.Key.Key_Escape)
    assert not filters.isVisible()


def test_the_kinds_show_the_colours_of_the_bars(filters: Filters) -> None:
    view = lists(filters)["Kinds"]
    colours = {view.item(n).icon().pixmap(8, 8).toImage().pixelColor(4, 4).name() for n in range(view.count())}
    assert len(colours) == 2
