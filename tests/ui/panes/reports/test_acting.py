"""A form's window is opened once; a form sent back wants its reason."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import forms, paper_board
from eocdesk.ui.board.asking import Question
from eocdesk.ui.panes.reports import telling
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


def test_a_red_paper_is_approved_by_a_second_press(shown_pane: Shown, desk: Desk, qtbot: QtBot) -> None:
    form = bytes(desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"3": "Gates."}, marking="RED")).value)
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    pane = shown_pane(ReportsPane)
    refused: list[str] = []
    pane.context.messages.refused.connect(refused.append)
    whole = desk.read_now(paper_board.form, form)
    assert whole is not None
    pane.acting._approve(telling.tell_form(whole, (), pane.looks))
    qtbot.waitUntil(lambda: bool(refused), timeout=20_000)
    assert "press Approve again" in refused[0]
    assert desk.read_now(forms.forms_of, EVENT)[0].state == "submitted"
    pane.acting._approve(telling.tell_form(whole, (), pane.looks))
    qtbot.waitUntil(lambda: desk.read_now(forms.forms_of, EVENT)[0].state == "approved", timeout=20_000)
    qtbot.waitUntil(lambda: bool(pane.previews), timeout=20_000)
    pane.acting.correct_form(form, "Block 4 arrived after the approval")
    qtbot.waitUntil(lambda: pane.wanting.dialog is not None)
    assert pane.wanting.dialog is not None
    pane.wanting.dialog.save()
    qtbot.waitUntil(lambda: len(desk.read_now(forms.forms_of, EVENT)) == 2)
    assert desk.read_now(forms.forms_of, EVENT)[0].changed == "Block 4 arrived after the approval"
    for window in (*pane.previews, *pane.acting.windows.values()):
        window.close()
    qtbot.waitUntil(lambda: not pane.previews)


def test_what_a_draft_is_about_is_put_right_and_a_lower_marking_is_refused_beside_it(
    shown_pane: Shown, desk: Desk, qtbot: QtBot
) -> None:
    form = bytes(desk.do_now(OpenForm(EVENT, "ics-213", {"title": "Message", "person": "K. Ito"})).value)
    pane = shown_pane(ReportsPane)

    def asked() -> Question:
        pane.acting.about(form)
        qtbot.waitUntil(lambda: pane.wanting.dialog is not None)
        assert pane.wanting.dialog is not None
        return pane.wanting.dialog

    first = asked()
    first.form._rows["person"].editor.set_value("")
    first.form._rows["position"].editor.set_value("Logistics")
    first.form._rows["marking"].editor.set_value("RED")
    first.save()

    def now() -> tuple[str, str, str]:
        found = desk.read_now(forms.one, form)
        assert found is not None
        return (found.person, found.position, found.marking)

    qtbot.waitUntil(lambda: now() == ("", "Logistics", "RED"))
    qtbot.waitUntil(lambda: pane.wanting.dialog is None)
    second = asked()
    second.form._rows["marking"].editor.set_value("GREEN")
    second.save()
    qtbot.waitUntil(lambda: "Open another" in second.form._rows["marking"].error)
    second.close()
