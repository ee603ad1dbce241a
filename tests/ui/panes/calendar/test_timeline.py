"""The timeline by keyboard and by hand: what one sees, selects, moves."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.calendar.arrange import arrange
from eocdesk.ui.panes.calendar.timeline import Timeline
from tests.kit.hands import drag
from tests.kit.pictures import count, grabbed
from tests.kit.sessions import DAY, HOUR, MINUTE, ZONE, row, when
from tests.ui.panes.calendar.conftest import Shown

ONE = row("One", "10:00", "12:00", venue="a")
TWO = row("Two", "14:00", "15:00", venue="a")
LOW = row("Low", "11:00", "13:00", venue="b")
MADE = [ONE, TWO, LOW]
NOW = when("12:00")
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


pytestmark = pytest.mark.usefixtures("quick_hand")


@pytest.fixture
def timeline(shown: Shown) -> Timeline:
    made = Timeline()
    shown(made, 1166, 400)
    show(made, MADE)
    return made


def show(timeline: Timeline, made: list[SessionRow], now: int = NOW) -> None:
    timeline.show_sessions(arrange(made), ZONE, now)


def moves(timeline: Timeline) -> list[tuple[Any, ...]]:
    asked: list[tuple[Any, ...]] = []
    timeline.move_asked.connect(partial(_note, asked))
    return asked


def _note(asked: list[tuple[Any, ...]], *asking: object) -> None:
    asked.append(asking)


def stage_of(timeline: Timeline) -> QWidget:
    """The part the hand touches."""
    return timeline.childAt(timeline.width() - 100, timeline.height() - 20)


def place(timeline: Timeline, session: SessionRow, part: float = 0.5) -> QPoint:
    rect = timeline.rect_of(session.id)
    there = QPoint(round(rect.left() + part * rect.width()), rect.center().y())
    return stage_of(timeline).mapFrom(timeline, there)


def test_it_opens_on_today_with_now_in_sight(timeline: Timeline) -> None:
    first, last = timeline.sight
    assert when("00:00") <= first < when("10:00")
    assert when("15:00") < last <= when("2028-07-20 00:00")
    assert count(grabbed(timeline), LIGHT.bad) > 300


def test_before_the_games_it_opens_on_their_first_day(shown: Shown) -> None:
    made = Timeline()
    shown(made, 1166, 400)
    show(made, MADE, when("2026-11-24 10:00"))
    assert made.sight[0] < when("10:00") < made.sight[1]


def test_new_sessions_leave_what_one_looks_at_and_what_is_selected(timeline: Timeline) -> None:
    timeline.look_at(when("13:00"), when("16:00"))
    timeline.select(TWO.id)
    show(timeline, [*MADE, row("New", "08:00", "09:00")])
    assert timeline.sight == (when("13:00"), when("16:00"))
    assert timeline.selected == TWO.id
    show(timeline, [ONE])
    assert timeline.selected is None


def test_another_event_begins_afresh(timeline: Timeline) -> None:
    timeline.select(TWO.id)
    timeline.forget()
    show(timeline, [row("Far", "2028-07-28 10:00", "2028-07-28 12:00")])
    assert timeline.selected is None
    assert timeline.sight[0] > when("2028-07-27 12:00")


def test_arrows_walk_along_a_lane_and_between_lanes(timeline: Timeline, qtbot: QtBot) -> None:
    seen: list[object] = []
    timeline.picked.connect(seen.append)
    timeline.select(ONE.id)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(timeline, key)
    assert seen == [ONE.id, TWO.id, ONE.id, LOW.id, ONE.id]
    assert "One" in timeline.accessibleDescription()
    with qtbot.waitSignal(timeline.opened) as told:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert told.args == [ONE.id]
    qtbot.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.selected is None


def test_the_first_arrow_takes_what_is_nearest_to_now(timeline: Timeline, qtbot: QtBot) -> None:
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.selected == LOW.id  # it began an hour ago


def test_a_session_is_moved_by_keys_alone(timeline: Timeline, qtbot: QtBot) -> None:
    asked = moves(timeline)
    timeline.select(ONE.id)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(timeline, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(timeline, Qt.Key.Key_Left, ALT | SHIFT)
    assert asked == [
        (ONE.id, when("10:05"), when("12:05")),
        (ONE.id, when("11:05"), when("13:05")),
        (ONE.id, when("11:05"), when("13:00")),
    ]
    timeline.withdraw()
    qtbot.keyClick(timeline, Qt.Key.Key_Right, ALT)
    assert asked[-1] == (ONE.id, when("10:05"), when("12:05"))


def test_nothing_is_moved_while_nothing_is_selected(timeline: Timeline, qtbot: QtBot) -> None:
    asked = moves(timeline)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, ALT)
    assert asked == []


def test_a_click_selects_and_a_click_beside_lets_go(timeline: Timeline, qtbot: QtBot) -> None:
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(timeline.picked):
        qtbot.mouseClick(stage_of(timeline), left, pos=place(timeline, TWO))
    assert timeline.selected == TWO.id
    beside = place(timeline, TWO)
    beside.setY(stage_of(timeline).height() - 5)
    with qtbot.waitSignal(timeline.picked):
        qtbot.mouseClick(stage_of(timeline), left, pos=beside)
    assert timeline.selected is None


def test_a_bar_is_dragged_five_minutes_at_a_time(timeline: Timeline) -> None:
    asked = moves(timeline)
    begin = place(timeline, ONE)
    hour = timeline.rect_of(ONE.id).width() / 2
    drag(stage_of(timeline), [begin, begin + QPoint(round(hour / 2), 0), begin + QPoint(round(hour) + 1, 3)])
    assert asked == [(ONE.id, when("11:00"), when("13:00"))]
    assert timeline.selected == ONE.id


def test_either_end_of_a_bar_is_dragged_alone(timeline: Timeline) -> None:
    asked = moves(timeline)
    hour = round(timeline.rect_of(ONE.id).width() / 2)
    end = place(timeline, ONE, 0.99)
    drag(stage_of(timeline), [end, end + QPoint(hour // 2, 0), end + QPoint(hour, 0)])
    timeline.withdraw()
    start = place(timeline, ONE, 0.01)
    drag(stage_of(timeline), [start, start + QPoint(hour // 2, 0), start + QPoint(hour, 0)])
    assert asked == [(ONE.id, when("10:00"), when("13:00")), (ONE.id, when("11:00"), when("12:00"))]


def test_a_drag_back_to_where_it_was_asks_nothing(timeline: Timeline) -> None:
    asked = moves(timeline)
    begin = place(timeline, ONE)
    drag(stage_of(timeline), [begin, begin + QPoint(60, 0), begin])
    assert asked == []


def test_a_drag_beside_the_bars_pans(timeline: Timeline) -> None:
    asked = moves(timeline)
    before = timeline.sight
    begin = QPoint(600, stage_of(timeline).height() - 10)
    drag(stage_of(timeline), [begin, begin + QPoint(-50, 0), begin + QPoint(-100, 0)])
    assert timeline.sight[0] > before[0]
    assert timeline.sight[1] - timeline.sight[0] == pytest.approx(before[1] - before[0], abs=MINUTE)
    assert asked == []


def test_keys_zoom_about_what_is_selected(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.select(TWO.id)
    before = timeline.sight
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    first, last = timeline.sight
    assert last - first < before[1] - before[0]
    assert first < when("14:00") < when("15:00") < last
    qtbot.keyClick(timeline, Qt.Key.Key_Minus)
    assert timeline.sight[1] - timeline.sight[0] == pytest.approx(before[1] - before[0], abs=MINUTE)


def test_selecting_what_is_out_of_sight_goes_there(timeline: Timeline) -> None:
    far = row("Far", "2028-07-25 10:00", "2028-07-25 12:00")
    show(timeline, [*MADE, far])
    timeline.select(far.id)
    assert timeline.sight[0] < when("2028-07-25 10:00") < timeline.sight[1]


def test_more_lanes_than_fit_are_scrolled_to_the_selected_one(timeline: Timeline, qtbot: QtBot) -> None:
    many = [row(f"{n:02d}", "10:00", "12:00", venue=f"{n:02d}") for n in range(40)]
    show(timeline, many)
    timeline.select(many[-1].id)
    assert timeline.rect().contains(timeline.rect_of(many[-1].id))
    qtbot.keyClick(timeline, Qt.Key.Key_PageUp)
    qtbot.keyClick(timeline, Qt.Key.Key_PageUp)
    qtbot.keyClick(timeline, Qt.Key.Key_PageUp)
    qtbot.keyClick(timeline, Qt.Key.Key_PageUp)
    assert timeline.rect().contains(timeline.rect_of(many[0].id))


def test_those_without_a_time_stand_above_and_can_be_picked(timeline: Timeline, qtbot: QtBot) -> None:
    waiting = row("Canoe", day=DAY)
    show(timeline, [*MADE, waiting])
    assert timeline.strip.isVisible()
    with qtbot.waitSignal(timeline.picked) as told:
        timeline.select(waiting.id)
    assert told.args == [waiting.id]


def test_an_offer_outlives_news_of_others_and_goes_when_it_is_done(timeline: Timeline, qtbot: QtBot) -> None:
    asked = moves(timeline)
    timeline.select(ONE.id)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, ALT)
    show(timeline, [*MADE, row("New", "08:00", "09:00")])
    qtbot.keyClick(timeline, Qt.Key.Key_Right, ALT)
    assert asked[-1] == (ONE.id, when("10:10"), when("12:10"))
    done = SessionRow(ONE.row, ONE.id, "One", venue=b"a", starts=when("10:10"), ends=when("12:10"))
    show(timeline, [done, TWO, LOW])
    qtbot.keyClick(timeline, Qt.Key.Key_Right, ALT)
    assert asked[-1] == (ONE.id, when("10:15"), when("12:15"))


def test_time_runs_to_the_right_where_everything_else_runs_to_the_left(
    timeline: Timeline, shown: Shown, qapp: QApplication
) -> None:
    long = row("A rather long title that is cut", "13:00", "14:30", venue="c", venue_name="A venue of a very long name")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        other = Timeline()
        shown(other, 1166, 400)
        for one in (timeline, other):
            show(one, [*MADE, long, row("Canoe", day=DAY)])
            one.select(long.id)
            one.nudge_by(12, 0)
            one.select(None)  # its frame is thicker where the keyboard is
        mirrored = grabbed(other)
        assert other.gutter.x() == 0
        assert other.rect_of(TWO.id).left() > other.rect_of(ONE.id).right() > other.gutter.width()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == grabbed(timeline)


def test_an_empty_day_says_when_the_next_session_is(timeline: Timeline) -> None:
    show(timeline, [row("Far", "2028-07-25 10:00", "2028-07-25 12:00")])
    before = grabbed(timeline)
    timeline.look_at_day(when("12:00") - 24 * HOUR)
    timeline.set_now(NOW)
    assert count(grabbed(timeline), LIGHT.muted, near=40) > count(before, LIGHT.muted, near=40)
