"""The calendar pane on a real desk: what it shows follows what is written, everything by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.calendar import AmendSession, MoveSession, StrikeSession
from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.tokens import DARK
from eocdesk.ui.pane import Context
from eocdesk.ui.panes import calendar
from eocdesk.ui.panes.calendar.arrange import lane_of
from eocdesk.ui.panes.calendar.sieve import Sieve
from eocdesk.ui.panes.calendar.view import CalendarPane
from tests.kit.desks import EVENT
from tests.kit.sessions import DAY, add, venue, when
from tests.ui.panes.calendar.conftest import Shown
from tests.ui.panes.conftest import Asked

NOON = when("12:00")


@pytest.fixture
def games(desk: Desk) -> dict[str, bytes]:
    """A day at two venues, one of them in double use, and two sessions that wait for their time."""
    sofi, bowl = venue(desk, "SoFi Stadium"), venue(desk, "Rose Bowl")
    return {
        "sofi": sofi,
        "Heats": add(desk, "Heats", "09:00", "11:00", venue=sofi, sport="Swimming"),
        "Sweep": add(desk, "Sweep", "10:30", "12:30", venue=sofi, kind="training"),
        "Football": add(desk, "Football", "13:00", "15:00", venue=bowl, sport="Football", dignitaries="Mayor Bass"),
        "Tomorrow": add(desk, "Tomorrow", "2028-07-20 09:00", "2028-07-20 11:00", venue=bowl),
        "Semifinal": add(desk, "Semifinal", day=DAY, venue=bowl),
        "Gala": add(desk, "Gala", kind="ceremony"),
    }


@pytest.fixture
def pane(games: dict[str, bytes], context: Context, shown: Shown, qtbot: QtBot) -> CalendarPane:
    old = context.setting
    context.setting = Setting(old.zone, lambda: NOON, old.candidates)
    made = CalendarPane(context)
    shown(made, 1300, 600)
    qtbot.waitUntil(lambda: len(made._held.rows) == len(games) - 1)
    made.take_focus()
    return made


def key(pane: CalendarPane, qtbot: QtBot, *keys: Qt.Key) -> None:
    for one in keys:
        focus = pane.window().focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, one)


def titles(pane: CalendarPane) -> set[str]:
    arranged = pane._held.arranged
    return {row.title for row in (*arranged.rows, *arranged.undecided)}


def test_it_says_the_day_of_the_games_and_what_is_on(pane: CalendarPane) -> None:
    assert pane.head.title.text() == "Wednesday, July 19, 2028"
    assert pane.head.counts.full == "Day 6 of 17  ·  4 sessions"
    assert pane.head.conflicts.text() == "2 conflicts"
    assert pane.head.undecided.text() == "2 to be decided"


def test_a_measure_at_a_venue_marks_its_sessions_as_it_arrives_and_until_it_is_over(
    pane: CalendarPane, games: dict[str, bytes], context: Context, desk: Desk, qtbot: QtBot
) -> None:
    def marks() -> set[str]:
        return {row.title for row in pane._held.rows if row.hazard.many}

    hot = {"title": "Heat", "measure": "heat index", "value": 108.0, "venue": games["sofi"]}
    desk.do_now(Add("observation", EVENT, {**hot, "starts": when("10:00"), "ends": when("12:15")}))
    qtbot.waitUntil(lambda: marks() == {"Sweep"})  # at noon the heats are over
    context.setting = Setting(context.setting.zone, lambda: when("12:20"), context.setting.candidates)
    pane._tick()
    qtbot.waitUntil(lambda: marks() == set())


def test_the_window_finds_it_by_its_face() -> None:
    spec = calendar.SPEC
    assert (spec.name, spec.key, spec.heading, spec.shows) == (
        "calendar",
        "Ctrl+2",
        "Event calendar",
        frozenset({"session"}),
    )


def test_what_is_written_elsewhere_is_shown(pane: CalendarPane, desk: Desk, qtbot: QtBot) -> None:
    new = add(desk, "New", "16:00", "17:00")
    qtbot.waitUntil(lambda: new in pane._held.arranged.at)
    assert pane.head.counts.full == "Day 6 of 17  ·  5 sessions"
    desk.do_now(StrikeSession(new, "Typed twice."))
    qtbot.waitUntil(lambda: new not in pane._held.arranged.at)


def test_many_changes_at_once_are_all_read(pane: CalendarPane, desk: Desk, qtbot: QtBot) -> None:
    for n in range(20):
        add(desk, f"N{n}", "16:00", "17:00")
    qtbot.waitUntil(lambda: sum(title.startswith("N") for title in titles(pane)) == 20)


def test_a_filter_set_while_it_reads_holds_for_what_was_read(pane: CalendarPane, desk: Desk, qtbot: QtBot) -> None:
    add(desk, "New ceremony", "16:00", kind="ceremony")
    pane.refresh(None)
    pane.filters.set_sieve(Sieve(kinds=frozenset({"ceremony"})))
    qtbot.waitUntil(lambda: titles(pane) == {"New ceremony", "Gala"})
    assert len(pane._held.rows) == 7
    pane.filters.clear()
    qtbot.waitUntil(lambda: len(titles(pane)) == 7)


def test_an_incident_is_seen_on_its_session_and_on_the_board(
    pane: CalendarPane, desk: Desk, games: dict[str, bytes], qtbot: QtBot
) -> None:
    desk.do_now(ReportIncident(EVENT, "Smoke", severity=3, venue=games["sofi"], session=games["Heats"]))
    qtbot.waitUntil(lambda: pane._row(games["Heats"]).incidents.open == 1)  # type: ignore[union-attr]  it is there
    key(pane, qtbot, Qt.Key.Key_B)
    stand = pane.stage.board.view.rows.rows[0]
    assert (stand.lane.name, stand.trouble.open) == ("SoFi Stadium", 1)


def test_letters_go_to_every_way_of_looking(pane: CalendarPane, qtbot: QtBot) -> None:
    seen = []
    for letter in (Qt.Key.Key_D, Qt.Key.Key_W, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_T):
        key(pane, qtbot, letter)
        seen.append(pane.stage.way)
        assert pane.head.ways.current == pane.stage.way
    assert seen == ["day", "week", "agenda", "board", "timeline"]


def test_brackets_step_and_n_comes_back_to_now(pane: CalendarPane, qtbot: QtBot) -> None:
    key(pane, qtbot, Qt.Key.Key_D, Qt.Key.Key_BracketRight)
    assert pane.head.title.text() == "Thursday, July 20, 2028"
    assert pane.head.counts.full == "Day 7 of 17  ·  1 session"
    key(pane, qtbot, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketLeft)
    assert pane.head.title.text() == "Tuesday, July 18, 2028"
    key(pane, qtbot, Qt.Key.Key_N)
    assert pane.head.title.text() == "Wednesday, July 19, 2028"


def test_c_goes_round_the_conflicts(pane: CalendarPane, games: dict[str, bytes], qtbot: QtBot) -> None:
    seen = []
    for _ in range(3):
        key(pane, qtbot, Qt.Key.Key_C)
        seen.append(pane.stage.selected)
    assert seen == [games["Heats"], games["Sweep"], games["Heats"]]


def test_u_goes_round_what_waits_for_its_time(pane: CalendarPane, games: dict[str, bytes], qtbot: QtBot) -> None:
    key(pane, qtbot, Qt.Key.Key_W)
    seen = []
    for _ in range(3):
        key(pane, qtbot, Qt.Key.Key_U)
        seen.append(pane.stage.selected)
    assert seen == [games["Semifinal"], games["Gala"], games["Semifinal"]]
    assert pane.stage.way == "agenda"  # the only place where what has no day stands


def test_without_conflicts_it_says_so(pane: CalendarPane, desk: Desk, games: dict[str, bytes], qtbot: QtBot) -> None:
    desk.do_now(StrikeSession(games["Sweep"], "Moved."))
    qtbot.waitUntil(pane.head.conflicts.isHidden)
    with qtbot.waitSignal(pane.context.messages.noted) as told:
        key(pane, qtbot, Qt.Key.Key_C)
    assert told.args == ["There is no conflict on the calendar."]


def test_enter_opens_the_card_and_it_follows_what_is_written(
    pane: CalendarPane, desk: Desk, games: dict[str, bytes], qtbot: QtBot
) -> None:
    pane.stage.select(games["Heats"])
    key(pane, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.card.session == games["Heats"])
    assert pane.card.isAncestorOf(pane.window().focusWidget())
    desk.do_now(MoveSession(games["Heats"], when("08:00"), when("10:00"), "Heat."))
    qtbot.waitUntil(lambda: "08:00–10:00" in pane.card.accessibleDescription())
    key(pane, qtbot, Qt.Key.Key_Escape)
    assert not pane.card.isVisible()
    assert pane.stage.timeline.hasFocus()


def test_the_card_goes_along_with_the_selection(pane: CalendarPane, games: dict[str, bytes], qtbot: QtBot) -> None:
    pane.open_card(games["Heats"])
    qtbot.waitUntil(lambda: pane.card.session == games["Heats"])
    pane.stage.timeline.select(games["Football"])
    qtbot.waitUntil(lambda: pane.card.session == games["Football"])


def test_a_session_is_added_and_edited_by_key(
    pane: CalendarPane, games: dict[str, bytes], navigator: Asked, qtbot: QtBot
) -> None:
    key(pane, qtbot, Qt.Key.Key_F2)
    assert navigator.calls == []  # nothing is selected
    key(pane, qtbot, Qt.Key.Key_Insert)
    pane.stage.select(games["Heats"])
    key(pane, qtbot, Qt.Key.Key_F2)
    assert navigator.calls == [("edit", "session", None, {"day": DAY}), ("edit", "session", games["Heats"], {})]


def test_from_the_card_one_logs_reports_and_goes_to_an_incident(
    pane: CalendarPane, games: dict[str, bytes], navigator: Asked
) -> None:
    row = pane._row(games["Heats"])
    pane.card.log_asked.emit(row)
    pane.card.report_asked.emit(row)
    pane.card.incident_picked.emit(b"i")
    tied = {"session": games["Heats"], "venue": games["sofi"]}
    assert navigator.calls == [("entry", tied), ("edit", "incident", None, tied), ("record", "incident", b"i")]


def test_a_record_shown_from_elsewhere_is_found_also_when_it_was_filtered_away(
    pane: CalendarPane, games: dict[str, bytes], qtbot: QtBot
) -> None:
    pane.filters.set_sieve(Sieve(kinds=frozenset({"ceremony"})))
    qtbot.waitUntil(lambda: titles(pane) == {"Gala"})
    pane.show_record("session", games["Tomorrow"])
    qtbot.waitUntil(lambda: pane.stage.selected == games["Tomorrow"])
    qtbot.waitUntil(lambda: pane.card.session == games["Tomorrow"])
    assert pane.filters.sieve.is_open
    pane.show_record("venue", games["sofi"])


def test_a_record_shown_before_anything_was_read_is_shown_when_it_is(
    games: dict[str, bytes], context: Context, shown: Shown, qtbot: QtBot
) -> None:
    made = CalendarPane(context)
    made.show_record("session", games["Football"])
    shown(made, 1300, 600)
    qtbot.waitUntil(lambda: made.card.session == games["Football"])
    assert made.stage.selected == games["Football"]


def test_the_filter_is_opened_by_key_and_its_emptiness_is_said(pane: CalendarPane, qtbot: QtBot) -> None:
    key(pane, qtbot, Qt.Key.Key_Slash)
    assert pane.filters.isVisible()
    pane.filters.hide()
    pane.filters.set_sieve(Sieve(words="nothing of the kind"))
    qtbot.waitUntil(pane._empty.isVisible)
    assert pane.head.filter.isChecked()
    pane._empty.button.click()
    qtbot.waitUntil(lambda: not pane._empty.isVisible())
    assert len(titles(pane)) == 6


def test_a_click_on_a_venue_shows_it_alone_and_another_click_all(
    pane: CalendarPane, games: dict[str, bytes], qtbot: QtBot
) -> None:
    pane.stage.timeline.gutter.picked.emit(lane_of(pane._row(games["Heats"])))
    qtbot.waitUntil(lambda: titles(pane) == {"Heats", "Sweep"})
    assert pane.head.filter.text() == "SoFi Stadium"
    key(pane, qtbot, Qt.Key.Key_D)
    pane.stage.day.column_picked.emit(games["sofi"])
    qtbot.waitUntil(lambda: len(titles(pane)) == 6)


def test_the_hours_of_the_board_are_the_setting(pane: CalendarPane, desk: Desk, qtbot: QtBot) -> None:
    key(pane, qtbot, Qt.Key.Key_B)
    assert pane.stage.board.hours.currentData() == 4
    qtbot.keyClick(pane.stage.board.hours, Qt.Key.Key_Down)
    assert desk.settings.get("board_hours") == 8
    desk.settings.set("board_hours", 6)
    pane.refresh(None)
    qtbot.waitUntil(lambda: pane.stage.board.hours.currentData() == 6)


def test_an_empty_calendar_offers_the_first_session(
    desk: Desk, context: Context, navigator: Asked, shown: Shown, qtbot: QtBot
) -> None:
    made = CalendarPane(context)
    shown(made, 900, 500)
    qtbot.waitUntil(made._empty.isVisible)
    made._empty.button.click()
    assert navigator.calls[0][:3] == ("edit", "session", None)
    add(desk, "First", "09:00")
    qtbot.waitUntil(lambda: not made._empty.isVisible())


def test_another_event_shows_its_own_sessions_and_none_of_the_last(
    pane: CalendarPane, desk: Desk, games: dict[str, bytes], context: Context, qtbot: QtBot
) -> None:
    pane.filters.set_sieve(Sieve(kinds=frozenset({"ceremony"})))
    pane.open_card(games["Gala"])
    qtbot.waitUntil(lambda: pane.card.session == games["Gala"])
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/New_York", "2026-06-11", "2026-07-19")).value
    desk.open_event(other)
    context.event_changed.emit()
    qtbot.waitUntil(lambda: pane._held.event == other)
    assert titles(pane) == set()
    assert not pane.card.isVisible()
    assert pane.filters.sieve.is_open
    assert pane._empty.isVisible()


def test_a_pane_out_of_sight_reads_when_it_is_seen_again(pane: CalendarPane, desk: Desk, qtbot: QtBot) -> None:
    pane.hide()
    new = add(desk, "New", "16:00")
    qtbot.waitUntil(lambda: pane.is_stale)
    pane.show()
    qtbot.waitUntil(lambda: new in pane._held.arranged.at)


def test_a_changed_title_is_read_where_it_stands(
    pane: CalendarPane, desk: Desk, games: dict[str, bytes], qtbot: QtBot
) -> None:
    pane.stage.select(games["Heats"])
    desk.do_now(AmendSession(games["Heats"], {"title": "Heats, session 9"}))
    qtbot.waitUntil(lambda: "Heats, session 9" in titles(pane))
    assert pane.stage.selected == games["Heats"]


def test_every_action_has_a_name_of_its_own_and_brings_the_pane_forward(
    pane: CalendarPane, context: Context, navigator: Asked
) -> None:
    context.actions.add(pane.pane_actions())
    context.actions.run("calendar.week")
    assert pane.stage.way == "week"
    assert navigator.calls == [("pane", "calendar")]
    assert all(action.group == "Calendar" for action in context.actions)


def test_the_theme_changes_under_it(pane: CalendarPane, context: Context) -> None:
    pane.stage.select(pane._held.arranged.rows[0].id)
    context.set_theme(DARK)
    assert pane.stage.selected == pane._held.arranged.rows[0].id


def test_a_person_with_no_event_is_told_so(desk: Desk, context: Context, shown: Shown, qtbot: QtBot) -> None:
    desk.event = None
    made = CalendarPane(context)
    shown(made, 900, 500)
    qtbot.waitUntil(made._empty.isVisible)
    assert not made._empty.button.isVisible()
    words: Any = made._empty._sentence.text()
    assert words == "No event is open."
