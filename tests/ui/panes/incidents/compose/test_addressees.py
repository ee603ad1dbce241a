"""Addressees are named by first letters, several on a line, and nobody is addressed by likeness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.panes.incidents.compose.addressees import AddresseesEditor, AddresseesLine

KNOWN = {
    "agency": (
        Candidate(b"1" * 16, "Los Angeles Fire Department", "LAFD", "LAFD"),
        Candidate(b"2" * 16, "Los Angeles Police Department", "LAPD", "LAPD"),
        Candidate(b"3" * 16, "Parks, Recreation and Marine", ""),
    ),
    "seat": (Candidate(b"4" * 16, "EOC supervisor", "activated"),),
    "contact": (Candidate(b"5" * 16, "Maria Ruiz", "Medical Branch Director"),),
}


def of(kind: str) -> Sequence[Candidate]:
    return KNOWN.get(kind, ())


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[AddresseesLine]:
    home = QWidget()
    editor = AddresseesEditor(Setting(candidates=of))
    box = QVBoxLayout(home)
    box.addWidget(editor)
    box.addWidget(QLineEdit())
    qtbot.addWidget(home)
    home.show()
    home.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    yield editor.line
    home.close()


def test_several_are_named_by_their_first_letters(line: AddresseesLine, qtbot: QtBot) -> None:
    for letters in ("laf", "ruiz", "eoc"):
        qtbot.keyClicks(line, letters)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.names == ["LAFD", "Maria Ruiz", "EOC supervisor"]


def test_the_lit_one_is_the_one_taken(line: AddresseesLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "los")
    qtbot.keyClick(line._popup, Qt.Key.Key_Down)
    qtbot.keyClick(line._popup, Qt.Key.Key_Return)
    assert line.names == ["LAPD"]


def test_tab_takes_the_lit_one_and_goes_on(line: AddresseesLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "laf")
    qtbot.keyClick(line._popup, Qt.Key.Key_Tab)
    assert line.names == ["LAFD"]
    qtbot.waitUntil(lambda: not line.hasFocus())


def test_who_is_not_known_is_taken_as_typed_and_never_as_somebody_alike(line: AddresseesLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "Mario Ruis, Gate 7 lead")
    assert not line.is_offering
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.names == ["Mario Ruis", "Gate 7 lead"]


def test_a_name_with_a_comma_of_its_own_stays_one(line: AddresseesLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "parks")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, "lapd")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.names == ["Parks, Recreation and Marine", "LAPD"]


def test_naming_in_the_middle_leaves_what_stands_behind(line: AddresseesLine, qtbot: QtBot) -> None:
    line.set_names(["LAPD", "EOC supervisor"])
    line.setCursorPosition(len("LAPD, "))
    qtbot.keyClicks(line, "laf")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.names == ["LAPD", "LAFD", "EOC supervisor"]


def test_the_same_one_twice_is_once(line: AddresseesLine) -> None:
    line.setText("LAFD,  LAFD ,, ")
    assert line.names == ["LAFD"]


def test_taking_one_counts_as_typing(line: AddresseesLine, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "laf")
    with qtbot.waitSignal(line.textEdited):
        qtbot.keyClick(line, Qt.Key.Key_Return)
