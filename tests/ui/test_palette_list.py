"""The palette's lines: headings cannot be taken, one line is always lit, what a person lit stays lit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from eocdesk.ui.palette_list import PaletteLine, PaletteList

SOFI = PaletteLine("Venues", "SoFi Stadium", "Inglewood", "mdi6.stadium-variant", kind="venue", record=b"1")
ROSE = PaletteLine("Venues", "Rose Bowl", "Pasadena", "mdi6.stadium-variant", kind="venue", record=b"2")
UNDO = PaletteLine("Commands", "Undo", "", "mdi6.undo", side="Ctrl+Z", action="undo")


@pytest.fixture
def lines(qtbot: QtBot) -> PaletteList:
    made = PaletteList()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def lit(lines: PaletteList) -> str:
    line = lines._model.at(lines.currentIndex().row())
    return line.title if line is not None else ""


def test_lines_stand_under_their_headings_and_the_first_is_lit(lines: PaletteList) -> None:
    lines.offer([SOFI, ROSE, UNDO])
    assert [line.title or line.group.upper() for line in lines.lines] == [
        "VENUES",
        "SoFi Stadium",
        "Rose Bowl",
        "COMMANDS",
        "Undo",
    ]
    assert lit(lines) == "SoFi Stadium"


def test_steps_pass_over_headings_and_stop_at_the_ends(lines: PaletteList) -> None:
    lines.offer([SOFI, ROSE, UNDO])
    lines.step(2)
    assert lit(lines) == "Undo"
    lines.step(5)
    assert lit(lines) == "Undo"
    lines.step(-9)
    assert lit(lines) == "SoFi Stadium"


def test_what_a_person_lit_stays_lit_when_more_is_found(lines: PaletteList) -> None:
    lines.offer([UNDO])
    lines.offer([SOFI, UNDO])
    assert lit(lines) == "SoFi Stadium", "nobody chose: the best is lit"
    lines.step(1)
    lines.offer([SOFI, ROSE, UNDO])
    assert lit(lines) == "Undo"
    lines.offer([SOFI, ROSE])
    assert lit(lines) == "SoFi Stadium"


def test_the_lit_line_is_taken_and_nothing_where_nothing_is_found(lines: PaletteList, qtbot: QtBot) -> None:
    lines.offer([SOFI])
    with qtbot.waitSignal(lines.taken) as taken:
        lines.take_current()
    assert taken.args == [SOFI]
    lines.offer([])
    with qtbot.assertNotEmitted(lines.taken):
        lines.take_current()


def test_the_model_keeps_qt_s_rules_and_reads_aloud_where_a_line_belongs(lines: PaletteList) -> None:
    QAbstractItemModelTester(lines._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    lines.offer([SOFI, UNDO])
    index = lines._model.index(1)
    assert lines._model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "SoFi Stadium, Inglewood, Venues"
    assert not lines._model.flags(lines._model.index(0)) & Qt.ItemFlag.ItemIsSelectable


def test_long_titles_are_painted_without_running_over(lines: PaletteList) -> None:
    long = PaletteLine("Log", "x" * 400, "y" * 400, "mdi6.note", side="Enter", kind="entry", record=b"3")
    lines.offer([long, SOFI, UNDO])
    assert lines.wanted_height() == 25 * 3 + 32 * 3
    assert not lines.grab().isNull()
