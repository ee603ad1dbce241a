"""The window: how panes reach each other, what it says, and what it keeps for the next start."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.commands.events import AddEvent, AddPeriod, AmendEvent
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable, clock
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.kit.record_dialog import RecordDialog
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes import meetings
from eocdesk.ui.signin import SignIn
from eocdesk.ui.window import Window
from tests.kit.desks import EVENT, meet
from tests.kit.windows import PLAIN, Room, dialogs, settled, specs, window_on


def words(room: Room) -> set[str]:
    return {label.text() for label in room.window.findChildren(QLabel) if label.isVisible()}


def test_a_record_is_shown_by_the_pane_of_its_kind(room: Room) -> None:
    for kind, pane in (("session", "calendar"), ("venue", "venues"), ("task", "incidents"), ("contact", "partners")):
        room.window.show_record(kind, b"1")
        assert room.pane(pane).asked == [(kind, b"1")]
        assert room.pane(pane).isVisible()


def test_a_record_of_a_page_of_its_own_brings_that_page(room: Room) -> None:
    room.window.show_record("summary", b"1")
    assert room.pane("reports").asked == [("summary", b"1")]
    assert room.window.rail.current == "reports"


def test_what_no_pane_shows_opens_its_form(room: Room, qtbot: QtBot) -> None:
    period = room.desk.do_now(AddPeriod(EVENT, 1000, 2000, name="Day shift")).value
    room.window.show_record("period", period)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in room.window.findChildren(RecordDialog)))


def test_an_event_that_is_shown_is_the_one_that_is_open(room: Room, qtbot: QtBot) -> None:
    other = room.desk.do_now(AddEvent("WC26", "World Cup", "Europe/Paris", "2026-06-11", "2026-07-19")).value
    with qtbot.waitSignal(room.window.context.event_changed):
        room.window.show_record("event", other)
    assert room.desk.event is not None
    assert room.desk.event.code == "WC26"
    assert room.window.windowTitle() == "World Cup — eocdesk"
    assert "World Cup" in words(room)
    assert room.window.context.zone == "Europe/Paris"


def test_a_new_entry_reaches_the_log_from_anywhere(room: Room) -> None:
    room.window.show_pane("reports")
    room.window.new_entry({"venue": b"v"})
    assert room.pane("incidents").asked == [("new", {"venue": b"v"})]
    assert room.pane("incidents").isVisible()


def test_the_map_shows_what_another_pane_shows_otherwise(room: Room) -> None:
    room.window.show_on_map("incident", b"i")
    assert room.pane("venues").asked == [("incident", b"i")]


def test_without_a_log_nothing_breaks(desk: Desk, turning: asyncio.AbstractEventLoop) -> None:
    with window_on(desk, specs(without="incidents")) as room:
        room.window.show_pane("reports")
        room.window.new_entry({})
        room.window.errands.alert("task", b"")
        assert room.pane("reports").isVisible(), "nothing is brought forward that is not there"
        assert all(room.pane(one.name).asked == [] for one in specs(without="incidents"))
        room.window.show_record("venue", b"v")
        assert room.pane("venues").asked == [("venue", b"v")]


def test_the_period_that_runs_stands_beside_the_event(room: Room, qtbot: QtBot) -> None:
    start = clock.now() - 3_600_000
    room.desk.do_now(AddPeriod(EVENT, start, start + 7_200_000, name="Day shift"))
    qtbot.waitUntil(lambda: any(one.startswith("Day shift · ") for one in words(room)))


def test_the_figures_follow_the_records(room: Room, qtbot: QtBot) -> None:
    settled(room, qtbot)
    assert room.window.kpis.names == ()
    room.desk.do_now(ReportIncident(EVENT, "Crowd crush", severity=4))
    qtbot.waitUntil(lambda: "incidents" in room.window.kpis.names)
    assert room.window.kpis.card("incidents").value == "1"


def test_an_exercise_is_marked_in_words_on_top_and_in_the_title(room: Room, qtbot: QtBot) -> None:
    assert not room.window.exercise.isVisible()
    room.desk.do_now(AmendEvent(EVENT, {"exercise": True}))
    qtbot.waitUntil(room.window.exercise.isVisible)
    assert room.window.windowTitle() == "EXERCISE — LA28 Games — eocdesk"


def test_a_desk_without_an_event_says_what_to_do_first(tmp_path: Path, turning: asyncio.AbstractEventLoop) -> None:
    desk = Desk(tmp_path / "new")
    desk.settings.set("person", "L. Chen")
    with window_on(desk) as room:
        assert room.window.welcome.isVisible()
        assert not room.window.overview.isVisible()
    desk.close()


def test_a_new_desk_finds_the_way_to_its_hub_and_opens_the_event_that_comes_from_there(
    tmp_path: Path, desk: Desk, turning: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    del turning
    new = Desk(tmp_path / "new")
    with window_on(new, (*PLAIN, meetings.SPEC)) as room:
        room.window.welcome.join.emit()
        assert room.window.overview.panes[meetings.SPEC.name].isVisible()
        room.window.show_pane("overview")
        assert room.window.welcome.isVisible()
        meet(desk, new)
        qtbot.waitUntil(lambda: room.window.overview.isVisible() and "LA28" in room.window.windowTitle())
        settled(room, qtbot)
    new.close()


def test_the_first_start_asks_who_sits_here(tmp_path: Path, turning: asyncio.AbstractEventLoop) -> None:
    desk = Desk(tmp_path / "new")
    with window_on(desk):
        assert [dialog.isVisible() for dialog in dialogs(SignIn)] == [True]
    desk.close()


def test_arrangement_and_place_come_back_at_the_next_start(room: Room, desk: Desk, qtbot: QtBot) -> None:
    room.window.overview.docks.close_pane("partners")
    room.window.resize(790, 600)
    room.window.close()
    again = Window(desk, Bridge(), Messages(), PLAIN)
    qtbot.addWidget(again)
    again.show()
    assert not again.overview.docks.is_shown("partners")
    assert again.height() == 600
    again.close()


def test_a_picture_leaves_no_trace(desk: Desk, turning: asyncio.AbstractEventLoop) -> None:
    desk.settings.set("person", "")
    before = (desk.folder / "settings.json").read_text()
    window = Window(desk, Bridge(), Messages(), PLAIN, size=QSize(1200, 700), drawn=True)
    window.show()
    assert window.size() == QSize(1200, 700)
    assert not dialogs(SignIn)
    window.close()
    Shiboken.delete(window)
    assert (desk.folder / "settings.json").read_text() == before


def test_a_pane_in_a_window_of_its_own_hears_the_same_keys(room: Room, qtbot: QtBot) -> None:
    room.window.errands.float_pane("incidents")
    pane = room.pane("incidents")
    assert pane.window() is not room.window
    pane.window().activateWindow()
    pane.line.setFocus()
    qtbot.waitUntil(pane.line.hasFocus)
    QTest.keyClick(pane.line, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert pane.asked == [("new", {})]


def test_on_a_small_screen_the_rail_shows_icons_alone(room: Room, qtbot: QtBot) -> None:
    wide = room.window.rail.width()
    room.window.resize(1366, 768)
    qtbot.waitUntil(lambda: room.window.rail.width() < wide)


def test_saved_again_takes_the_trouble_away(room: Room, qtbot: QtBot) -> None:
    room.messages.tell(Unavailable("The disk is full."))
    with qtbot.waitSignal(room.messages.back):
        room.desk.do_now(ReportIncident(EVENT, "Crowd crush"))
    assert room.messages.troubles == ()


@pytest.mark.parametrize("by", ["key", "cross"])
def test_closing_is_told_once(room: Room, qtbot: QtBot, by: str) -> None:
    with qtbot.waitSignal(room.window.closed):
        if by == "key":
            room.window.actions_known.run("close")
        else:
            room.window.close()
    assert not room.window.isVisible()
