"""The log by keyboard: found, filtered, acted on; nothing moves under the hand and nobody's keyboard is taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from eocdesk.commands.incidents import SetIncident
from eocdesk.commands.tasks import AddTask
from eocdesk.models import Incident
from eocdesk.ui.actions import Actions
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents import SPEC
from eocdesk.ui.panes.incidents.bar import ENTRIES, INCIDENTS, TASKS
from eocdesk.ui.panes.incidents.pane import LogPane
from tests.kit.desks import EVENT
from tests.kit.logs import World, texts

Shown = Callable[..., LogPane]


def test_the_newest_entry_stands_on_top_with_its_severity_venue_and_status(world: World, shown: Shown) -> None:
    heat = world.report("Heat", severity=3, venue="SoFi", lead=world.agencies["LAFD"])
    world.log("Fourteen patients", severity=4, venue="SoFi", incident=heat)
    pane = shown()
    table = pane.tables[ENTRIES].table
    row = [table.index(0, column).data() for column in range(table.columnCount())]
    assert row[1:] == ["Critical", "SoFi", "Fourteen patients", "Open", "LAFD"]


def test_an_empty_log_says_so_and_its_button_opens_the_line(world: World, shown: Shown, qtbot: QtBot) -> None:
    pane = shown()
    assert pane._empties[ENTRIES].is_empty
    button = pane._empty_cards[ENTRIES].button
    assert (button.text(), button.isVisible()) == ("New entry", True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pane.composer.isVisible)


def test_in_a_low_window_the_list_gives_way_and_no_field_of_the_line_is_cut(world: World, shown: Shown) -> None:
    """The log's place in the overview on a screen of 1366 x 768."""
    pane = shown()
    pane.setMinimumSize(1, 1)  # as in a dock, which may be lower than its pane would like
    pane.resize(750, 345)
    pane.composer.open({})
    fields = [field for field in pane.composer.findChildren(QLineEdit) if field.isVisible()]
    assert len(fields) >= 4
    for field in fields:
        assert field.height() >= field.sizeHint().height(), field.accessibleName()


def test_what_is_typed_filters_at_once_and_escape_shows_everything_again(
    world: World, shown: Shown, qtbot: QtBot
) -> None:
    world.log("Gate 7 crowded", venue="SoFi")
    world.log("Chiller down", venue="Bowl", severity=3)
    pane = shown()
    pane.focus_filter()
    qtbot.keyClicks(pane.bar.line, "venue:sofi")
    qtbot.waitUntil(lambda: texts(pane) == ["Gate 7 crowded"])
    qtbot.keyClick(pane.bar.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(texts(pane)) == 2)
    qtbot.keyClicks(pane.bar.line, "sev>=major")
    qtbot.waitUntil(lambda: texts(pane) == ["Chiller down"])


def test_a_wrong_filter_is_said_with_its_place_and_the_list_stays(world: World, shown: Shown, qtbot: QtBot) -> None:
    world.log("Gate 7 crowded")
    pane = shown()
    pane.focus_filter()
    qtbot.keyClicks(pane.bar.line, "gate sev>=awful")
    qtbot.waitUntil(pane.bar.error.isVisible)
    assert "at character 6" in pane.bar.error.text()
    assert texts(pane) == ["Gate 7 crowded"]
    assert pane.bar.line.property("wrong") is True
    for _ in range(10):
        qtbot.keyClick(pane.bar.line, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not pane.bar.error.isVisible())


def test_a_word_that_only_entries_have_is_refused_for_incidents(world: World, shown: Shown, qtbot: QtBot) -> None:
    world.report("Heat")
    pane = shown()
    pane.show_way(INCIDENTS)
    qtbot.waitUntil(lambda: pane.is_ready)
    pane.focus_filter()
    qtbot.keyClicks(pane.bar.line, "prio:flash")
    qtbot.keyClick(pane.bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.bar.error.isVisible)
    assert "for entries" in pane.bar.error.text()
    assert texts(pane, INCIDENTS) == ["Heat"]


def test_nothing_that_fits_says_so_and_the_way_out(world: World, shown: Shown, qtbot: QtBot) -> None:
    world.log("Gate 7 crowded")
    pane = shown()
    pane.bar.show_filter("nonesuch", open_only=True)
    qtbot.waitUntil(lambda: pane._empties[ENTRIES].is_empty)
    pane._empty_cards[ENTRIES].button.click()
    qtbot.waitUntil(lambda: texts(pane) == ["Gate 7 crowded"])
    assert not pane.bar.open_only.isChecked()


def test_only_what_is_open_leaves_out_entries_of_closed_incidents(world: World, shown: Shown, qtbot: QtBot) -> None:
    heat = world.report("Heat")
    world.log("Two patients", incident=heat)
    world.log("Shift brief")
    pane = shown()
    pane.bar.open_only.click()
    qtbot.waitUntil(lambda: "Shift brief" not in texts(pane))
    assert "Two patients" in texts(pane)


def test_a_new_entry_comes_on_top_and_takes_neither_selection_nor_keyboard(
    world: World, shown: Shown, qtbot: QtBot, qapp: QApplication
) -> None:
    world.log_many(*(f"Entry {n}" for n in range(40)))
    pane = shown()
    table = pane.tables[ENTRIES]
    table.show_id(table.table.ids[30])
    chosen, seen = table.current_record, table.indexAt(QPoint(5, 5)).row()
    before = table.table.ids[seen]
    pane.bar.line.setFocus()
    world.log_many("Newer", "Newer still", "Newest")
    qtbot.waitUntil(lambda: len(texts(pane)) == 43)
    assert table.new_above == 3
    assert table.table.ids[table.indexAt(QPoint(5, 5)).row()] == before
    assert table.current_record == chosen
    assert qapp.focusWidget() is pane.bar.line


def test_a_filter_is_another_list_and_nothing_in_it_is_new(world: World, shown: Shown, qtbot: QtBot) -> None:
    world.log_many(*(f"Entry {n} {'even' if n % 2 == 0 else 'odd'}" for n in range(60)))
    pane = shown()
    table = pane.tables[ENTRIES]
    table.verticalScrollBar().setValue(20)
    pane.bar.show_filter("even")
    qtbot.waitUntil(lambda: len(texts(pane)) == 30)
    table.verticalScrollBar().setValue(5)
    pane.bar.show_filter("")
    qtbot.waitUntil(lambda: len(texts(pane)) == 60)
    assert (table.new_above, table.verticalScrollBar().value()) == (0, 0)


def test_the_chosen_row_stays_in_sight_when_its_filter_is_taken_away(world: World, shown: Shown, qtbot: QtBot) -> None:
    ids = world.log_many(*(f"Entry {n}{' needle' if n == 3 else ''}" for n in range(80)))
    pane = shown()
    pane.bar.show_filter("needle")
    qtbot.waitUntil(lambda: len(texts(pane)) == 1)
    table = pane.tables[ENTRIES]
    table.selectRow(0)
    pane.bar.show_filter("")
    qtbot.waitUntil(lambda: len(texts(pane)) == 80)
    assert table.current_record == ids[3]
    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))


def test_an_incident_that_changes_elsewhere_changes_its_entries_on_screen(
    world: World, shown: Shown, qtbot: QtBot
) -> None:
    heat = world.report("Heat")
    world.log("Two patients", incident=heat)
    pane = shown()
    table = pane.tables[ENTRIES].table
    world.desk.do_now(SetIncident(heat, {"status": "monitoring"}))
    qtbot.waitUntil(lambda: {table.index(row, 4).data() for row in range(table.rowCount())} == {"Monitoring"})


def test_enter_opens_the_panel_and_escape_comes_back_to_the_list(
    world: World, shown: Shown, qtbot: QtBot, qapp: QApplication
) -> None:
    world.log("Gate 7 crowded")
    pane = shown()
    table = pane.tables[ENTRIES]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.detail.thread_now is not None)
    assert pane.detail.entry.text.text() == "Gate 7 crowded"
    focus = qapp.focusWidget()
    assert focus is not None
    assert pane.detail.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert not pane.split.is_open
    assert qapp.focusWidget() is table


@pytest.mark.parametrize("filtered", [False, True])
def test_another_pane_leads_to_an_entry_even_out_of_a_filter(
    world: World, shown: Shown, qtbot: QtBot, *, filtered: bool
) -> None:
    wanted = world.log("The one")
    world.log_many(*(f"Other {n}" for n in range(50)))
    pane = shown()
    if filtered:
        pane.bar.show_filter("other", open_only=False)
        qtbot.waitUntil(lambda: len(texts(pane)) == 50)
    pane.show_record("entry", wanted)
    qtbot.waitUntil(lambda: pane.tables[ENTRIES].current_record == wanted)
    qtbot.waitUntil(lambda: pane.detail.thread_now is not None)
    assert pane.detail.entry.text.text() == "The one"


def test_another_pane_leads_to_an_incident_and_its_card(world: World, shown: Shown, qtbot: QtBot) -> None:
    heat = world.report("Heat", severity=3)
    world.report("Drone", severity=4)
    world.log("Shift brief")
    pane = shown()
    pane.show_record("incident", heat)
    qtbot.waitUntil(lambda: pane.detail.card_now is not None and pane.detail.card_now.row.id == heat)
    assert pane.bar.way == INCIDENTS
    assert texts(pane, INCIDENTS) == ["Drone", "Heat"]
    assert pane.detail.incident.title.text() == "Heat"


def test_another_pane_leads_to_a_task(world: World, shown: Shown, qtbot: QtBot) -> None:
    task = world.desk.do_now(AddTask(EVENT, "Call Metro")).value[0]
    pane = shown()
    pane.show_record("task", task)
    assert pane.bar.way == TASKS
    assert not pane.bar.line.isVisible()
    qtbot.waitUntil(lambda: pane.tasks.list.current_row is not None and pane.tasks.list.current_row.id == task)


def test_of_two_records_asked_for_at_once_the_last_is_shown(world: World, shown: Shown, qtbot: QtBot) -> None:
    entry, heat = world.log("Gate 7 crowded"), world.report("Heat")
    pane = shown()
    pane.show_record("entry", entry)
    pane.show_record("incident", heat)
    qtbot.waitUntil(lambda: pane.detail.card_now is not None)
    assert (pane.bar.way, pane.subject().incident) == (INCIDENTS, heat)


def test_the_keyboard_is_taken_when_one_asks_and_not_a_moment_later(
    world: World, shown: Shown, qtbot: QtBot, qapp: QApplication
) -> None:
    entry = world.log("Gate 7 crowded")
    world.log("Newer")
    pane = shown()
    pane.show_record("entry", entry)
    assert pane.tables[ENTRIES].hasFocus()
    pane.bar.line.setFocus()
    qtbot.waitUntil(lambda: pane.detail.thread_now is not None)
    assert qapp.focusWidget() is pane.bar.line


def test_an_entry_that_is_not_here_is_said(shown: Shown, said: list[str], qtbot: QtBot) -> None:
    pane = shown()
    pane.show_record("entry", b"x" * 16)
    qtbot.waitUntil(lambda: said == ["This entry is not on this desk."])


def test_a_letter_in_the_list_acts_and_never_searches(world: World, shown: Shown, qtbot: QtBot) -> None:
    heat = world.report("Heat")
    pane = shown()
    pane.show_way(INCIDENTS)
    qtbot.waitUntil(lambda: pane.is_ready)
    table = pane.tables[INCIDENTS]
    table.selectRow(0)
    table.setFocus()
    qtbot.keyClicks(table, "c")
    qtbot.waitUntil(pane.ask.isVisible)
    qtbot.keyClicks(pane.ask.line, "All patients transported")
    qtbot.keyClick(pane.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: world.get(Incident, heat).status == "closed")
    assert world.get(Incident, heat).reason == "All patients transported"
    qtbot.waitUntil(pane.ask.isHidden)
    assert table.hasFocus()


def test_a_strip_that_closes_by_itself_leaves_the_keyboard_where_one_types(
    world: World, shown: Shown, qtbot: QtBot, qapp: QApplication
) -> None:
    world.report("Heat")
    pane = shown()
    pane.show_way(INCIDENTS)
    qtbot.waitUntil(lambda: pane.is_ready)
    pane.tables[INCIDENTS].selectRow(0)
    pane.acting.run("close")
    qtbot.waitUntil(pane.ask.isVisible)
    pane.ask.line.setText("Over")
    pane.ask.answer()
    pane.bar.line.setFocus()
    qtbot.waitUntil(pane.ask.isHidden)
    assert qapp.focusWidget() is pane.bar.line


def test_three_keystrokes_or_fewer_lead_to_the_text(
    world: World, shown: Shown, qtbot: QtBot, qapp: QApplication, context: Context
) -> None:
    pane = shown()
    pane.new_entry({})  # Ctrl+N
    qtbot.waitUntil(lambda: pane.composer.isAncestorOf(qapp.focusWidget() or pane))
    qtbot.keyClicks(qapp.focusWidget(), "Gate 7 crowded")
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(pane) == ["Gate 7 crowded"])


def test_while_one_writes_only_one_button_is_filled(world: World, shown: Shown, qtbot: QtBot) -> None:
    pane = shown()
    assert pane.bar.new.isVisible()
    pane.new_entry({})
    assert not pane.bar.new.isVisible()
    pane.composer.close_quietly()
    assert pane.bar.new.isVisible()


def test_every_action_of_the_pane_has_a_key_of_its_own_and_nothing_acts_on_what_is_hidden(
    world: World, shown: Shown
) -> None:
    world.log("Gate 7 crowded")
    pane = shown()
    actions = Actions()
    actions.add(pane.pane_actions())
    pane.tables[ENTRIES].selectRow(0)
    assert actions["log.amend"].is_enabled
    assert not actions["log.close"].is_enabled
    pane.hide()
    assert not actions["log.amend"].is_enabled


def test_a_hidden_list_reads_again_when_one_looks_at_it(world: World, shown: Shown, qtbot: QtBot) -> None:
    world.report("Heat")
    pane = shown()
    pane.show_way(INCIDENTS)
    qtbot.waitUntil(lambda: texts(pane, INCIDENTS) == ["Heat"])
    pane.show_way(ENTRIES)
    world.report("Drone", severity=4)
    qtbot.waitUntil(lambda: len(texts(pane)) == 2)
    pane.show_way(INCIDENTS)
    qtbot.waitUntil(lambda: texts(pane, INCIDENTS) == ["Drone", "Heat"])


def test_no_event_is_said_and_nothing_can_be_pressed(context: Context, shown: Shown, qtbot: QtBot) -> None:
    context.desk.event = None
    pane = shown()
    qtbot.waitUntil(lambda: pane._empties[ENTRIES].is_empty)
    assert pane._empty_cards[ENTRIES]._sentence.text() == "No event is open."
    assert not pane._empty_cards[ENTRIES].button.isVisible()
    pane.new_entry({})
    assert not pane.composer.isVisible()


def test_the_log_says_which_records_it_shows() -> None:
    assert SPEC.shows == {"entry", "incident", "task"}
    assert SPEC.make is LogPane


def test_on_a_small_screen_less_is_shown_and_the_panel_takes_the_place_of_the_list(
    world: World, shown: Shown, qtbot: QtBot
) -> None:
    world.log("Gate 7 crowded", venue="SoFi")
    pane = shown(700, 360)
    table = pane.tables[ENTRIES]
    names = {column.name: at for at, column in enumerate(table.table.columns)}
    assert table.isColumnHidden(names["lead"])
    assert not table.isColumnHidden(names["summary"])
    assert not pane.split.is_open
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.detail.isVisible() and not table.isVisible())
    pane.close_detail()
    assert table.isVisible()
