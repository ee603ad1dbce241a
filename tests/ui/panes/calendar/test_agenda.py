"""The agenda: day after day, nothing moving under the hand; or only what is next."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.calendar import SessionRow, Trouble
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar.agenda import Agenda
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.looks import severity_ink
from tests.kit.pictures import count, grabbed
from tests.kit.sessions import ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

NOON = when("12:00")


@pytest.fixture
def agenda(shown: Shown) -> Agenda:
    made = Agenda()
    shown(made, 900, 400)
    return made


def month() -> list[SessionRow]:
    return [
        row(f"{d} at {h}", f"2028-07-{d:02d} {h}:00", f"2028-07-{d:02d} {h}:50")
        for d in range(10, 25)
        for h in (10, 12)
    ]


def top(agenda: Agenda) -> str:
    line = agenda.view.rows.rows[agenda.view.indexAt(QPoint(5, 5)).row()]
    return str(line.row.title if line.row is not None else line.words)


def test_the_lines_are_a_sound_model(agenda: Agenda, qtmodeltester: ModelTester) -> None:
    for made in (month(), month()[:3], [], [row("x", day="2028-07-19")]):
        agenda.show_sessions(arrange(made), ZONE, NOON)
        qtmodeltester.check(agenda.view.rows)


def test_headings_are_walked_over_and_sessions_picked_and_opened(agenda: Agenda, qtbot: QtBot) -> None:
    made = [row("One", "10:00"), row("Two", "2028-07-20 10:00")]
    agenda.show_sessions(arrange(made), ZONE, NOON)
    picked: list[object] = []
    agenda.picked.connect(picked.append)
    agenda.select(made[0].id)
    for _ in range(2):
        qtbot.keyClick(agenda.view, Qt.Key.Key_Down)
    assert picked == [made[0].id, made[1].id]
    assert agenda.selected == made[1].id
    with qtbot.waitSignal(agenda.opened) as told:
        qtbot.keyClick(agenda.view, Qt.Key.Key_Return)
    assert told.args == [made[1].id]


def test_a_day_is_brought_to_the_top_or_the_next_that_has_something(agenda: Agenda) -> None:
    agenda.show_sessions(arrange(month()), ZONE, NOON)
    agenda.look_at_day(date(2028, 7, 15))
    assert top(agenda).startswith("Saturday, July 15")
    gap = [r for r in month() if "2028-07-15" not in r.title and not r.title.startswith("15")]
    agenda.show_sessions(arrange(gap), ZONE, NOON)
    agenda.look_at_day(date(2028, 7, 15))
    assert top(agenda).startswith("Sunday, July 16")


def test_scrolled_by_hand_it_says_which_day_one_reached(agenda: Agenda, qtbot: QtBot) -> None:
    agenda.show_sessions(arrange(month()), ZONE, NOON)
    agenda.look_at_day(date(2028, 7, 10))
    with qtbot.waitSignal(agenda.day_reached) as told:
        agenda.view.verticalScrollBar().setValue(agenda.view.verticalScrollBar().maximum() // 2)
    assert date(2028, 7, 13) < told.args[0] < date(2028, 7, 20)


def test_a_session_added_above_does_not_move_what_one_reads(agenda: Agenda) -> None:
    made = month()
    agenda.show_sessions(arrange(made), ZONE, NOON)
    agenda.look_at_day(date(2028, 7, 15))
    agenda.view.verticalScrollBar().setValue(agenda.view.verticalScrollBar().value() + 13)
    before = top(agenda), agenda.view.visualRect(agenda.view.indexAt(QPoint(5, 5))).top()
    agenda.show_sessions(arrange([*made, row("New", "2028-07-11 08:00"), row("New", "2028-07-12 08:00")]), ZONE, NOON)
    assert (top(agenda), agenda.view.visualRect(agenda.view.indexAt(QPoint(5, 5))).top()) == before


def test_the_selection_stays_with_its_session(agenda: Agenda) -> None:
    made = month()
    agenda.show_sessions(arrange(made), ZONE, NOON)
    agenda.select(made[6].id)
    told: list[object] = []
    agenda.picked.connect(told.append)
    agenda.show_sessions(arrange([row("First", "2028-07-01 08:00"), *made]), ZONE, NOON)
    assert agenda.selected == made[6].id
    assert told == []


def test_trouble_and_warnings_are_seen_on_a_line(agenda: Agenda) -> None:
    agenda.show_sessions(arrange([row("A", "10:00", "11:00", incidents=Trouble(2, 3))]), ZONE, NOON)
    assert count(grabbed(agenda), severity_ink(LIGHT, 3)) > 10
    plain = grabbed(agenda)
    agenda.show_sessions(arrange([row("A", "10:00", "09:00", incidents=Trouble(2, 3))]), ZONE, NOON)
    assert grabbed(agenda) != plain


def test_what_is_next_is_counted_from_now(shown: Shown) -> None:
    side = Agenda(2)
    shown(side, 340, 400)
    side.show_sessions(arrange([row("Soon", "13:00", "14:00"), row("Later", "16:00", "17:00")]), ZONE, NOON)
    assert [line.row.title for line in side.view.rows.rows] == ["Soon"]
    side.set_now(when("14:30"))
    assert [line.row.title for line in side.view.rows.rows] == ["Later"]
    side.set_now(when("20:00"))
    assert "nothing begins within 2 hours" in side.view.nothing
    assert count(grabbed(side), LIGHT.muted, near=60) > 60


def test_a_screen_reader_hears_lines_and_headings(agenda: Agenda) -> None:
    agenda.show_sessions(arrange([row("One", "10:00", "11:00", venue="a")]), ZONE, NOON)
    said = [agenda.view.rows.index(n).data(int(Qt.ItemDataRole.AccessibleTextRole)) for n in range(2)]
    assert said[0].startswith("Wednesday, July 19")
    assert said[1].startswith("One  ·  10:00–11:00  ·  Venue a")
