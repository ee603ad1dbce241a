"""A form's window is opened once; a form sent back wants its reason."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import forms
from eocdesk.ui.panes.reports.pane import ReportsPane
from tests.kit.desks import EVENT

Shown = Callable[[type[ReportsPane]], ReportsPane]


def test_one_window_for_one_form(shown_pane: Shown, desk: Desk, qtbot: QtBot) -> None:
    form = bytes(desk.do_now(OpenForm(EVENT, "situation")).value)
    acting = shown_pane(ReportsPane).acting
    acting.fill(form)
    first = acting.windows[form]
    acting.fill(form)
    assert acting.windows == {form: first}
    qtbot.waitUntil(lambda: first.is_ready)
    first.close()
    qtbot.waitUntil(lambda: not acting.windows)


def test_sent_back_says_why(shown_pane: Shown, desk: Desk, qtbot: QtBot) -> None:
    form = bytes(desk.do_now(OpenForm(EVENT, "situation")).value)
    desk.do_now(SubmitForm(form))
    pane = shown_pane(ReportsPane)
    pane.acting.send_back(form)
    dialog = pane.asking.dialog
    assert dialog is not None
    dialog.save()
    qtbot.waitUntil(lambda: dialog.form._rows["reason"].error == "Say why it is sent back.")
    dialog.form._rows["reason"].editor.set_value("Figures of gate 4 are missing")
    dialog.save()
    qtbot.waitUntil(lambda: desk.read_now(forms.forms_of, EVENT)[0].state == "draft")


def test_the_next_report_is_begun_once(shown_pane: Shown, desk: Desk, qtbot: QtBot) -> None:
    pane = shown_pane(ReportsPane)
    pane.acting.begin("situation", "Situation report")
    qtbot.waitUntil(lambda: len(pane.acting.windows) == 1)
    pane.fill_report()
    qtbot.waitUntil(lambda: len(desk.read_now(forms.forms_of, EVENT)) == 1)
    assert len(pane.acting.windows) == 1
    for window in list(pane.acting.windows.values()):
        qtbot.waitUntil(lambda window=window: window.is_ready)
        window.close()
