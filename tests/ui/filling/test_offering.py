"""What was grave since the last report is taken among the highlights by a click, with its marking, five at most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.forms import FillBlock
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import forms
from eocdesk.ui.filling.offering import FULL, NOTHING, Offering
from eocdesk.ui.filling.window import FormWindow
from tests.kit.desks import EVENT

Open = Callable[[bytes], FormWindow]


def offering(window: FormWindow) -> Offering:
    """The one of the highlights."""
    window.side.setCurrentRow(1)
    assert window.offering is not None
    return window.offering


def shown(one: Offering, qtbot: QtBot, count: int) -> None:
    """Its menu, with so many sentences."""
    qtbot.mouseClick(one.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(one.menu.actions()) == count)
    one.menu.close()


def test_a_sentence_is_taken_below_what_stands_and_the_block_is_marked_as_it_is(
    opened: Open, report: bytes, desk: Desk, qtbot: QtBot
) -> None:
    desk.do_now(FillBlock(report, "1", "Heat."))
    desk.do_now(LogEntry(EVENT, "Fourteen patients at Gate 7", severity=4, marking="RED"))
    window = opened(report)
    one = offering(window)
    shown(one, qtbot, 1)
    action = one.menu.actions()[0]
    assert "TLP:RED" in action.text()
    action.trigger()
    qtbot.waitUntil(lambda: "Fourteen" in str(desk.read_now(forms.blocks_of, report).get("1")))
    (line,) = desk.read_now(forms.written, report)
    assert line.text.splitlines()[0] == "Heat."
    assert line.marking == "RED"
    qtbot.mouseClick(one.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: one.note.text() == NOTHING)  # what stands is not offered again
    assert not one.menu.actions()


def test_no_sixth_is_taken(opened: Open, report: bytes, desk: Desk, qtbot: QtBot) -> None:
    desk.do_now(FillBlock(report, "1", "A\nB\nC\nD\nE"))
    desk.do_now(LogEntry(EVENT, "Fourteen patients", severity=4))
    window = opened(report)
    one = offering(window)
    shown(one, qtbot, 1)
    one.menu.actions()[0].trigger()
    assert one.note.text() == FULL
    assert desk.read_now(forms.blocks_of, report)["1"] == "A\nB\nC\nD\nE"


def test_where_nothing_was_grave_it_says_so(opened: Open, report: bytes, qtbot: QtBot) -> None:
    window = opened(report)
    one = offering(window)
    qtbot.mouseClick(one.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(one.note.isVisible)
    assert one.note.text() == NOTHING
