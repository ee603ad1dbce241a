"""The five ways to look keep one day and one selection between them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.offer import Part
from eocdesk.ui.panes.calendar.reading import Held
from eocdesk.ui.panes.calendar.stage import Stage
from tests.kit.sessions import DAY, ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

TODAY = date.fromisoformat(DAY)
ONE = row("One", "10:00", "12:00", venue="a")
FAR = row("Far", "2028-07-27 10:00", "2028-07-27 12:00", venue="b")
WAITS = row("Waits", day="2028-07-25", venue="a")
LOST = row("No day yet")
MADE = [ONE, FAR, WAITS, LOST]
NOW = when("11:00")


def held(made: list[SessionRow], event: bytes = b"e") -> Held:
    return Held(tuple(made), arranged=arrange(made), event=event)


@pytest.fixture
def stage(shown: Shown) -> Stage:
    made = Stage()
    shown(made, 1300, 600)
    made.take(held(MADE), ZONE, NOW)
    return made


@pytest.mark.parametrize("way", ["timeline", "day", "week", "agenda", "board"])
def test_each_way_takes_the_keyboard_and_keeps_the_selection(stage: Stage, way: str) -> None:
    stage.select(ONE.id)
    stage.take_focus()
    stage.show_way(way)
    assert stage.way == way
    assert stage.selected == ONE.id
    focus = stage.focusWidget()
    assert focus is not None
    assert stage.currentWidget().isAncestorOf(focus) or focus is stage.currentWidget()


def test_the_day_one_looks_at_goes_along(stage: Stage) -> None:
    stage.show_way("week")
    stage.go_to_day(date(2028, 7, 26))
    for way in ("timeline", "day", "agenda"):
        stage.show_way(way)
        assert stage.days[0] <= date(2028, 7, 26) <= stage.days[1], way
        assert stage.day_shown == date(2028, 7, 26)


def test_before_the_games_every_way_begins_on_their_first_day(shown: Shown) -> None:
    made = Stage()
    shown(made, 1300, 600)
    made.take(held(MADE), ZONE, when("2026-11-24 10:00"))
    assert made.days[0] <= TODAY <= made.days[1]
    made.show_way("day")
    assert made.days == (TODAY, TODAY)


@pytest.mark.parametrize(("way", "days"), [("day", 1), ("week", 7), ("agenda", 1), ("timeline", 1)])
def test_steps_go_on_by_what_is_in_sight(stage: Stage, way: str, days: int) -> None:
    stage.show_way(way)
    before = stage.day_shown
    stage.step(1)
    assert (stage.day_shown - before).days == days
    stage.step(-1)
    assert stage.day_shown == before
    stage.go_to_day(date(2028, 7, 27))
    stage.go_to_now()
    assert stage.day_shown == TODAY


def test_selecting_goes_to_the_day_of_the_session(stage: Stage) -> None:
    for way in ("timeline", "day", "week"):
        stage.show_way(way)
        stage.go_to_day(TODAY)
        for session, day in ((FAR, date(2028, 7, 27)), (WAITS, date(2028, 7, 25))):
            stage.select(session.id)
            assert stage.days[0] <= day <= stage.days[1], (way, session.title)
            assert stage.selected == session.id


def test_what_has_no_day_is_shown_where_it_can_be(stage: Stage) -> None:
    stage.select(LOST.id)
    assert stage.way == "timeline"
    assert stage.timeline.strip.isVisible()
    stage.show_way("week")
    stage.select(LOST.id)
    assert stage.way == "agenda"
    assert stage.agenda.selected == LOST.id


def test_only_the_way_that_is_up_is_heard(stage: Stage) -> None:
    told: list[object] = []
    stage.picked.connect(told.append)
    stage.week.select(FAR.id)
    assert told == []
    stage.timeline.select(ONE.id)
    assert told == [ONE.id]


def test_a_count_of_more_leads_to_its_day(stage: Stage) -> None:
    stage.show_way("week")
    stage.week.more_picked.emit(date(2028, 7, 20))
    assert stage.way == "day"
    assert stage.day.day == date(2028, 7, 20)
    stage.show_way("timeline")
    stage.timeline.day_picked.emit(None)
    assert stage.way == "agenda"


def test_what_a_venue_has_no_room_for_is_in_the_agenda_of_that_day(stage: Stage) -> None:
    stage.show_way("day")
    stage.go_to_day(date(2028, 7, 25))
    stage.day.more_picked.emit(b"a")
    assert stage.way == "agenda"
    assert stage.day_shown == date(2028, 7, 25)


def test_a_session_is_nudged_from_every_way(stage: Stage) -> None:
    asked: list[tuple[object, object, object]] = []

    def note(session: object, starts: object, ends: object) -> None:
        asked.append((session, starts, ends))

    stage.move_asked.connect(note)
    for way in ("timeline", "day", "week", "agenda", "board"):
        stage.show_way(way)
        stage.select(ONE.id)
        stage.withdraw()
        stage.nudge_by(1, 0, Part.END)
    assert asked == [(ONE.id, when("10:00"), when("12:05"))] * 5
    assert stage.way == "timeline"
    assert not stage.rect_of(ONE.id).isEmpty()


def test_another_event_keeps_nothing_of_the_last_one(stage: Stage) -> None:
    stage.select(FAR.id)
    stage.take(held([row("Cup", "2026-06-11 12:00", "2026-06-11 14:00")], b"other"), ZONE, NOW)
    assert stage.selected is None
    assert stage.days[0] <= date(2026, 6, 11) <= stage.days[1]


def test_news_of_the_same_event_leaves_one_where_one_was(stage: Stage) -> None:
    stage.go_to_day(date(2028, 7, 27))
    stage.select(FAR.id)
    stage.take(held([*MADE, row("New", "08:00")]), ZONE, NOW)
    assert stage.days[0] <= date(2028, 7, 27) <= stage.days[1]
    assert stage.selected == FAR.id


def test_the_week_has_the_next_hours_at_its_side_where_there_is_room(stage: Stage, qtbot: QtBot) -> None:
    stage.show_way("week")
    assert not stage.side.isVisible()
    stage.resize(1600, 600)
    qtbot.waitUntil(stage.side.isVisible)
    stage.side.view.setFocus()
    stage.side.view.go_to(0)
    assert stage.selected == ONE.id
    qtbot.keyClick(stage.side.view, Qt.Key.Key_Down)
