"""Ctrl+K finds any record and runs any command, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.partners import AddContact
from eocdesk.commands.venues import AddVenue
from eocdesk.ui.palette import Palette
from tests.kit.desks import EVENT
from tests.kit.windows import Room, settled


@pytest.fixture
def palette(room: Room, qtbot: QtBot) -> Palette:
    """Opened by its key."""
    settled(room, qtbot)
    room.window.activateWindow()
    room.window.show_pane("overview")
    room.pane("incidents").take_focus()
    qtbot.waitUntil(room.pane("incidents").line.hasFocus)
    QTest.keyClick(room.pane("incidents").line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    made = room.window.palette_card
    assert made.isVisible()
    return made


def type_in(palette: Palette, words: str) -> None:
    QTest.keyClicks(palette._line, words)


def titles(palette: Palette) -> list[str]:
    return [line.title for line in palette.lines if line.title]


def test_any_command_is_run(palette: Palette, room: Room, qtbot: QtBot) -> None:
    type_in(palette, "new log")
    qtbot.waitUntil(lambda: titles(palette)[:1] == ["New log entry"])
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert palette.isHidden()
    assert room.pane("incidents").asked == [("new", {})]


@pytest.mark.parametrize(
    ("words", "kind", "pane"),
    [("sofi", "venue", "venues"), ("ruiz", "contact", "partners"), ("crush", "incident", "incidents")],
)
def test_any_record_is_found_and_gone_to(
    room: Room, qtbot: QtBot, palette: Palette, words: str, kind: str, pane: str
) -> None:
    ids = {
        "venue": room.desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"})).value,
        "contact": room.desk.do_now(AddContact(EVENT, {"name": "Maria Ruiz"})).value,
        "incident": room.desk.do_now(ReportIncident(EVENT, "Crowd crush at Gate 7")).value[0],
    }
    type_in(palette, words)
    qtbot.waitUntil(lambda: any(line.kind == kind for line in palette.lines))
    while palette._list._model.at(palette._list.currentIndex().row()).kind != kind:
        QTest.keyClick(palette._line, Qt.Key.Key_Down)
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert room.pane(pane).asked == [(kind, ids[kind])]


def test_a_number_alone_finds_its_entry(palette: Palette, room: Room, qtbot: QtBot) -> None:
    entry, number = room.desk.do_now(LogEntry(EVENT, "Gate 7 closed")).value
    type_in(palette, number.lower())
    qtbot.waitUntil(lambda: [line.record for line in palette.lines if line.kind] == [entry])


def test_escape_gives_the_keyboard_back(palette: Palette, room: Room) -> None:
    QTest.keyClick(palette._line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert room.pane("incidents").line.hasFocus()


def test_a_click_beside_the_card_closes_it(palette: Palette) -> None:
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(4, palette.height() - 4))
    assert palette.isHidden()


def test_an_answer_to_older_words_is_not_shown(palette: Palette, room: Room, qtbot: QtBot) -> None:
    room.desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"}))
    type_in(palette, "sofi")
    qtbot.waitUntil(lambda: "SoFi Stadium" in titles(palette))
    for _ in range(4):
        QTest.keyClick(palette._line, Qt.Key.Key_Backspace)
    type_in(palette, "zzz")
    qtbot.waitUntil(lambda: palette._asked == "zzz")
    settled(room, qtbot)
    assert "SoFi Stadium" not in titles(palette)


def test_what_cannot_be_done_now_is_not_offered(palette: Palette, room: Room, qtbot: QtBot) -> None:
    type_in(palette, "amend this event")
    qtbot.waitUntil(lambda: "Amend this event" in titles(palette))
    palette.dismiss()
    room.desk.event = None
    palette.open("amend this event")
    assert "Amend this event" not in titles(palette)


def test_it_covers_the_window_also_when_that_grows(palette: Palette, room: Room, qtbot: QtBot) -> None:
    room.window.resize(1700, 1000)
    qtbot.waitUntil(lambda: palette.size() == room.window.size())
    assert palette.rect().contains(palette._card.geometry())
