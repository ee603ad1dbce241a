"""What stands in a form is read in order, by key, with its markings."""

from __future__ import annotations

from eocdesk.commands.approvals import ApproveForm, Correct, Frozen, SubmitForm
from eocdesk.commands.forms import AddRow, FillBlock, OpenForm, StrikeRow
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import forms
from tests.kit.desks import EVENT


def opened(desk: Desk, code: str = "ics-202", **blocks: str) -> bytes:
    """A draft with some blocks."""
    return bytes(desk.do_now(OpenForm(EVENT, code, blocks=blocks)).value)


def test_blocks_come_by_key_and_rows_in_their_order(desk: Desk) -> None:
    form = opened(desk, b3="Water.")
    last = desk.do_now(AddRow(form, "7[]", ("Engine", "2"))).value
    desk.do_now(AddRow(form, "7[]", ("Medic", "4"), before=last))
    gone = desk.do_now(AddRow(form, "7[]", ("Boat", "1"))).value
    desk.do_now(StrikeRow(gone))
    assert desk.read_now(forms.blocks_of, form) == {"b3": "Water.", "7[]": (("Medic", "4"), ("Engine", "2"))}


def test_the_newest_of_a_kind_and_of_a_state(desk: Desk) -> None:
    first, second = opened(desk), opened(desk)
    opened(desk, "ics-213")
    desk.do_now(SubmitForm(first))
    newest = desk.read_now(forms.latest, EVENT, "ics-202")
    assert newest is not None
    assert newest.id == second
    submitted = desk.read_now(forms.latest, EVENT, "ics-202", "submitted", "approved")
    assert submitted is not None
    assert (submitted.id, submitted.prepared_by) == (first, "L. Chen")
    assert len(desk.read_now(forms.forms_of, EVENT)) == 3
    assert desk.read_now(forms.latest, EVENT, "ics-209") is None


def test_a_form_is_labelled_by_all_that_stands_in_it(desk: Desk) -> None:
    form = opened(desk, b3="Water.")
    desk.do_now(FillBlock(form, "4", "Source named.", marking="RED"))
    assert {marking for marking, _ in desk.read_now(forms.labels_of, form)} == {"AMBER", "RED"}
    assert [line.marking for line in desk.read_now(forms.written, form)] == ["RED", "AMBER"]


def test_the_paper_before_a_form_is_called_by_its_number(desk: Desk) -> None:
    form = opened(desk, "situation")
    assert desk.read_now(forms.before, form) == ""
    for number in (25, 26):
        desk.do_now(IssueSummary(EVENT, number, 1, 1, "", "AMBER"))
    assert desk.read_now(forms.before, form) == "no. 26"
    newest = desk.read_now(forms.papers_of, EVENT, "situation")[0]
    correction = desk.do_now(Correct(newest.id, "A word")).value
    assert desk.read_now(forms.before, correction) == "no. 25"
    assert desk.read_now(forms.before, bytes(16)) == ""


def test_what_was_issued_of_one_kind_is_not_counted_among_another(desk: Desk) -> None:
    form = opened(desk, "ics-209")
    desk.do_now(SubmitForm(form))
    when = desk.read_now(forms.one, form)
    assert when is not None
    desk.settings.set("person", "T. Baker")
    pages = Frozen(1, 1, 3, 1, "ab" * 32, "AMBER")
    paper = desk.do_now(ApproveForm(form, when.prepared_at or 0, pages)).value
    assert desk.read_now(forms.is_taken, EVENT, "ics-209", 3, 1)
    assert not desk.read_now(forms.is_taken, EVENT, "situation", 3, 1)
    assert not desk.read_now(forms.is_taken, EVENT, "ics-209", 3, 2)
    found = desk.read_now(forms.issued_paper, paper)
    assert found is not None
    assert (found.number, found.form, found.code) == (3, form, "ics-209")
    assert desk.read_now(forms.correction_of, paper) is None
