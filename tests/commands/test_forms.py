"""A form is filled while it is a draft; a block has one record whoever writes it; rows keep their order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.approvals import ApproveForm, SendBack, SubmitForm
from eocdesk.commands.forms import (
    AddRow,
    AmendForm,
    ChangeRow,
    DropForm,
    FillBlock,
    MoveRow,
    OpenForm,
    StrikeRow,
    block_id,
)
from eocdesk.commands.records import Add, Restore, Strike
from eocdesk.commands.undo import Redo, Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import Block, Refused
from eocdesk.store.queries import events, forms
from eocdesk.store.queries.forms import FormLine
from tests.kit.desks import EVENT, meet, sound


def opened(desk: Desk, **blocks: str) -> bytes:
    """A draft with some blocks."""
    return bytes(desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, blocks)).value)


def read(desk: Desk, form: bytes) -> FormLine:
    """How far a form has come."""
    found = desk.read_now(forms.one, form)
    assert found is not None
    return found


def rows(desk: Desk, form: bytes) -> list[str]:
    """The first cell of each row."""
    return [line.cells[0] for line in desk.read_now(forms.written, form)]


def submitted(desk: Desk, **blocks: str) -> bytes:
    """A form that waits for approval."""
    form = opened(desk, **blocks)
    desk.do_now(SubmitForm(form))
    return form


def test_a_form_has_a_number_and_what_it_is_about(desk: Desk) -> None:
    period = desk.do_now(Add("period", EVENT, {"number": 3, "name": "Day"})).value
    head = {"title": "Objectives", "period": period, "person": "K. Ito", "since": 1, "until": 2}
    found = read(desk, desk.do_now(OpenForm(EVENT, "ics-202", head, marking="RED", audience="leo")).value)
    assert (found.code, found.title, found.state, found.stage) == ("ics-202", "Objectives", "draft", "update")
    assert (found.period, found.person, found.marking, found.audience) == (period, "K. Ito", "RED", "LEO")
    assert found.number
    assert sound(desk)


def test_a_form_is_about_what_is_here(desk: Desk) -> None:
    for values, field in (
        ({"period": bytes(16)}, "period"),
        ({"since": 2, "until": 1}, "until"),
        ({"state": "x"}, "state"),
    ):
        with pytest.raises(Refused) as refused:
            desk.do_now(OpenForm(EVENT, "ics-202", values))
        assert refused.value.field == field
    with pytest.raises(Refused, match="which form"):
        desk.do_now(OpenForm(EVENT, " "))


def test_a_form_about_an_incident_is_marked_as_it(desk: Desk) -> None:
    incident = desk.do_now(Add("incident", EVENT, {"title": "Leak", "marking": "RED", "audience": "LEO"})).value
    found = read(desk, desk.do_now(OpenForm(EVENT, "ics-201", {"incident": incident})).value)
    assert (found.marking, found.audience) == ("RED", "LEO")


def test_a_form_goes_on_from_the_last_one_with_its_texts_and_its_marking(desk: Desk) -> None:
    first = opened(desk, a="Old", b="Kept")
    desk.do_now(FillBlock(first, "b", marking="RED"))
    desk.do_now(AddRow(first, "7[]", ("Engine", "2")))
    desk.do_now(FillBlock(first, "a", unchanged=True))
    second = desk.do_now(OpenForm(EVENT, "ics-202", blocks={"a": "New"}, after=first)).value
    assert desk.read_now(forms.blocks_of, second) == {"a": "New", "b": "Kept", "7[]": (("Engine", "2"),)}
    assert read(desk, second).marking == "AMBER"
    assert {line.key: line.marking for line in desk.read_now(forms.written, second)} == {
        "7[]": "AMBER",
        "a": "AMBER",
        "b": "RED",
    }
    assert not any(line.unchanged for line in desk.read_now(forms.written, second))
    with pytest.raises(Refused, match="own kind"):
        desk.do_now(OpenForm(EVENT, "ics-208", after=first))


def test_two_desks_that_fill_one_block_meet_on_one_record_and_are_asked(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = opened(one)
    meet(one, other)
    one.do_now(FillBlock(form, "3", "Keep Figueroa open"))
    other.do_now(FillBlock(form, "3", "Close Figueroa"))
    meet(one, other)
    (line,) = one.read_now(forms.written, form)
    assert line.disputed
    assert line.id == block_id(EVENT, form, "3")
    with pytest.raises(Refused, match="Choose what stands"):
        one.do_now(SubmitForm(form))


def test_a_block_nobody_says_anything_in_has_no_record(desk: Desk) -> None:
    form = opened(desk)
    desk.do_now(FillBlock(form, "3", "  "))
    assert desk.read_now(forms.written, form) == ()
    desk.do_now(FillBlock(form, "3", unchanged=True))
    (line,) = desk.read_now(forms.written, form)
    assert (line.text, line.unchanged) == ("", True)
    desk.do_now(FillBlock(form, "3", "Now there is"))
    (line,) = desk.read_now(forms.written, form)
    assert (line.text, line.unchanged) == ("Now there is", True)


def test_a_block_is_marked_at_least_as_its_form(desk: Desk) -> None:
    form = opened(desk, a="Open")
    desk.do_now(FillBlock(form, "b", "Source", marking="RED"))
    desk.do_now(FillBlock(form, "a", marking="CLEAR"))
    assert [line.marking for line in desk.read_now(forms.written, form)] == ["AMBER", "RED"]
    desk.do_now(AmendForm(form, {"title": "Other"}, marking="AMBER+STRICT"))
    assert [line.marking for line in desk.read_now(forms.written, form)] == ["AMBER+STRICT", "RED"]
    assert read(desk, form).title == "Other"
    with pytest.raises(Refused, match="marked TLP:AMBER"):
        desk.do_now(AmendForm(form, {}, marking="GREEN"))


def test_rows_are_added_moved_changed_and_struck(desk: Desk) -> None:
    form = opened(desk)
    a, b, c = (desk.do_now(AddRow(form, "7[]", (word, "1"))).value for word in "abc")
    desk.do_now(MoveRow(c, before=a))
    assert rows(desk, form) == ["c", "a", "b"]
    desk.do_now(MoveRow(c))
    assert rows(desk, form) == ["a", "b", "c"]
    desk.do_now(ChangeRow(b, ("B\twith a tab", " x ")))
    assert desk.read_now(forms.written, form)[1].cells == ("B with a tab", "x")
    desk.do_now(StrikeRow(a))
    assert rows(desk, form) == ["B with a tab", "c"]
    with pytest.raises(Refused, match="no table block"):
        desk.do_now(AddRow(form, "7", ("x",)))
    with pytest.raises(Refused, match="no single block"):
        desk.do_now(FillBlock(form, "7[]", "x"))
    with pytest.raises(Refused, match="no row"):
        desk.do_now(StrikeRow(desk.do_now(FillBlock(form, "3", "text")).value))


def test_there_is_always_room_between_two_rows(desk: Desk) -> None:
    form = opened(desk)
    desk.do_now(AddRow(form, "7[]", ("first",)))
    last = desk.do_now(AddRow(form, "7[]", ("last",))).value
    for number in range(30):
        desk.do_now(AddRow(form, "7[]", (str(number),), before=last))
    assert rows(desk, form) == ["first", *map(str, range(30)), "last"]


def test_what_was_submitted_stands_still_until_it_is_sent_back(desk: Desk) -> None:
    form = opened(desk, a="Text")
    row = desk.do_now(AddRow(form, "7[]", ("x",))).value
    desk.do_now(SubmitForm(form))
    for act in (
        FillBlock(form, "a", "Other"),
        AddRow(form, "7[]", ("y",)),
        ChangeRow(row, ("y",)),
        MoveRow(row),
        StrikeRow(row),
        AmendForm(form, {"title": "Other"}),
        DropForm(form),
    ):
        with pytest.raises(Refused, match="Send it back"):
            desk.do_now(act)
    desk.do_now(SendBack(form, "Say which road"))
    desk.do_now(FillBlock(form, "a", "Other"))
    assert desk.read_now(forms.blocks_of, form)["a"] == "Other"


def test_a_dropped_draft_is_gone_from_the_list(desk: Desk) -> None:
    form = opened(desk, a="Text")
    desk.do_now(DropForm(form))
    assert desk.read_now(forms.forms_of, EVENT) == ()
    with pytest.raises(Refused, match="dropped"):
        desk.do_now(FillBlock(form, "a", "Other"))


def test_filling_is_undone_and_done_again(desk: Desk) -> None:
    form = opened(desk, a="Old")
    act = desk.do_now(FillBlock(form, "a", "New")).notice.act.id
    desk.do_now(Undo(act))
    assert desk.read_now(forms.blocks_of, form)["a"] == "Old"
    first = desk.do_now(FillBlock(form, "b", "First")).notice.act.id
    undone = desk.do_now(Undo(first)).notice.act.id
    assert "b" not in desk.read_now(forms.blocks_of, form)
    desk.do_now(Redo(undone))
    assert desk.read_now(forms.blocks_of, form)["b"] == "First"


def test_no_act_taken_back_changes_what_was_submitted_or_approved(desk: Desk) -> None:
    form = opened(desk)
    begun = desk.do_now(AmendForm(form, {"title": "Begun"})).notice.act.id
    written = desk.do_now(FillBlock(form, "a", "Text")).notice.act.id
    desk.do_now(SubmitForm(form))
    with pytest.raises(Refused, match="submitted"):
        desk.do_now(Undo(written))
    when = read(desk, form).prepared_at
    desk.settings.set("person", "T. Baker")
    approved = desk.do_now(ApproveForm(form, when or 0)).notice.act.id
    for act in (begun, written, approved):
        with pytest.raises(Refused, match="approved and stays"):
            desk.do_now(Undo(act))
    assert desk.read_now(forms.blocks_of, form) == {"a": "Text"}


def test_a_form_is_struck_by_its_own_acts_alone(desk: Desk) -> None:
    form = submitted(desk, a="Text")
    block = desk.read_now(forms.written, form)[0].id
    for kind, record in (("form", form), ("block", block)):
        for act in (Strike(kind, record), Restore(kind, record)):
            with pytest.raises(Refused, match="own acts"):
                desk.do_now(act)
    stands = desk.read_now(events.record, Block, block)
    assert stands is not None
    assert not stands.struck


def test_what_was_sent_back_is_not_signed_again_by_taking_that_back(desk: Desk) -> None:
    """Else words written meanwhile would stand under the name of who submitted others."""
    form = opened(desk, a="Read")
    submit = desk.do_now(SubmitForm(form)).notice.act.id
    back = desk.do_now(SendBack(form, "Which gate?")).notice.act.id
    desk.settings.set("person", "X. Ray")
    desk.do_now(FillBlock(form, "a", "Never read"))
    with pytest.raises(Refused, match="Submit it again"):
        desk.do_now(Undo(back))
    assert read(desk, form).state == "draft"
    with pytest.raises(Refused):
        desk.do_now(Undo(submit))


def test_a_form_that_was_submitted_is_not_unmade_by_taking_its_opening_back(desk: Desk) -> None:
    opening = desk.do_now(OpenForm(EVENT, "ics-202"))
    desk.do_now(SubmitForm(opening.value))
    with pytest.raises(Refused, match="submitted"):
        desk.do_now(Undo(opening.notice.act.id))
    assert read(desk, opening.value).state == "submitted"
