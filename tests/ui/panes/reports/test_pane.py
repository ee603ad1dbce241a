"""The reports pane: from one key to pages that are kept, opened again as they were, approved, corrected."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from eocdesk.commands.events import AddEvent
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk import reports as making
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access, forms
from eocdesk.store.queries.reports import issued
from eocdesk.store.queries.situation import PLAIN
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports.pages import FORMS, PAPERS, TRAIL
from eocdesk.ui.panes.reports.pane import ReportsPane
from tests.kit.desks import EVENT


@pytest.fixture
def pane(shown_pane: Callable[[type[ReportsPane]], ReportsPane]) -> ReportsPane:
    """Shown, with the lists read."""
    return shown_pane(ReportsPane)


def authored(pane: ReportsPane, qtbot: QtBot) -> None:
    """The author's dialog is up."""
    pane.write()
    qtbot.waitUntil(lambda: pane.author is not None and pane.author.isVisible())
    assert pane.author is not None
    pane.author.activateWindow()
    qtbot.waitUntil(pane.author.isActiveWindow)  # its keys work only then


def close_all(pane: ReportsPane, qtbot: QtBot) -> None:
    """No window is left."""
    for window in [*pane.previews, *pane.acting.windows.values()]:
        window.close()
    if pane.author is not None:
        pane.author.close()
    qtbot.waitUntil(lambda: not any(isValid(one) for one in pane.previews) and pane.author is None)


def told(pane: ReportsPane, qtbot: QtBot, kind: str) -> None:
    """The card tells a record of this kind."""
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == kind)


def test_a_report_is_written_issued_listed_and_shown(pane: ReportsPane, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    pane.context.messages.noted.connect(said.append)
    desk.do_now(ReportIncident(EVENT, "Mass casualty at Gate 7", severity=4))
    authored(pane, qtbot)
    assert pane.author is not None
    assert "Mass casualty at Gate 7" in pane.author.words.highlights
    qtbot.keyClick(pane.author.highlights, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 1 and bool(pane.previews), timeout=20_000)
    assert said == ["Situation report 1 is issued and kept."]
    assert pane.previews[0].windowTitle() == "Situation report 1"
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
    told(pane, qtbot, "summary")
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: bool(pane.previews))
    assert pane.previews[0].windowTitle().endswith(" 1")
    looked = desk.read_now(access.trail, EVENT)
    assert (looked[0].way, looked[0].author, looked[0].sent_to) == ("viewed", "L. Chen", "screen")
    desk.settings.set("person", "T. Baker")  # who issued it does not approve it
    qtbot.keyClick(pane.list.view, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: "approve" not in (pane.card.told.deeds if pane.card.told else ()))
    assert desk.read_now(issued, EVENT)[0].approved_by.startswith("T. Baker")
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
    qtbot.waitUntil(lambda: pane.list.record == first.id)


def test_an_empty_page_of_forms_begins_the_whole_report_and_hands_it_from_one_to_another(
    pane: ReportsPane, desk: Desk, qtbot: QtBot
) -> None:
    pane.show_page(FORMS)
    qtbot.waitUntil(pane.list.empty.isVisible)
    pane.list.empty.button.click()
    qtbot.waitUntil(lambda: bool(pane.acting.windows) and all(one.is_ready for one in pane.acting.windows.values()))
    told(pane, qtbot, "form")
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: desk.read_now(forms.forms_of, EVENT)[0].state == "submitted")
    refused: list[str] = []
    pane.context.messages.refused.connect(refused.append)
    qtbot.waitUntil(lambda: pane.card.told is not None and "approve" in pane.card.told.deeds)
    pane.act("approve")
    qtbot.waitUntil(lambda: bool(refused))
    assert "Another person approves it" in refused[0]
    desk.settings.set("person", "S. Okafor")
    pane.act("approve")
    qtbot.waitUntil(lambda: desk.read_now(forms.forms_of, EVENT)[0].state == "approved", timeout=20_000)
    assert desk.read_now(issued, EVENT)[0].approved_by.startswith("S. Okafor")
    qtbot.waitUntil(lambda: bool(pane.previews))
    close_all(pane, qtbot)


def test_sent_back_wants_a_reason_and_a_correction_says_what_changed(
    pane: ReportsPane, desk: Desk, qtbot: QtBot
) -> None:
    making.issue_now(desk, EVENT, PLAIN)
    told(pane, qtbot, "summary")
    pane.act("correct")
    dialog = pane.wanting.dialog
    assert dialog is not None
    dialog.save()
    qtbot.waitUntil(lambda: dialog.form._rows["changed"].error == "Say what changed.")
    dialog.form.load(None, {"changed": "The count of injured"})
    dialog.save()
    qtbot.waitUntil(lambda: bool(pane.acting.windows))
    assert desk.read_now(forms.forms_of, EVENT)[0].changed == "The count of injured"
    close_all(pane, qtbot)


def test_a_form_is_printed_blank_without_a_trace_and_a_paper_with_one(
    pane: ReportsPane, desk: Desk, qtbot: QtBot
) -> None:
    pane.show_page(PAPERS)
    qtbot.waitUntil(lambda: pane.list.table.rowCount() > 0)
    pane.head.line.setText("202")
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 1)
    told(pane, qtbot, "paper")
    pane.act("blank")
    qtbot.waitUntil(lambda: len(pane.previews) == 1, timeout=20_000)
    assert desk.read_now(access.trail, EVENT) == ()
    pane.act("preview")
    assert pane.wanting.dialog is not None
    pane.wanting.dialog.save()
    qtbot.waitUntil(lambda: len(pane.previews) == 2, timeout=20_000)
    assert [one.way for one in desk.read_now(access.trail, EVENT)] == ["viewed"]
    pane.show_page(TRAIL)
    told(pane, qtbot, "access")
    close_all(pane, qtbot)


def test_the_palette_reaches_each_page(pane: ReportsPane) -> None:
    for action in pane.pane_actions():
        if action.name not in ("reports.write", "reports.fill"):
            action.run()
    assert pane.list.page.name == TRAIL
