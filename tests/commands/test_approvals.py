"""A form is approved by another person, frozen for good, and put right by a new version that says what changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.approvals import ApproveForm, Correct, Frozen, SendBack, SubmitForm
from eocdesk.commands.forms import AddRow, FillBlock, OpenForm, StrikeRow
from eocdesk.commands.reports import IssueSummary, NumberTakenError
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Summary
from eocdesk.store.queries import events, forms
from eocdesk.store.queries.forms import FormLine
from tests.kit.desks import EVENT, meet, sound

PAGES = Frozen(7, 5, 1, 1, "ab" * 32, "AMBER", digest="cd" * 32, content="ef" * 32, title="Situation Report")


def sit(desk: Desk, person: str, position: str = "EOC Supervisor") -> None:
    """Somebody else sits down."""
    desk.settings.set("person", person)
    desk.settings.set("position", position)


def opened(desk: Desk, code: str = "situation", **blocks: str) -> bytes:
    """A draft by L. Chen."""
    sit(desk, "L. Chen", "Watch officer")
    return bytes(desk.do_now(OpenForm(EVENT, code, {"title": "Situation Report"}, blocks or {"1": "Heat."})).value)


def read(desk: Desk, form: bytes) -> FormLine:
    """How far a form has come."""
    found = desk.read_now(forms.one, form)
    assert found is not None
    return found


def log(desk: Desk) -> list[str]:
    """What the log says, newest first."""
    asked = "SELECT text FROM entry ORDER BY rowid DESC"
    return desk.read_now(lambda connection: [text for (text,) in connection.exec_driver_sql(asked)])


def approve(desk: Desk, form: bytes, pages: Frozen | None = PAGES) -> bytes:
    """Submitted by L. Chen, approved by T. Baker."""
    if read(desk, form).state == "draft":
        desk.do_now(SubmitForm(form))
    sit(desk, "T. Baker")
    paper: bytes = desk.do_now(ApproveForm(form, read(desk, form).prepared_at or 0, pages)).value
    return paper


def test_an_approved_report_is_issued_with_its_pages_and_both_names(desk: Desk) -> None:
    form = opened(desk, **{"1": "Heat.", "17": "None."})
    paper = desk.read_now(events.record, Summary, approve(desk, form))
    assert paper is not None
    assert (paper.number, paper.version, paper.form, paper.code) == (1, 1, form, "situation")
    assert (paper.prepared_by, paper.approved_by) == ("L. Chen, Watch officer", "T. Baker, EOC Supervisor")
    assert (paper.approved_at, paper.as_of, paper.sha256, paper.digest, paper.content) == (
        7,
        5,
        "ab" * 32,
        "cd" * 32,
        "ef" * 32,
    )
    assert (paper.highlights, paper.remarks) == ("Heat.", "None.")
    found = read(desk, form)
    assert (found.state, found.prepared_by, found.approved_by, found.approved_at) == (
        "approved",
        "L. Chen",
        "T. Baker",
        7,
    )
    assert log(desk)[:2] == [
        "Situation Report 1 approved",
        f"Situation Report ({found.number}) submitted for approval",
    ]
    assert sound(desk)


def test_nobody_and_who_prepared_it_cannot_approve(desk: Desk) -> None:
    form = opened(desk)
    desk.do_now(SubmitForm(form))
    when = read(desk, form).prepared_at or 0
    for person, sentence in (("", "who sits here"), ("l.  chen", "Another person")):
        sit(desk, person)
        with pytest.raises(Refused, match=sentence):
            desk.do_now(ApproveForm(form, when, PAGES))
    assert read(desk, form).state == "submitted"


def test_nobody_cannot_submit(desk: Desk) -> None:
    form = opened(desk)
    sit(desk, " ")
    with pytest.raises(Refused, match="who sits here"):
        desk.do_now(SubmitForm(form))


def test_a_report_that_breaks_a_rule_is_not_submitted_and_the_block_is_named(desk: Desk) -> None:
    form = opened(desk, **{"6.civilian.fatalities.total": "2"})
    with pytest.raises(Refused, match="Name who confirmed") as refused:
        desk.do_now(SubmitForm(form))
    assert refused.value.field == "6.cleared"
    other = opened(desk, "ics-209", **{"6.civilian.fatalities.total": "2"})
    desk.do_now(SubmitForm(other))


def test_only_what_was_submitted_is_approved_and_as_it_was_read(desk: Desk) -> None:
    form = opened(desk)
    with pytest.raises(Refused, match="Only a submitted one"):
        desk.do_now(ApproveForm(form, 0, PAGES))
    desk.do_now(SubmitForm(form))
    when = read(desk, form).prepared_at or 0
    with pytest.raises(Refused, match="Say why"):
        desk.do_now(SendBack(form, " "))
    desk.do_now(SendBack(form, "Which road?"))
    assert log(desk)[0].endswith("sent back to L. Chen: Which road?")
    with pytest.raises(Refused, match="Only a submitted one"):
        desk.do_now(SendBack(form, "Again"))
    desk.do_now(SubmitForm(form))
    sit(desk, "T. Baker")
    with pytest.raises(Refused, match="meanwhile"):
        desk.do_now(ApproveForm(form, when - 1, PAGES))


def test_what_another_desk_wrote_after_it_was_submitted_is_read_before_it_is_approved(
    desks: Callable[[int], list[Desk]],
) -> None:
    author, other = desks(2)
    form = opened(author, **{"1": "Heat.", "2.current": "Hot."})
    row = author.do_now(AddRow(form, "16[]", ("Helicopter",))).value
    meet(author, other)
    author.do_now(SubmitForm(form))
    other.do_now(FillBlock(form, "2.current", "A fire broke out."))
    other.do_now(StrikeRow(row))
    meet(author, other)
    sit(other, "T. Baker")
    when = read(other, form).prepared_at or 0
    with pytest.raises(Refused, match=r"Block 16\[\], 2\.current was written on another desk"):
        other.do_now(ApproveForm(form, when, PAGES))
    other.do_now(SendBack(form, "Read what came"))
    meet(author, other)
    author.do_now(SubmitForm(form))
    meet(author, other)
    other.do_now(ApproveForm(form, read(other, form).prepared_at or 0, PAGES))
    meet(author, other)
    assert read(author, form).state == "approved"
    assert sound(author)
    assert sound(other)


def test_two_that_approve_at_once_both_issued_it_and_both_papers_stand(desks: Callable[[int], list[Desk]]) -> None:
    author, first, second = desks(3)
    form = opened(author)
    author.do_now(SubmitForm(form))
    meet(author, first, second)
    when = read(first, form).prepared_at or 0
    for one in (first, second):
        one.do_now(ApproveForm(form, when, PAGES))
    meet(author, first, second)
    for one in (author, first, second):
        known = one.read_now(forms.papers_of, EVENT, "situation")
        assert [(paper.number, paper.version, paper.form) for paper in known] == [(1, 1, form), (1, 1, form)]
        assert read(one, form).state == "approved"
        assert sound(one)
    assert {read(one, form).approved_by for one in (author, first, second)} == {read(author, form).approved_by}


def test_a_situation_report_is_approved_with_its_pages_and_another_form_without(desk: Desk) -> None:
    with pytest.raises(Refused, match="with its pages"):
        approve(desk, opened(desk), None)
    form = opened(desk, "ics-202")
    assert approve(desk, form, None) is None
    assert read(desk, form).state == "approved"


def test_a_number_and_version_is_issued_once(desk: Desk) -> None:
    approve(desk, opened(desk))
    form = opened(desk)
    with pytest.raises(NumberTakenError, match="issued already"):
        approve(desk, form)
    assert read(desk, form).state == "submitted"


def test_an_approved_report_is_frozen_for_good(desk: Desk) -> None:
    form = opened(desk)
    approve(desk, form)
    for act in (FillBlock(form, "1", "Cold."), SubmitForm(form)):
        with pytest.raises(Refused, match="Write a correction"):
            desk.do_now(act)
    with pytest.raises(Refused, match="Only a submitted one"):
        desk.do_now(SendBack(form, "Oh"))


def test_a_correction_is_the_next_version_and_supersedes_the_one_before(desk: Desk) -> None:
    form = opened(desk, **{"1": "Hete.", "2.current": "Hot."})
    desk.do_now(FillBlock(form, "2.current", marking="RED"))
    paper = approve(desk, form)
    sit(desk, "L. Chen", "Watch officer")
    with pytest.raises(Refused, match="Say what changed"):
        desk.do_now(Correct(paper, " "))
    again = desk.do_now(Correct(paper, "A word was\nmisspelt")).value
    found = read(desk, again)
    assert (found.corrects, found.changed, found.state) == (paper, "A word was\nmisspelt", "draft")
    assert desk.read_now(forms.blocks_of, again) == {"1": "Hete.", "2.current": "Hot."}
    assert [line.marking for line in desk.read_now(forms.written, again)] == ["AMBER", "RED"]
    assert read(desk, form).state == "approved"
    with pytest.raises(Refused, match="corrects this paper already"):
        desk.do_now(Correct(paper, "Again"))
    desk.do_now(FillBlock(again, "1", "Heat."))
    newer = approve(desk, again, Frozen(9, 8, 1, 2, "cd" * 32, "AMBER", title="Situation Report"))
    assert (read(desk, form).state, read(desk, again).state) == ("superseded", "approved")
    assert [read(desk, one).title for one in (form, again)] == ["Situation Report 1", "Situation Report 1, version 2"]
    assert log(desk)[0] == "Situation Report 1, version 2 approved as a correction: A word was misspelt"
    with pytest.raises(Refused, match="newer version"):
        desk.do_now(Correct(paper, "Third"))
    desk.do_now(Correct(newer, "Third"))


def test_what_was_issued_without_a_form_is_corrected_too(desk: Desk) -> None:
    paper = desk.do_now(IssueSummary(EVENT, 4, 1, 5, "ab" * 32, "RED", "LEO", "Heat.", "None.")).value
    found = read(desk, desk.do_now(Correct(paper, "A figure")).value)
    assert (found.code, found.marking, found.audience) == ("situation", "RED", "LEO")
    assert desk.read_now(forms.blocks_of, found.id) == {"1": "Heat.", "17": "None."}


def test_the_log_is_marked_as_what_was_approved(desk: Desk) -> None:
    approve(desk, opened(desk), Frozen(7, 5, 1, 1, "ab" * 32, "RED", title="Situation Report"))
    marks = desk.read_now(
        lambda connection: dict(connection.exec_driver_sql("SELECT text, marking FROM entry").fetchall())
    )
    assert marks["Situation Report 1 approved"] == "RED"
