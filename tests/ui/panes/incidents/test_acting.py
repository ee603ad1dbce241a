"""Every verb of the log by keyboard: acknowledged, amended, struck, opened, set, assigned, placed on the map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from eocdesk.commands.incidents import CloseIncident
from eocdesk.models import Gap, Incident
from eocdesk.store.queries import entries, events
from eocdesk.store.queries.entries import Thread
from eocdesk.ui.panes.incidents.history_window import HistoryWindow
from eocdesk.ui.panes.incidents.incident_form import IncidentForm
from eocdesk.ui.panes.incidents.pane import LogPane
from tests.kit.logs import World
from tests.ui.panes.conftest import Asked

Shown = Callable[[], LogPane]


def thread(world: World, record: bytes) -> Thread:
    found = world.desk.read_now(entries.thread, record)
    assert found is not None
    return found


@pytest.fixture
def on(shown: Shown, qtbot: QtBot) -> Callable[[str, bytes], LogPane]:
    """The pane with a record chosen and the keyboard in its list."""

    def choose(kind: str, record: bytes) -> LogPane:
        pane = shown()
        pane.show_record(kind, record)
        table = pane.tables["entries" if kind == "entry" else "incidents"]
        qtbot.waitUntil(lambda: table.current_record == record and table.hasFocus())
        return pane

    return choose


def press(pane: LogPane, qtbot: QtBot, letter: str) -> None:
    qtbot.keyClicks(pane.tables[pane.bar.way], letter)


def menu(pane: LogPane, qtbot: QtBot) -> QMenu:
    def found() -> list[QMenu]:
        return [one for one in pane.findChildren(QMenu, "log-menu") if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


On = Callable[[str, bytes], LogPane]


def test_one_key_acknowledges_for_oneself(on: On, world: World, qtbot: QtBot) -> None:
    record = world.log("Read", addressees=("LAFD", "Watch officer"))
    press(on("entry", record), qtbot, "a")
    qtbot.waitUntil(lambda: [one.addressee for one in thread(world, record).said if one.by] == ["Watch officer"])


def test_for_others_one_chooses_whom(on: On, world: World, qtbot: QtBot) -> None:
    record = world.log("Read", addressees=("LAFD", "LAPD"))
    pane = on("entry", record)
    press(pane, qtbot, "a")
    choices = menu(pane, qtbot)
    assert [action.text() for action in choices.actions()] == ["LAFD", "LAPD"]
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.addressee for one in thread(world, record).said if one.by] == ["LAPD"])


def test_an_entry_that_waits_for_nobody_says_so(on: On, world: World, qtbot: QtBot, said: list[str]) -> None:
    press(on("entry", world.log("Nothing to read")), qtbot, "a")
    qtbot.waitUntil(lambda: bool(said))
    assert "waits for nobody" in said[0]


def test_an_entry_is_amended_by_another_one(on: On, world: World, qtbot: QtBot) -> None:
    record = world.log("Gate 7")
    pane = on("entry", record)
    press(pane, qtbot, "e")
    qtbot.waitUntil(pane.ask.text.hasFocus)
    qtbot.keyClicks(pane.ask.text, "Gate 8")
    qtbot.keyClick(pane.ask.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: thread(world, record).row.words == "Gate 8")
    assert thread(world, record).first.text == "Gate 7"


def test_an_amendment_that_changes_nothing_is_refused_in_place(on: On, world: World, qtbot: QtBot) -> None:
    pane = on("entry", world.log("Gate 7"))
    press(pane, qtbot, "e")
    qtbot.waitUntil(pane.ask.text.hasFocus)
    qtbot.keyClick(pane.ask.text, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.ask.error.isVisible)
    assert pane.ask.error.text() == "This is how it reads already."


def test_an_entry_is_struck_with_a_reason(on: On, world: World, qtbot: QtBot) -> None:
    record = world.log("Gate 7")
    pane = on("entry", record)
    press(pane, qtbot, "x")
    qtbot.waitUntil(pane.ask.line.hasFocus)
    qtbot.keyClick(pane.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.ask.error.isVisible)
    qtbot.keyClicks(pane.ask.line, "Twice")
    qtbot.keyClick(pane.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: thread(world, record).row.struck == "Twice")


def test_an_incident_is_opened_from_an_entry_and_shown(on: On, world: World, qtbot: QtBot) -> None:
    record = world.log("Fourteen patients", severity=4, venue="SoFi")
    pane = on("entry", record)
    press(pane, qtbot, "i")
    qtbot.waitUntil(lambda: pane.findChild(IncidentForm) is not None)
    form = pane.findChild(IncidentForm)
    assert form.form.editor("title").value() == "Fourteen patients"
    form.save()
    qtbot.waitUntil(lambda: pane.bar.way == "incidents" and pane.subject().incident is not None)
    made = world.get(Incident, pane.subject().incident or b"")
    assert (made.severity, made.venue) == (4, world.venues["SoFi"])


def test_an_entry_of_an_incident_leads_there(on: On, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat")
    pane = on("entry", world.log("Two patients", incident=heat))
    press(pane, qtbot, "i")
    qtbot.waitUntil(lambda: pane.bar.way == "incidents" and pane.subject().incident == heat)


@pytest.mark.parametrize("kind", ["entry", "incident"])
def test_status_is_set_by_two_keys_from_either_list(on: On, world: World, qtbot: QtBot, kind: str) -> None:
    heat = world.report("Heat")
    pane = on(kind, world.log("Two patients", incident=heat) if kind == "entry" else heat)
    press(pane, qtbot, "s")
    qtbot.keyClick(menu(pane, qtbot), Qt.Key.Key_M)
    qtbot.waitUntil(lambda: world.get(Incident, heat).status == "monitoring")


@pytest.mark.parametrize(("letter", "severity"), [("C", 4), ("O", 2)])
def test_severity_is_set_by_two_keys(on: On, world: World, qtbot: QtBot, letter: str, severity: int) -> None:
    heat = world.report("Heat", severity=2 if severity != 2 else 4)
    pane = on("incident", heat)
    press(pane, qtbot, "v")
    qtbot.keyClick(menu(pane, qtbot), Qt.Key(ord(letter)))
    qtbot.waitUntil(lambda: world.get(Incident, heat).severity == severity)


def test_closed_among_the_statuses_asks_why(on: On, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat")
    pane = on("incident", heat)
    press(pane, qtbot, "s")
    qtbot.keyClick(menu(pane, qtbot), Qt.Key.Key_C)
    qtbot.waitUntil(pane.ask.line.hasFocus)
    qtbot.keyClicks(pane.ask.line, "Over")
    qtbot.keyClick(pane.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: world.get(Incident, heat).reason == "Over")


def test_an_incident_is_assigned(on: On, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat", owner="K. Park")
    pane = on("incident", heat)
    press(pane, qtbot, "g")
    qtbot.waitUntil(pane.ask.line.hasFocus)
    assert pane.ask.line.text() == "K. Park"
    pane.ask.line.clear()
    qtbot.keyClicks(pane.ask.line, "M. Ortiz")
    qtbot.keyClick(pane.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: world.get(Incident, heat).owner == "M. Ortiz")


def test_a_closed_incident_is_reopened(on: On, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat")
    world.desk.do_now(CloseIncident(heat, "Over"))
    pane = on("incident", heat)
    press(pane, qtbot, "r")
    qtbot.waitUntil(pane.ask.line.hasFocus)
    qtbot.keyClick(pane.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: world.get(Incident, heat).status == "open")


def test_what_makes_no_sense_is_said_and_not_done(on: On, world: World, qtbot: QtBot, said: list[str]) -> None:
    heat = world.report("Heat")
    pane = on("entry", world.log("Alone"))
    press(pane, qtbot, "s")
    pane.show_record("incident", heat)
    qtbot.waitUntil(lambda: pane.subject().incident == heat)
    press(pane, qtbot, "r")
    assert said[0].startswith("This entry belongs to no incident")
    assert said[1].endswith("is open.")


def test_other_panes_are_asked_for_map_form_and_task(
    on: On, world: World, qtbot: QtBot, navigator: Asked, said: list[str]
) -> None:
    heat = world.report("Heat", venue="SoFi")
    pane = on("incident", heat)
    for letter in "met":
        press(pane, qtbot, letter)
    venue = world.venues["SoFi"]
    assert navigator.calls == [
        ("map", "incident", heat),
        ("edit", "incident", heat, {}),
        ("edit", "task", None, {"incident": heat, "venue": venue}),
    ]
    world.desk.do_now(CloseIncident(heat, "Over"))
    qtbot.waitUntil(lambda: pane.subject().status == "closed")
    press(pane, qtbot, "m")
    assert navigator.calls[-1] == ("map", "venue", venue)


def test_what_has_no_place_says_so(on: On, world: World, qtbot: QtBot, navigator: Asked, said: list[str]) -> None:
    press(on("entry", world.log("Shift brief")), qtbot, "m")
    assert navigator.calls == []
    assert said[0].startswith("Neither a venue")


def test_logging_about_an_incident_starts_with_it(on: On, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat", venue="SoFi")
    pane = on("incident", heat)
    press(pane, qtbot, "l")
    qtbot.waitUntil(pane.composer.isVisible)
    qtbot.waitUntil(lambda: pane.composer.form.values is not None)
    focus = QGuiApplication.focusObject()
    qtbot.keyClicks(focus, "Two more")
    qtbot.keyClick(focus, Qt.Key.Key_Return)

    def newest() -> tuple[bytes | None, str]:
        row = pane.tables["entries"].table
        pane.show_way("entries")
        first = row.row_at(0)
        return (first.incident, first.text) if first is not None else (None, "")

    qtbot.waitUntil(lambda: newest() == (heat, "Two more"))


def test_the_history_of_what_is_chosen_opens(on: On, world: World, qtbot: QtBot) -> None:
    pane = on("incident", world.report("Heat"))
    press(pane, qtbot, "h")
    window = pane.findChild(HistoryWindow)
    qtbot.waitUntil(lambda: bool(window.view.lines))
    window.close()


def test_the_text_is_copied_and_nothing_is_pasted_from_words(
    on: On, world: World, qtbot: QtBot, said: list[str]
) -> None:
    pane = on("entry", world.log("Gate 7 crowded"))
    press(pane, qtbot, "y")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "Gate 7 crowded")
    table = pane.tables["entries"]
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "neither a file nor a picture" in said[-1]
    QGuiApplication.clipboard().setMimeData(QMimeData())


def test_a_gap_is_written_from_the_chosen_incident_and_its_form_opens(
    on: On, world: World, navigator: Asked, qtbot: QtBot
) -> None:
    heat = world.report("Heat", venue="SoFi")
    pane = on("incident", heat)
    pane.acting.run("gap")
    qtbot.waitUntil(lambda: bool(navigator.calls) and navigator.calls[-1][:2] == ("edit", "gap"))
    gap = world.desk.read_now(events.record, Gap, navigator.calls[-1][2])
    assert gap is not None
    assert (gap.incident, gap.title) == (heat, "Heat")
