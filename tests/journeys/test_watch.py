"""A shift by keyboard alone, in the real window: log, incident, session, contact, paper, undo."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from eocdesk.models import Entry, Incident, Session, Status
from eocdesk.store.queries import events
from eocdesk.store.queries.reports import issued
from eocdesk.ui.panes.calendar import CalendarPane
from eocdesk.ui.panes.incidents import LogPane
from eocdesk.ui.panes.reports import ReportsPane
from tests.journeys.conftest import ALT, CTRL, HOUR, SHIFT, Watch
from tests.kit.desks import EVENT, sound

Key = Qt.Key


def entries(watch: Watch) -> list[Entry]:
    return watch.desk.read_now(events.of_event, Entry, EVENT)


def incidents(watch: Watch) -> list[Incident]:
    return watch.desk.read_now(events.of_event, Incident, EVENT)


def log_of(watch: Watch) -> LogPane:
    pane = watch.window.overview.panes["incidents"]
    assert isinstance(pane, LogPane)
    return pane


def log(watch: Watch, words: str) -> None:
    """Two keys, the words, one key."""
    before = len(entries(watch))
    watch.press(Key.Key_N, CTRL)
    watch.until(lambda: isinstance(watch.focus, QPlainTextEdit))
    watch.type(words)
    watch.press(Key.Key_Return)
    watch.until(lambda: len(entries(watch)) > before)


def test_a_call_is_logged_with_its_venue_by_first_letters_and_stands_on_top(watch: Watch) -> None:
    watch.press(Key.Key_N, CTRL)
    watch.until(lambda: isinstance(watch.focus, QPlainTextEdit))
    watch.type("Crowd at Gate 7, metering on")
    watch.press(Key.Key_Tab)
    watch.type("sof")
    watch.press(Key.Key_Tab)
    watch.press(Key.Key_Return, CTRL)
    watch.until(lambda: entries(watch))
    (entry,) = entries(watch)
    assert entry.text == "Crowd at Gate 7, metering on"
    assert entry.author == "L. Chen"
    assert entry.venue is not None
    table = log_of(watch).tables["entries"]
    watch.until(lambda: table.table.rowCount() == 1 and table.table.row_at(0) is not None)
    assert table.table.row_at(0).venue_name == "SoFi Stadium"  # type: ignore[union-attr]


def test_an_incident_is_opened_worked_and_closed_with_a_reason(watch: Watch) -> None:
    watch.press(Key.Key_N, CTRL | SHIFT)
    watch.until(lambda: QApplication.activeWindow() is not watch.window)
    watch.type("Leak at Gate 7")
    watch.press(Key.Key_Return, CTRL)
    watch.until(lambda: incidents(watch))
    watch.qtbot.waitActive(watch.window)
    watch.window.activateWindow()
    pane = log_of(watch)
    watch.window.show_pane("incidents")
    watch.press(Key.Key_2, ALT)
    table = pane.tables["incidents"]
    watch.until(lambda: table.table.rowCount() == 1)
    table.setFocus()
    watch.press(Key.Key_Home)
    watch.until(lambda: pane.acting.can("close"))
    watch.window.actions_known.run("log.close")
    watch.until(pane.ask.isVisible)
    watch.type("Valve shut, area dry")
    watch.press(Key.Key_Return)
    watch.until(lambda: incidents(watch)[0].status == Status.CLOSED)
    (incident,) = incidents(watch)
    assert incident.reason == "Valve shut, area dry"
    assert incident.closed is not None
    assert any("Valve shut, area dry" in f"{entry.text} {entry.reason}" for entry in entries(watch))


def test_a_session_is_moved_by_keys_and_asks_why(watch: Watch) -> None:
    pane = watch.window.overview.panes["calendar"]
    assert isinstance(pane, CalendarPane)
    (before,) = watch.desk.read_now(events.of_event, Session, EVENT)
    watch.press(Key.Key_2, CTRL)
    watch.until(lambda: pane.isVisible() and pane.is_ready)
    pane.take_focus()
    watch.press(Key.Key_Right)
    watch.until(lambda: pane.stage.selected == before.id)
    watch.press(Key.Key_Right, ALT)
    watch.until(lambda: pane.ask.isVisible() and pane.ask.line.hasFocus())
    watch.type("Pool heating")
    watch.press(Key.Key_Return)
    watch.until(lambda: watch.desk.read_now(events.of_event, Session, EVENT)[0].starts != before.starts)
    (after,) = watch.desk.read_now(events.of_event, Session, EVENT)
    assert after.starts is not None
    assert before.starts is not None
    assert 0 < after.starts - before.starts <= HOUR
    assert (after.ends or 0) - (before.ends or 0) == after.starts - before.starts
    assert after.reason == "Pool heating"


def test_somebody_to_call_is_found_by_a_few_letters(watch: Watch) -> None:
    watch.press(Key.Key_K, CTRL)
    watch.until(watch.window.palette_card.isVisible)
    watch.type("ruiz")
    watch.until(lambda: any("Maria Ruiz" in line for line in shown(watch)))
    watch.press(Key.Key_Return)
    pane = watch.window.overview.panes["partners"]
    watch.until(lambda: not watch.window.palette_card.isVisible() and pane.isVisible())
    watch.until(lambda: "Maria Ruiz" in everything_said(watch))


def test_a_summary_is_issued_and_saved_from_the_keyboard(watch: Watch, tmp_path: Path) -> None:
    log(watch, "Heat at the south plaza")
    watch.press(Key.Key_Escape)
    watch.press(Key.Key_P, CTRL)
    pane = watch.window.overview.panes["reports"]
    assert isinstance(pane, ReportsPane)
    watch.until(lambda: pane.author is not None and pane.author.isActiveWindow())
    watch.press(Key.Key_Return, CTRL)
    watch.until(lambda: pane.previews and watch.desk.read_now(issued, EVENT))
    pane.previews[0].save_as(str(tmp_path / "summary.pdf"))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "summary.pdf").pages)
    assert "Situation Report 1" in text
    assert re.search(r"Page\s+1\s+of", text)
    pane.previews[0].close()


def test_what_was_done_is_taken_back_by_a_new_act(watch: Watch) -> None:
    log(watch, "Said in error")
    watch.press(Key.Key_Escape)
    watch.window.setFocus()
    watch.press(Key.Key_Z, CTRL)
    watch.until(lambda: len(entries(watch)) == 2)
    first, second = entries(watch)
    assert (second.kind, second.amends) == ("strike", first.id)
    assert sound(watch.desk)


def shown(watch: Watch) -> list[str]:
    """What the palette offers."""
    model = watch.window.palette_card._list.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def everything_said(watch: Watch) -> str:
    """The words of the partners pane's labels."""
    pane = watch.window.overview.panes["partners"]
    return " ".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())
