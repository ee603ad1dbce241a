"""A list reads away from the screen, answers the last question only, and misses no change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AddEvent
from eocdesk.models import Refused
from eocdesk.store.queries import listing
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.lists import LogTable, entry_table, incident_table
from eocdesk.ui.panes.incidents.reading import EntryLister, IncidentLister, Minute
from tests.kit.desks import EVENT
from tests.kit.logs import World


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> LogTable:
    made = entry_table(context)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    return made


@pytest.fixture
def lister(context: Context, view: LogTable) -> EntryLister:
    return EntryLister(context, view, view.table)


def summaries(view: LogTable) -> list[str]:
    return [row.text for at in range(view.table.rowCount()) if (row := view.table.row_at(at)) is not None]


def test_many_questions_in_a_row_end_with_the_answer_to_the_last(
    lister: EntryLister, view: LogTable, world: World, qtbot: QtBot
) -> None:
    world.log_many(*(f"Entry {word}" for word in ("alpha", "beta", "gamma")))
    for words in ("", "a", "al", "be", "bet", "gam"):
        lister.ask(words)
    qtbot.waitUntil(lambda: lister.is_whole)
    assert summaries(view) == ["Entry gamma"]


def test_what_is_written_while_it_reads_is_read_after(
    lister: EntryLister, view: LogTable, world: World, qtbot: QtBot
) -> None:
    world.log_many("one", "two")
    lister.ask("")
    for text in ("three", "four", "five"):
        world.log(text)
        lister.renew()
    qtbot.waitUntil(lambda: summaries(view) == ["five", "four", "three", "two", "one"])


def test_a_window_that_closes_while_it_reads_breaks_nothing(context: Context, world: World, qtbot: QtBot) -> None:
    world.log_many("one", "two")
    view = entry_table(context)
    lister = EntryLister(context, view, view.table)
    lister.ask("")
    lister.renew()
    broken: list[object] = []
    context.messages.broken.connect(broken.append)
    delete(view)
    qtbot.waitUntil(lambda: "list of entries" not in loop.running())
    assert broken == []


def test_a_long_log_shows_its_newest_entries_before_it_is_whole(
    lister: EntryLister, view: LogTable, world: World, qtbot: QtBot
) -> None:
    many = listing.FIRST + 40
    world.log_many(*(f"Entry {n}" for n in range(many)))
    seen: list[tuple[int, bool]] = []
    lister.listed.connect(lambda whole: seen.append((view.table.rowCount(), whole)))
    lister.ask("")
    qtbot.waitUntil(lambda: lister.is_whole)
    assert seen == [(listing.FIRST, False), (many, True)]


def test_an_entry_of_the_past_takes_its_place_and_not_the_top(
    lister: EntryLister, view: LogTable, world: World, context: Context, qtbot: QtBot
) -> None:
    now = context.setting.now()
    world.log("earlier", happened=now - 7_200_000)
    world.log("later")
    lister.ask("")
    qtbot.waitUntil(lambda: lister.is_whole)
    world.log("between", happened=now - 3_600_000)
    lister.renew()
    qtbot.waitUntil(lambda: summaries(view) == ["later", "between", "earlier"])


def test_a_wrong_filter_is_refused_and_the_last_good_one_goes_on(
    lister: EntryLister, view: LogTable, world: World, qtbot: QtBot
) -> None:
    world.log_many("alpha", "beta")
    lister.ask("alpha")
    qtbot.waitUntil(lambda: lister.is_whole)
    with pytest.raises(Refused, match="character 1"):
        lister.ask("sev:awful")
    world.log("alpha again")
    lister.renew()
    qtbot.waitUntil(lambda: summaries(view) == ["alpha again", "alpha"])


def test_a_filter_by_time_moves_with_the_clock(context: Context, view: LogTable, world: World, qtbot: QtBot) -> None:
    clock = [context.setting.now()]
    context.setting = type(context.setting)(context.setting.zone, lambda: clock[0], context.setting.candidates)
    lister = EntryLister(context, view, view.table)
    world.log("Gate 7 crowded")
    lister.ask("since:1h")
    qtbot.waitUntil(lambda: lister.is_whole)
    assert summaries(view) == ["Gate 7 crowded"]
    clock[0] += 2 * 3_600_000
    lister.renew()
    qtbot.waitUntil(lambda: summaries(view) == [])


def test_entries_of_another_event_are_never_listed(
    lister: EntryLister, view: LogTable, world: World, context: Context, qtbot: QtBot
) -> None:
    world.log("of the Games")
    lister.ask("")
    qtbot.waitUntil(lambda: summaries(view) == ["of the Games"])
    other = world.desk.do_now(AddEvent("WC26", "World Cup", "America/Los_Angeles", "2026-06-11", "2026-07-19")).value
    world.desk.do_now(LogEntry(other, "of the Cup"))
    world.desk.open_event(other)
    lister.ask("")
    qtbot.waitUntil(lambda: summaries(view) == ["of the Cup"])
    world.desk.open_event(EVENT)
    lister.ask("")
    qtbot.waitUntil(lambda: summaries(view) == ["of the Games"])


def test_without_an_event_there_is_nothing(
    lister: EntryLister, view: LogTable, world: World, context: Context, qtbot: QtBot
) -> None:
    world.log("of the Games")
    lister.ask("")
    qtbot.waitUntil(lambda: summaries(view) == ["of the Games"])
    context.desk.event = None
    lister.ask("")
    qtbot.waitUntil(lambda: summaries(view) == [])


def test_incidents_come_gravest_first_and_refuse_what_only_entries_have(
    context: Context, world: World, qtbot: QtBot
) -> None:
    for severity in (1, 4, 2):
        world.report(f"Severity {severity}", severity=severity)
    view = incident_table(context)
    qtbot.addWidget(view)
    lister = IncidentLister(context, view, view.table)
    lister.ask("")

    def titles() -> list[str]:
        return [row.title for at in range(view.table.rowCount()) if (row := view.table.row_at(at)) is not None]

    qtbot.waitUntil(lambda: titles() == ["Severity 4", "Severity 2", "Severity 1"])
    with qtbot.waitSignal(lister.refused) as refused:
        lister.ask("prio:flash")
    assert "at character 1" in refused.args[0]
    assert len(titles()) == 3


class Painted(QObject):
    """Counts how often a widget is drawn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.times = 0

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def test_time_passing_draws_the_ages_anew(context: Context, qtbot: QtBot) -> None:
    view = incident_table(context)
    qtbot.addWidget(view)
    minute = Minute(view)
    view.show()
    painted = Painted(view)
    view.viewport().installEventFilter(painted)
    qtbot.waitUntil(lambda: painted.times > 0)
    before = painted.times
    minute.draw()
    qtbot.waitUntil(lambda: painted.times > before)
