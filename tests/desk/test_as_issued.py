"""An approved paper is given as it was frozen by every door; released lower it is an excerpt that says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.command import Work
from eocdesk.commands.events import SetPosture
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.commands.records import Amend
from eocdesk.desk import approving, papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.store.queries import access, forms
from tests.desk.test_approving import text
from tests.kit.desks import EVENT, meet


def made(desk: Desk, code: str, **more: Any) -> papers.Paper:
    return desk.read_now(papers.make, papers.wanted(desk, code, **more))


def approved(desk: Desk, code: str = "ics-202", **head: Any) -> approving.Approved:
    """A form with objectives, submitted by L. Chen, approved by T. Baker."""
    desk.settings.set("person", "L. Chen")
    form = desk.do_now(OpenForm(EVENT, code, {"title": "Objectives", **head}, {"3": "Keep the gates open."})).value
    return settle(desk, form)


def settle(desk: Desk, form: bytes, confirmed: str = "") -> approving.Approved:
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    return asyncio.run(approving.approve(desk, form, confirmed))


def test_what_comes_late_changes_no_approved_paper_by_any_door(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = one.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"3": "Keep the gates open."})).value
    meet(one, other)
    other.do_now(FillBlock(form, "4", "Written while away"))
    issued = settle(one, form)
    meet(one, other)
    one.do_now(SetPosture(EVENT, 1, "Heat"))
    for paper in (asyncio.run(approving.look(one, form)), made(one, "ics-202"), made(one, "ics-202", form=form)):
        assert paper.pdf == issued.paper.pdf
        assert (paper.digest, paper.summary) == (issued.paper.digest, issued.id)
    plan = text(made(one, "iap").pdf)
    assert "Keep the gates open." in plan
    assert "Written while away" not in plan
    with pytest.raises(Unavailable, match="not on this desk"):
        made(other, "ics-202")  # its pages have not come


def test_on_the_other_size_of_paper_it_says_the_same_under_the_same_digest(desk: Desk) -> None:
    issued = approved(desk)
    said = text(issued.paper.pdf)
    assert "Prepared by L. Chen" in said
    assert "Approved by Incident Commander: Name: T. Baker" in said
    assert "Approved as no. 1" in said
    paper = made(desk, "ics-202", paper="a4")
    assert paper.pdf != issued.paper.pdf
    assert paper.digest == issued.paper.digest
    assert "Keep the gates open." in text(paper.pdf)


def test_before_its_approval_and_about_something_else_a_form_is_drawn_from_the_records(desk: Desk) -> None:
    before = clock.now()
    issued = approved(desk, person="L. Chen")
    assert made(desk, "ics-202", as_of=issued.paper.asked.as_of - 1, form=None).summary is None
    assert made(desk, "ics-202", of="L. Chen").summary == issued.id
    assert made(desk, "ics-202", of="R. Okafor").summary is None
    assert made(desk, "ics-202", since=before, until=before + 1).summary is None
    assert made(desk, "ics-202", blank=True).summary is None
    assert made(desk, "ics-203").summary is None


def test_an_excerpt_leaves_out_what_is_stricter_and_says_that_it_was_not_approved(desk: Desk) -> None:
    desk.do_now(Amend("event", EVENT, {"marking": "GREEN"}))
    form = desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"3": "Keep the gates open."})).value
    desk.do_now(FillBlock(form, "4", "A named source", marking="RED"))
    issued = settle(desk, form, "RED")
    paper = asyncio.run(approving.look(desk, form, release="GREEN"))
    said = text(paper.pdf)
    assert "NOT THE APPROVED PAPER" in said
    assert "Keep the gates open." in said
    assert b"named source" not in paper.content
    assert paper.document.title == "Excerpt of Incident Objectives (ICS 202) 1"
    assert paper.document.title.lower() in said.lower()
    assert (paper.summary, paper.withheld["block"]) == (None, 1)
    assert paper.digest != issued.paper.digest
    asked = papers.wanted(desk, "ics-202", form=form, release="GREEN")
    with pytest.raises(Refused, match="may not be released"):
        desk.read_now(lambda connection: papers.make(connection, asked, redact=False))


def test_who_may_read_all_of_it_is_given_the_very_paper(desk: Desk) -> None:
    issued = approved(desk)
    form = issued.paper.asked.form or b""
    assert asyncio.run(approving.look(desk, form, release="AMBER", audience="PIO")).summary == issued.id
    assert made(desk, "situation").summary is None


def test_the_trail_names_the_paper_that_was_looked_at(desk: Desk) -> None:
    issued = approved(desk)
    paper = made(desk, "ics-202")
    papers.let_out_now(desk, paper, papers.VIEWED, "screen")
    seen = desk.read_now(access.trail, EVENT)[0]
    assert (seen.way, seen.digest) == ("viewed", issued.paper.digest)
    assert papers.noted(paper, papers.VIEWED, "screen").summary == issued.id


def test_pages_that_are_not_on_this_desk_are_said_to_be_missing_not_drawn_anew(desk: Desk) -> None:
    issued = approved(desk)

    def away(_sha256: str) -> bytes:
        raise Unavailable("This attachment is not on this desk.")

    with pytest.raises(Unavailable, match="not on this desk"):
        made(desk, "ics-202", kept=away)
    with pytest.raises(Unavailable, match="older version"):
        made(desk, "ics-202", kept=lambda _sha256: b"")
    assert made(desk, "ics-202").summary == issued.id


def test_another_desk_draws_an_excerpt_with_the_words_as_they_were_approved(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, other = desks(2)
    one.do_now(Amend("event", EVENT, {"marking": "GREEN"}))
    form = one.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"3": "Keep the gates open."})).value
    one.do_now(FillBlock(form, "4", "A named source", marking="RED"))
    report = asyncio.run(approving.open_report(one))
    meet(one, other)
    other.do_now(FillBlock(form, "4.awareness", "Written while away"))
    one.do_now(FillBlock(report, "7", "A named source", marking="RED"))
    settle(one, form, "RED")
    one.settings.set("person", "L. Chen")
    settle(one, report, "RED")
    meet(one, other)
    kept = one.store.attachment  # as if they had come
    said = text(made(other, "ics-202", form=form, release="GREEN", kept=kept).pdf)
    assert "EXCERPT, NOT THE APPROVED PAPER" in said
    assert "Keep the gates open." in said
    assert "Written while away" not in said
    assert "named source" not in said
    with pytest.raises(Refused, match="on the desk that issued it"):
        made(other, "situation", form=report, release="GREEN", kept=kept)


class Write:
    """The block 4 of a form says this, under these labels."""

    title = "Write"

    def __init__(self, form: bytes, text: str, labels: dict[str, str]) -> None:
        self._form, self._text, self._labels = form, text, labels

    def do(self, work: Work) -> None:
        FillBlock(self._form, "4", self._text).do(work)
        block = next(line.id for line in work.read(forms.written, self._form) if line.key == "4")
        work.put("block", block, **self._labels)


def approved_strictly(one: Desk, other: Desk, strictly: dict[str, str]) -> bytes:
    """An approved ICS 202 of which another desk, not knowing it submitted, had written a block anew and for all."""
    meet(one, other)  # or the event's marking would be in dispute, and every paper as strict as that
    one.do_now(Amend("event", EVENT, {"marking": "GREEN"}))
    form: bytes = one.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"3": "Keep the gates open."})).value
    one.do_now(Write(form, "A named source", strictly))
    meet(one, other)
    other.do_now(Write(form, "Nothing special", {"marking": "GREEN", "audience": ""}))
    settle(one, form, "RED")
    meet(one, other)
    for desk in (one, other):
        lines = desk.read_now(forms.written, form)
        assert {(line.marking, line.audience) for line in lines if line.key == "4"} == {("GREEN", "")}
    return form


@pytest.mark.parametrize(
    ("strictly", "asked"),
    [({"marking": "RED"}, {"release": "GREEN"}), ({"marking": "GREEN", "audience": "LAW"}, {"audience": "PIO"})],
)
def test_words_approved_strictly_stay_so_on_every_paper_though_their_block_was_lowered_elsewhere(
    desks: Callable[[int], list[Desk]], strictly: dict[str, str], asked: dict[str, str]
) -> None:
    one, other = desks(2)
    form = approved_strictly(one, other, strictly)
    kept = one.store.attachment
    for desk, code, more in ((other, "ics-202", {"form": form}), (one, "iap", {}), (other, "iap", {})):
        paper = made(desk, code, kept=kept, **asked, **more)
        assert b"named source" not in paper.content, (desk.code, code)
        assert "named source" not in text(paper.pdf)
        assert "Keep the gates open." in text(paper.pdf)
        assert paper.withheld["block"] == 1
        assert "1 block" in paper.document.left_out
    strict = (strictly["marking"], strictly.get("audience", ""))
    for desk in (one, other):
        whole = made(desk, "iap", kept=kept)
        assert b"named source" in whole.content
        assert (whole.marking.word, whole.audience) == strict, "and it goes out under the marking of its words"
