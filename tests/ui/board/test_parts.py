"""A part without lines says so in words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.ui.board.parts import PartView
from eocdesk.ui.board.told import Line, Part


def said(view: PartView) -> set[str]:
    return {label.text() for label in view.findChildren(QLabel) if label.text()}


def test_nothing_is_said_in_words_and_lines_take_its_place(qtbot: QtBot) -> None:
    none = PartView(Part("Evidence", empty="Nothing shows it yet."), {})
    some = PartView(Part("Evidence", (Line("Entry 7KQ4-L3", done=True),), empty="Nothing shows it yet."), {})
    qtbot.addWidget(none)
    qtbot.addWidget(some)
    assert said(none) == {"EVIDENCE", "Nothing shows it yet."}
    assert said(some) == {"EVIDENCE", "Entry 7KQ4-L3"}
