"""The two long tables keep Qt's rules, say times as people do, and give way on a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eocdesk.models import Entry
from eocdesk.models.clock import at
from eocdesk.store.queries import listing
from eocdesk.store.queries.filter import NOTHING, Frame
from eocdesk.ui.kit.order import plan
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.lists import LogTable, entry_table, incident_table
from tests.kit.desks import EVENT
from tests.kit.logs import World

DAY = 86_400_000


@pytest.fixture
def table(context: Context, qtbot: QtBot) -> LogTable:
    made = entry_table(context)
    qtbot.addWidget(made)
    made.resize(1000, 300)
    made.show()
    return made


def read(table: LogTable, world: World) -> None:
    table.table.follow(plan(table.table.ids, world.desk.read_now(listing.newest, EVENT)))


def column(table: LogTable, name: str) -> int:
    return next(at for at, one in enumerate(table.table.columns) if one.name == name)


def test_both_keep_qts_rules(context: Context, world: World, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    world.log_many("one", "two", "three")
    world.report("Heat")
    entries, incidents = entry_table(context), incident_table(context)
    for made in (entries, incidents):
        qtbot.addWidget(made)
    qtmodeltester.check(entries.table)
    read(entries, world)
    rows = world.desk.read_now(listing.incidents, EVENT, NOTHING, Frame(context.setting.now()))
    incidents.table.follow(plan(incidents.table.ids, rows))
    for made in (entries, incidents):
        assert made.table.rowCount()
        qtmodeltester.check(made.table)


def test_todays_entries_have_seconds_and_older_ones_their_day(table: LogTable, world: World, context: Context) -> None:
    now = context.setting.now()
    today, old = world.log("today"), world.log("long ago", happened=now - 40 * DAY)
    read(table, world)
    said = [table.table.index(row, column(table, "time")).data() for row in range(2)]
    first, second = (at(world.get(Entry, record).happened, context.zone) for record in (today, old))
    assert said[0] == first.strftime("%H:%M:%S")
    assert said[1].startswith(f"{second.day} {second:%b} ")
    assert said[1].endswith(second.strftime("%H:%M"))


def test_a_letter_is_a_verb_and_paste_is_told(table: LogTable, world: World, qtbot: QtBot) -> None:
    world.log_many("alpha", "beta")
    read(table, world)
    table.selectRow(0)
    with qtbot.waitSignal(table.pressed) as pressed:
        qtbot.keyClicks(table, "b")
    assert pressed.args == ["B"]
    assert table.currentIndex().row() == 0
    with qtbot.waitSignal(table.pasted):
        qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    with qtbot.assertNotEmitted(table.pressed):
        qtbot.keyClick(table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard() is not None


def test_the_current_row_is_known_as_a_record(table: LogTable, world: World) -> None:
    record = world.log("alpha")
    assert table.current_record is None
    read(table, world)
    table.selectRow(0)
    assert table.current_record == record


@pytest.mark.parametrize(
    ("width", "hidden"),
    [(1000, set()), (760, {"lead"}), (600, {"lead", "area"}), (500, {"lead", "area", "status"})],
)
def test_columns_give_way_and_the_summary_stays(table: LogTable, width: int, hidden: set[str]) -> None:
    table.resize(width, 300)
    assert {c.name for at, c in enumerate(table.table.columns) if table.isColumnHidden(at)} == hidden
    assert table.columnWidth(column(table, "summary")) >= 200


def test_an_incident_says_who_has_it_how_long_and_what_is_left(context: Context, world: World, qtbot: QtBot) -> None:
    now = context.setting.now()
    world.report("Heat", owner="K. Park", opened=now - 65 * 60_000, type="Heat")
    made = incident_table(context)
    qtbot.addWidget(made)
    rows = world.desk.read_now(listing.incidents, EVENT, NOTHING, Frame(now))
    made.table.follow(plan(made.table.ids, rows))
    said = {one.name: one.text(made.table.row_at(0)) for one in made.table.columns}
    assert (said["title"], said["assigned"], said["status"], said["age"]) == ("Heat", "K. Park", "Open", "1 h 05")
    tip = made.table.index(0, column(made, "title")).data(Qt.ItemDataRole.ToolTipRole)
    assert "1 entry" in tip
