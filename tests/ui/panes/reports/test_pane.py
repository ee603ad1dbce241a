"""The reports pane: from one key to pages that are kept, opened again as they were, approved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk import reports as making
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.reports import issued
from eocdesk.store.queries.situation import PLAIN
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports.pane import ReportsPane
from tests.kit.desks import EVENT


@pytest.fixture
def pane(context: Context, qtbot: QtBot) -> ReportsPane:
    """Shown, with the list read."""
    made = ReportsPane(context)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    return made


def authored(pane: ReportsPane, qtbot: QtBot) -> None:
    """The author's dialog is up."""
    pane.write()
    qtbot.waitUntil(lambda: pane.author is not None and pane.author.isVisible())
    assert pane.author is not None
    pane.author.activateWindow()
    qtbot.waitUntil(pane.author.isActiveWindow)  # its keys work only then


def close_all(pane: ReportsPane, qtbot: QtBot) -> None:
    """No window is left."""
    for preview in pane.previews:
        preview.close()
    if pane.author is not None:
        pane.author.close()
    qtbot.waitUntil(lambda: not any(isValid(one) for one in pane.previews) and pane.author is None)


def test_a_report_is_written_issued_listed_and_shown(pane: ReportsPane, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    pane.context.messages.noted.connect(said.append)
    desk.do_now(ReportIncident(EVENT, "Mass casualty at Gate 7", severity=4))
    authored(pane, qtbot)
    assert pane.author is not None
    assert "Mass casualty at Gate 7" in pane.author.words.highlights
    qtbot.keyClick(pane.author.highlights, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.list.rowCount() == 1 and bool(pane.previews), timeout=20_000)
    assert said == ["Situation report 1 is issued and kept."]
    assert pane.previews[0].windowTitle() == "Situation report 1"
    assert pane.list.current is not None
    close_all(pane, qtbot)


def test_words_for_one_event_are_not_issued_in_another_that_is_opened_meanwhile(
    pane: ReportsPane, desk: Desk, qtbot: QtBot
) -> None:
    authored(pane, qtbot)
    author = pane.author
    assert author is not None
    author.remarks.setPlainText("For the Games alone")
    second = desk.do_now(AddEvent("TWO", "Second", "UTC", "2028-01-01", "2028-01-02")).value
    desk.open_event(second)
    author.issue()
    qtbot.waitUntil(lambda: any("begun on LA28 Games" in label.text() for label in author.findChildren(QLabel)))
    assert desk.read_now(issued, second) == desk.read_now(issued, EVENT) == ()
    assert author.remarks.toPlainText() == "For the Games alone"
    close_all(pane, qtbot)
    assert desk.drafts("summary LA28")
    assert not desk.drafts("summary TWO")


def test_a_preview_issues_nothing(pane: ReportsPane, desk: Desk, qtbot: QtBot) -> None:
    authored(pane, qtbot)
    assert pane.author is not None
    pane.author.preview()
    qtbot.waitUntil(lambda: bool(pane.previews), timeout=20_000)
    assert desk.read_now(issued, EVENT) == ()
    close_all(pane, qtbot)


def test_words_typed_and_not_issued_are_there_the_next_time(pane: ReportsPane, desk: Desk, qtbot: QtBot) -> None:
    authored(pane, qtbot)
    assert pane.author is not None
    pane.author.remarks.setPlainText("Half a thought")
    qtbot.waitUntil(lambda: bool(desk.drafts("summary")))
    close_all(pane, qtbot)
    authored(pane, qtbot)
    assert pane.author is not None
    assert pane.author.words.remarks == "Half a thought"
    close_all(pane, qtbot)


def test_an_issued_report_is_opened_as_it_was_and_approved_once(pane: ReportsPane, desk: Desk, qtbot: QtBot) -> None:
    making.issue_now(desk, EVENT, PLAIN)
    qtbot.waitUntil(lambda: pane.list.rowCount() == 1)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(pane.previews))
    assert pane.previews[0].windowTitle() == "Situation Report 1"
    pane.approve()
    qtbot.waitUntil(lambda: pane.list.current is not None and bool(pane.list.current.approved_by))
    refused: list[str] = []
    pane.context.messages.refused.connect(refused.append)
    pane.approve()
    qtbot.waitUntil(lambda: bool(refused))
    assert "approved by L. Chen" in refused[0]
    close_all(pane, qtbot)


def test_with_no_event_open_the_refusal_is_said(pane: ReportsPane, desk: Desk, qtbot: QtBot) -> None:
    desk.event = None
    refused: list[str] = []
    pane.context.messages.refused.connect(refused.append)
    pane.write()
    qtbot.waitUntil(lambda: refused == ["Open an event first."])


def test_a_report_picked_elsewhere_is_selected_once_the_list_is_read(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    first = making.issue_now(desk, EVENT, PLAIN)
    making.issue_now(desk, EVENT, PLAIN)
    pane = ReportsPane(context)
    qtbot.addWidget(pane)
    pane.show_record("summary", first.id)
    pane.show()
    qtbot.waitUntil(lambda: pane.list.current is not None and pane.list.current.number == 1)
