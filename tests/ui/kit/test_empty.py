"""What stands where nothing is: a sentence and the one thing to do, never a dead button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.empty import Emptiable, Empty


def said(empty: Empty) -> list[str]:
    return [label.text() for label in empty.findChildren(QLabel) if label.isVisible() and label.text()]


def test_it_says_what_is_missing_and_does_the_one_thing(qtbot: QtBot) -> None:
    done: list[str] = []
    empty = Empty("mdi6.calendar-blank-outline", "Nothing yet.", "Import one.", "Add", lambda: done.append("added"))
    qtbot.addWidget(empty)
    empty.show()
    assert said(empty) == ["Nothing yet.", "Import one."]
    qtbot.keyClick(empty.button, Qt.Key.Key_Space)
    assert done == ["added"]


def test_without_something_to_do_there_is_no_button(qtbot: QtBot) -> None:
    for button in ("", "Add"):
        empty = Empty("mdi6.calendar-blank-outline", "Nothing yet.", button=button)
        qtbot.addWidget(empty)
        empty.show()
        assert not empty.button.isVisible()
        empty.button.click()


def test_another_sentence_takes_the_detail_away(qtbot: QtBot) -> None:
    empty = Empty("mdi6.calendar-blank-outline", "Nothing yet.", "Import one.")
    qtbot.addWidget(empty)
    empty.show()
    empty.say("Nothing gets through the filter.")
    assert said(empty) == ["Nothing gets through the filter."]


def test_in_a_narrow_dock_the_sentence_wraps_and_is_not_cut(qtbot: QtBot) -> None:
    empty = Empty("mdi6.calendar-blank-outline", "Nobody is called that, and this sentence is a long one.")
    qtbot.addWidget(empty)
    empty.resize(220, 400)
    empty.show()
    label = next(label for label in empty.findChildren(QLabel) if label.text())
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()) > label.fontMetrics().height() * 2)


def test_a_view_gives_way_to_the_sentence_and_comes_back(qtbot: QtBot) -> None:
    view, empty = QListWidget(), Empty("mdi6.calendar-blank-outline", "Nothing yet.")
    either = Emptiable(view, empty)
    qtbot.addWidget(either)
    either.show()
    assert view.isVisible()
    either.set_empty(empty=True, sentence="No event is open.", detail="Open one.")
    assert either.is_empty
    assert not view.isVisible()
    assert said(empty) == ["No event is open.", "Open one."]
    either.set_empty(empty=False)
    assert view.isVisible()
